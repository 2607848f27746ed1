// What a coder attached to a story: each code with the words that are the reason for it.
import { build } from "../../shared/dom.js";
import { refill } from "../../shared/typed.js";
import { fill } from "../../shared/words.js";
import { LEFTOVER, nameKey, quote } from "./codings.js";
import { findColour } from "./text.js";

/**
 * @import { Coding, CodingWords, SentPassage } from "../../shared/types.js"
 * @import { Code } from "./codings.js"
 * @import { NamedCode } from "./named_codes.js"
 *
 * @typedef {object} Listener
 * @property {(code: Code) => void} detach
 * @property {(code: Code | null, at: number) => void} removePassage
 * @property {(passage: SentPassage) => void} show
 * @property {(code: Code) => void} define
 */

const NONE = "∅"; // as at the end of such a passage

export class MarkList {
  #words;
  #listener;

  /**
   * @param {CodingWords} words
   * @param {Listener} listener
   */
  constructor(words, listener) {
    this.#words = words;
    this.#listener = listener;
    this.element = build("div", { class: "coding-marks" });
  }

  /**
   * @param {Coding} coding
   * @param {Map<string, string>} texts of the story
   * @param {(code: Code) => NamedCode} name
   */
  paint(coding, texts, name) {
    const words = this.#words;
    const { marks, leftovers } = coding;
    const quotes = [...marks.flatMap(({ passages }) => passages), ...leftovers].map((passage) =>
      quote(texts, passage),
    );
    refill(
      this.element,
      [marks.map(({ kind, id, passages }) => [kind, id, passages]), leftovers, quotes],
      () => [
        build("h3", {}, words.attached),
        marks.length
          ? build("ol", {}, ...marks.map((mark, at) => this.#buildMark(mark, at + 1, texts, name(mark))))
          : build("p", { class: "coding-hint" }, words.noneAttached),
        leftovers.length ? build("h3", {}, NONE, " ", words.leftover) : null,
        leftovers.length ? this.#buildQuotes(null, leftovers, texts) : null,
      ],
    );
  }

  /**
   * @param {Coding["marks"][number]} mark
   * @param {number} number
   * @param {Map<string, string>} texts
   * @param {NamedCode} code
   */
  #buildMark(mark, number, texts, { name }) {
    const { detach, define } = this.#listener;
    const key = nameKey(mark);
    const badge = build("span", { class: "coding-number", "aria-hidden": "true" }, String(number));
    badge.style.setProperty("--code", findColour(number));
    const show = { type: "button", class: "coding-name", "data-focus": key, onclick: () => define(mark) };
    return build(
      "li",
      { "data-mark": key },
      build(
        "div",
        { class: "coding-mark" },
        badge,
        build("button", show, name),
        this.#buildRemove(fill(this.#words.remove, { name }), `remove ${key}`, () => detach(mark)),
      ),
      mark.passages.length ? this.#buildQuotes(mark, mark.passages, texts) : null,
    );
  }

  /**
   * @param {Code | null} code
   * @param {SentPassage[]} passages
   * @param {Map<string, string>} texts
   */
  #buildQuotes(code, passages, texts) {
    const { show, removePassage } = this.#listener;
    const key = code ? nameKey(code) : LEFTOVER;
    const items = passages.map((passage, at) => {
      const words = quote(texts, passage);
      const attributes = { type: "button", class: "coding-quote", "data-focus": `${key} ${at}` };
      return build(
        "li",
        { "data-mark": `${key} ${at}` },
        build("button", { ...attributes, onclick: () => show(passage) }, `“${words}”`),
        this.#buildRemove(fill(this.#words.removePassage, { text: words }), `remove ${key} ${at}`, () =>
          removePassage(code, at),
        ),
      );
    });
    return build("ul", { class: "coding-quotes" }, ...items);
  }

  /**
   * @param {string} label
   * @param {string} focus
   * @param {() => void} onclick
   */
  #buildRemove(label, focus, onclick) {
    const attributes = { type: "button", class: "coding-remove", "aria-label": label, title: label };
    return build("button", { ...attributes, "data-focus": focus, onclick }, "×");
  }
}
