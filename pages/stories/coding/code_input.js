// A few letters name an element or a dimension; Enter takes the best one.
import { build } from "../../shared/dom.js";
import { findNamed } from "../name_search.js";

/**
 * @import { NamedCode } from "./named_codes.js"
 * @import { CodingWords } from "../../shared/types.js"
 *
 * @typedef {object} Listener
 * @property {(code: NamedCode) => void} take
 * @property {(code: NamedCode | null) => void} point is told which one the keyboard or the mouse is at
 * @property {() => void} removeLast
 * @property {() => void} leave
 */

const MOST = 8;
const LIST = "coding-codes";

export class CodeInput {
  #codes;
  #listener;
  /** @type {NamedCode[]} */
  #found = [];
  #at = 0;
  #list;
  #none;

  /**
   * @param {CodingWords} words
   * @param {NamedCode[]} codes
   * @param {Listener} listener
   */
  constructor(words, codes, listener) {
    this.#codes = codes;
    this.#listener = listener;
    this.#list = build("ul", {
      class: "coding-found",
      id: LIST,
      role: "listbox",
      "aria-label": words.attach,
    });
    this.#list.hidden = true;
    this.#none = build("p", { class: "coding-none", role: "status" });
    this.#none.dataset.words = words.noCode;
    this.input = build("input", {
      type: "text",
      role: "combobox",
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      maxlength: 100,
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": LIST,
      "aria-label": words.attach,
      placeholder: words.attach,
      oninput: () => this.#look(),
      onkeydown: (event) => this.#press(event),
    });
    this.input.addEventListener("blur", () => this.#show([]));
    this.element = build("div", { class: "coding-input" }, this.input, this.#list, this.#none);
  }

  #look() {
    const { value } = this.input;
    this.#show(findNamed(this.#codes, value).slice(0, MOST));
    this.#none.textContent = value.trim() && !this.#found.length ? (this.#none.dataset.words ?? "") : "";
  }

  /** @param {NamedCode[]} found */
  #show(found) {
    this.#found = found;
    this.#at = 0;
    const items = found.map((code, at) => {
      const onmousedown = (/** @type {Event} */ event) => {
        event.preventDefault(); // the input keeps the focus
        this.#take(code);
      };
      const attributes = { id: `${LIST}-${at}`, role: "option", "data-value": code.id, onmousedown };
      return build("li", attributes, code.name, " ", build("small", {}, code.place));
    });
    this.#list.replaceChildren(...items);
    this.#list.hidden = !found.length;
    this.#none.textContent = "";
    this.input.setAttribute("aria-expanded", String(found.length > 0));
    this.#point();
  }

  #point() {
    [...this.#list.children].forEach((item, at) => {
      item.setAttribute("aria-selected", String(at === this.#at));
    });
    if (this.#found.length) this.input.setAttribute("aria-activedescendant", `${LIST}-${this.#at}`);
    else this.input.removeAttribute("aria-activedescendant");
    this.#list.children[this.#at]?.scrollIntoView({ block: "nearest" });
    this.#listener.point(this.#found[this.#at] ?? null);
  }

  /** @param {NamedCode} code */
  #take(code) {
    this.input.value = "";
    this.#show([]);
    this.#listener.take(code);
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const { length } = this.#found;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && length) {
      this.#at = (this.#at + step + length) % length;
      this.#point();
    } else if (event.key === "Enter" && length) this.#take(this.#found[this.#at]);
    else if (event.key === "Backspace" && !this.input.value && !event.repeat) this.#listener.removeLast();
    else if (event.key === "Escape") {
      this.input.value = "";
      this.#show([]);
      this.#listener.leave();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
