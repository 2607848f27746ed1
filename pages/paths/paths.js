// The panel of the page of paths: from where to where, the answer, in what they differ, the paths one by one,
// what if something were missing, and how to take them along.
import { build, getElement } from "../shared/dom.js";
import { loadTexts } from "../shared/model_texts.js";
import { loadStyles } from "../shared/styles.js";
import { say, show as showModel, state, subscribe, trace } from "../workbench/store.js";
import { Fields } from "./fields.js";
import { PathList } from "./path_list.js";

/**
 * @import { Selection } from "../shared/selection.js"
 * @import { Component, LoadedTexts, PageData, ModelWords } from "../shared/types.js"
 *
 * @typedef {object} Panel what stands there for a model in a language
 * @property {LoadedTexts} texts
 * @property {Fields} fields
 * @property {HTMLElement} results
 * @property {HTMLElement} extras
 *
 * @typedef {object} Mount
 * @property {HTMLElement} root
 * @property {Component<PageData> | null} component
 * @property {Panel | null} panel
 * @property {string | null | undefined} question what is asked, as the query of an address; null for nothing
 * @property {PathList | null} list
 * @property {Set<string>} unfolded which rows of the table are open
 * @property {() => void} leave
 */

/** @type {WeakMap<HTMLElement, Mount>} */
const mounted = new WeakMap();

/** @param {Component<PageData>} component */
export default async function show(component) {
  const { data, parentElement } = component;
  const root = getElement(parentElement, ".paths-view");
  const mount = mounted.get(root) ?? begin(root);
  mount.component = component;
  const [texts] = await Promise.all([
    loadTexts(data.lang, data.content),
    loadStyles("shared/inputs.css", "paths/paths.css"),
  ]);
  if (mount.component !== component) return () => {};
  if (!root.isConnected) {
    leave(mount); // the page was left before it was there
    return () => {};
  }
  if (mount.panel?.texts !== texts) mount.panel = buildPanel(mount, texts);
  showModel(data.page, texts);
  follow(mount);
  return () =>
    setTimeout(() => {
      if (root.isConnected) return;
      leave(mount);
      trace(null);
    });
}

/** @param {Mount} mount */
function leave(mount) {
  mount.leave();
  mount.list?.leave();
  mounted.delete(mount.root);
}

/** @param {HTMLElement} root */
function begin(root) {
  const nothing = { component: null, panel: null, question: undefined, list: null };
  /** @type {Mount} */
  const mount = { root, ...nothing, unfolded: new Set(), leave: () => {} };
  mounted.set(root, mount);
  mount.leave = subscribe(() => follow(mount));
  return mount;
}

/**
 * @param {Mount} mount
 * @param {LoadedTexts} texts
 * @returns {Panel}
 */
function buildPanel(mount, texts) {
  const fields = new Fields(texts);
  const results = build("div", { class: "paths-results" });
  const extras = build("div", { class: "paths-extras" });
  const reading = texts.opened ? [] : [buildReading(texts.words)];
  mount.list?.leave();
  Object.assign(mount, { question: undefined, list: null });
  mount.root.replaceChildren(fields.ends, results, ...fields.conditions, extras, ...reading);
  return { texts, fields, results, extras };
}

/**
 * The question in the address; null while an end of the paths is missing.
 * @param {Selection} selection
 */
function nameQuestion({ from, to, via, off, evidence, sort }) {
  if (!from || !to) return null;
  const parts = {
    from,
    to,
    via: via.join(","),
    off: off.join(","),
    evidence,
    sort: sort === "short" ? "" : sort,
  };
  return new URLSearchParams(Object.entries(parts).filter(([, text]) => text)).toString();
}

/**
 * Show what the address asks, the paths that answer it, and the one that it picks.
 * @param {Mount} mount
 */
function follow(mount) {
  const { panel, component } = mount;
  const { selection } = state;
  if (!panel || panel.texts !== state.texts || !selection || !component) return;
  panel.fields.paint(selection);
  const { data } = component;
  const query = nameQuestion(selection);
  const question = query && `${query}&lang=${data.lang}&${data.content}`;
  if (mount.question === question) mount.list?.paint();
  else ask(mount, panel, question, selection);
}

/**
 * What was answered stays until the next answer is there.
 * @param {Mount} mount
 * @param {Panel} panel
 * @param {string | null} question
 * @param {Selection} selection
 */
async function ask(mount, panel, question, selection) {
  const { texts, fields, results, extras } = panel;
  mount.question = question;
  mount.list?.leave();
  mount.list = null;
  if (question === null) {
    results.replaceChildren();
    extras.replaceChildren();
    results.removeAttribute("aria-busy");
    trace(null);
    say("");
    return;
  }
  results.setAttribute("aria-busy", "true");
  const list = new PathList(texts, question, selection, mount.unfolded);
  mount.list = list;
  await list.loadMore();
  if (list.isOver) return;
  const focused = nameFocused(results);
  results.replaceChildren(...list.elements);
  extras.replaceChildren(...list.extras);
  fields.showLoss(list.loss);
  results.removeAttribute("aria-busy");
  /** @type {HTMLElement | null} */
  const again = focused ? results.querySelector(focused) : null;
  again?.focus({ preventScroll: true });
}

/**
 * The selector of what has the keyboard in the table, which the next answer draws anew.
 * @param {HTMLElement} results
 */
function nameFocused(results) {
  const { activeElement } = document;
  if (!(activeElement instanceof HTMLElement) || !results.contains(activeElement)) return null;
  const { via, open } = activeElement.dataset;
  if (via) return `[data-via="${CSS.escape(via)}"]`;
  return open ? `[data-open="${CSS.escape(open)}"]` : null;
}

/**
 * What each kind of evidence means, and what none of them says.
 * @param {ModelWords} words
 */
function buildReading(words) {
  const kinds = Object.entries(words.evidenceMeanings).map(([kind, meaning]) =>
    build("p", {}, build("strong", {}, words.evidence[kind]), `: ${meaning}`),
  );
  const limits = build("p", {}, words.readingLimits);
  return build("details", {}, build("summary", {}, words.reading), ...kinds, limits);
}
