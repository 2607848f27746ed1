// What stands at the side of a page: beside it on a wide screen, a sheet over its lower part on a narrow one.

import { build } from "./dom.js";
import { keepOpen, recallOpen } from "./folds.js";

/** @import { Child } from "./types.js" */

const BESIDE = 900; // from here on there is room for it, as in inputs.css and workbench.css
let number = 0;

/** Whether it stands beside the page and not over it. */
export const isBeside = () => window.innerWidth >= BESIDE;

/**
 * Say on the button of a panel what it does.
 * @param {HTMLElement} button
 * @param {boolean} isOpen whether the panel is open now
 * @param {{closePanel: string, openPanel: string}} words
 */
export function nameTurn(button, isOpen, words) {
  const name = isOpen ? words.closePanel : words.openPanel;
  button.setAttribute("aria-label", name);
  button.title = name;
}

/**
 * A part of the page's inputs at its side, and the button that opens and closes it. Beside the page it stays
 * as it was left.
 * @param {object} how
 * @param {string} how.key the button's class for styles and tests, after "st-key-"
 * @param {string} how.label
 * @param {string} how.close what the button that closes it says
 * @param {string} [how.kept] its name in the storage
 * @param {boolean} [how.isOpen] whether it is open beside the page until the visitor closes it
 * @param {...Child} content
 */
export function buildSide({ key, label, close, kept = key, isOpen = true }, ...content) {
  number += 1;
  const id = `side-${number}`;
  const button = build("button", { type: "button", "aria-controls": id, onclick: () => turn() }, label);
  const closing = {
    type: "button",
    class: "plain",
    "aria-label": close,
    title: close,
    onclick: () => turn(),
  };
  const head = build("header", {}, build("h2", {}, label), build("button", closing, "×"));
  const side = build("aside", { class: "inputs-side", id, "aria-label": label }, head, ...content);
  const element = build("div", { class: `control st-key-${key}` }, button);
  side.addEventListener("keydown", ({ key: pressed }) => {
    if (pressed === "Escape" && !isBeside()) turn();
  });

  /** @param {boolean} isShown */
  function open(isShown) {
    side.hidden = !isShown;
    button.setAttribute("aria-expanded", String(isShown));
  }

  function turn() {
    open(Boolean(side.hidden));
    if (isBeside()) keepOpen(kept, !side.hidden);
    if (side.hidden) button.focus();
    else if (!isBeside()) head.querySelector("button")?.focus();
  }

  open(isBeside() && (recallOpen(kept) ?? isOpen));
  return { element, button, side };
}
