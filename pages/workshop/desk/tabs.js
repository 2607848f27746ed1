// The tabs beside the presenter, one panel each; the browser keeps which one is open.
import { build } from "../../shared/dom.js";

/** @import { WorkshopWords } from "../types.js" */

const KEPT = "mangomoment-workshop-tab";
/** @type {Record<string, number>} */
const STEPS = { ArrowRight: 1, ArrowLeft: -1 };

export class Tabs {
  #words;
  #panels;
  #tabs;
  #chosen;
  /** @type {Record<string, number>} */
  #counts = {};
  /** The panel that was opened by what is shown, and the one that was open before. */
  #followed = { name: "", before: "" };

  /**
   * @param {WorkshopWords} words
   * @param {Record<string, {element: HTMLElement}>} panels by their names; the first is open at first
   */
  constructor(words, panels) {
    this.#words = words;
    this.#panels = panels;
    const names = Object.keys(panels);
    const kept = sessionStorage.getItem(KEPT) ?? "";
    this.#chosen = names.includes(kept) ? kept : names[0];
    this.#tabs = new Map(names.map((name) => [name, this.#buildTab(name)]));
    for (const [name, { element }] of Object.entries(panels)) {
      element.id = `panel-${name}`;
      element.setAttribute("role", "tabpanel");
      element.setAttribute("aria-labelledby", `tab-${name}`);
    }
    const list = { class: "tabs", role: "tablist", "aria-label": words.sections };
    this.element = build(
      "section",
      { class: "desk-side" },
      build("div", list, ...this.#tabs.values()),
      ...Object.values(panels).map(({ element }) => element),
    );
    this.#draw();
  }

  /** @param {string} name */
  #buildTab(name) {
    return build("button", {
      type: "button",
      role: "tab",
      id: `tab-${name}`,
      "aria-controls": `panel-${name}`,
      onclick: () => this.choose(name),
      onkeydown: (event) => this.#walk(event, name),
    });
  }

  /**
   * Say how much there is in the panels.
   * @param {Record<string, number>} counts
   */
  count(counts) {
    this.#counts = counts;
    this.#draw();
  }

  /** @param {string} name */
  choose(name) {
    this.#chosen = name;
    sessionStorage.setItem(KEPT, name);
    this.#draw();
  }

  /**
   * Offer a panel only where there is something in it.
   * @param {string} name
   * @param {boolean} isOffered
   */
  offer(name, isOffered) {
    const tab = this.#tabs.get(name);
    if (!tab || tab.hidden === !isOffered) return;
    tab.hidden = !isOffered;
    if (!isOffered && this.#chosen === name) this.choose([...this.#tabs.keys()][0]);
  }

  /**
   * Open a panel when what it is about is shown, and the one that was open before when it no longer is.
   * @param {string} name
   * @param {boolean} isShown
   */
  follow(name, isShown) {
    const { name: followed, before } = this.#followed;
    if (isShown === (followed === name)) return;
    this.#followed = isShown ? { name, before: this.#chosen } : { name: "", before: "" };
    if (isShown) this.choose(name);
    else if (this.#chosen === name && before !== name) this.choose(before);
  }

  /**
   * @param {KeyboardEvent} event
   * @param {string} name
   */
  #walk(event, name) {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const names = [...this.#tabs].filter(([, tab]) => !tab.hidden).map(([each]) => each);
    const next = names[(names.indexOf(name) + step + names.length) % names.length];
    this.choose(next);
    this.#tabs.get(next)?.focus();
  }

  #draw() {
    for (const [name, tab] of this.#tabs) {
      const isChosen = name === this.#chosen;
      const count = this.#counts[name];
      const label = `${this.#words.tabs[name]}${count ? ` (${count})` : ""}`;
      if (tab.textContent !== label) tab.textContent = label;
      tab.setAttribute("aria-selected", String(isChosen));
      tab.setAttribute("tabindex", isChosen ? "0" : "-1");
      this.#panels[name].element.hidden = !isChosen;
    }
  }
}
