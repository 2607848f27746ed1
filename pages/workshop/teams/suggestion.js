// The two ratings that a comparison begins with.

/** @import { Rating } from "../types.js" */

/**
 * Whether two ratings ask about an element alike.
 * @param {Rating} one
 * @param {Rating} other
 */
export const isShared = (one, other) => one.nodes.some((node) => other.nodes.includes(node));

/**
 * The two to begin with: the newest that there is another one for, if possible of the same team, before it.
 * @param {Rating[]} ratings the newest first
 * @returns {[Rating, Rating] | null}
 */
export function suggest(ratings) {
  const pairs = ratings.flatMap((after, at) =>
    ratings
      .slice(at + 1)
      .filter((before) => isShared(before, after))
      .map((before) => /** @type {[Rating, Rating]} */ ([before, after])),
  );
  return pairs.find(([before, after]) => before.team && before.team === after.team) ?? pairs[0] ?? null;
}
