// The passages that coders marked in a story: numbered as they stand in it, and cut where they overlap.

/**
 * @import { DoneCoding } from "./types.js"
 * @import { Code } from "./talk.js"
 *
 * A passage with its number; `code` null for one that has no place in the model. Places are characters.
 * @typedef {object} Marked
 * @property {number} number
 * @property {string} coder
 * @property {Code | null} code
 * @property {string} language
 * @property {number} start
 * @property {number} end
 *
 * A part of a text with the passages that it is in, and those that begin with it.
 * @typedef {{text: string, within: Marked[], begins: Marked[]}} Piece
 */

/**
 * All passages of a story, numbered by language and place.
 * @param {DoneCoding[]} codings
 * @returns {Marked[]}
 */
export function listMarked(codings) {
  const found = codings.flatMap(({ coder, marks, leftovers }) => [
    ...marks.flatMap(({ kind, id, passages }) =>
      passages.map((passage) => ({ coder, code: { kind, id }, passage })),
    ),
    ...leftovers.map((passage) => ({ coder, code: null, passage })),
  ]);
  const placed = found.map(({ coder, code, passage: [language, start, end] }) => ({
    ...{ number: 0, coder, code, language, start, end },
  }));
  placed.sort((a, b) => a.language.localeCompare(b.language) || a.start - b.start || a.end - b.end);
  placed.forEach((passage, at) => {
    passage.number = at + 1;
  });
  return placed;
}

/**
 * A text cut where passages begin and end.
 * @param {string} text
 * @param {Marked[]} marked those of its language
 * @returns {Piece[]}
 */
export function cut(text, marked) {
  const letters = [...text];
  const ends = marked.flatMap(({ start, end }) => [start, end]).filter((at) => at < letters.length);
  const places = [...new Set([0, ...ends, letters.length])].sort((a, b) => a - b);
  return places.slice(0, -1).map((start, at) => ({
    text: letters.slice(start, places[at + 1]).join(""),
    within: marked.filter((passage) => passage.start <= start && start < passage.end),
    begins: marked.filter((passage) => passage.start === start),
  }));
}

/**
 * What a passage says.
 * @param {string} text
 * @param {Marked} marked
 */
export const quote = (text, { start, end }) => [...text].slice(start, end).join("");
