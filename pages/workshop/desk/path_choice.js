// A path to walk along: two ends, and one of the paths between them.
import { build } from "../../shared/dom.js";
import { keepTyped, refill } from "../../shared/typed.js";
import { fetchState } from "../api.js";

/**
 * @import { PathPage } from "../../shared/types.js"
 * @import { Desk } from "./desk.js"
 */

export class PathChoice {
  /** @param {Desk} desk */
  constructor(desk) {
    const { words, texts } = desk;
    this.desk = desk;
    const stages = Object.keys(texts.stages);
    this.from = this.#buildEnd(words.from, stages[0], "path-from");
    this.to = this.#buildEnd(words.to, stages.at(-1), "path-to");
    this.found = build("ul", { class: "found" });
    this.walked = build("p", {});
    this.element = build(
      "details",
      {},
      build("summary", {}, words.choosePath),
      this.walked,
      build("div", { class: "row" }, this.from, this.to),
      this.found,
    );
  }

  /**
   * @param {string} label
   * @param {string | undefined} stage
   * @param {string} kept under which it is kept what was chosen
   */
  #buildEnd(label, stage, kept) {
    const nodes = Object.entries(this.desk.texts.nodes).filter(([, node]) => node.stage === stage);
    const options = nodes.map(([id, { name }]) => build("option", { value: id }, name));
    const nothing = build("option", { value: "" }, label);
    const attributes = { "aria-label": label, onchange: () => this.#find() };
    return keepTyped(build("select", attributes, nothing, ...options), kept);
  }

  async #find() {
    const { desk, from, to } = this;
    if (!from.value || !to.value) return;
    const ends = { from: from.value, to: to.value };
    const query = new URLSearchParams({ ...ends, sort: "told", lang: desk.language });
    try {
      const { paths } = /** @type {PathPage} */ (await fetchState(`paths.json?${query}`));
      if (from.value !== ends.from || to.value !== ends.to) return;
      const items = paths.map(({ nodes, sentence, evidence }) =>
        build(
          "li",
          {},
          build("button", { type: "button", onclick: () => this.#walk(nodes) }, sentence),
          build("span", { class: "quiet" }, desk.texts.words.evidence[evidence]),
        ),
      );
      this.found.replaceChildren(...items);
    } catch (error) {
      desk.complain(error);
    }
  }

  /** @param {string[]} path */
  #walk(path) {
    return this.desk.go({ view: "path", at: 0, path });
  }

  #drop() {
    const isWalked = this.desk.position.view === "path";
    return this.desk.go(isWalked ? { view: "map", at: 0, path: [] } : { path: [] });
  }

  draw() {
    const { words, texts, position } = this.desk;
    const { path } = position;
    refill(this.walked, path, () => {
      if (!path.length) return [];
      const names = path.map((id) => texts.nodes[id]?.name).join(" → ");
      const drop = { type: "button", "data-focus": "drop-path", onclick: () => this.#drop() };
      return [names, " ", build("button", drop, words.dropPath)];
    });
  }
}
