// The letterboxes, or the cards of the one that the address names.
import { read, write } from "../../shared/address.js";
import { build } from "../../shared/dom.js";
import { describeRefusal } from "../../shared/requests.js";
import { buildAccess, moderates } from "../access.js";
import { StoriesView } from "../view.js";
import { fetchLetterboxes, loadLetterboxWords } from "./api.js";
import { BoxList } from "./box_list.js";
import { CardTyping } from "./card_typing.js";

/**
 * @import { LoadedTexts, StoryListData, StoryWords } from "../../shared/types.js"
 * @import { LetterboxWords } from "./types.js"
 *
 * What every part is drawn with.
 * @typedef {object} Shown
 * @property {StoryWords & LetterboxWords} words
 * @property {string} language
 */

export class LetterboxView extends StoriesView {
  /** @type {string | null} */
  #shown = null;
  /** @type {CardTyping | null} */
  #typing = null;

  leave() {
    this.#typing?.leave();
    this.#typing = null;
  }

  /**
   * Show what the address asks for.
   * @override
   */
  async follow() {
    const { lang: language, content, access } = this.data;
    const id = read().get("box") ?? "";
    const shown = JSON.stringify([id, language, content, access]);
    if (this.#shown === shown) return;
    this.#shown = shown;
    const words = { ...this.words, ...(await loadLetterboxWords(language, content)) };
    if (!moderates(this.data)) {
      this.leave();
      this.root.replaceChildren(build("p", {}, words.only), buildAccess(words, this.data) ?? "");
      return;
    }
    const { boxes, trouble } = await fetchLetterboxes(language);
    if (this.#shown !== shown) return;
    this.leave();
    const box = boxes.find((letterbox) => letterbox.id === id);
    if (box) {
      const onback = () => write({ box: null });
      this.#typing = new CardTyping({ words, language }, box, onback);
      this.root.replaceChildren(this.#typing.element);
      this.#typing.begin();
    } else {
      const again = () => {
        this.#shown = null;
        this.follow().catch((error) => this.fail(error));
      };
      const list = new BoxList({ words, language }, boxes, trouble, again);
      this.root.replaceChildren(list.element);
    }
  }

  /** @param {unknown} error */
  fail(error) {
    this.#shown = null;
    this.leave();
    const onclick = () => this.follow().catch((other) => this.fail(other));
    const again = build("button", { type: "button", onclick }, this.words.again);
    this.root.replaceChildren(build("p", { role: "alert" }, describeRefusal(error, this.words), " ", again));
  }
}
