// The words that a search found, marked in a text.
import { build } from "./dom.js";

const BEFORE = 60; // characters of an excerpt before the first word that was found

/** @typedef {[number, number]} Place start and end in a text */

/**
 * A text with what stands at some places marked.
 * @param {string} text
 * @param {Place[]} [places] in their order, apart from each other
 * @returns {(string | HTMLElement)[]}
 */
export function markPlaces(text, places = []) {
  const parts = [];
  let at = 0;
  for (const [start, end] of places) {
    if (start > at) parts.push(text.slice(at, start));
    parts.push(build("mark", {}, text.slice(start, end)));
    at = end;
  }
  if (at < text.length) parts.push(text.slice(at));
  return parts;
}

/**
 * A text from a little before the first word that was found in it, its places moved along.
 * @param {string} text
 * @param {Place[]} [places]
 * @returns {{text: string, places: Place[]}}
 */
export function cutBefore(text, places = []) {
  const first = places[0]?.[0] ?? 0;
  if (first <= BEFORE) return { text, places };
  const space = text.slice(first - BEFORE, first).search(/\s/);
  const begin = space < 0 ? first : first - BEFORE + space + 1;
  const moved = places.map(([start, end]) => /** @type {Place} */ ([start - begin + 2, end - begin + 2]));
  return { text: `… ${text.slice(begin)}`, places: moved };
}
