// The button and the key that close the panel of the Export page and open it again, as on Explore. Styles
// follow what the button says; on a narrow screen the panel is part of the page.
import { build, isTyping } from "../shared/dom.js";
import { keepOpen, recallOpen } from "../shared/folds.js";
import { icon } from "../shared/icons.js";
import { isBeside, nameTurn } from "../shared/side.js";

/** @import { Part } from "../shared/input_parts.js" */

const KEPT = "export_panel"; // in the browser's storage, for each visitor
const PAGE = ".st-key-export_bar, .st-key-export_canvas, .st-key-export_panel";

let leave = () => {};

/**
 * @param {{closePanel: string, openPanel: string}} words
 * @returns {Part}
 */
export function buildPanelButton(words) {
  leave();
  let isOpen = recallOpen(KEPT) ?? true;
  const attributes = { type: "button", class: "plain panel-turn", onclick: turn };
  const element = build("button", attributes, icon("panel"));

  function paint() {
    element.setAttribute("aria-expanded", String(isOpen));
    nameTurn(element, isOpen, words);
  }

  function turn() {
    const hadFocus = document.activeElement?.closest(".st-key-export_panel");
    isOpen = !isOpen;
    keepOpen(KEPT, isOpen);
    paint();
    if (hadFocus) element.focus();
  }

  /** @param {KeyboardEvent} event */
  function press({ key, target, defaultPrevented, altKey, ctrlKey, metaKey }) {
    if (key !== "i" || defaultPrevented || altKey || ctrlKey || metaKey || isTyping(target)) return;
    if (element.isConnected && isBeside() && document.activeElement?.closest(PAGE)) turn();
  }

  document.addEventListener("keydown", press);
  leave = () => document.removeEventListener("keydown", press);
  paint();
  return { element };
}
