// Stories that came since the projector was opened: they light their nodes for a while.

/** @import { RoomStory } from "../types.js" */

export class FreshStories {
  /** @type {Set<string> | null} */
  #known = null;
  /** @type {Map<string, {story: RoomStory, timer: ReturnType<typeof setTimeout>}>} */
  #lit = new Map();
  #milliseconds;
  #changed;

  /**
   * @param {number} milliseconds for which each is lit
   * @param {() => void} changed is told that one of them is lit no longer
   */
  constructor(milliseconds, changed) {
    this.#milliseconds = milliseconds;
    this.#changed = changed;
  }

  /** The ones that are lit, the latest last. */
  get stories() {
    return [...this.#lit.values()].map(({ story }) => story);
  }

  /**
   * Look which stories are there now; those that are there at first are not new.
   * @param {RoomStory[]} stories
   */
  notice(stories) {
    const known = this.#known ?? new Set(stories.map(({ id }) => id));
    for (const story of stories.filter(({ id }) => !known.has(id))) this.#light(story);
    this.#known = new Set(stories.map(({ id }) => id));
  }

  /** @param {RoomStory} story */
  #light(story) {
    const { id } = story;
    clearTimeout(this.#lit.get(id)?.timer);
    const fade = () => {
      this.#lit.delete(id);
      this.#changed();
    };
    this.#lit.set(id, { story, timer: setTimeout(fade, this.#milliseconds) });
  }

  end() {
    for (const { timer } of this.#lit.values()) clearTimeout(timer);
    this.#lit.clear();
  }
}
