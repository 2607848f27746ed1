// Where coders differ, in the order in which it is talked through: what is left, and what comes next.

/**
 * @import { LoadedTexts } from "../../shared/types.js"
 * @import { Difference } from "./types.js"
 *
 * @typedef {{kind: "node" | "dimension", id: string}} Code
 * @typedef {"waiting" | "decided"} State
 * @typedef {{waiting: number, decided: number}} Tally
 */

/** @param {Code} code */
export const nameCode = ({ kind, id }) => `${kind}:${id}`;

/**
 * What a code is called; its id where the model does not have it.
 * @param {LoadedTexts} texts
 * @param {Code} code
 */
export const nameOf = (texts, { kind, id }) =>
  (kind === "node" ? texts.nodes[id]?.name : texts.dimensions[id]) ?? id;

export class Talk {
  #all;

  /** @param {Difference[]} differences the most argued codes first */
  constructor(differences) {
    this.#all = differences;
  }

  /**
   * The differences about a code, or about any, that wait or are decided.
   * @param {Code | null} about
   * @param {State} state
   */
  list(about, state) {
    return this.#find(about).filter(({ decision }) => (decision ? "decided" : "waiting") === state);
  }

  /** @param {Code | null} about */
  #find(about) {
    if (!about) return this.#all;
    return this.#all.filter(({ kind, id }) => kind === about.kind && id === about.id);
  }

  /**
   * How much waits and is decided.
   * @param {Code | null} [about]
   * @returns {Tally}
   */
  count(about = null) {
    const found = this.#find(about);
    const decided = found.filter(({ decision }) => decision).length;
    return { waiting: found.length - decided, decided };
  }

  /**
   * The same for each code that is argued about, the most argued first.
   * @returns {Map<string, Tally & Code>}
   */
  countByCode() {
    /** @type {Map<string, Tally & Code>} */
    const counts = new Map();
    for (const { kind, id, decision } of this.#all) {
      const key = nameCode({ kind, id });
      const tally = counts.get(key) ?? { kind, id, waiting: 0, decided: 0 };
      tally[decision ? "decided" : "waiting"] += 1;
      counts.set(key, tally);
    }
    return counts;
  }

  /**
   * The one that comes so far after another one among those of a state; from the end back to the beginning.
   * That one itself may be of the other state by now. Null where there is no other.
   * @param {Difference | null} from
   * @param {number} by 1 or -1
   * @param {Code | null} about
   * @param {State} state
   */
  step(from, by, about, state) {
    const found = this.list(about, state).filter((difference) => difference !== from);
    if (!found.length) return null;
    if (!from) return found[0];
    const at = this.#all.indexOf(from);
    const places = new Map(this.#all.map((difference, place) => [difference, place]));
    const isBeyond = (/** @type {Difference} */ difference) => ((places.get(difference) ?? 0) - at) * by > 0;
    const beyond = found.filter(isBeyond);
    const others = beyond.length ? beyond : found;
    return by > 0 ? others[0] : others[others.length - 1];
  }

  /**
   * The difference about a story, of those of a state if there is one.
   * @param {string} story
   * @param {Code | null} about
   * @param {State} state
   */
  find(story, about, state) {
    return this.list(about, state).find((difference) => difference.story === story) ?? null;
  }

  /**
   * Coders differ there no more.
   * @param {Difference} difference
   */
  remove(difference) {
    this.#all = this.#all.filter((other) => other !== difference);
  }
}
