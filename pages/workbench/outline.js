// The outline: the same nodes as nested text and buttons, for keyboard, screen reader and telephone.

import { build as element } from "../shared/dom.js";
import { fill } from "../shared/words.js";
import { describe, findEmphasis, isShown, pick } from "./store.js";

/** @import { LoadedTexts, View, PictureRequest } from "../shared/types.js" */

/**
 * @param {HTMLElement} stage
 * @param {LoadedTexts} texts
 * @returns {View}
 */
export function build(stage, texts) {
  /** @type {Map<string, {button: HTMLElement, note: HTMLElement}>} */
  const rows = new Map();
  /** @type {string | null} */
  let shown = null;
  let hasCounts = false;

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
    const { name, provenance } = texts.nodes[id];
    const note = element("span", { class: "outline-note" });
    const kind = provenance?.kind ?? "";
    const button = element(
      "button",
      { type: "button", "data-node-id": id, class: `outline-node ${kind}`, onclick: () => pick(id) },
      element("span", {}, name),
      note,
    );
    rows.set(id, { button, note });
    return element("li", {}, button);
  }

  function paint() {
    const emphasis = findEmphasis();
    const { words } = texts;
    for (const [id, { button, note }] of rows) {
      const is = describe(id, emphasis);
      button.classList.toggle("faded", is.faded);
      button.classList.toggle("hit", is.hit);
      button.classList.toggle("off", is.off);
      if (is.selected) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
      const notes = [];
      if (emphasis && is.selected) notes.push(words.selected);
      else if (is.relation) notes.push(words.relations[is.relation]);
      if (is.off) notes.push(`✕ ${words.off}`);
      if (hasCounts) notes.push(fill(words.manyStories, { count: texts.counts[id] ?? 0 }));
      if (is.hit) notes.push(`⌕ ${words.hit}`);
      note.textContent = notes.join(" · ");
    }
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
