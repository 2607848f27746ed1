// The outline: the same nodes as nested text and buttons, for keyboard, screen reader and telephone. Each
// says how many links lead to it and on from it; the selected one says where they lead.

import { build as element } from "../shared/dom.js";
import { fill } from "../shared/words.js";
import { findFlags } from "./ends.js";
import { describe, describeLinks, findEmphasis, isShown, pick, state } from "./store.js";

/** @import { LoadedTexts, ModelEdge, PictureRequest, View } from "../shared/types.js" */

/**
 * @param {HTMLElement} stage
 * @param {LoadedTexts} texts
 * @returns {View}
 */
export function build(stage, texts) {
  /** @type {Map<string, {button: HTMLElement, note: HTMLElement, row: HTMLElement}>} */
  const rows = new Map();
  /** @type {string | null} */
  let shown = null;
  let hasCounts = false;
  /** @type {string | null} */
  let looked = null; // the node that was last brought into view

  /** @param {PictureRequest} wanted */
  async function load(wanted) {
    const key = wanted.query ?? "";
    if (shown === key) return;
    shown = key;
    hasCounts = key.includes("counts=yes");
    rows.clear();
    stage.replaceChildren(...Object.keys(texts.stages).flatMap((id) => buildStage(id, Boolean(key))));
  }

  /**
   * @param {string} stageId
   * @param {boolean} hidesRest
   */
  function buildStage(stageId, hidesRest) {
    const levels = Object.keys(texts.levels).flatMap((level) => buildLevel(stageId, level, hidesRest));
    if (!levels.length) return [];
    const heading = element("h2", {}, texts.stageNames[stageId]);
    return element(
      "section",
      { class: "outline-stage", "aria-label": texts.stageNames[stageId] },
      heading,
      ...levels,
    );
  }

  /**
   * @param {string} stageId
   * @param {string} level
   * @param {boolean} hidesRest
   */
  function buildLevel(stageId, level, hidesRest) {
    const ids = Object.keys(texts.nodes).filter(
      (id) =>
        texts.nodes[id].stage === stageId && texts.nodes[id].level === level && !(hidesRest && !isShown(id)),
    );
    if (!ids.length) return [];
    const index = Object.keys(texts.levels).indexOf(level) % 8;
    return element(
      "div",
      { class: `outline-level outline-level-${index}` },
      element("h3", {}, texts.levels[level]),
      element("ul", {}, ...ids.map(buildNode)),
    );
  }

  /** @param {string} id */
  function buildNode(id) {
    const { name, provenance, from, to } = texts.nodes[id];
    const note = element("span", { class: "outline-note" });
    const degrees = [from.length && `← ${from.length}`, to.length && `${to.length} →`].filter(Boolean);
    const kind = provenance?.kind ?? "";
    const button = element(
      "button",
      { type: "button", "data-node-id": id, class: `outline-node ${kind}`, onclick: () => pick(id) },
      element("span", {}, name),
      element("span", { class: "outline-degrees" }, degrees.join(" · ")),
      note,
    );
    const row = element("li", {}, button);
    rows.set(id, { button, note, row });
    return row;
  }

  /**
   * Where the links of the selected node lead: what says so, and buttons to go there.
   * @param {string} id
   */
  function buildLinks(id) {
    const { words, nodes } = texts;
    /** @type {[string, ModelEdge[], "from" | "to"][]} */
    const ways = [
      [words.leadsHere, nodes[id].from, "from"],
      [words.leadsOn, nodes[id].to, "to"],
    ];
    const groups = ways.filter(([, edges]) => edges.length);
    return element("div", { class: "outline-links" }, ...groups.map((way) => buildWay(...way)));
  }

  /**
   * @param {string} title
   * @param {ModelEdge[]} edges
   * @param {"from" | "to"} end
   */
  function buildWay(title, edges, end) {
    const wording = end === "to" ? "verb" : "inverse";
    const kinds = [...new Set(edges.map((edge) => edge.kind))].flatMap((kind) => {
      const links = edges.filter((edge) => edge.kind === kind).map((edge) => buildLink(edge[end]));
      return [element("p", {}, texts.kinds[kind][wording]), element("ul", {}, ...links)];
    });
    return element("div", {}, element("strong", {}, title), ...kinds);
  }

  /** @param {string} id */
  function buildLink(id) {
    const go = { type: "button", class: "outline-link", onclick: () => goTo(id) };
    return element("li", {}, element("button", go, texts.nodes[id].name));
  }

  /** @param {string} id */
  function goTo(id) {
    pick(id);
    rows.get(id)?.button.focus();
  }

  function paint() {
    const emphasis = findEmphasis();
    const { words } = texts;
    const flags = findFlags(state.page, state.selection, texts);
    for (const [id, { button, note, row }] of rows) {
      const is = describe(id, emphasis);
      button.classList.toggle("faded", is.faded);
      button.classList.toggle("hit", is.hit);
      button.classList.toggle("off", is.off);
      const links = row.querySelector(".outline-links");
      if (is.selected) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
      if (is.selected && !links) row.append(buildLinks(id));
      if (!is.selected) links?.remove();
      const notes = flags.filter(({ nodes }) => nodes.has(id)).map(({ name }) => `⚑ ${name}`);
      if (emphasis && is.selected) notes.push(words.selected);
      else if (is.relation) notes.push(words.relations[is.relation]);
      if (is.off) notes.push(`✕ ${words.off}`);
      if (hasCounts) notes.push(fill(words.manyStories, { count: texts.counts[id] ?? 0 }));
      if (is.hit) notes.push(`⌕ ${words.hit}`);
      note.textContent = notes.join(" · ");
      const label = [texts.nodes[id].name, ...notes, describeLinks(texts, id)].join(". ");
      if (button.getAttribute("aria-label") !== label) button.setAttribute("aria-label", label);
    }
    if (state.node !== looked) rows.get(state.node ?? "")?.button.scrollIntoView({ block: "nearest" });
    looked = state.node;
  }

  stage.addEventListener("keydown", (event) => {
    const buttons = [...rows.values()].map(({ button }) => button);
    const { activeElement } = document;
    const at = activeElement instanceof HTMLElement ? buttons.indexOf(activeElement) : -1;
    /** @type {Record<string, number>} */
    const ends = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 };
    const to = ends[event.key];
    if (event.key === "Escape") pick(null);
    else if (to === undefined || at < 0) return;
    else buttons[Math.min(Math.max(to, 0), buttons.length - 1)].focus();
    event.preventDefault();
  });

  return { load, paint };
}
