// Which elements have the words that somebody types, where they have them, and which names are near.

import { fold, foldLetter } from "../shared/fold.js";

/**
 * @import { LoadedTexts, Story } from "../shared/types.js"
 *
 * @typedef {object} Searched an element with what is looked at
 * @property {string} id
 * @property {string} name
 * @property {string} description its question included
 * @property {string} foldedName
 * @property {string} foldedTexts name and description
 * @property {SearchedStory[]} stories
 *
 * @typedef {{name: string, folded: string}} Named
 * @typedef {{text: string, words: string, named: Named[]}} SearchedStory a space before each of its words
 * @typedef {"name" | "description" | "stories"} Place
 *
 * @typedef {object} Hit
 * @property {string} id
 * @property {string} name
 * @property {Place} place
 * @property {string} text with the words; "" where the name has them, or where none is at hand
 * @property {string[]} about names with the words of elements that a story tells of
 *
 * @typedef {Pick<Hit, "place"> & Partial<Hit>} Found
 * @typedef {{text: string, isMatch: boolean}} Piece
 */

const BEFORE = 30; // characters of an excerpt before what was found
const LONGEST = 110;
const CLOSE = 0.6; // as in find_near_match (model/errors.py)
const CLOSE_LETTERS = 0.5; // of the letters that are typed, in words that are close
const MOST_NEAR = 3;

/** @param {string} search */
const listWords = (search) => fold(search).split(/\s+/).filter(Boolean);

/** @param {string} text */
const splitWords = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/**
 * What a search looks at.
 * @param {LoadedTexts} texts
 * @returns {Searched[]}
 */
export function listSearched(texts) {
  /** @type {Map<string, Named>} */
  const named = new Map(
    Object.entries(texts.nodes).map(([id, { name }]) => [id, { name, folded: fold(name) }]),
  );
  const stories = Object.values(texts.stories).map((story) => {
    const text = listStoryTexts(texts, story).filter(Boolean).join(" · ");
    const names = story.nodes.map((id) => named.get(id)).filter((name) => name !== undefined);
    return { nodes: story.nodes, searched: { text, words: ` ${splitWords(text).join(" ")}`, named: names } };
  });
  /** @type {Map<string, SearchedStory[]>} */
  const toldOf = new Map();
  for (const { nodes, searched } of stories) {
    for (const id of nodes) toldOf.set(id, [...(toldOf.get(id) ?? []), searched]);
  }
  return Object.entries(texts.nodes).map(([id, { name, description, question }]) => {
    const text = [description, question].filter(Boolean).join("\n");
    const foldedName = fold(name);
    const foldedTexts = `${foldedName}\n${fold(text)}`;
    return { id, name, description: text, foldedName, foldedTexts, stories: toldOf.get(id) ?? [] };
  });
}

/**
 * @param {LoadedTexts} texts
 * @param {Story} story
 */
function listStoryTexts({ words }, story) {
  const plain = words.plain.filter(({ kind }) => kind === "line" || kind === "text");
  return [story.title, story.text, story.setting, ...plain.map(({ name }) => story[name] ?? "")];
}

/**
 * The elements with every word of a search, each in the first place that fits: the name, the description, a
 * story. `found` are those that the server found; what only the server knows is taken to be in a story.
 * @param {Searched[]} searched
 * @param {string} search
 * @param {Iterable<string>} [found]
 * @returns {Hit[]}
 */
export function findHits(searched, search, found = []) {
  const words = listWords(search);
  if (!words.length) return [];
  const storyWords = splitWords(search);
  const known = new Set(found);
  /** @type {Record<Place, Hit[]>} */
  const hits = { name: [], description: [], stories: [] };
  for (const node of searched) {
    const { id, name } = node;
    const hit =
      findPlace(node, words) ??
      findStory(node, storyWords) ??
      (known.has(id) ? /** @type {Found} */ ({ place: "stories" }) : null);
    if (hit) hits[hit.place].push({ id, name, text: "", about: [], ...hit });
  }
  return [...hits.name, ...hits.description, ...hits.stories];
}

/**
 * @param {Searched} node
 * @param {string[]} words
 * @returns {Found | null}
 */
function findPlace({ description, foldedName, foldedTexts }, words) {
  const isIn = (/** @type {string} */ folded) => words.every((word) => folded.includes(word));
  if (isIn(foldedName)) return { place: "name" };
  if (isIn(foldedTexts)) return { place: "description", text: description };
  return null;
}

/**
 * As the store of the stories finds them (model/stories/tokens.py): a word of a story begins with what is
 * typed, or the name of an element that it tells of holds it.
 * @param {Searched} node
 * @param {string[]} words
 * @returns {Found | null}
 */
function findStory({ stories }, words) {
  if (!words.length) return null;
  const isTold = (/** @type {SearchedStory} */ story, /** @type {string} */ word) =>
    story.words.includes(` ${word}`);
  const story = stories.find((candidate) => words.every((word) => isTold(candidate, word)));
  if (story) return { place: "stories", text: story.text };
  const isNamed = (/** @type {SearchedStory} */ { named }, /** @type {string} */ word) =>
    named.some(({ folded }) => folded.includes(word));
  const telling = stories.find((candidate) =>
    words.every((word) => isTold(candidate, word) || isNamed(candidate, word)),
  );
  if (!telling) return null;
  const about = telling.named.filter(({ folded }) => words.some((word) => folded.includes(word)));
  return { place: "stories", about: about.map(({ name }) => name) };
}

/**
 * A text in pieces: those that a search finds, and what is between them.
 * @param {string} text
 * @param {string} search
 * @returns {Piece[]}
 */
export function markWords(text, search) {
  /** @type {Piece[]} */
  const pieces = [];
  let at = 0;
  for (const [start, end] of findMatches(text, listWords(search))) {
    if (start > at) pieces.push({ text: text.slice(at, start), isMatch: false });
    pieces.push({ text: text.slice(start, end), isMatch: true });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), isMatch: false });
  return pieces;
}

/**
 * Where folded words stand in a text, in its order, each as start and end; what overlaps is one.
 * @param {string} text
 * @param {string[]} words
 */
function findMatches(text, words) {
  let folded = "";
  /** @type {number[]} */
  const starts = []; // of the letter in the text that each letter of `folded` is from
  let place = 0;
  for (const letter of text) {
    const bare = foldLetter(letter);
    for (let at = 0; at < bare.length; at += 1) starts.push(place);
    folded += bare;
    place += letter.length;
  }
  const endOf = (/** @type {number} */ last) => {
    let next = last + 1;
    while (starts[next] === starts[last]) next += 1;
    return starts[next] ?? text.length;
  };
  const matches = words.flatMap((word) => {
    const found = [];
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
      found.push(/** @type {[number, number]} */ ([starts[at], endOf(at + word.length - 1)]));
    }
    return found;
  });
  matches.sort(([a, aEnd], [b, bEnd]) => a - b || aEnd - bEnd);
  /** @type {[number, number][]} */
  const merged = [];
  for (const [start, end] of matches) {
    const last = merged.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

/**
 * What stands around the first of the words in a text, in one line.
 * @param {string} text
 * @param {string} search
 */
export function cutExcerpt(text, search) {
  const line = text.trim().replace(/\s+/g, " ");
  const [found] = findMatches(line, listWords(search))[0] ?? [0];
  const space = line.indexOf(" ", found - BEFORE);
  const begin = found <= BEFORE ? 0 : space >= 0 && space < found ? space + 1 : found;
  const rest = line.slice(begin);
  const end = rest.length > LONGEST ? rest.lastIndexOf(" ", LONGEST) : rest.length;
  const cut = rest.slice(0, end > 0 ? end : LONGEST);
  return `${begin ? "… " : ""}${cut}${cut.length < rest.length ? " …" : ""}`;
}

/**
 * The elements whose names are most like what was typed, best first; none where no name comes close.
 * @param {Searched[]} searched
 * @param {string} search
 * @returns {{id: string, name: string}[]}
 */
export function findNear(searched, search) {
  const typed = listWords(search);
  const letters = typed.join("").length;
  /** @type {Map<string, number>} */
  const scores = new Map(); // of each word of a name with all that was typed
  /** @type {(word: string, other: string) => number} */
  const score = (word, other) => {
    const key = `${word} ${other}`;
    const known = scores.get(key) ?? compare(word, other);
    scores.set(key, known);
    return known;
  };
  const scored = searched.map(({ id, name, foldedName }) => {
    const parts = foldedName.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    const close = typed.map((word) => {
      const best = Math.max(0, ...parts.map((part) => score(word, part)));
      return best >= CLOSE ? best * word.length : 0;
    });
    return { id, name, likeness: close.reduce((sum, part) => sum + part, 0) / letters };
  });
  return scored
    .filter(({ likeness }) => likeness >= CLOSE_LETTERS)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, MOST_NEAR)
    .map(({ id, name }) => ({ id, name }));
}

/**
 * How alike two words are, from 0 to 1: twice the letters that both have in the same order, of all letters.
 * @param {string} a
 * @param {string} b
 */
function compare(a, b) {
  const all = a.length + b.length;
  if ((2 * Math.min(a.length, b.length)) / all < CLOSE) return 0;
  let row = new Array(b.length + 1).fill(0);
  for (const letter of a) {
    const next = [0];
    for (let at = 0; at < b.length; at += 1) {
      next.push(letter === b[at] ? row[at] + 1 : Math.max(row[at + 1], next[at]));
    }
    row = next;
  }
  return (2 * row[b.length]) / all;
}
