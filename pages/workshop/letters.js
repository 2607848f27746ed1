// How wide a text is, and where its lines end: by a table, so that every window counts the same lines
// whether or not the font has come, whatever machine it is on.

// The widths of the letters from " " to "~" in Source Sans 3, in thousandths of their size; of regular and
// semibold the wider.
const FIRST = 32;
const WIDTHS = [
  200, 315, 482, 513, 513, 841, 639, 275, 324, 324, 438, 513, 275, 322, 275, 350, 513, 513, 513, 513, 513,
  513, 513, 513, 513, 513, 275, 275, 513, 513, 513, 444, 875, 558, 597, 576, 625, 538, 510, 628, 663, 282,
  494, 597, 502, 745, 657, 674, 582, 674, 592, 545, 546, 655, 536, 800, 541, 501, 540, 324, 350, 324, 513,
  500, 549, 516, 563, 462, 564, 507, 317, 520, 558, 262, 263, 522, 271, 843, 560, 549, 564, 564, 373, 431,
  361, 556, 495, 748, 481, 495, 443, 324, 255, 324, 513,
];
const OTHER = 0.68; // Greek, Cyrillic, dashes and the like
const WIDE = 1.3; // signs of East Asia, emoji
const WIDE_FROM = 0x1100;
const PUNCTUATION = /^[\u2000-\u206f\u20a0-\u20cf]/;
const MARKS = /[\p{M}\p{Cf}]/gu;
const PLAIN = /^[ -\u00ac\u00ae-\u02ff]*$/; // each sign is a letter of its own

const clusters = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * What a reader takes for one letter is never parted.
 * @param {string} text
 */
export const listLetters = (text) =>
  PLAIN.test(text) ? text.split("") : Array.from(clusters.segment(text), ({ segment }) => segment);

/** @type {Map<string, number>} */
const widths = new Map();

/**
 * How wide a letter is, in its own size.
 * @param {string} letter
 */
export function measureLetter(letter) {
  const known = widths.get(letter);
  if (known !== undefined) return known;
  const width = findWidth(letter);
  widths.set(letter, width);
  return width;
}

/** @param {string} letter */
function findWidth(letter) {
  const bare = letter.normalize("NFD").replace(MARKS, "");
  if (!bare) return 0;
  const width = WIDTHS[bare.charCodeAt(0) - FIRST];
  if (width) return width / 1000;
  return bare.charCodeAt(0) < WIDE_FROM || PUNCTUATION.test(bare) ? OTHER : WIDE;
}

/**
 * How wide a text is on one line, in letters.
 * @param {string} text
 */
export const measure = (text) =>
  listLetters(text).reduce((width, letter) => width + measureLetter(letter), 0);

/**
 * @typedef {object} Word what stands together on a line: a word with the spaces after it
 * @property {string} text
 * @property {number} width
 * @property {number} bare its width without these spaces
 */

/**
 * The words of a text, measured once for any size of letters.
 * @param {string} text
 * @returns {Word[]}
 */
export function listWords(text) {
  const words = text.match(/\S*?[^\s-]-+(?=[^\s-])|\S+\s*|\s+/g) ?? [];
  return words.map((word) => ({ text: word, width: measure(word), bare: measure(word.trimEnd()) }));
}

/**
 * The lines of words where so much fits on one, in letters; together they are the text. A word that is too
 * long for a line of its own is broken anywhere.
 * @param {Word[]} words
 * @param {number} room
 */
export function wrap(words, room) {
  /** @type {string[]} */
  const lines = [];
  let line = "";
  let used = 0;
  const end = () => {
    if (line) lines.push(line);
    line = "";
    used = 0;
  };
  for (const { text, width, bare } of words) {
    if (line && used + bare > room) end();
    const parts = bare > room ? listLetters(text) : [text];
    for (const part of parts) {
      const own = parts.length > 1 ? measureLetter(part) : width;
      if (parts.length > 1 && line && part.trim() && used + own > room) end();
      line += part;
      used += own;
    }
  }
  end();
  return lines.length ? lines : [""];
}
