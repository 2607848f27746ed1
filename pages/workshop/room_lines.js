// Words in the lines that a box has room for.

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
