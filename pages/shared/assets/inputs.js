// The inputs of a page: what is chosen in them is in the address, so is what they show.
import { read, tellServer, write } from "./address.js";
import { buildReset, buildSearch, buildView, listFilters, title } from "./input_parts.js";
import { listPaths } from "./path_inputs.js";
import { readSelection } from "./selection.js";
import { build, followTheme, getElement, loadSheet, loadStyle, state, subscribe } from "./store.js";
import { loadStoryWords } from "./story_api.js";
import { listStories } from "./story_inputs.js";

/**
 * @import { Page, Row } from "./input_parts.js"
 * @import { Component, InputsData, LoadedSheet } from "./types.js"
 *
 * @typedef {object} Mount
 * @property {HTMLElement} root
 * @property {Component<InputsData> | null} component
 * @property {string | null} shown
 * @property {() => void} paint
 * @property {() => void} leave
 */

const FILTER = ["level", "stage", "without", "rest", "search", "node", "counts", "depth"];

/** @type {WeakMap<HTMLElement, Mount>} */
const mounted = new WeakMap();

/** @param {Component<InputsData>} component */
export default async function show(component) {
  const { data, parentElement } = component;
  const root = getElement(parentElement, ".inputs-view");
  const mount = mounted.get(root) ?? begin(root);
  mount.component = component;
  followTheme(root);
  try {
    const [sheet] = await Promise.all([loadSheet(data.lang, data.content), loadStyle()]);
    const shown = JSON.stringify(data);
    const rows = mount.shown === shown ? null : await listRows(data, sheet);
    if (mount.component !== component) return () => {};
    if (data.own) write(data.own, { replace: true }); // what Python's own inputs ask
    if (rows) draw(mount, rows, sheet);
    mount.shown = shown;
  } catch (error) {
    if (mount.component !== component) return () => {};
    mount.shown = null;
    const again = build("button", { type: "button", onclick: () => show(component) }, data.again);
    root.replaceChildren(build("p", { role: "alert" }, data.failed, " ", again));
    console.warn("inputs:", error);
  }
  return () =>
    setTimeout(() => {
      if (!root.isConnected) end(mount);
    });
}

/** @param {HTMLElement} root */
function begin(root) {
  /** @type {Mount} */
  const mount = { root, component: null, shown: null, paint: () => {}, leave: () => {} };
  mounted.set(root, mount);
  mount.leave = subscribe(() => mount.paint());
  return mount;
}

/** @param {Mount} mount */
function end(mount) {
  mount.component = null;
  mount.leave();
  mounted.delete(mount.root);
}

/**
 * What a page asks: rows of controls.
 * @param {InputsData} data
 * @param {LoadedSheet} sheet
 * @returns {Promise<Row[]>}
 */
async function listRows(data, sheet) {
  /** @type {typeof write} */
  const choose = (changes, how) => {
    write(changes, how);
    if (data.page === "export") tellServer(); // Python draws what is chosen there
  };
  const page = { sheet, data, choose };
  switch (data.page) {
    case "explore":
      return listExplore(page);
    case "paths":
      return listPaths(page);
    case "stories":
      return listStories({ ...page, words: await loadStoryWords(data.lang, data.content) });
    case "export":
      return [["filters", listFilters(page)]];
  }
}

/**
 * @param {Page} page
 * @returns {Row[]}
 */
function listExplore(page) {
  return [
    ["tools", [title(page.sheet.title), buildView(page), buildSearch(page)]],
    ["filters", [...listFilters(page), buildReset(page, FILTER)]],
  ];
}

/**
 * Build the rows; from now on they show what the address says.
 * @param {Mount} mount
 * @param {Row[]} rows
 * @param {LoadedSheet} sheet
 */
function draw(mount, rows, sheet) {
  const lines = rows.map(([name, parts]) =>
    build("div", { class: `inputs-row inputs-${name}` }, ...parts.map(({ element }) => element)),
  );
  mount.root.replaceChildren(...lines);
  const parts = rows.flatMap(([, row]) => row);
  mount.paint = () => {
    const query = read();
    const selection = readSelection(query, sheet, state.selection?.view);
    for (const part of parts) part.show?.(selection, query);
  };
  mount.paint();
}
