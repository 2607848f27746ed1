// The list of traced paths: pick one, step along it, copy it, take all of them along.
import { write } from "../shared/address.js";
import { copyText } from "../shared/clipboard.js";
import { build } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { fetchText } from "../shared/requests.js";
import { fill } from "../shared/words.js";
import { buildDetails } from "../workbench/details.js";
import { pick, say, state, subscribe, trace } from "../workbench/store.js";
import { buildWorkbench } from "../workbench/workbench.js";
import { Flow } from "./flow.js";

/**
 * @import { Selection } from "../shared/selection.js"
 * @import { LoadedTexts, PageData, PathPage, ModelWords, TracedPath } from "../shared/types.js"
 * @import { PanelPart } from "../workbench/panel.js"
 *
 * @typedef {object} Mount
 * @property {HTMLElement} root
 * @property {PageData | null} data
 * @property {LoadedTexts | null} texts
 * @property {string | null | undefined} question what is asked, as the query of an address; null for nothing
 * @property {PathList | null} list
 */

export default buildWorkbench("paths", () => [buildPaths(), buildDetails()], "paths/paths.css");

/**
 * The part of the panel for the paths.
 * @returns {PanelPart}
 */
function buildPaths() {
  const root = build("div", { class: "paths-view st-key-path_list" });
  /** @type {Mount} */
  const mount = { root, data: null, texts: null, question: undefined, list: null };
  const unsubscribe = subscribe(() => follow(mount));
  return {
    element: root,
    isNeeded: true,
    show: (texts, { data }) => {
      Object.assign(mount, { texts, data });
      follow(mount);
    },
    leave: () => {
      unsubscribe();
      mount.list?.leave();
      trace(null);
    },
  };
}

/**
 * The question in the address; null while an end of the paths is missing.
 * @param {Selection} selection
 */
function nameQuestion({ from, to, via, off, evidence, sort }) {
  if (!from || !to) return null;
  const parts = {
    from,
    to,
    via: via.join(","),
    off: off.join(","),
    evidence,
    sort: sort === "short" ? "" : sort,
  };
  return new URLSearchParams(Object.entries(parts).filter(([, text]) => text)).toString();
}

/**
 * Show the paths that the address asks for, and the one that it picks.
 * @param {Mount} mount
 */
function follow(mount) {
  const { texts, data } = mount;
  if (!texts || texts !== state.texts || !state.selection || !data) return;
  const query = nameQuestion(state.selection);
  const question = query && `${query}&lang=${data.lang}&${data.content}`;
  if (mount.question === question) mount.list?.paint();
  else ask(mount, texts, question);
}

/**
 * @param {Mount} mount
 * @param {LoadedTexts} texts
 * @param {string | null} question
 */
function ask(mount, texts, question) {
  mount.question = question;
  mount.list?.leave();
  mount.list = question === null ? null : new PathList(texts, question);
  if (mount.list) {
    mount.root.replaceChildren(...mount.list.elements);
    mount.list.loadMore();
    return;
  }
  mount.root.replaceChildren(build("p", { class: "paths-start" }, texts.words.chooseEnds));
  trace(null);
  say("");
}

const nameStep = () => state.selection?.path?.join(",") ?? null;

/** The paths of one question. */
class PathList {
  /** @type {TracedPath[]} */
  #paths = [];
  /** @type {number | null} where the rest begins */
  #next = 0;
  /** @type {{nodes: string[], sentence?: string} | null} */
  #picked = null;
  /** @type {[string, string][] | null} of all the paths */
  #edges = null;
  #isOver = false;
  #texts;
  #question;

  /**
   * @param {LoadedTexts} texts
   * @param {string} question
   */
  constructor(texts, question) {
    const { words } = texts;
    this.#texts = texts;
    this.#question = question;
    const list = { class: "paths-list", "aria-label": words.pathList };
    this.items = build("ol", { ...list, onkeydown: (event) => this.#walk(event) });
    const more = { type: "button", class: "paths-more", hidden: true, onclick: () => this.loadMore() };
    this.more = build("button", more, words.more);
    this.steps = build("div", { class: "paths-steps", role: "group", "aria-label": words.steps });
    this.note = build("p", { class: "paths-note" });
    this.answers = build("div", { class: "paths-answers" });
    this.flow = new Flow(question, words);
    const tables = [" ", buildTable(question, "csv"), " ", buildTable(question, "xlsx")];
    const links = build("p", { class: "paths-take" }, words.takeAlong, ...tables);
    const reading = texts.opened ? [] : [buildReading(words)];
    this.elements = [
      this.note,
      this.steps,
      this.items,
      this.more,
      links,
      this.answers,
      ...reading,
      this.flow.button,
    ];
  }

  leave() {
    this.#isOver = true;
    this.flow.leave();
  }

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
      if (!this.#paths.length) {
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

  /**
   * What is said of all the paths comes with the first of them.
   * @param {PathPage} page
   * @param {[string, string][]} edges
   */
  #showAnswers({ count = "", note = "", said = [] }, edges) {
    this.#edges = edges;
    say(count);
    this.note.textContent = note;
    this.answers.replaceChildren(...said.map((text) => build("p", {}, text)));
  }

  /** @param {TracedPath} path */
  #buildItem(path) {
    const { words, opened } = this.#texts;
    const key = path.nodes.join(",");
    const onclick = () => choosePath(key === this.#key ? null : key);
    const kind = build("span", { class: `paths-badge ${path.evidence}` }, words.evidence[path.evidence]);
    const told = opened ? "" : this.#describeEvidence(path);
    const button = build(
      "button",
      { type: "button", class: "paths-item", "data-path": key, onclick },
      opened ? null : kind,
      build("span", {}, path.sentence),
      told ? build("span", { class: "paths-told" }, told) : null,
    );
    return build("li", {}, button);
  }

  /** @param {TracedPath} path */
  #describeEvidence({ evidence, stories, gaps }) {
    const { words, nodes, stories: known } = this.#texts;
    if (evidence === "untold") {
      const names = gaps.map((id) => nodes[id].name).join(", ");
      return names && `${words.gap}: ${names}`;
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
    for (const item of this.#listItems()) {
      if (item.dataset.path === key) item.setAttribute("aria-current", "true");
      else item.removeAttribute("aria-current");
    }
    if (this.#picked) {
      const { nodes } = this.#picked;
      trace(
        nodes.slice(1).map((node, index) => [nodes[index], node]),
        nodes,
      );
    } else if (this.#edges) trace(this.#edges);
  }

  /** @param {number} by */
  #step(by) {
    if (!this.#picked) return;
    const { nodes } = this.#picked;
    const at = nodes.indexOf(state.node ?? "");
    pick(nodes[Math.min(Math.max(at + by, 0), nodes.length - 1)]);
  }

  #paintSteps() {
    const { words, nodes: known } = this.#texts;
    if (!this.#picked) {
      this.steps.replaceChildren(build("span", { class: "paths-hint" }, words.pickHint));
      return;
    }
    const { nodes, sentence } = this.#picked;
    const at = nodes.indexOf(state.node ?? "");
    const where = at < 0 ? `${nodes.length}` : `${at + 1} / ${nodes.length}: ${known[nodes[at]].name}`;
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
    );
    /** @type {HTMLElement | null} */
    const again = focused ? this.steps.querySelector(`[aria-label="${focused}"]:not([disabled])`) : null;
    again?.focus();
  }

  /** @returns {HTMLElement[]} */
  #listItems() {
    return [...this.items.querySelectorAll("button")];
  }

  /**
   * In the list up and down pick paths, left and right step along the picked one.
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
    /** @type {Record<string, () => void>} */
    const acts = {
      ArrowDown: () => move(items[at + 1]),
      ArrowUp: () => move(items[at - 1]),
      ArrowRight: () => this.#step(1),
      ArrowLeft: () => this.#step(-1),
    };
    const act = acts[event.key];
    if (!act || at < 0) return;
    event.preventDefault();
    act();
  }
}

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
 * What each kind of evidence means, and what none of them says.
 * @param {ModelWords} words
 */
function buildReading(words) {
  const kinds = Object.entries(words.evidenceMeanings).map(([kind, meaning]) =>
    build("p", {}, build("strong", {}, words.evidence[kind]), `: ${meaning}`),
  );
  const limits = build("p", {}, words.readingLimits);
  return build("details", {}, build("summary", {}, words.reading), ...kinds, limits);
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
