// Attach a story to elements of the model: a few letters of a name, Enter takes the best one.
import { build } from "../shared/dom.js";
import { fill } from "../shared/words.js";
import { findNamed } from "./name_search.js";

/**
 * @import { LoadedTexts, StoryWords } from "../shared/types.js"
 *
 * @typedef {object} Options
 * @property {LoadedTexts} texts
 * @property {StoryWords} words
 * @property {(id: string) => void} attach
 * @property {(id: string) => void} detach
 * @property {() => void} leave called by Escape, and by Enter where nothing is typed
 */

const MOST = 8;

/**
 * The elements that letters stand for, the best first, and those as good by name.
 * @param {Record<string, {name: string}>} nodes
 * @param {string} typed
 * @returns {string[]} ids
 */
export function findNodes(nodes, typed) {
  const items = Object.entries(nodes).map(([id, { name }]) => ({ id, name }));
  const sorted = items.sort((a, b) => a.name.localeCompare(b.name));
  return findNamed(sorted, typed).map(({ id }) => id);
}

let number = 0;

export class Attaching {
  #options;
  /** @type {string[]} */
  #found = [];
  #at = 0;
  /** @type {string[]} */
  #nodes = [];
  #chips = build("span", { class: "chips" });
  #list;

  /** @param {Options} options */
  constructor(options) {
    this.#options = options;
    const { words } = options;
    number += 1;
    const id = `attach-${number}`;
    this.#list = build("ul", { class: "attach-list", id, role: "listbox", "aria-label": words.nodes });
    this.#list.hidden = true;
    this.input = build("input", {
      type: "text",
      class: "attach-input",
      role: "combobox",
      autocomplete: "off",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": id,
      "aria-label": words.attachTo,
      placeholder: words.attachHint,
      oninput: () => this.#look(),
      onkeydown: (event) => this.#press(event),
    });
    this.input.addEventListener("blur", () => this.#show([]));
    const field = build("div", { class: "attach-field" }, this.input, this.#list);
    this.element = build("div", { class: "attach" }, this.#chips, field);
  }

  /** @param {string[]} nodes those that the story is attached to */
  paint(nodes) {
    const { texts, detach } = this.#options;
    const isShown = this.#chips.childElementCount > 0 && nodes.join() === this.#nodes.join();
    this.#nodes = nodes;
    if (isShown) return; // a press of a chip that an answer of the server falls into counts
    const chips = nodes.map((id) => {
      const { name } = texts.nodes[id] ?? { name: id };
      const label = fill(texts.words.inputs.takeOut, { name });
      const attributes = {
        type: "button",
        class: "chip",
        "data-value": id,
        "aria-label": label,
        title: label,
      };
      return build("button", { ...attributes, onclick: () => detach(id) }, name, " ×");
    });
    this.#chips.replaceChildren(...chips);
  }

  #look() {
    const { texts } = this.#options;
    const others = findNodes(texts.nodes, this.input.value).filter((id) => !this.#nodes.includes(id));
    this.#show(others.slice(0, MOST));
  }

  /** @param {string[]} found */
  #show(found) {
    this.#found = found;
    this.#at = 0;
    const { texts } = this.#options;
    const items = found.map((id, at) => {
      const { name, level } = texts.nodes[id];
      const onmousedown = (/** @type {Event} */ event) => {
        event.preventDefault(); // the input keeps the focus
        this.#take(id);
      };
      const attributes = { id: `${this.#list.id}-${at}`, role: "option", "data-value": id, onmousedown };
      return build("li", attributes, name, " ", build("small", {}, texts.levels[level]));
    });
    this.#list.replaceChildren(...items);
    this.#list.hidden = !found.length;
    this.input.setAttribute("aria-expanded", String(found.length > 0));
    this.#mark();
  }

  #mark() {
    [...this.#list.children].forEach((item, at) => {
      item.setAttribute("aria-selected", String(at === this.#at));
    });
    if (this.#found.length) this.input.setAttribute("aria-activedescendant", `${this.#list.id}-${this.#at}`);
    else this.input.removeAttribute("aria-activedescendant");
  }

  /** @param {string} id */
  #take(id) {
    this.input.value = "";
    this.#show([]);
    this.#options.attach(id);
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const { length } = this.#found;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && length) this.#at = (this.#at + step + length) % length;
    else if (event.key === "Enter" && length)
      return this.#prevent(event, () => this.#take(this.#found[this.#at]));
    else if (event.key === "Escape" || (event.key === "Enter" && !this.input.value.trim())) {
      this.input.value = "";
      return this.#prevent(event, () => this.#options.leave());
    } else return;
    this.#prevent(event, () => this.#mark());
  }

  /**
   * @param {KeyboardEvent} event
   * @param {() => void} act
   */
  #prevent(event, act) {
    event.preventDefault();
    event.stopPropagation();
    act();
  }
}
