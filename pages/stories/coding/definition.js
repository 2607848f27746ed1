// What an element means, as the model says it, and what the coder notes on it.
import { build } from "../../shared/dom.js";
import { fill, joinLabel } from "../../shared/words.js";
import { nameKey } from "./codings.js";

/**
 * @import { CodingWords, LoadedTexts, StoryWords } from "../../shared/types.js"
 * @import { NamedCode } from "./named_codes.js"
 */

const TYPING = 700;

/**
 * A field for a memo, which tells what was typed once nothing was for a moment.
 * @param {StoryWords & CodingWords} words
 * @param {(text: string) => void} save
 */
export function buildMemo(words, save) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const label = build("span", {});
  const tell = () => {
    clearTimeout(timer);
    timer = undefined;
    save(field.value);
  };
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(tell, TYPING);
  };
  const attributes = { rows: 3, maxlength: words.longestMemo, oninput: wait, onchange: tell };
  const field = build("textarea", attributes);
  const element = build("label", { class: "coding-memo" }, label, field);
  return {
    element,
    field,
    /** Save at once what was typed. */
    flush: () => {
      if (timer !== undefined) tell();
    },
    /**
     * @param {string} name
     * @param {string} text
     */
    paint: (name, text) => {
      label.textContent = name;
      if (timer === undefined && field.value !== text) field.value = text;
    },
  };
}

export class Definition {
  #words;
  #texts;
  /** @type {NamedCode | null} */
  #code = null;
  #find;
  #memo;

  /**
   * @param {StoryWords & CodingWords} words
   * @param {LoadedTexts} texts
   * @param {(code: NamedCode) => string} find the memo on a code
   * @param {(code: NamedCode, text: string) => void} save
   */
  constructor(words, texts, find, save) {
    this.#words = words;
    this.#texts = texts;
    this.#find = find;
    this.#memo = buildMemo(words, (text) => this.#code && save(this.#code, text));
    this.element = build("section", { class: "coding-definition", "aria-label": words.definition });
    this.element.hidden = true;
  }

  /** @param {NamedCode | null} code */
  paint(code) {
    if (code !== this.#code) this.#memo.flush();
    this.#code = code;
    this.element.hidden = !code;
    if (!code) return;
    const words = this.#words;
    const node = code.kind === "node" ? this.#texts.nodes[code.id] : null;
    const entry = words.codebook[nameKey(code)];
    const guide = [
      [words.whenToUse, entry?.use],
      [words.whenNotToUse, entry?.avoid],
      [words.example, entry?.example],
    ].filter(([, text]) => text);
    this.#memo.paint(fill(words.memoOn, { name: code.name }), this.#find(code));
    const close = { type: "button", class: "coding-remove", "aria-label": words.close, title: words.close };
    this.element.replaceChildren(
      build(
        "div",
        { class: "coding-mark" },
        build("h3", {}, code.name),
        build("button", { ...close, onclick: () => this.paint(null) }, "×"),
      ),
      build("p", { class: "coding-hint" }, code.place),
      build("p", {}, entry?.definition || words.noDefinition),
      ...guide.map(([label, text]) => build("p", {}, build("strong", {}, joinLabel(words, label, "")), text)),
      ...(node?.question ? [build("p", { class: "coding-hint" }, node.question)] : []),
      this.#memo.element,
    );
  }

  /** Save at once what was typed. */
  flush() {
    this.#memo.flush();
  }
}
