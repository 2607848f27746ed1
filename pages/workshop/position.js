// What is shown: what the server said last, and on top of it the moves that it is not known to have.

/** @import { Position } from "./types.js" */

/**
 * @typedef {object} Move
 * @property {string} id
 * @property {Partial<Position>} change
 * @property {boolean} isOwn whether this window sends it; otherwise another one does
 */

export class ShownPosition {
  #known;
  /** @type {Move[]} */
  #moves = [];

  /** @param {Position} known what the server said */
  constructor(known) {
    this.#known = known;
  }

  get value() {
    return this.#list().at(-1) ?? this.#known;
  }

  /** The own moves that are under way. */
  get own() {
    return this.#moves.filter(({ isOwn }) => isOwn).map(({ id }) => id);
  }

  /** @param {Move} move */
  begin(move) {
    this.#moves.push(move);
  }

  /**
   * The server has a move, or will not have it.
   * @param {string} id
   * @param {boolean} isDone
   */
  end(id, isDone) {
    const move = this.#moves.find((begun) => begun.id === id);
    if (move && isDone) this.#known = { ...this.#known, ...move.change };
    this.#moves = this.#moves.filter((begun) => begun !== move);
  }

  /**
   * What the server says now. Where that is neither what it said before nor what some move led to, somebody
   * else moved since: what other windows began is waited for no longer, as they may be gone.
   * @param {Position} position
   */
  learn(position) {
    const expected = [this.#known, ...this.#list()].map(namePlace);
    if (!expected.includes(namePlace(position))) this.#moves = this.#moves.filter(({ isOwn }) => isOwn);
    this.#known = position;
  }

  /** What each of the moves leads to. */
  #list() {
    let position = this.#known;
    return this.#moves.map(({ change }) => {
      position = { ...position, ...change };
      return position;
    });
  }
}

/**
 * A place as text; without the timer, whose end the server sets by its own clock.
 * @param {Position} position
 */
const namePlace = ({ view, at, page, round, story, path, spotlight, is_black }) =>
  JSON.stringify([view, at, page, round, story, path, spotlight, is_black]);
