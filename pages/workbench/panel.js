// The panel beside the canvas, or a sheet over its lower part: it can be closed, and scrolls on its own.

import { build } from "../shared/dom.js";
import { keepOpen, recallOpen } from "../shared/folds.js";
import { icon } from "../shared/icons.js";
import { isBeside, nameTurn } from "../shared/side.js";
import { PANEL } from "./frame.js";
import { state, subscribe } from "./store.js";

/**
 * @import { Component, DetailsData, LoadedTexts } from "../shared/types.js"
 *
 * A part of the panel.
 * @typedef {object} PanelPart
 * @property {HTMLElement} element
 * @property {(texts: LoadedTexts, component: Component<DetailsData>) => void} show
 * @property {() => void} leave
 * @property {boolean} [isNeeded] whether it is there before anything is selected, on a narrow screen too
 */

/** The panel of a workbench. */
export class Panel {
  /** @type {LoadedTexts | null} */
  #texts = null;
  /** @type {string | null} */
  #picked = null;
  #parts;
  #isNeeded;
  #leave;

  /**
   * @param {PanelPart[]} parts
   * @param {(isOpen: boolean, hadFocus: boolean) => void} onturn is told when it is opened or closed, and
   *   whether what had the keyboard was closed
   */
  constructor(parts, onturn) {
    this.#parts = parts;
    this.onturn = onturn;
    this.button = build("button", { type: "button", onclick: () => this.toggle() }, icon("panel"));
    const body = build("div", { class: "panel-body" }, ...parts.map(({ element }) => element));
    this.element = build("aside", { class: "workbench-panel" }, body);
    this.#isNeeded = parts.some(({ isNeeded }) => isNeeded);
    this.#open(isBeside() ? (recallOpen(PANEL) ?? true) : this.#isNeeded);
    this.#leave = subscribe(() => this.#follow());
  }

  /**
   * @param {LoadedTexts} texts
   * @param {Component<DetailsData>} component
   */
  show(texts, component) {
    this.#texts = texts;
    this.element.setAttribute("aria-label", texts.words.panel);
    for (const part of this.#parts) part.show(texts, component);
    this.#name();
  }

  leave() {
    this.#leave();
    for (const part of this.#parts) part.leave();
  }

  toggle() {
    this.#open(!this.isOpen);
    if (isBeside()) keepOpen(PANEL, this.isOpen);
  }

  get isOpen() {
    return !this.element.hidden;
  }

  /** @param {boolean} isOpen */
  #open(isOpen) {
    const hadFocus = !isOpen && this.element.contains(document.activeElement);
    this.element.hidden = !isOpen;
    this.button.setAttribute("aria-expanded", String(isOpen));
    this.#name();
    this.onturn(isOpen, hadFocus);
  }

  #name() {
    if (this.#texts) nameTurn(this.button, this.isOpen, this.#texts.words);
  }

  // As a sheet it is there for what is selected.
  #follow() {
    const picked = state.node ?? state.edge?.join() ?? null;
    if (picked !== this.#picked && !isBeside()) this.#open(Boolean(picked) || this.#isNeeded);
    this.#picked = picked;
  }
}
