// Agreement: which part of it the address asks for, and what all parts need.
import { read, write } from "../../shared/address.js";
import * as controls from "../../shared/controls.js";
import { build } from "../../shared/dom.js";
import { describeRefusal } from "../../shared/requests.js";
import { may } from "../../shared/signed_in.js";
import { buildAccess } from "../access.js";
import { loadCodingWords } from "../coding/api.js";
import { StoriesView } from "../view.js";
import { fetchDifferences, fetchFigures, loadAgreementWords } from "./api.js";
import { buildFigures } from "./figures.js";
import { MapPart } from "./map_part.js";
import { Talk } from "./talk.js";
import { TalkPart } from "./talk_part.js";

/**
 * @import { CodingWords, LoadedTexts, StoryListData, StoryWords } from "../../shared/types.js"
 * @import { AgreementFigures, AgreementWords, Differences } from "./types.js"
 *
 * What every part is drawn with.
 * @typedef {object} Shown
 * @property {LoadedTexts} texts
 * @property {StoryWords & CodingWords & AgreementWords} words
 * @property {string} language
 * @property {string} content
 *
 * Where coders differ, and what is left of it.
 * @typedef {{found: Differences, talk: Talk}} Argued
 *
 * @typedef {{element: HTMLElement, follow: (query: URLSearchParams) => void, leave: () => void}} Part
 */

export class AgreementView extends StoriesView {
  /** @type {string | null} */
  #shown = null;
  /** @type {Part | null} */
  #part = null;
  /** @type {{of: string, argued: Promise<Argued>, figures: () => Promise<AgreementFigures>} | null} */
  #loaded = null;

  leave() {
    this.#part?.leave();
    this.#part = null;
  }

  /**
   * Show the part that the address asks for.
   * @override
   */
  async follow() {
    const query = read();
    const { lang, content, access } = this.data;
    const wanted = query.get("part") ?? "";
    const name = Object.hasOwn(this.words.parts, wanted) ? wanted : "figures";
    const shown = JSON.stringify([name, lang, content, access]);
    if (this.#shown === shown) {
      this.#part?.follow(query);
      return;
    }
    this.#shown = shown;
    try {
      const [own, coding] = await Promise.all([
        loadAgreementWords(lang, content),
        loadCodingWords(lang, content),
      ]);
      const words = { ...this.words, ...coding, ...own };
      const part = may(this.data, "facilitate")
        ? await this.#build(name, { texts: this.texts, words, language: lang, content })
        : this.#refuse(words);
      if (this.#shown !== shown) {
        part.leave();
        return;
      }
      this.leave();
      this.#part = part;
      this.root.replaceChildren(this.#buildParts(name), part.element);
      part.follow(read()); // it may be another one by now
    } catch (error) {
      if (this.#shown === shown) this.#shown = null;
      throw error;
    }
  }

  /**
   * @param {string} name
   * @param {Shown} shown
   * @returns {Promise<Part>}
   */
  async #build(name, shown) {
    const loaded = this.#load(shown);
    if (name === "figures") {
      const [figures, { talk }] = await Promise.all([loaded.figures(), loaded.argued]);
      return { element: buildFigures(shown, figures, talk), follow: () => {}, leave: () => {} };
    }
    if (name === "talk") return new TalkPart(shown, await loaded.argued);
    const [argued, figures] = await Promise.all([loaded.argued, loaded.figures()]);
    return new MapPart(shown, argued, figures);
  }

  /**
   * What coders made of the stories as they are now: read once, also where another part is turned to.
   * @param {Shown} shown
   */
  #load({ language, content }) {
    const of = JSON.stringify([language, content]);
    if (this.#loaded?.of === of) return this.#loaded;
    /** @type {Promise<AgreementFigures> | null} */
    let figures = null;
    const argued = fetchDifferences(language).then((found) => ({
      found,
      talk: new Talk(found.disagreements),
    }));
    this.#loaded = {
      of,
      argued,
      figures: () => {
        figures ??= fetchFigures(language);
        return figures;
      },
    };
    return this.#loaded;
  }

  /**
   * What can be shown, as far as there is something.
   * @param {string} name
   */
  #buildParts(name) {
    const pick = (/** @type {string} */ part) => write({ part: part !== "figures" && part });
    const { words, parts } = { words: this.texts.words, parts: this.words.parts };
    const { element, paint } = controls.oneOf("part", words.inputs.view, parts, pick);
    paint(name);
    element.hidden = !may(this.data, "facilitate");
    return element;
  }

  /**
   * @param {StoryWords & AgreementWords} words
   * @returns {Part}
   */
  #refuse(words) {
    const sentence = build("p", {}, words.only);
    const element = build("div", {}, sentence, buildAccess(words, this.data));
    return { element, follow: () => {}, leave: () => {} };
  }

  /** @param {unknown} error */
  fail(error) {
    this.#shown = null;
    this.#loaded = null;
    this.leave();
    const onclick = () => this.follow().catch((other) => this.fail(other));
    const again = build("button", { type: "button", onclick }, this.words.again);
    const said = build("p", { role: "alert" }, describeRefusal(error, this.words), " ", again);
    this.root.replaceChildren(said);
  }
}
