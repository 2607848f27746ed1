// The two ratings that a comparison begins with.

/** @import { Rating, Round } from "../types.js" */

/**
 * Whether two ratings ask about the same thing alike.
 * @param {Rating} rating
 * @param {Rating} other
 */
export const isShared = (rating, other) =>
  rating.kind === other.kind && rating.keys.some((key) => other.keys.includes(key));

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

/**
 * The ratings that one in a workshop can be compared with: those that ask about the same, but for itself.
 * @param {Rating[]} ratings
 * @param {string} workshop
 * @param {Pick<Round, "id" | "kind" | "keys">} round
 */
export const listComparable = (ratings, workshop, { id, kind, keys = [] }) =>
  ratings.filter(
    (rating) =>
      rating.kind === kind &&
      rating.keys.some((key) => keys.includes(key)) &&
      !(rating.workshop === workshop && rating.round === id),
  );

/**
 * The one to begin with: of this workshop, else the newest of the same team, else the newest.
 * @param {Rating[]} ratings the newest first, one at least
 * @param {string} workshop
 * @param {string | null} team
 */
export const suggestEarlier = (ratings, workshop, team) =>
  ratings.find((rating) => rating.workshop === workshop) ??
  ratings.find((rating) => team && rating.team === team) ??
  ratings[0];
