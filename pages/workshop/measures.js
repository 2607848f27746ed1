// What the numbers of a vote say, before they are drawn.

import { mix } from "../shared/colours.js";
import { findCulture } from "../shared/culture.js";
import { fill, joinLabel } from "../shared/words.js";

/**
 * @import { NodeValue } from "../shared/types.js"
 * @import { SubjectResult, ResultOptions, ResultPart, ResultTexts, RevealedPoll } from "./types.js"
 * @import { Round, WorkshopWords } from "./types.js"
 */

/**
 * How many nodes have bars at most.
 * @type {Partial<Record<ResultPart, number>>}
 */
const MOST = { ranking: 12, spread: 12, roles: 6 };

/** How many weak nodes the room is shown. */
export const MOST_WEAK = 5;

/**
 * Whether a round is a vote whose result is revealed.
 * @param {Round} round
 * @returns {round is RevealedPoll}
 */
export const isRevealedPoll = (round) => Boolean(round.measure && round.result && round.parts);

/**
 * @param {number | null | undefined} value
 * @param {number} decimals
 * @param {string} language
 */
export function showNumber(value, decimals, language) {
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return value === null || value === undefined ? "–" : value.toLocaleString(findCulture(language), digits);
}

/**
 * @param {RevealedPoll} round
 * @param {number | null} value
 * @param {string} language
 */
export const showValue = (round, value, language) => showNumber(value, round.measure.decimals, language);

/**
 * A text with how many said so, where that is more than one.
 * @param {string} text
 * @param {number} count
 */
export const showCount = (text, count) => (count > 1 ? `${text} × ${count}` : text);

/**
 * What each node got, for the map.
 * @param {RevealedPoll} round
 * @param {string} language
 * @returns {Record<string, NodeValue>}
 */
export const listValues = (round, language) =>
  Object.fromEntries(
    round.result.subjects
      .filter(({ value }) => value !== null)
      .map(({ id, share, value }) => [id, { share: share ?? 0, text: showValue(round, value, language) }]),
  );

/**
 * The nodes that could have bars: those that were rated, and for roles those of which some can be told apart.
 * @param {RevealedPoll} round
 * @param {ResultPart} part
 */
const listRated = (round, part) =>
  round.result.subjects.filter(
    ({ value, roles }) => value !== null && (part !== "roles" || Object.keys(roles).length),
  );

/**
 * The nodes that have bars, the highest first.
 * @param {RevealedPoll} round
 * @param {ResultPart} part
 */
export const listBars = (round, part) => listRated(round, part).slice(0, MOST[part]);

/**
 * What is to be said below bars: who answered, the rule of roles, and what is cut off.
 * @param {RevealedPoll} round
 * @param {ResultPart} part
 * @param {WorkshopWords} words
 */
export function describeResult(round, part, words) {
  const { voters } = round.result;
  const all = listRated(round, part).length;
  const shown = listBars(round, part).length;
  const answered = voters === 1 ? words.oneAnsweredBy : fill(words.answeredBy, { count: voters });
  return [
    `${answered}.`,
    part === "roles" ? words.roleNote : "",
    part === "ranking" ? round.measure.order : "",
    all > shown ? fill(words.cutHighest, { shown, all }) : "",
  ]
    .filter(Boolean)
    .join(" ");
}

/**
 * The weak nodes of a rating, the lowest first, each with on how many paths it is the weakest; what is said
 * before and after them.
 * @param {ResultOptions} options
 * @param {number} most
 * @returns {ResultTexts}
 */
export function describeWeak({ round, texts, words, language }, most) {
  const { weakest, paths } = round.result;
  const { weak } = round.measure;
  if (!weak || !weakest.length) return { first: weak?.none ?? "", items: [], last: "" };
  const shown = weakest.slice(0, most);
  const all = weakest.length;
  const cut = shown.length < all ? ` ${fill(words.cutLowest, { shown: shown.length, all })}` : "";
  const items = shown.map((node) => ({
    name: `${texts.nodes[node.id].name} (${showValue(round, node.value, language)})`,
    note: fill(weak.on, { count: node.paths, all: paths, end: weak.end }),
  }));
  return { first: "", items, last: weak.rule + cut };
}

/**
 * What the top choice leads to, each with on how many paths; what is said before that.
 * @param {Omit<ResultOptions, "language">} options
 * @returns {ResultTexts}
 */
export function describeTraced({ round, texts, words }) {
  const { starts, reached, outcomes } = round.result.traced;
  const names = starts.map((id) => texts.nodes[id].name).join(", ");
  if (!starts.length) return { first: words.noVotes, items: [], last: "" };
  if (!reached.length) return { first: joinLabel(words, names, words.nothingTraced), items: [], last: "" };
  const sentence = starts.length > 1 ? words.tracedPlural : words.tracedWords;
  const items = Object.entries(outcomes).map(([id, count]) => ({
    name: texts.nodes[id].name,
    note: count === "1" ? words.onePath : fill(words.onPaths, { count }),
  }));
  return { first: fill(sentence, { names, count: reached.length }), items, last: "" };
}

/**
 * The numbers that somebody gave, each with its name.
 * @param {SubjectResult[]} nodes
 * @returns {[number, string][]}
 */
export function listGiven(nodes) {
  const numbers = new Set(nodes.flatMap(({ histogram }) => Object.keys(histogram)).map(Number));
  const isUsed = (/** @type {number} */ value) => nodes.some(({ histogram }) => histogram[value]);
  return [...numbers]
    .sort((value, other) => value - other)
    .filter(isUsed)
    .map((value) => [value, String(value)]);
}

/**
 * A colour on the way from one over a light middle to the other.
 * @param {string} low as "#rrggbb", like the others
 * @param {string} middle
 * @param {string} high
 * @param {number} share from 0 to 1
 */
export const blend = (low, middle, high, share) =>
  mix(middle, share < 0.5 ? low : high, 0.25 + 0.75 * Math.abs(2 * share - 1) * 0.75);
