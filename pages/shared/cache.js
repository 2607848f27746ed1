// Answers of the server that are asked for again: the latest few, so that a page that stays open for days,
// while stories are published, keeps no more than these.

const MOST = 4; // two languages, each before and after a change

/** @template Answer */
export class Cache {
  /** @type {Map<string, Promise<Answer>>} */
  #answers = new Map();
  #most;

  constructor(most = MOST) {
    this.#most = most;
  }

  /**
   * The answer under a key; where there is none it is fetched, and forgotten again where that fails.
   * @param {string} key
   * @param {() => Promise<Answer>} fetchAnswer
   * @returns {Promise<Answer>}
   */
  get(key, fetchAnswer) {
    const answer = this.#answers.get(key) ?? fetchAnswer();
    this.#answers.delete(key);
    this.#answers.set(key, answer); // the latest stands last
    answer.catch(() => {
      if (this.#answers.get(key) === answer) this.#answers.delete(key);
    });
    for (const oldest of this.#answers.keys()) {
      if (this.#answers.size <= this.#most) break;
      this.#answers.delete(oldest);
    }
    return answer;
  }
}
