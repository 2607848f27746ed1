// Work of which only what was begun last counts, such as loading what is asked for now.

export class Latest {
  #begun = 0;
  /** @type {Promise<void>} */
  #last = Promise.resolve();

  /**
   * Fetch something and show it. Where this is called again before it has come, it is not shown, and who
   * waits for it waits for the later one.
   * @template Found
   * @param {() => Promise<Found>} fetch
   * @param {(found: Found) => void} show
   */
  run(fetch, show) {
    this.#begun += 1;
    this.#last = this.#runAs(this.#begun, fetch, show);
    return this.#last;
  }

  /**
   * @template Found
   * @param {number} number
   * @param {() => Promise<Found>} fetch
   * @param {(found: Found) => void} show
   * @returns {Promise<void>}
   */
  async #runAs(number, fetch, show) {
    let found;
    try {
      found = await fetch();
    } catch (error) {
      if (this.#begun === number) throw error;
    }
    if (this.#begun !== number) return this.#last;
    show(/** @type {Found} */ (found));
  }
}
