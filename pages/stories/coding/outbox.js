// What is to be saved: sent in turn, kept until it was, and sent again where the server was away. What the
// server refuses stays, too, until somebody decides on it.
import { Refused } from "../../shared/requests.js";

/**
 * @template Content
 * @typedef {object} Options
 * @property {string} key under which the tab keeps what waits
 * @property {(id: string, content: Content) => Promise<any>} deliver
 * @property {(id: string, answer: any, waiting: Content | null) => Content | null} settle is told of an
 *   answer; gives what waits, as it is to be sent after it
 * @property {(id: string) => void} changed is told that something of it was saved, failed or refused
 */

const PAUSES = [1000, 2000, 4000, 8000];

/** @template Content */
export class Outbox {
  #options;
  /** @type {Map<string, Content>} in the order in which they are sent */
  #waiting = new Map();
  /** @type {Map<string, Refused>} */
  #refused = new Map();
  #isSending = false;
  #failures = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {Refused | null} why nothing gets through now */
  fault = null;

  /** @param {Options<Content>} options */
  constructor(options) {
    this.#options = options;
    this.#waiting = new Map(readKept(options.key));
    this.#send();
  }

  /**
   * Save something in the place of what waits under the same id.
   * @param {string} id
   * @param {Content} content
   */
  put(id, content) {
    this.#refused.delete(id);
    this.#waiting.set(id, content);
    this.#keep();
    this.#send();
  }

  /** @param {string} id */
  get(id) {
    return this.#waiting.get(id) ?? null;
  }

  /**
   * Why the server does not take something; null where it did not say so.
   * @param {string} id
   */
  findRefusal(id) {
    return this.#refused.get(id) ?? null;
  }

  /** All that the server does not take, with why. */
  get refusals() {
    return [...this.#refused];
  }

  /** How much waits. */
  get size() {
    return this.#waiting.size;
  }

  /**
   * Give something up.
   * @param {string} id
   */
  drop(id) {
    this.#waiting.delete(id);
    this.#refused.delete(id);
    this.#keep();
  }

  /** Try at once what failed. */
  retry() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#send();
  }

  /**
   * Go on for somebody else.
   * @param {Options<Content>} options
   */
  take(options) {
    this.#options = options;
    this.retry();
  }

  /** Tell nobody any more; what waits is sent all the same. */
  rest() {
    this.#options = { ...this.#options, changed: () => {} };
  }

  async #send() {
    if (this.#isSending || this.#timer !== undefined) return;
    this.#isSending = true;
    try {
      for (let next = this.#findNext(); next; next = this.#findNext()) {
        if (!(await this.#deliver(...next))) break;
      }
    } finally {
      this.#isSending = false;
    }
  }

  /** @returns {[string, Content] | undefined} */
  #findNext() {
    return [...this.#waiting].find(([id]) => !this.#refused.has(id));
  }

  /**
   * @param {string} id
   * @param {Content} content
   */
  async #deliver(id, content) {
    try {
      const answer = await this.#options.deliver(id, content);
      this.#failures = 0;
      this.fault = null;
      const now = this.#waiting.get(id) ?? null;
      const rest = this.#options.settle(id, answer, now === content ? null : now);
      if (rest && now) this.#waiting.set(id, rest);
      else this.#waiting.delete(id);
      this.#keep();
      this.#options.changed(id);
      return true;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (isPassing(error)) {
        this.fault = error;
        this.#timer = setTimeout(() => this.retry(), PAUSES[Math.min(this.#failures, PAUSES.length - 1)]);
        this.#failures += 1;
      } else if (this.#waiting.get(id) === content) this.#refused.set(id, error);
      this.#options.changed(id);
      return !isPassing(error);
    }
  }

  #keep() {
    try {
      if (this.#waiting.size) sessionStorage.setItem(this.#options.key, JSON.stringify([...this.#waiting]));
      else sessionStorage.removeItem(this.#options.key);
    } catch {
      /* it waits here all the same */
    }
  }
}

/** @type {Map<string, Outbox<any>>} those of this page, which outlive what they were opened for */
const opened = new Map();

/**
 * The box that a key names.
 * @template Content
 * @param {Options<Content>} options
 * @returns {Outbox<Content>}
 */
export function openOutbox(options) {
  const known = opened.get(options.key);
  if (known) known.take(options);
  if (!opened.size) addEventListener("beforeunload", warn);
  const box = known ?? new Outbox(options);
  opened.set(options.key, box);
  return box;
}

/** @param {Event} event */
function warn(event) {
  if ([...opened.values()].some(({ size }) => size > 0)) event.preventDefault();
}

/**
 * Whether the same may be taken later: the server is away, busy, or wants the passcode first.
 * @param {Refused} error
 */
const isPassing = ({ status }) => status === 0 || status === 403 || status === 429 || status >= 500;

/** @param {string} key */
function readKept(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "[]");
  } catch {
    return [];
  }
}
