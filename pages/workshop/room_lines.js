// Words in the lines that a box has room for.
import { listWords, measure, wrap } from "./letters.js";

export const LINE = 1.12; // how far apart lines are, in the size of their letters
const SIGN = " …"; // that something is left out
const SIZES = [14, 13, 12, 11];

/**
 * A text in the largest letters in which all of it stands in a room, with no word broken; in the smallest,
 * what does not is cut.
 * @param {string} text
 * @param {number} width
 * @param {number} height
 * @param {number} floor how small letters may be; the largest of ours are not smaller
 */
export function setWords(text, width, height, floor = 0) {
  const words = listWords(text);
  const longest = Math.max(...words.map(({ bare }) => bare));
  const set = SIZES.filter((size, at) => !at || size >= floor).map((size) => {
    const most = Math.max(1, Math.floor(height / (LINE * size)));
    const lines = wrap(words, width / size).map((line) => line.trimEnd());
    const isWhole = lines.length <= most && longest <= width / size;
    return { size, lines: cutLines(lines, width / size, most), isWhole };
  });
  const { size, lines } = set.find(({ isWhole }) => isWhole) ?? set[set.length - 1];
  return { size, lines };
}

/**
 * Lines up to a limit; a sign shows that some are left out.
 * @param {string[]} lines
 * @param {number} room for a line, in letters
 * @param {number} most
 */
function cutLines(lines, room, most) {
  if (lines.length <= most) return lines;
  const [last] = wrap(listWords(lines[most - 1]), room - measure(SIGN));
  return [...lines.slice(0, most - 1), last.trimEnd() + SIGN];
}
