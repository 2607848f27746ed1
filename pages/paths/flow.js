// The asked paths as a flow from stage to stage, in a dialog: a picture, and tables with the same numbers.

import { openDialog } from "../shared/dialog.js";
import { build, parseSvg } from "../shared/dom.js";
import { fetchText } from "../shared/requests.js";
import { loadStyles, readTheme } from "../shared/styles.js";

/** @import { FlowChart, FlowTable, ModelWords } from "../shared/types.js" */

const NARROWEST = 300;
const WIDEST = 2400;
const STEP = 20;

/** A button, and the dialog that it opens. */
export class Flow {
  #question;
  #words;
  #isOpen = false;
  #isOver = false;
  /** @type {HTMLDialogElement | null} */
  #dialog = null;

  /**
   * @param {string} question what is asked, as the query of an address
   * @param {ModelWords} words
   */
  constructor(question, words) {
    this.#question = question;
    this.#words = words;
    const attributes = { type: "button", class: "paths-flow", onclick: () => this.#open() };
    this.button = build("button", attributes, words.flow);
  }

  leave() {
    this.#isOver = true;
    this.#dialog?.close();
  }

  async #open() {
    if (this.#isOpen) return;
    this.#isOpen = true;
    await loadStyles("shared/dialog.css", "paths/flow.css");
    if (this.#isOver) return;
    const words = this.#words;
    const room = build("div");
    const content = build("div", { class: "flow-chart", "aria-busy": "true" }, room);
    const onclose = () => {
      this.#isOpen = false;
      this.button.focus();
    };
    this.#dialog = openDialog({ title: words.flowTitle, content, words, kind: "flow-dialog", onclose });
    const width = Math.floor(room.clientWidth / STEP) * STEP;
    const size = Math.max(NARROWEST, Math.min(WIDEST, width));
    try {
      const look = `theme=${readTheme(this.button)}&width=${size}`;
      show(content, JSON.parse(await fetchText(`flow.json?${this.#question}&${look}`)));
    } catch (error) {
      content.replaceChildren(build("p", { role: "alert" }, words.failed));
      console.warn("flow:", error);
    }
    content.removeAttribute("aria-busy");
  }
}

/**
 * @param {HTMLElement} content
 * @param {FlowChart} chart
 */
function show(content, { title, notes, picture, tables }) {
  const caption = build("figcaption", { id: "flow-title" }, title);
  const figure = build("figure", {}, caption);
  if (picture) {
    const scroll = { class: "flow-scroll", tabindex: "0", role: "region", "aria-labelledby": caption.id };
    const place = build("div", scroll);
    place.append(parseSvg(picture));
    figure.append(place);
  }
  content.replaceChildren(
    figure,
    ...notes.map((note) => build("p", { class: "flow-note" }, note)),
    build("div", { class: "flow-tables" }, ...tables.map(buildTable)),
  );
}

/** @param {FlowTable} table */
function buildTable({ title, heads, rows }) {
  const head = build("tr", {}, ...heads.map((name) => build("th", { scope: "col" }, name)));
  const lines = rows.map((row) => {
    const names = row.slice(0, -1).map((cell) => build("th", { scope: "row" }, String(cell)));
    return build("tr", {}, ...names, build("td", {}, String(row.at(-1))));
  });
  return build(
    "table",
    {},
    build("caption", {}, title),
    build("thead", {}, head),
    build("tbody", {}, ...lines),
  );
}
