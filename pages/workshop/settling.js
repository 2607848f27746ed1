// One action of which it is asked what came of it: its texts, and the form that settles it. The desk and the
// page of what came of it show the same.
import { build } from "../shared/dom.js";
import { forgetTyped, keepTyped } from "../shared/typed.js";
import { joinLabel } from "../shared/words.js";
import { field } from "./field.js";

/**
 * @import { ActionState, FollowedAction, NamedStory, WorkshopWords } from "./types.js"
 *
 * @typedef {{state: ActionState, outcome: string, story: string}} Settlement
 */

const LONGEST = 500;
/** The states in the order of their keys, 1 to 3. */
export const STATES = /** @type {ActionState[]} */ (["done", "open", "dropped"]);

/**
 * What became of an action in a word, with a sign of its own; "" where nobody asked and it is not overdue.
 * @param {FollowedAction} action
 * @param {WorkshopWords} words
 */
export function nameState({ state, isOverdue, asked }, words) {
  if (state === "done") return `✓ ${words.actionStates.done}`;
  if (state === "dropped") return `✕ ${words.actionStates.dropped}`;
  if (isOverdue) return `! ${words.overdue}`;
  return asked ? `… ${words.actionStates.open}` : "";
}

/**
 * The state with what came of it.
 * @param {FollowedAction} action
 * @param {WorkshopWords} words
 */
export function describeState(action, words) {
  const name = nameState(action, words);
  return name && action.outcome ? joinLabel(words, name, action.outcome) : name || action.outcome;
}

/**
 * Who does it, by when, where it was agreed, and which story shows it.
 * @param {FollowedAction} action
 * @param {WorkshopWords} words
 */
export function describeDetails({ who, until, agreedAt, storyName }, words) {
  const story = storyName ? joinLabel(words, words.shownByStory, storyName) : "";
  return [who, until, agreedAt, story].filter(Boolean).join(" · ");
}

/**
 * The form that settles an action; what is typed stays until it is sent.
 * @param {object} options
 * @param {FollowedAction} options.action
 * @param {NamedStory[]} options.showable
 * @param {WorkshopWords} options.words
 * @param {(settlement: Settlement) => void} options.settle
 */
export function buildSettling({ action, showable, words, settle }) {
  const { id, state, asked } = action;
  const outcome = keepTyped(
    build("textarea", { rows: 2, maxlength: LONGEST, "data-focus": `outcome-${id}` }, action.outcome),
    `settling-${id}-outcome`,
  );
  const isElsewhere = action.story && !showable.some((story) => story.id === action.story);
  const offered = isElsewhere
    ? [...showable, { id: action.story, name: action.storyName || action.story }]
    : showable;
  const story = keepTyped(
    build(
      "select",
      { "data-focus": `story-${id}` },
      build("option", { value: "" }, words.noStoryShows),
      ...offered.map(({ id: value, name }) =>
        build("option", { value, selected: value === action.story }, name),
      ),
    ),
    `settling-${id}-story`,
  );
  /** @param {ActionState} chosen */
  const send = (chosen) => settle({ state: chosen, outcome: outcome.value, story: story.value });
  const buttons = STATES.map((name, at) =>
    build(
      "button",
      {
        type: "button",
        class: "settle",
        "aria-pressed": asked && state === name ? "true" : null,
        "aria-keyshortcuts": String(at + 1),
        "data-focus": `settle-${name}`,
        onclick: () => send(name),
      },
      build("kbd", {}, String(at + 1)),
      words.actionStates[name],
    ),
  );
  const element = build(
    "div",
    { class: "settling" },
    build("div", { class: "row" }, field(words.actionOutcome, outcome), field(words.actionStory, story)),
    build("div", { class: "buttons" }, ...buttons),
  );
  return { element, send };
}

/**
 * What was typed of an action was sent.
 * @param {string} id
 */
export const forgetSettling = (id) => forgetTyped(`settling-${id}-`);

/**
 * The actions as they are shown: first the open ones, by their day, those without one after them; then those
 * that are settled, the latest first.
 * @template {Pick<FollowedAction, "state" | "due">} Action
 * @param {Action[]} agreed the earliest first
 */
export function sortAgreed(agreed) {
  const open = agreed.filter(({ state }) => state === "open");
  const dated = open.filter(({ due }) => due).sort((action, other) => action.due.localeCompare(other.due));
  const settled = agreed.filter(({ state }) => state !== "open").reverse();
  return [...dated, ...open.filter(({ due }) => !due), ...settled];
}
