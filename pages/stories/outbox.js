// What is done to stories while others are read: sent one after the other for each story, and undone from the
// last one back.
import { send } from "../shared/requests.js";
import { nameStory } from "../story_form/api.js";

/**
 * @import { QueueEntry, Story } from "../shared/types.js"
 *
 * An act on a story as the server takes it: what is done, and about what.
 * @typedef {{do: string, name?: string, value?: string | boolean | null, story?: unknown}} Change
 */

export class Outbox {
  #getLanguage;
  /** @type {Map<string, Promise<Story>>} the last act on its way, by story */
  #underway = new Map();
  /** @type {Map<string, Story>} as the server has them */
  #known = new Map();
  /** @type {QueueEntry[]} those that something was done to, the last one last */
  #done = [];

  /** @param {() => string} getLanguage */
  constructor(getLanguage) {
    this.#getLanguage = getLanguage;
  }

  /** @param {Story} story as the server has it */
  know(story) {
    this.#known.set(story.id, story);
  }

  /** Whether anything was done that can be undone. */
  get canUndo() {
    return this.#done.length > 0;
  }

  /**
   * Whether anything is on its way to a story.
   * @param {string} id
   */
  isUnderway(id) {
    return this.#underway.has(id);
  }

  /**
   * Do something to a story, after what is on its way to it; where that fails, so does this.
   * @param {QueueEntry} entry
   * @param {Change} change
   */
  async act(entry, change) {
    this.#done.push(entry);
    try {
      return await this.#send(entry.story, () => change);
    } catch (error) {
      const at = this.#done.lastIndexOf(entry);
      if (at >= 0) this.#done.splice(at, 1);
      throw error;
    }
  }

  /**
   * Undo the last act; gives the story as it was before, null where there is nothing to undo.
   * @returns {Promise<{entry: QueueEntry, story: Story} | null>}
   */
  async undo() {
    const entry = this.#done.pop();
    if (!entry) return null;
    try {
      return { entry, story: await this.#send(entry.story, () => ({ do: "undo" })) };
    } catch (error) {
      this.#done.push(entry);
      throw error;
    }
  }

  /** What was done to a story cannot be undone here any more: somebody else changed it since. */
  forget(/** @type {string} */ id) {
    this.#done = this.#done.filter(({ story }) => story.id !== id);
  }

  /**
   * @param {Story} story
   * @param {() => Change} build
   */
  #send(story, build) {
    const { id } = story;
    const before = this.#underway.get(id) ?? Promise.resolve(this.#known.get(id) ?? story);
    const sent = before.then(async (now) => {
      /** @type {Story} */
      const after = await send(nameStory(id, this.#getLanguage()), { ...build(), revision: now.revision });
      this.know(after);
      return after;
    });
    this.#underway.set(id, sent);
    const end = () => {
      if (this.#underway.get(id) === sent) this.#underway.delete(id);
    };
    sent.then(end, end);
    return sent;
  }
}
