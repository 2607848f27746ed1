// Where several links share a line, a click on it asks which of them is meant.

import { build } from "../shared/dom.js";
import { describeLink } from "./link.js";
import { pickEdge } from "./store.js";

/** @import { LoadedTexts, ModelEdge } from "../shared/types.js" */

const GAP = 6;

/**
 * @param {HTMLElement} stage
 * @param {LoadedTexts} texts
 */
export function buildLinkChoice(stage, texts) {
  const label = texts.words.whichLink;
  const list = build("ul");
  const attributes = { class: "menu link-choice", popover: "auto", role: "dialog", "aria-label": label };
  const menu = build("div", attributes, build("p", {}, label), list);

  /** @param {ModelEdge} edge */
  function buildEntry(edge) {
    const onclick = () => {
      menu.hidePopover();
      pickEdge(edge);
    };
    return build("li", {}, build("button", { type: "button", onclick }, describeLink(texts, edge)));
  }

  /**
   * Select the one link that is meant, or ask which.
   * @param {ModelEdge[]} edges
   * @param {{clientX: number, clientY: number}} at
   */
  function choose(edges, { clientX, clientY }) {
    if (edges.length < 2) return pickEdge(edges[0]);
    list.replaceChildren(...edges.map(buildEntry));
    stage.after(menu);
    menu.showPopover();
    const { offsetWidth, offsetHeight } = menu;
    menu.style.left = `${Math.max(GAP, Math.min(clientX, innerWidth - offsetWidth - GAP))}px`;
    menu.style.top = `${Math.max(GAP, Math.min(clientY + GAP, innerHeight - offsetHeight - GAP))}px`;
    menu.querySelector("button")?.focus();
  }

  return { choose, destroy: () => menu.remove() };
}
