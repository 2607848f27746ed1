// Letters as they are compared where somebody searches.

const LAST_MARK = "\u0345"; // no combining mark is sorted behind it

/**
 * The text without case and accents, the letters of œ and æ apart, as `fold` of model/search.py does it.
 * @param {string} text
 */
export const fold = (text) => text.replace(/[A-Z\u{80}-\u{10ffff}]/gu, foldLetter);

/** @param {string} letter */
export function foldLetter(letter) {
  const lower = letter === "ı" ? letter : letter.toLowerCase().toUpperCase().toLowerCase();
  const bare = [...lower.normalize("NFKD")].filter((part) => !isCombining(part)).join("");
  return bare.replaceAll("ς", "σ").replaceAll("œ", "oe").replaceAll("æ", "ae");
}

/**
 * Whether Unicode gives a character a combining class: then it is sorted before the last mark.
 * @param {string} letter
 */
const isCombining = (letter) =>
  /\p{M}/u.test(letter) &&
  (letter === LAST_MARK || (LAST_MARK + letter).normalize("NFD") !== LAST_MARK + letter);
