// Where a presentation is, and where it goes from there; the same for projector and facilitator.

/** @import { KeyAct, Place, PlaceChange, Position, Step } from "./types.js" */

/**
 * The number of the step that a position shows; the nearest one of its kind where that is gone.
 * @param {Step[]} steps
 * @param {Place} position
 */
export function findStep(steps, position) {
  const same = steps
    .map((step, number) => ({ step, number }))
    .filter(({ step }) => step.view === position.view && (step.round ?? null) === position.round);
  const exact = same.find(({ step }) =>
    position.story ? step.story === position.story : step.at === position.at,
  );
  const nearest = exact ?? same[Math.min(position.at, same.length - 1)];
  if (nearest) return nearest.number;
  return Math.max(
    0,
    steps.findIndex((step) => step.view === position.view),
  );
}

/**
 * What a position has to say to show a step.
 * @param {Step} step
 */
export const placeOf = ({ view, at, round = "", story = "" }) => ({
  view,
  at,
  round: round || null,
  story: story || null,
});

/**
 * The place that a change leads to, in full. Another view ends black screen and spotlight.
 * @param {Place} position
 * @param {PlaceChange} change
 * @returns {Place}
 */
export function changePlace(position, change) {
  const left = change.view ? { round: null, story: null, spotlight: null, is_black: false } : {};
  const { view, at, round, story, path, spotlight, is_black } = { ...position, ...left, ...change };
  return { view, at, round, story, path, spotlight, is_black };
}

/**
 * What each key does. Clickers send page up and down.
 * @type {Record<string, KeyAct>}
 */
const KEYS = {
  ArrowRight: "next",
  PageDown: "next",
  " ": "next",
  ArrowDown: "next",
  ArrowLeft: "back",
  PageUp: "back",
  ArrowUp: "back",
  Backspace: "back",
  Home: "first",
  End: "last",
  b: "black",
  ".": "black",
  t: "timer",
  f: "fullscreen",
  s: "spotlight",
  Escape: "escape",
};

/**
 * What a key does, if anything.
 * @param {Pick<KeyboardEvent, "key" | "altKey" | "ctrlKey" | "metaKey">} event
 * @returns {KeyAct | undefined}
 */
export function readKey({ key, altKey, ctrlKey, metaKey }) {
  if (altKey || ctrlKey || metaKey) return undefined;
  return KEYS[key.length === 1 ? key.toLowerCase() : key];
}

/**
 * What a key or button asks for: another place, or so many minutes of the timer; null for nothing of both.
 * @param {KeyAct} act
 * @param {object} now
 * @param {Step[]} now.steps
 * @param {Position} now.position
 * @param {number} now.minutes that the timer is started with
 * @param {string | null} now.picked the node that a spotlight falls on, else the last one of the step
 * @returns {{change: PlaceChange} | {minutes: number} | null}
 */
export function chooseMove(act, { steps, position, minutes, picked }) {
  const number = findStep(steps, position);
  /** @param {number} other */
  const to = (other) => ({ change: placeOf(steps[Math.max(0, Math.min(steps.length - 1, other))]) });
  const { is_black, spotlight } = position;
  switch (act) {
    case "next":
      return is_black ? { change: { is_black: false } } : to(number + 1);
    case "back":
      return is_black ? { change: { is_black: false } } : to(number - 1);
    case "first":
      return to(0);
    case "last":
      return to(steps.length - 1);
    case "black":
      return { change: { is_black: !is_black } };
    case "timer":
      return { minutes: position.timer_until ? 0 : minutes };
    case "spotlight":
      return { change: { spotlight: spotlight ? null : picked || steps[number].nodes?.at(-1) || null } };
    case "escape":
      return spotlight ? { change: { spotlight: null } } : null;
    default:
      return null;
  }
}

/**
 * How long a timer still runs, as text such as "4:05"; empty without one, "0:00" when its time is up.
 * @param {string | null} until
 * @param {number} ahead by how many milliseconds the server's clock is ahead
 */
export function readTimer(until, ahead) {
  if (!until) return "";
  const seconds = Math.max(0, Math.ceil((Date.parse(until) - Date.now() - ahead) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
