// A path to walk along: two ends, and one of the paths between them, by what they differ in.
import { build } from "../../shared/dom.js";
import { refill } from "../../shared/typed.js";
import { fetchState } from "../api.js";

/**
 * @import { PathPage, PathTable } from "../../shared/types.js"
 * @import { Desk } from "./desk.js"
 */

export class PathChoice {
  /** @type {Map<number, string>} the element that was chosen of each difference */
  #chosen = new Map();
  #asked = "";

  /** @param {Desk} desk */
  constructor(desk) {
    const { words, texts } = desk;
    this.desk = desk;
    const stages = Object.keys(texts.stages);
    this.from = this.#buildEnd(words.from, stages[0], "path-from");
    this.to = this.#buildEnd(words.to, stages.at(-1), "path-to");
    this.choices = build("div", { class: "path-choices" });
    this.found = build("ul", { class: "found" });
    this.walked = build("p", {});
    this.element = build(
      "details",
      {},
      build("summary", {}, words.choosePath),
      this.walked,
      build("div", { class: "row" }, this.from, this.to),
      this.choices,
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
    const begin = () => {
      this.#chosen.clear();
      this.#find();
    };
    const attributes = { "aria-label": label, onchange: begin };
    return this.desk.keep(build("select", attributes, nothing, ...options), kept);
  }

  async #find() {
    const { desk, from, to } = this;
    if (!from.value || !to.value) return;
    const ends = { from: from.value, to: to.value, via: [...this.#chosen.values()].join(",") };
    const query = new URLSearchParams({ ...ends, sort: "told", lang: desk.language }).toString();
    this.#asked = query;
    try {
      const page = /** @type {PathPage} */ (await fetchState(`paths.json?${query}`));
      if (this.#asked === query) this.#show(page);
    } catch (error) {
      desk.complain(error);
    }
  }

  /** @param {PathPage} page */
  #show({ paths, common, title, table }) {
    const { words } = this.desk.texts;
    const shared = new Set(common);
    refill(this.choices, [title, table, [...this.#chosen]], () => [
      build("p", {}, title ?? ""),
      ...(table ? table.stages.map((stage, at) => this.#buildChoice(table, stage, at)) : []),
    ]);
    const items = paths.map(({ nodes, sentence, evidence }) => {
      const telling = nodes.filter((id) => !shared.has(id));
      const names = (telling.length ? telling : nodes).map((id) => this.#name(id)).join(" → ");
      const walk = { type: "button", title: sentence, onclick: () => this.#walk(nodes) };
      return build(
        "li",
        {},
        build("button", walk, names),
        build("span", { class: "quiet" }, words.evidence[evidence]),
      );
    });
    this.found.replaceChildren(...items);
  }

  /**
   * The elements of one difference, each with how many of the paths hold it, the other choices given.
   * @param {PathTable} table
   * @param {string} stage
   * @param {number} at
   */
  #buildChoice({ groups }, stage, at) {
    const others = [...this.#chosen].filter(([other]) => other !== at);
    const left = groups.filter(({ nodes }) => others.every(([other, id]) => nodes[other] === id));
    const ids = [...new Set(groups.map(({ nodes }) => nodes[at]))].filter(Boolean);
    const chips = ids.map((id) => {
      const count = left.filter(({ nodes }) => nodes[at] === id).reduce((sum, group) => sum + group.count, 0);
      const attributes = {
        type: "button",
        "aria-pressed": String(this.#chosen.get(at) === id),
        "data-focus": `path-${id}`,
        disabled: !count,
        onclick: () => this.#choose(at, id),
      };
      return build("button", attributes, this.#name(id), " ", build("small", {}, String(count)));
    });
    const { stageNames } = this.desk.texts;
    return build("div", { class: "row", role: "group", "aria-label": stageNames[stage] }, ...chips);
  }

  /**
   * @param {number} at
   * @param {string} id
   */
  #choose(at, id) {
    if (this.#chosen.get(at) === id) this.#chosen.delete(at);
    else this.#chosen.set(at, id);
    return this.#find();
  }

  /** @param {string} id */
  #name(id) {
    return this.desk.texts.nodes[id]?.name ?? id;
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
    const { words, position } = this.desk;
    const { path } = position;
    refill(this.walked, path, () => {
      if (!path.length) return [];
      const names = path.map((id) => this.#name(id)).join(" → ");
      const drop = { type: "button", "data-focus": "drop-path", onclick: () => this.#drop() };
      return [names, " ", build("button", drop, words.dropPath)];
    });
  }
}
