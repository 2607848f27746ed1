// Cards that were typed: each is sent until it is saved, in turn, through a reload and a server that is away.
import { Refused } from "../../shared/requests.js";

/**
 * @import { Card, CardEntry, SavedCard } from "./types.js"
 *
 * @typedef {object} Options
 * @property {string} box
 * @property {(card: Card) => Promise<SavedCard>} save
 * @property {() => void} onchange
 * @property {number} [pause] milliseconds until a server that is away is asked again
 */

const PREFIX = "mangomoment-cards-";
const PAUSE = 3000;

export class CardQueue {
  /** @type {CardEntry[]} the first typed first */
  entries = [];
  isAway = false;
  #options;
  #isSending = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {Options} options */
  constructor(options) {
    this.#options = options;
    this.entries = readKept(options.box);
  }

  /** How many cards are not saved yet. */
  get waiting() {
    return this.entries.filter(({ state }) => state === "waiting").length;
  }

  /** @param {Card} card */
  add(card) {
    this.entries.push({ card, state: "waiting" });
    this.#keep();
    return this.send();
  }

  /** @param {CardEntry} entry */
  remove(entry) {
    this.entries = this.entries.filter((other) => other !== entry);
    this.#keep();
  }

  end() {
    clearTimeout(this.#timer);
  }

  /** Send those that wait, one after the other. */
  async send() {
    if (this.#isSending) return;
    this.#isSending = true;
    clearTimeout(this.#timer);
    try {
      let entry = this.#findWaiting();
      while (entry) {
        entry.saved = await this.#options.save(entry.card);
        entry.state = "saved";
        this.isAway = false;
        this.#keep();
        entry = this.#findWaiting();
      }
    } catch (error) {
      this.#take(error);
    } finally {
      this.#isSending = false;
    }
    if (!this.isAway && this.waiting) await this.send();
  }

  #findWaiting() {
    return this.entries.find(({ state }) => state === "waiting");
  }

  /** @param {unknown} error */
  #take(error) {
    const entry = this.#findWaiting();
    this.isAway = isAway(error);
    if (this.isAway) this.#timer = setTimeout(() => this.send(), this.#options.pause ?? PAUSE);
    else if (entry) entry.state = "refused";
    this.#keep();
  }

  /** Those that are saved are kept by the server. */
  #keep() {
    const { box, onchange } = this.#options;
    const kept = this.entries.filter(({ state }) => state !== "saved");
    try {
      if (kept.length) localStorage.setItem(PREFIX + box, JSON.stringify(kept));
      else localStorage.removeItem(PREFIX + box);
    } catch {
      /* they are still on the page */
    }
    onchange();
  }
}

/**
 * Whether a server that does not answer now may take it later.
 * @param {unknown} error
 */
const isAway = (error) => error instanceof Refused && [0, 403, 429, 503].includes(error.status);

/**
 * The cards of a letterbox that this browser keeps, as they are not saved yet.
 * @param {string} box
 * @returns {CardEntry[]}
 */
export function readKept(box) {
  try {
    const kept = JSON.parse(localStorage.getItem(PREFIX + box) ?? "[]");
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}
