// Which nodes a story shows: ticked in a list by stage, or clicked on the map beside it.

import { build } from "../shared/dom.js";
import { buildSmallMap } from "./small_map.js";

/**
 * @import { SmallMap } from "./small_map.js"
 * @import { LoadedTexts, StoryWords } from "../shared/types.js"
 *
 * @typedef {object} Options
 * @property {string} language
 * @property {string} content
 * @property {LoadedTexts} texts
 * @property {StoryWords} words
 * @property {string[]} nodes the ids of those that are chosen; follows the choice
 * @property {() => void} changed
 */

export class NodeChoice {
  /** @type {Map<string, HTMLInputElement>} */
  #boxes = new Map();
  /** @type {SmallMap | null} */
  #map = null;
  #chosen;
  #count = build("span", { class: "form-count" });
  #place = build("div", { class: "form-map" });
  #options;

  /** @param {Options} options */
  constructor(options) {
    this.#options = options;
    this.#chosen = new Set(options.nodes);
    this.#paintCount();
    const { words } = options;
    const isOpen = matchMedia("(max-width: 700px)").matches;
    this.element = build(
      "fieldset",
      {},
      build("legend", {}, words.nodes, " ", this.#count),
      build("p", { class: "form-hint" }, words.nodesHint),
      this.#place,
      build(
        "details",
        { open: isOpen },
        build("summary", {}, words.asList),
        build("div", { class: "form-stages" }, ...this.#listStages()),
      ),
    );
  }

  /** Show the map once it is there; without it the list does. */
  async showMap(load = buildSmallMap) {
    const { language, content, texts } = this.#options;
    const toggle = (/** @type {string} */ id) => this.choose(id, !this.#chosen.has(id));
    try {
      this.#map = await load({ language, content, texts, chosen: this.#chosen, toggle });
      this.#place.replaceChildren(this.#map.element);
    } catch {
      /* the list does it too */
    }
  }

  /**
   * @param {string} id
   * @param {boolean} isChosen
   */
  choose(id, isChosen) {
    if (isChosen) this.#chosen.add(id);
    else this.#chosen.delete(id);
    const { nodes, changed } = this.#options;
    nodes.splice(0, nodes.length, ...this.#chosen);
    const box = this.#boxes.get(id);
    if (box) box.checked = isChosen;
    this.#map?.paint();
    this.#paintCount();
    changed();
  }

  #listStages() {
    const { texts } = this.#options;
    return Object.entries(texts.stageNames).map(([stage, name]) => {
      const nodes = Object.entries(texts.nodes).filter(([, node]) => node.stage === stage);
      const boxes = nodes.map(([id]) => this.#buildNode(id));
      const attributes = { class: "form-stage", role: "group", "aria-label": name };
      return build("div", attributes, build("strong", {}, name), ...boxes);
    });
  }

  /** @param {string} id */
  #buildNode(id) {
    const { texts } = this.#options;
    const { name, level } = texts.nodes[id];
    const box = build("input", { type: "checkbox", checked: this.#chosen.has(id) });
    box.addEventListener("change", () => this.choose(id, box.checked));
    this.#boxes.set(id, box);
    return build("label", { class: "form-check", title: texts.levels[level] }, box, name);
  }

  #paintCount() {
    const names = [...this.#chosen].map((id) => this.#options.texts.nodes[id]?.name ?? id);
    this.#count.textContent = names.length ? `(${names.join(", ")})` : "";
  }
}
