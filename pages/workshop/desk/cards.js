// The cards on which answers stand at the desk: equal ones on one, found by their words.
import { build } from "../../shared/dom.js";
import { fold } from "../../shared/fold.js";

/** @import { Answer } from "../types.js" */

/**
 * The answers, those that say the same together, in the order of the first of them.
 * @param {Answer[]} answers
 */
export function mergeEqual(answers) {
  /** @type {Map<string, Answer[]>} */
  const merged = new Map();
  for (const answer of answers) {
    const equal = merged.get(answer.same);
    if (equal) equal.push(answer);
    else merged.set(answer.same, [answer]);
  }
  return [...merged.values()];
}

/**
 * How a card is found: by its first answer, among which it can be dragged, and by its words.
 * @param {string} kept
 * @param {Answer[]} equal
 */
export const nameCard = (kept, equal) => ({
  "data-card": equal[0].id,
  "data-among": kept,
  "data-count": equal.length,
  "data-words": fold(equal[0].text),
});

/** By which a finger drags a card. */
export const buildGrip = () => build("span", { class: "grip", "aria-hidden": "true" }, "⠿");

/**
 * Hide what does not have all words of a search: a group stays with its cards where its title has them, else
 * with those of its cards that do. Gives how many answers are shown, of how many.
 * @param {HTMLElement} place
 * @param {string} search
 */
export function filterCards(place, search) {
  const words = fold(search).split(/\s+/).filter(Boolean);
  /** @param {HTMLElement} element */
  const isFound = ({ dataset }) => words.every((word) => dataset.words?.includes(word));
  /** @type {NodeListOf<HTMLElement>} */
  const cards = place.querySelectorAll("[data-card]");
  /** @type {NodeListOf<HTMLElement>} */
  const groups = place.querySelectorAll(".group");
  const named = new Set([...groups].filter(isFound));
  let [shown, all] = [0, 0];
  for (const card of cards) {
    const group = /** @type {HTMLElement | null} */ (card.closest(".group"));
    card.hidden = !isFound(card) && !(group && named.has(group));
    all += Number(card.dataset.count);
    if (!card.hidden) shown += Number(card.dataset.count);
  }
  for (const group of groups)
    group.hidden = !named.has(group) && !group.querySelector("[data-card]:not([hidden])");
  return { shown, all };
}
