// Acts on many stories that are done and undone as one: asked for part by part until nothing waits.
import { makeId, Refused, send } from "../shared/requests.js";

/**
 * @import { Batch } from "../shared/types.js"
 *
 * What is done to which stories: some by id and revision, all that a query finds, or those from one place.
 * @typedef {{do: string, name?: string, value?: string | boolean | null}} BatchAct
 * @typedef {{stories: [string, number][]} | {query: string} | {place: string}} Chosen
 */

/** An act on many stories. It has an id, so that it goes on where it was when it is asked for again. */
export class StoryBatch {
  #request = makeId();
  #language;
  #post;

  /**
   * @param {string} language
   * @param {BatchAct} act
   * @param {Chosen} chosen
   */
  constructor(language, act, chosen) {
    this.#language = language;
    this.#post = { ...act, ...chosen };
  }

  /**
   * Do it, or what is left of it; gives how it ended.
   * @param {(batch: Batch) => void} [progress] told after each part
   */
  run(progress = () => {}) {
    return this.#ask(this.#post, progress);
  }

  /**
   * Undo all of it; gives how that ended.
   * @param {(batch: Batch) => void} [progress]
   */
  undo(progress = () => {}) {
    return this.#ask({ do: "undo" }, progress);
  }

  /**
   * @param {object} post
   * @param {(batch: Batch) => void} progress
   */
  async #ask(post, progress) {
    for (;;) {
      /** @type {Batch} */
      const batch = await send(`stories/batch.json?lang=${this.#language}`, {
        ...post,
        request: this.#request,
      });
      if (!batch.waiting) return batch;
      progress(batch);
    }
  }
}

/**
 * Whether the same batch may be asked for again: the server was not reached, or could not write.
 * @param {unknown} error
 */
export const mayGoOn = (error) => error instanceof Refused && (error.status === 0 || error.status === 503);
