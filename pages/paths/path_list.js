// The paths of one question: how many there are, in what they differ, and each as a row of beads.
import { write } from "../shared/address.js";
import { copyText } from "../shared/clipboard.js";
import { build } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { fetchText } from "../shared/requests.js";
import { fill, joinLabel } from "../shared/words.js";
import { findEnds } from "../workbench/ends.js";
import { say, state, trace } from "../workbench/store.js";
import { findImplied, findTelling } from "./compared.js";
import { Flow } from "./flow.js";
import { Table } from "./path_table.js";

/**
 * @import { Selection } from "../shared/selection.js"
 * @import { LoadedTexts, PathPage, ModelWords, TracedPath } from "../shared/types.js"
 */

const nameStep = () => state.selection?.path?.join(",") ?? null;

/** The paths of one question. */
export class PathList {
  /** @type {TracedPath[]} */
  #paths = [];
  /** @type {number | null} where the rest begins */
  #next = 0;
  /** @type {{nodes: string[], sentence?: string} | null} */
  #picked = null;
  /** @type {[string, string][] | null} of all the paths */
  #edges = null;
  /** @type {Set<string>} the nodes that all the paths hold */
  #common = new Set();
  /** @type {Set<string>} the nodes that follow from the one before */
  #implied = new Set();
  #isOver = false;
  #texts;
  #question;
  #selection;
  #unfolded;
  /** @type {string[]} what is lost without the nodes that are switched off */
  loss = [];

  /**
   * @param {LoadedTexts} texts
   * @param {string} question
   * @param {Selection} selection
   * @param {Set<string>} unfolded which rows of the table are open
   */
  constructor(texts, question, selection, unfolded) {
    const { words } = texts;
    this.#texts = texts;
    this.#question = question;
    this.#selection = selection;
    this.#unfolded = unfolded;
    const onkeydown = (/** @type {KeyboardEvent} */ event) => this.#walk(event);
    this.title = build("h2", { class: "paths-title" });
    this.told = build("p", { class: "paths-others" });
    this.note = build("p", { class: "paths-note" });
    this.table = build("div");
    this.items = build("ol", { class: "paths-list", "aria-label": words.pathList, onkeydown });
    const more = { type: "button", class: "paths-more", hidden: true, onclick: () => this.loadMore() };
    this.more = build("button", more, words.more);
    const bar = { class: "paths-steps", role: "group", "aria-label": words.steps, onkeydown };
    this.steps = build("div", bar);
    this.answers = build("div", { class: "paths-answers" });
    this.flow = new Flow(question, words);
    const tables = [" ", buildTable(question, "csv"), " ", buildTable(question, "xlsx")];
    const links = build("p", { class: "paths-take" }, words.takeAlong, ...tables);
    const again = { type: "button", class: "paths-again", onclick: () => write({ via: null, path: null }) };
    const all = selection.via.length ? build("button", again, words.allAgain) : "";
    this.elements = [this.title, this.told, all, this.note, this.table, this.items, this.more, this.steps];
    this.extras = [this.answers, this.flow.button, links];
  }

  leave() {
    this.#isOver = true;
    this.flow.leave();
  }

  /** Ask for the next paths; what is said of all of them comes with the first. */
  async loadMore() {
    try {
      /** @type {PathPage} */
      const page = JSON.parse(await fetchText(`paths.json?${this.#question}&skip=${this.#next}`));
      if (this.#isOver) return;
      if (page.edges) this.#showAnswers(page, page.edges);
      this.#next = page.next;
      this.#paths.push(...page.paths);
      this.items.append(...page.paths.map((path) => this.#buildItem(path)));
      this.more.hidden = page.next === null;
      if (!this.#paths.length && this.#selection.evidence) {
        this.items.replaceChildren(build("li", { class: "paths-none" }, this.#texts.words.noPaths));
      }
      this.#mark();
    } catch (error) {
      if (this.#isOver) return;
      this.items.append(build("li", { role: "alert" }, this.#texts.words.failed));
      this.more.hidden = false;
      console.warn("paths:", error);
    }
  }

  /** Whether these are no longer the paths that are asked for. */
  get isOver() {
    return this.#isOver;
  }

  /**
   * @param {PathPage} page
   * @param {[string, string][]} edges
   */
  #showAnswers({ count = "", title = "", told = "", note = "", said = [], loss = [], ...page }, edges) {
    const { from, to, via } = this.#selection;
    this.#edges = edges;
    this.#common = new Set(page.common);
    this.#implied = findImplied(edges, findEnds(from, this.#texts), findEnds(to, this.#texts));
    this.loss = loss;
    say(count);
    this.title.textContent = title;
    this.told.textContent = told;
    this.note.textContent = note;
    this.answers.replaceChildren(...said.map((text) => build("p", {}, text)));
    if (page.table?.groups.length) {
      this.table.replaceChildren(new Table(this.#texts, page.table, via, this.#unfolded).element);
    }
  }

  /** @param {TracedPath} path */
  #buildItem(path) {
    const { words, nodes: known, opened } = this.#texts;
    const key = path.nodes.join(",");
    const telling = findTelling(path.nodes, this.#common, this.#implied);
    const beads = path.nodes.map((id) => this.#buildBead(id, telling.includes(id)));
    const kind = build("span", { class: `paths-badge ${path.evidence}` }, words.evidence[path.evidence]);
    const evidence = opened ? "" : this.#describeEvidence(path);
    const isWhole = path.evidence === "whole";
    const attributes = {
      type: "button",
      class: "paths-item",
      "data-path": key,
      onclick: () => {
        choosePath(key === this.#key ? null : key);
        requestAnimationFrame(() => this.#uncover(item));
      },
    };
    const button = build(
      "button",
      attributes,
      build(
        "span",
        { class: "paths-head" },
        build("span", { class: "paths-beads", "aria-hidden": "true" }, ...beads),
        opened ? null : kind,
      ),
      build("span", { class: "paths-names" }, telling.map((id) => known[id].name).join(" › ")),
      isWhole && evidence ? build("span", { class: "paths-told" }, evidence) : null,
    );
    const sentence = build("details", { class: "paths-sentence" }, build("summary", {}, words.sentence));
    sentence.append(build("p", {}, path.sentence));
    if (!isWhole && evidence) sentence.append(build("p", { class: "paths-told" }, evidence));
    const item = build("li", {}, button, sentence);
    return item;
  }

  /**
   * Bring what was clicked back into sight, where the steps and the details cover it now.
   * @param {HTMLElement} item
   */
  #uncover(item) {
    const panel = item.closest(".paths-panel");
    if (!panel) return;
    const { top, bottom } = item.getBoundingClientRect();
    const end = Math.min(this.steps.getBoundingClientRect().top, panel.getBoundingClientRect().bottom);
    const most = Math.max(0, top - panel.getBoundingClientRect().top);
    if (bottom > end) panel.scrollTop += Math.min(bottom - end, most);
  }

  /**
   * @param {string} id
   * @param {boolean} isTelling whether it says which path this is
   */
  #buildBead(id, isTelling) {
    const { nodes, levels } = this.#texts;
    const level = Object.keys(levels).indexOf(nodes[id].level) % 8;
    const classes = `paths-bead details-level-${level}${isTelling ? " telling" : ""}`;
    return build("span", { class: classes, title: nodes[id].name, "data-bead": id });
  }

  /** @param {TracedPath} path */
  #describeEvidence({ evidence, stories, gaps }) {
    const { words, nodes, stories: known } = this.#texts;
    if (evidence === "untold") {
      const names = gaps.map((id) => nodes[id].name).join(", ");
      return names && joinLabel(words, words.gap, names);
    }
    if (evidence === "stitched" && stories.length > 4) {
      return fill(words.manyStories, { count: stories.length });
    }
    return stories.flatMap((id) => known[id]?.title || []).join(", ");
  }

  /** The ids of the picked path, with commas; null where none is picked. */
  get #key() {
    return this.#picked?.nodes.join(",") ?? null;
  }

  /** Show which path the address picks, and which step of it. */
  paint() {
    if (this.#key === nameStep()) this.#paintSteps();
    else this.#mark();
  }

  // Let the path that the address picks stand out, or all of them; who hears of that paints the steps.
  #mark() {
    const key = nameStep();
    const isPicked = (/** @type {TracedPath} */ path) => path.nodes.join(",") === key;
    this.#picked = key === null ? null : (this.#paths.find(isPicked) ?? { nodes: key.split(",") });
    const picked = this.#picked && new Set(this.#picked.nodes);
    for (const item of this.#listItems()) {
      if (item.dataset.path === key) item.setAttribute("aria-current", "true");
      else item.removeAttribute("aria-current");
      for (const bead of listBeads(item)) {
        bead.classList.toggle("other", Boolean(picked) && !picked?.has(bead.dataset.bead ?? ""));
      }
    }
    if (this.#picked) {
      const { nodes } = this.#picked;
      trace(
        nodes.slice(1).map((node, index) => [nodes[index], node]),
        nodes,
      );
    } else if (this.#edges) trace(this.#edges);
    this.#paintSteps();
  }

  /**
   * Go along the picked path; the way back leads to before it was picked, not step by step.
   * @param {number} by
   */
  #step(by) {
    if (!this.#picked) return;
    const { nodes } = this.#picked;
    const at = nodes.indexOf(state.node ?? "");
    const node = nodes[Math.min(Math.max(at + by, 0), nodes.length - 1)];
    write({ node, edge: null }, { replace: at >= 0 });
  }

  #paintSteps() {
    const { words, nodes: known } = this.#texts;
    for (const item of this.#listItems()) {
      const isPicked = item.hasAttribute("aria-current");
      for (const bead of listBeads(item)) {
        bead.classList.toggle("here", isPicked && bead.dataset.bead === state.node);
      }
    }
    if (!this.#picked) {
      this.steps.replaceChildren(build("span", { class: "paths-hint" }, words.pickHint));
      this.steps.hidden = !this.#paths.length;
      return;
    }
    this.steps.hidden = false;
    const { nodes, sentence } = this.#picked;
    const at = nodes.indexOf(state.node ?? "");
    const count = nodes.length;
    const where = at < 0 ? `${count}` : joinLabel(words, `${at + 1} / ${count}`, known[nodes[at]].name);
    const { activeElement } = document;
    const focused = this.steps.contains(activeElement) ? activeElement?.getAttribute("aria-label") : null;
    const button = (
      /** @type {"stepBack" | "stepOn" | "copy"} */ name,
      /** @type {(event: {currentTarget: HTMLElement}) => void} */ onclick,
      isOff = false,
    ) => {
      const attributes = { type: "button", "aria-label": words[name], title: words[name], disabled: isOff };
      return build("button", { ...attributes, onclick }, icon(name));
    };
    this.steps.replaceChildren(
      button("stepBack", () => this.#step(-1), at <= 0),
      build("span", { role: "status" }, where),
      button("stepOn", () => this.#step(1), at === nodes.length - 1),
      sentence ? button("copy", ({ currentTarget }) => copy(sentence, currentTarget, words)) : "",
      sentence ? build("p", {}, sentence) : "",
    );
    /** @type {HTMLElement | null} */
    const again = focused ? this.steps.querySelector(`[aria-label="${focused}"]:not([disabled])`) : null;
    again?.focus({ preventScroll: true });
  }

  /** @returns {HTMLElement[]} */
  #listItems() {
    return [...this.items.querySelectorAll("button")];
  }

  /**
   * In the list up and down pick paths, left and right step along the picked one, as they do in the bar.
   * @param {KeyboardEvent} event
   */
  #walk(event) {
    const items = this.#listItems();
    const { activeElement } = document;
    const at = activeElement instanceof HTMLElement ? items.indexOf(activeElement) : -1;
    const move = (/** @type {HTMLElement | undefined} */ item) => {
      item?.focus();
      if (item && this.#picked) choosePath(item.dataset.path ?? null);
    };
    const step = (/** @type {number} */ by) => {
      if (!this.#picked && at >= 0) choosePath(items[at].dataset.path ?? null);
      else this.#step(by);
    };
    /** @type {Record<string, () => void>} */
    const acts = { ArrowRight: () => step(1), ArrowLeft: () => step(-1) };
    if (at >= 0) {
      acts.ArrowDown = () => move(items[at + 1]);
      acts.ArrowUp = () => move(items[at - 1]);
    }
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }
}

/**
 * @param {HTMLElement} item
 * @returns {NodeListOf<HTMLElement>}
 */
const listBeads = (item) => item.querySelectorAll("[data-bead]");

/**
 * Pick a path by its ids, or none.
 * @param {string | null} key
 */
function choosePath(key) {
  const node = key?.split(",")[0];
  write({ path: key, ...(node && { node }) });
}

/**
 * @param {string} question
 * @param {"csv" | "xlsx"} ending
 */
function buildTable(question, ending) {
  const attributes = { href: `paths.${ending}?${question}`, download: `paths.${ending}` };
  return build("a", attributes, ending.toUpperCase());
}

/**
 * @param {string} sentence
 * @param {HTMLElement} pressed
 * @param {ModelWords} words
 */
async function copy(sentence, pressed, words) {
  await copyText(sentence);
  pressed.focus();
  pressed.after(build("span", { role: "status", class: "paths-hint" }, words.copied));
}
