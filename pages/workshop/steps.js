// Where a presentation is, and where it goes from there; the same for projector and facilitator.

import { chooseRoundMove } from "./round_moves.js";

/** @import { KeyAct, Place, PlaceChange, Position, Round, RoundMove, Step } from "./types.js" */

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
 * The page that is shown of a step that has several: the last one where there is no such page any more, or
 * where another window counted more of them, in a language that takes more room.
 * @param {Position} position
 * @param {number} count
 */
export const choosePage = ({ page }, count) => Math.min(page, count - 1);

/**
 * The place that a change leads to, in full. Another view begins with its first page, and ends black screen
 * and spotlight.
 * @param {Place} position
 * @param {PlaceChange} change
 * @returns {Place}
 */
export function changePlace(position, change) {
  const left = change.view ? { page: 0, round: null, story: null, spotlight: null, is_black: false } : {};
  const { view, at, page, round, story, path, spotlight, is_black } = { ...position, ...left, ...change };
  return { view, at, page, round, story, path, spotlight, is_black };
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
  o: "open",
  c: "close",
  r: "reveal",
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
 * What a key or button asks for: another place, minutes of the timer, or something done with the round whose
 * question is shown; null for nothing of these. Next opens a round that is prepared, closes it, and reveals
 * it, before it goes on.
 * @param {KeyAct} act
 * @param {object} now
 * @param {Step[]} now.steps
 * @param {Round[]} now.rounds
 * @param {boolean} now.isEnded whether the workshop has ended
 * @param {Position} now.position
 * @param {number} now.minutes that the timer is started with
 * @param {string | null} now.picked the node that a spotlight falls on, else the last one of the step
 * @param {(step: Step) => number} now.countPages how many pages a step has
 * @returns {{change: PlaceChange} | {minutes: number} | RoundMove | null}
 */
export function chooseMove(act, { steps, rounds, isEnded, position, minutes, picked, countPages }) {
  const number = findStep(steps, position);
  const { round: roundId, part } = steps[number];
  const round = part ? undefined : rounds.find(({ id }) => id === roundId);
  const isLastPage = choosePage(position, countPages(steps[number])) === countPages(steps[number]) - 1;
  if (round && !position.is_black && (act !== "next" || isLastPage)) {
    const found = chooseRoundMove(act, round, isEnded);
    if (found) return { act: found, round: round.id };
  }
  /** @param {number} other */
  const to = (other) => ({ change: placeOf(steps[other]) });
  /** @param {number} other */
  const turn = (other) => ({ change: { page: other, spotlight: null } });
  const { is_black, spotlight } = position;
  const next = () => {
    const count = countPages(steps[number]);
    const page = choosePage(position, count);
    if (page + 1 < count) return turn(page + 1);
    return number + 1 < steps.length ? to(number + 1) : turn(page);
  };
  const back = () => {
    const page = choosePage(position, countPages(steps[number]));
    if (page > 0) return turn(page - 1);
    if (number === 0) return turn(0);
    const before = steps[number - 1];
    return { change: { ...placeOf(before), page: countPages(before) - 1 } };
  };
  switch (act) {
    case "next":
      return is_black ? { change: { is_black: false } } : next();
    case "back":
      return is_black ? { change: { is_black: false } } : back();
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
