// What a search finds as one types: elements by their name, their description, or the stories about them.

/**
 * @import { LoadedTexts } from "../shared/types.js"
 *
 * @typedef {"name" | "description" | "stories"} Group
 * @typedef {{id: string, group: Group, excerpt: string}} Found
 * @typedef {{text: string, isFound: boolean}} Piece
 */

const AROUND = 45; // characters before and after what is found in a long text
const FARTHEST = 2; // letters that may differ in a word that is near
const SHORTEST = 4; // letters of a word that is looked for nearby
const MOST_NEAR = 3;

/**
 * A text without case and accents, for comparing: as the server does.
 * @param {string} text
 */
export const fold = (text) =>
  text.toLowerCase().replaceAll("ß", "ss").normalize("NFKD").replace(/\p{M}/gu, "");

/** @param {string} search */
const splitWords = (search) => fold(search).split(/\s+/).filter(Boolean);

/**
 * The elements that hold every word: each once, in the first group that has it, in the order of the model.
 * @param {LoadedTexts} texts
 * @param {string} search
 * @param {Set<string> | null} hits what the server found, whose stories may not be at hand
 * @returns {Found[]}
 */
export function findElements(texts, search, hits) {
  const words = splitWords(search);
  if (!words.length) return [];
  const hasAll = (/** @type {string} */ text) => words.every((word) => fold(text).includes(word));
  const found = Object.entries(texts.nodes).flatMap(([id, { name, description = "" }]) => {
    if (hasAll(name)) return { id, group: /** @type {Group} */ ("name"), excerpt: "" };
    if (hasAll(`${name}\n${description}`)) {
      return { id, group: /** @type {Group} */ ("description"), excerpt: cut(description, words) };
    }
    const stories = Object.values(texts.stories).filter((story) => story.nodes.includes(id));
    const told = stories.map(({ title, text, setting }) => [title, text, setting].join("\n")).find(hasAll);
    if (told === undefined && !hits?.has(id)) return [];
    return { id, group: /** @type {Group} */ ("stories"), excerpt: cut(told ?? "", words) };
  });
  return found;
}

/**
 * A text in pieces, those that are one of the words apart.
 * @param {string} text
 * @param {string} search
 * @returns {Piece[]}
 */
export function markWords(text, search) {
  const words = splitWords(search);
  const { folded, places } = foldInPlace(text);
  /** @type {Piece[]} */
  const pieces = [];
  let at = 0;
  while (at < folded.length) {
    const found = findFirst(folded, words, at);
    const from = found ? found.at : folded.length;
    const to = found ? from + found.word.length : folded.length;
    if (from > at) pieces.push({ text: text.slice(places[at], places[from]), isFound: false });
    if (found) pieces.push({ text: text.slice(places[from], places[to]), isFound: true });
    at = to;
  }
  return pieces;
}

/**
 * Names with a word like one of those that were typed.
 * @param {LoadedTexts} texts
 * @param {string} search
 * @returns {string[]} ids
 */
export function findNear(texts, search) {
  const words = splitWords(search).filter((word) => word.length >= SHORTEST);
  const near = Object.entries(texts.nodes).map(([id, { name }]) => {
    const distances = splitWords(name).flatMap((part) => words.map((word) => measureDistance(part, word)));
    return { id, distance: Math.min(FARTHEST + 1, ...distances) };
  });
  return near
    .filter(({ distance }) => distance <= FARTHEST)
    .sort((one, other) => one.distance - other.distance)
    .slice(0, MOST_NEAR)
    .map(({ id }) => id);
}

/**
 * @param {string} text
 * @param {string[]} words
 */
function cut(text, words) {
  const { folded, places } = foldInPlace(text);
  const { at = 0, word = "" } = findFirst(folded, words, 0) ?? {};
  const from = Math.max(0, at - AROUND);
  const to = Math.min(folded.length, at + word.length + AROUND);
  const start = from ? folded.indexOf(" ", from) + 1 : 0;
  const space = to < folded.length ? folded.lastIndexOf(" ", to) : folded.length;
  const end = space > start ? space : to;
  const excerpt = text.slice(places[start], places[end]).replace(/\s+/g, " ").trim();
  return `${start ? "… " : ""}${excerpt}${end < folded.length ? " …" : ""}`;
}

/**
 * The word that stands first from a place on.
 * @param {string} folded
 * @param {string[]} words
 * @param {number} from
 */
function findFirst(folded, words, from) {
  const found = words.map((word) => ({ at: folded.indexOf(word, from), word })).filter(({ at }) => at >= 0);
  return found.sort((one, other) => one.at - other.at || other.word.length - one.word.length).at(0);
}

/**
 * A text folded, and where each of its letters begins in the text itself; at last where that ends.
 * @param {string} text
 */
function foldInPlace(text) {
  let folded = "";
  const places = [];
  let at = 0;
  for (const letter of text) {
    const plain = fold(letter);
    for (let index = 0; index < plain.length; index += 1) places.push(at);
    folded += plain;
    at += letter.length;
  }
  return { folded, places: [...places, text.length] };
}

/**
 * How many letters have to be changed, added or taken out to make one word of another.
 * @param {string} one
 * @param {string} other
 */
function measureDistance(one, other) {
  if (Math.abs(one.length - other.length) > FARTHEST) return FARTHEST + 1;
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let at = 1; at <= one.length; at += 1) {
    const next = [at];
    for (let to = 1; to <= other.length; to += 1) {
      const isSame = one[at - 1] === other[to - 1];
      next.push(Math.min(row[to] + 1, next[to - 1] + 1, row[to - 1] + (isSame ? 0 : 1)));
    }
    row = next;
  }
  return row[other.length];
}
