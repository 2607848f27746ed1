// Words in the lines that a box has room for.

export const LINE = 1.12; // how far apart lines are, in the size of their letters
const LETTER = 0.49; // how wide a letter is, on the average, in the same
const SIZES = [14, 13, 12, 11];

/**
 * A text in the largest letters in which all of it stands in a room; in the smallest, what does not is cut.
 * @param {string} text
 * @param {number} width
 * @param {number} height
 * @param {number} floor how small letters may be; the largest of ours are not smaller
 */
export function setWords(text, width, height, floor = 0) {
  const set = SIZES.filter((size, at) => !at || size >= floor).map((size) => {
    const most = Math.max(1, Math.floor(height / (LINE * size)));
    return { size, lines: breakLines(text, Math.floor(width / (LETTER * size)), most) };
  });
  const whole = set.find(({ lines }) => !lines.some((line) => line.endsWith("…")));
  return whole ?? set[set.length - 1];
}

/**
 * A text in lines of so many letters at most; what does not fit in so many lines is left out, with a sign.
 * @param {string} text
 * @param {number} longest
 * @param {number} most
 */
export function breakLines(text, longest, most) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(/\s+/)) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length && longer.length <= longest) lines[lines.length - 1] = longer;
    else lines.push(word.length > longest ? `${word.slice(0, longest - 1)}…` : word);
  }
  if (lines.length <= most) return lines;
  const last = lines[most - 1].slice(0, Math.max(1, longest - 2));
  return [...lines.slice(0, most - 1), `${last} …`];
}
