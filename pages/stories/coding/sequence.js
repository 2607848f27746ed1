// The stories that somebody codes, one after the other: which there are, where one is, and those around it
// fetched before they are asked for.

/**
 * @import { CodingEntry, CodingLine } from "../../shared/types.js"
 *
 * @typedef {"todo" | "begun" | "done"} Progress
 *
 * @typedef {object} Source
 * @property {(after: string | null) => Promise<CodingLine>} fetchPart names the next stories
 * @property {(ids: string[]) => Promise<CodingEntry[]>} fetchStories
 */

const AHEAD = 16;
const BEHIND = 3;
const FEW = 8; // stories at hand ahead, with fewer of which others are fetched
const MOST_KEPT = 60;

export class Sequence {
  #source;
  /** @type {string[]} */
  #ids = [];
  /** @type {Map<string, Progress>} of those that are begun or done */
  #progress = new Map();
  #at = 0;
  /** @type {string | null} where the next part begins */
  #next = null;
  /** @type {Map<string, CodingEntry>} */
  #entries = new Map();
  /** @type {Map<string, Promise<void>>} */
  #underway = new Map();

  /** @param {Source} source */
  constructor(source) {
    this.#source = source;
  }

  /**
   * Learn which stories there are, and begin at one of them, or at the first that is not done. Gives whether
   * the asked one is there.
   * @param {string | null} [story]
   */
  async begin(story) {
    await this.#loadPart();
    while (story && this.#next && !this.#ids.includes(story)) await this.#loadPart();
    const place = story ? this.#ids.indexOf(story) : -1;
    const open = this.#ids.findIndex((id) => !this.isDone(id));
    this.#at = place >= 0 ? place : Math.max(0, open);
    return !story || place >= 0;
  }

  /** Learn of all the others, part by part. */
  async loadRest(isWanted = () => true) {
    while (this.#next && isWanted()) await this.#loadPart();
  }

  async #loadPart() {
    const part = await this.#source.fetchPart(this.#next);
    this.#ids.push(...part.ids);
    for (const id of part.begun) this.#progress.set(id, "begun");
    for (const id of part.done) this.#progress.set(id, "done");
    this.#next = part.next;
  }

  /** The id of the story that one is at; null where there is none. */
  get current() {
    return this.#ids[this.#at] ?? null;
  }

  /** Which of all one is at, from 1 on; how many there are, of which all are known where `isWhole`. */
  get place() {
    let done = 0;
    let begun = 0;
    for (const progress of this.#progress.values()) {
      if (progress === "done") done += 1;
      else begun += 1;
    }
    return { place: this.#at + 1, count: this.#ids.length, done, begun, isWhole: this.#next === null };
  }

  /** @param {string} id */
  isDone(id) {
    return this.#progress.get(id) === "done";
  }

  /**
   * @param {string} id
   * @param {boolean} isDone
   */
  note(id, isDone) {
    if (this.#ids.includes(id)) this.#progress.set(id, isDone ? "done" : "begun");
  }

  /**
   * Go on or back; whether there was a story.
   * @param {number} by
   */
  step(by) {
    if (!this.#ids[this.#at + by]) return false;
    this.#at += by;
    return true;
  }

  /**
   * Go to the next story that is not done, or where all others are, to the next one; whether there is any.
   */
  stepToOpen() {
    const isOpen = (/** @type {string} */ id) => !this.isDone(id);
    const ahead = this.#ids.findIndex((id, at) => at > this.#at && isOpen(id));
    const open = ahead >= 0 ? ahead : this.#ids.findIndex((id, at) => at !== this.#at && isOpen(id));
    if (open < 0) return this.step(1);
    this.#at = open;
    return true;
  }

  /**
   * Go to a story; whether it is there.
   * @param {string} id
   */
  goTo(id) {
    const at = this.#ids.indexOf(id);
    if (at >= 0) this.#at = at;
    return at >= 0;
  }

  /**
   * Take a story out that is gone.
   * @param {string} id
   */
  remove(id) {
    const at = this.#ids.indexOf(id);
    if (at < 0) return;
    this.#ids.splice(at, 1);
    this.#progress.delete(id);
    this.#entries.delete(id);
    if (at < this.#at || this.#at >= this.#ids.length) this.#at = Math.max(0, this.#at - 1);
  }

  /** A story that is at hand. @param {string} id */
  find(id) {
    return this.#entries.get(id) ?? null;
  }

  /** @param {CodingEntry} entry */
  keep(entry) {
    this.#entries.set(entry.story.id, entry);
  }

  /** Have the stories around the current one at hand. */
  async fetchAround() {
    const ahead = this.#ids.slice(this.#at, this.#at + FEW + 1);
    const behind = this.#ids.slice(Math.max(0, this.#at - 1), this.#at);
    if ([...ahead, ...behind].every((id) => this.#entries.has(id) || this.#underway.has(id))) return;
    const missing = this.#listAround().filter((id) => !this.#entries.has(id) && !this.#underway.has(id));
    await this.#fetch(missing);
    const around = this.#listAround(); // one may have gone on meanwhile
    for (const id of this.#entries.keys()) {
      if (this.#entries.size <= MOST_KEPT) break;
      if (!around.includes(id)) this.#entries.delete(id);
    }
  }

  #listAround() {
    return this.#ids.slice(Math.max(0, this.#at - BEHIND), this.#at + AHEAD + 1);
  }

  /**
   * A story, fetched where it is not at hand; null where it is gone.
   * @param {string} id
   * @returns {Promise<CodingEntry | null>}
   */
  async load(id) {
    if (!this.#entries.has(id)) await (this.#underway.get(id) ?? this.#fetch([id]));
    return this.find(id);
  }

  /** @param {string[]} ids */
  #fetch(ids) {
    const done = this.#source
      .fetchStories(ids)
      .then((entries) => {
        for (const entry of entries) this.keep(entry);
      })
      .finally(() => {
        for (const id of ids) this.#underway.delete(id);
      });
    for (const id of ids) this.#underway.set(id, done);
    return done;
  }
}
