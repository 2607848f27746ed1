// Decisions on what coders differ about: shown at once, sent one by one, undone from the last one on.
import { Refused } from "../../shared/requests.js";
import { decide } from "./api.js";

/**
 * @import { DecidedOn, Difference } from "./types.js"
 *
 * What is told how a decision went on: `failed` after it was taken out again.
 * @typedef {object} Listener
 * @property {(difference: Difference) => void} stored
 * @property {(difference: Difference, error: unknown) => void} failed
 */

export class Decisions {
  #listener;
  #send;
  /** @type {{difference: Difference, before: DecidedOn | null}[]} the last one last */
  #past = [];
  #queue = Promise.resolve();

  /**
   * @param {Listener} listener
   * @param {typeof decide} [send]
   */
  constructor(listener, send = decide) {
    this.#listener = listener;
    this.#send = send;
  }

  /**
   * @param {Difference} difference
   * @param {boolean} attached
   */
  decide(difference, attached) {
    this.#past.push({ difference, before: difference.decision });
    this.#set(difference, { attached, role: "facilitator", at: new Date().toISOString() });
  }

  /**
   * Take the decision on a difference back.
   * @param {Difference} difference
   */
  takeBack(difference) {
    this.#past = this.#past.filter((past) => past.difference !== difference);
    this.#set(difference, null);
  }

  /** Take the last decision back; gives what it was about, null where there is none. */
  undo() {
    const last = this.#past.pop();
    if (!last) return null;
    this.#set(last.difference, last.before);
    return last.difference;
  }

  /** Until all that was decided is stored, or was refused. */
  settle() {
    return this.#queue;
  }

  /**
   * @param {Difference} difference
   * @param {DecidedOn | null} decision
   */
  #set(difference, decision) {
    const before = difference.decision;
    difference.decision = decision;
    this.#queue = this.#queue.then(async () => {
      try {
        const stored = await this.#send(difference, decision ? decision.attached : null);
        if (difference.decision === decision) difference.decision = stored;
        this.#listener.stored(difference);
      } catch (error) {
        if (difference.decision === decision) difference.decision = before;
        this.#past = this.#past.filter((past) => past.difference !== difference);
        this.#listener.failed(difference, error);
      }
    });
  }
}

/**
 * Whether coders do not differ any more.
 * @param {unknown} error
 */
export const isSettled = (error) => error instanceof Refused && error.answer.reason === "settled";
