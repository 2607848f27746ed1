// Which names a few letters stand for.
import { fold } from "../shared/fold.js";

/** @typedef {{name: string, place?: string}} Named `place` is where it stands, such as its level and stage */

/**
 * What letters stand for, the best first: names that begin with them, words of a name that do, and names that
 * hold them; those of which the place does, last. Of the same rank the order stays.
 * @template {Named} Item
 * @param {Item[]} items
 * @param {string} typed
 * @returns {Item[]}
 */
export function findNamed(items, typed) {
  const letters = fold(typed).trim();
  const parts = letters.split(/\s+/).filter(Boolean);
  if (!parts.length) return [];
  const rank = (/** @type {Item} */ { name, place = "" }) => {
    const folded = fold(name);
    const words = folded.split(/[\s-]+/);
    if (folded.startsWith(letters)) return 0;
    if (parts.every((part) => words.some((word) => word.startsWith(part)))) return 1;
    if (parts.every((part) => folded.includes(part))) return 2;
    return parts.every((part) => `${folded} ${fold(place)}`.includes(part)) ? 3 : 4;
  };
  return items
    .map((item) => ({ item, rank: rank(item) }))
    .filter((found) => found.rank < 4)
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}
