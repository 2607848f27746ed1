// The heads of stages and the titles of lanes on the map: buttons that filter. A click leaves only one, the
// same click brings all back, with Shift it adds one or takes it out.

import { write } from "../shared/address.js";
import { turnFilter } from "../shared/selection.js";
import { state } from "./store.js";

/**
 * @import { LoadedTexts } from "../shared/types.js"
 *
 * @typedef {"stage" | "level"} Kind
 * @typedef {{kind: Kind, id: string, element: SVGElement}} Head
 */

/** @type {Record<Kind, [attribute: string, back: string, on: string]>} what its keys are, as they lie */
const KINDS = {
  stage: ["data-stage-title", "ArrowLeft", "ArrowRight"],
  level: ["data-level-title", "ArrowUp", "ArrowDown"],
};

/**
 * @param {SVGSVGElement} svg
 * @param {LoadedTexts} texts
 */
export function buildHeads(svg, texts) {
  const heads = /** @type {Kind[]} */ (["stage", "level"]).flatMap((kind) => listHeads(svg, texts, kind));
  for (const head of heads) {
    const { kind, id, element } = head;
    element.addEventListener("click", (event) => {
      event.stopPropagation(); // beside all nodes, a click selects none
      choose(kind, id, event.shiftKey);
    });
    element.addEventListener("keydown", (event) => press(event, heads, head));
  }
  return {
    paint: () => {
      for (const { kind, id, element } of heads) {
        element.setAttribute("aria-pressed", String(Boolean(state.selection?.[kind].includes(id))));
      }
    },
  };
}

/**
 * @param {SVGSVGElement} svg
 * @param {LoadedTexts} texts
 * @param {Kind} kind
 * @returns {Head[]}
 */
function listHeads(svg, texts, kind) {
  const [attribute] = KINDS[kind];
  /** @type {NodeListOf<SVGElement>} */
  const elements = svg.querySelectorAll(`[${attribute}]`);
  return [...elements].map((element, position) => {
    const id = element.getAttribute(attribute) ?? "";
    const name = kind === "stage" ? texts.stageNames[id] : texts.levels[id];
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", texts.words.showOnly.replace("{name}", name));
    element.setAttribute("tabindex", position ? "-1" : "0");
    return { kind, id, element };
  });
}

/**
 * @param {Kind} kind
 * @param {string} id
 * @param {boolean} isAdded
 */
function choose(kind, id, isAdded) {
  if (state.selection) write(turnFilter(state.selection, kind, id, isAdded));
}

/**
 * @param {KeyboardEvent} event
 * @param {Head[]} heads
 * @param {Head} head
 */
function press(event, heads, { kind, id, element }) {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const [, back, on] = KINDS[kind];
  const row = heads.filter((head) => head.kind === kind);
  const at = row.findIndex((head) => head.element === element);
  if (event.key === "Enter" || event.key === " ") choose(kind, id, event.shiftKey);
  else if (event.key === back || event.key === on) {
    const next = row[at + (event.key === on ? 1 : -1)]?.element;
    if (!next) return;
    for (const head of row) head.element.setAttribute("tabindex", head.element === next ? "0" : "-1");
    next.focus({ preventScroll: true });
  } else return;
  event.preventDefault();
  event.stopPropagation();
}
