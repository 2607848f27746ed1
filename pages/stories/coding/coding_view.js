// Coding: who codes, and for them the stories that the address asks for.
import { read, write } from "../../shared/address.js";
import { openDialog } from "../../shared/dialog.js";
import { build } from "../../shared/dom.js";
import { describeRefusal } from "../../shared/requests.js";
import { may } from "../../shared/signed_in.js";
import { buildAccess } from "../access.js";
import { StoriesView } from "../view.js";
import { loadCodingWords, nameLine } from "./api.js";
import { CoderWork, isUnknownCoder } from "./coder_work.js";
import { CoderChoice } from "./coders.js";
import { CodingDesk } from "./coding_desk.js";

/**
 * @import { Coder, CodingWords, LoadedTexts } from "../../shared/types.js"
 * @import { StoryListData, StoryWords } from "../../shared/types.js"
 */

export class CodingView extends StoriesView {
  /** @type {string | null} what is shown or on its way */
  #asked = null;
  /** @type {CoderWork | null} */
  #work = null;
  /** @type {CodingDesk | null} */
  #desk = null;

  leave() {
    this.#desk?.leave();
    this.#work?.end();
  }

  /**
   * Show the coder, the stories and the story that the address asks for.
   * @override
   */
  async follow() {
    const query = read();
    if (query.get("show") !== "coding") return;
    const coder = query.get("coder");
    const shown = JSON.stringify([coder, nameLine(query, this.words.states), this.data]);
    if (this.#asked === shown) {
      await this.#desk?.turnTo(query.get("story"));
      return;
    }
    this.#asked = shown;
    if (!may(this.data, "code")) {
      const sentence = build("p", {}, this.words.codingOnly);
      this.root.replaceChildren(sentence, buildAccess(this.words, this.data) ?? "");
      return;
    }
    try {
      const said = await loadCodingWords(this.data.lang, this.data.content);
      if (this.#asked !== shown) return;
      const words = { ...this.words, ...said };
      if (coder) await this.#begin(coder, words, shown);
      else await this.#showCoders(words, "");
    } catch (error) {
      if (this.#asked === shown) this.#asked = null; // the next one asks for it again
      throw error;
    }
  }

  /**
   * @param {string} coder
   * @param {StoryWords & CodingWords} words
   * @param {string} shown
   */
  async #begin(coder, words, shown) {
    const query = read();
    const work = this.#takeUp(coder);
    const story = query.get("story");
    try {
      const isThere = await work.begin(nameLine(query, words.states), story);
      const meanwhile = read().get("story"); // where somebody went on to in what was there before
      if (meanwhile && meanwhile !== story && work.line.goTo(meanwhile)) await work.line.load(meanwhile);
      if (this.#asked !== shown) return;
      this.#desk?.leave();
      const { texts, data } = this;
      this.#desk = new CodingDesk(work, { texts, data, words, changeCoder: () => this.#changeCoder(words) });
      this.root.replaceChildren(this.#desk.element);
      this.#desk.begin(isThere ? "" : words.gone);
    } catch (error) {
      if (!isUnknownCoder(error)) throw error;
      await this.#showCoders(words, words.unknownCoder);
    }
  }

  /**
   * The work of a coder, which goes on where other stories are asked for.
   * @param {string} coder
   */
  #takeUp(coder) {
    const { lang } = this.data;
    if (this.#work?.id === coder && this.#work.language === lang) return this.#work;
    this.#desk?.leave();
    this.#desk = null;
    this.#work?.end();
    this.#work = new CoderWork(coder, lang, {
      saved: (id, isTextChanged) => this.#desk?.saved(id, isTextChanged),
      refused: (id, refusal) => this.#desk?.bringBack(id, refusal),
    });
    return this.#work;
  }

  /**
   * @param {StoryWords & CodingWords} words
   * @param {string} message
   */
  async #showCoders(words, message) {
    this.#desk?.leave();
    this.#desk = null;
    this.#work?.end();
    this.#work = null;
    const choice = new CoderChoice(words, may(this.data, "facilitate"), (coder) => this.#choose(coder));
    await choice.load();
    choice.say(message);
    this.root.replaceChildren(
      build("section", { class: "coding-start" }, build("h2", {}, words.who), choice.element),
    );
  }

  /** @param {Coder} coder */
  #choose(coder) {
    write({ coder: coder.id, story: null });
  }

  /**
   * Let another coder go on here.
   * @param {StoryWords & CodingWords} words
   */
  async #changeCoder(words) {
    const choice = new CoderChoice(words, may(this.data, "facilitate"), (coder) => {
      dialog.close();
      this.#choose(coder);
    });
    const dialog = openDialog({
      title: words.who,
      content: choice.element,
      words,
      kind: "small coding-dialog",
    });
    await choice.load().catch((error) => choice.say(describeRefusal(error, words)));
  }

  /** @param {unknown} error */
  fail(error) {
    console.warn("coding:", error);
    this.root.prepend(build("p", { role: "alert" }, describeRefusal(error, this.words)));
  }
}
