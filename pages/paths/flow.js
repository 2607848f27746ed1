// The asked paths as a flow from stage to stage, in a dialog: a picture, and tables with the same numbers.

import { openDialog } from "../shared/dialog.js";
import { build, parseSvg } from "../shared/dom.js";
import { fetchText } from "../shared/requests.js";
import { loadStyles, readTheme } from "../shared/styles.js";

/** @import { FlowChart, FlowTable, ModelWords } from "../shared/types.js" */

const NARROWEST = 300;
const WIDEST = 2400;
const STEP = 20;

/**
 * The button that opens it.
 * @param {string} question what is asked, as the query of an address
 * @param {ModelWords} words
 */
export function buildFlow(question, words) {
  /** @param {{currentTarget: HTMLElement}} event */
  const onclick = ({ currentTarget }) => openFlow(currentTarget, question, words);
  return build("button", { type: "button", class: "paths-flow", onclick }, words.flow);
}

/**
 * @param {HTMLElement} button
 * @param {string} question
 * @param {ModelWords} words
 */
async function openFlow(button, question, words) {
  await loadStyles("shared/dialog.css", "paths/flow.css");
  const room = build("div");
  const content = build("div", { class: "flow-chart", "aria-busy": "true" }, room);
  openDialog({ title: words.flowTitle, content, words, kind: "flow-dialog", onclose: () => button.focus() });
  const width = Math.floor(room.clientWidth / STEP) * STEP;
  const size = Math.max(NARROWEST, Math.min(WIDEST, width));
  try {
    const text = await fetchText(`flow.json?${question}&theme=${readTheme(button)}&width=${size}`);
    show(content, JSON.parse(text));
  } catch (error) {
    content.replaceChildren(build("p", { role: "alert" }, words.failed));
    console.warn("flow:", error);
  }
  content.removeAttribute("aria-busy");
}

/**
 * @param {HTMLElement} content
 * @param {FlowChart} chart
 */
function show(content, { title, notes, picture, tables }) {
  const caption = build("figcaption", {}, title);
  const figure = build("figure", {}, caption);
  if (picture) {
    const scroll = { class: "flow-scroll", tabindex: "0", role: "region", "aria-label": title };
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
  const lines = rows.map((row) => build("tr", {}, ...row.map((cell) => build("td", {}, String(cell)))));
  return build(
    "table",
    {},
    build("caption", {}, title),
    build("thead", {}, head),
    build("tbody", {}, ...lines),
  );
}
