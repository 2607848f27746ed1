// The part of the queue that is at hand: the stories around the one that is read. Apart from the page.

/**
 * @import { QueueEntry, QueuePart } from "../shared/types.js"
 *
 * What the server is asked for: beyond a number, backwards from it, or from a story on.
 * @typedef {{beyond?: number, back?: boolean, at?: string, count?: boolean}} Asked
 */

const FEW = 8; // stories ahead, with fewer of which others are fetched

export class Line {
  #fetch;
  /** @type {QueueEntry[]} in their order */
  #entries = [];
  #at = 0;
  /** @type {number | null} how many stand before the first one at hand */
  #before = null;
  /** @type {number | null} */
  #count = null;
  #last = 0; // the number up to which they were fetched
  #first = 0;
  #isWhole = { ahead: false, behind: false };
  /** @type {Promise<void> | null} */
  #filling = null;

  /** @param {(wanted: Asked) => Promise<QueuePart>} fetch */
  constructor(fetch) {
    this.#fetch = fetch;
  }

  /**
   * From the first story on, or from another one.
   * @param {string | null} [at]
   */
  async begin(at) {
    const { entries, before, count } = await this.#fetch({ count: true, ...(at ? { at } : {}) });
    this.#entries = entries;
    this.#at = 0;
    this.#before = before;
    this.#count = count;
    this.#first = entries[0]?.number ?? 0;
    this.#last = entries.at(-1)?.number ?? 0;
    this.#isWhole = { ahead: !entries.length, behind: !at || before === 0 };
    if (!entries.length && at) await this.begin();
  }

  get current() {
    return this.#entries[this.#at] ?? null;
  }

  /** Which of all the one at hand is, from 1 on, and how many there are; null where that is not known. */
  get place() {
    const place = this.#before === null ? null : this.#before + this.#at + 1;
    return { place, count: this.#count };
  }

  /** Whether the current one is the last, as far as is known. */
  get isLast() {
    return this.#isWhole.ahead && this.#at >= this.#entries.length - 1;
  }

  get isFirst() {
    return this.#isWhole.behind && this.#at === 0;
  }

  /** @param {string} id */
  find(id) {
    return this.#entries.find(({ story }) => story.id === id) ?? null;
  }

  /**
   * Go on or back; whether there was a story.
   * @param {1 | -1} by
   */
  async step(by) {
    if (by < 0 && this.#at === 0) await this.#fillBehind();
    if (by > 0 && this.#at + 1 >= this.#entries.length) await this.fill();
    if (!this.#entries[this.#at + by]) return false;
    this.#at += by;
    return true;
  }

  /**
   * Take a story out that was decided on; the next one is current.
   * @param {string} id
   */
  remove(id) {
    const at = this.#entries.findIndex(({ story }) => story.id === id);
    if (at < 0) return;
    this.#entries.splice(at, 1);
    if (at < this.#at) this.#at -= 1;
    if (this.#count !== null) this.#count -= 1;
  }

  /**
   * A story is back at its place, and current.
   * @param {QueueEntry} entry
   */
  putBack(entry) {
    const known = this.#entries.findIndex(({ story }) => story.id === entry.story.id);
    if (known >= 0) {
      this.#entries[known] = entry;
      this.#at = known;
      return;
    }
    const after = this.#entries.findIndex(({ number }) => number > entry.number);
    this.#at = after < 0 ? this.#entries.length : after;
    this.#entries.splice(this.#at, 0, entry);
    if (this.#count !== null) this.#count += 1;
  }

  /**
   * A story as it is now.
   * @param {QueueEntry} entry
   */
  replace(entry) {
    const at = this.#entries.findIndex(({ story }) => story.id === entry.story.id);
    if (at >= 0) this.#entries[at] = entry;
  }

  /** Fetch others where few are ahead; then, where there is any story left, one is current. */
  async fill() {
    const isShort = this.#entries.length - this.#at <= FEW;
    if (isShort && !this.#isWhole.ahead) {
      this.#filling ??= this.#fillAhead().finally(() => {
        this.#filling = null;
      });
      await this.#filling;
    }
    if (this.current) return;
    if (!this.#entries.length) await this.#fillBehind();
    this.#at = Math.max(0, this.#entries.length - 1);
  }

  async #fillAhead() {
    const { entries } = await this.#fetch({ beyond: this.#last });
    this.#last = entries.at(-1)?.number ?? this.#last;
    this.#isWhole.ahead = !entries.length;
    this.#entries.push(...entries.filter(({ story }) => !this.find(story.id)));
  }

  async #fillBehind() {
    if (this.#isWhole.behind) return;
    const { entries } = await this.#fetch({ beyond: this.#first, back: true });
    const fresh = entries.filter(({ story }) => !this.find(story.id)).reverse();
    this.#first = entries.at(-1)?.number ?? this.#first;
    this.#isWhole.behind = !entries.length;
    this.#entries.unshift(...fresh);
    this.#at += fresh.length;
    if (this.#before !== null) this.#before = Math.max(0, this.#before - fresh.length);
  }
}
