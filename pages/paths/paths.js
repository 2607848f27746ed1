// The panel of the page of paths: from where to where, the answer, in what they differ, the paths one by one,
// what if something were missing, and how to take them along.
import { build } from "../shared/dom.js";
import { joinLabel } from "../shared/words.js";
import { buildDetails } from "../workbench/details.js";
import { say, state, subscribe, trace } from "../workbench/store.js";
import { buildWorkbench } from "../workbench/workbench.js";
import { Fields } from "./fields.js";
import { PathList } from "./path_list.js";

/**
 * @import { Selection } from "../shared/selection.js"
 * @import { LoadedTexts, PageData, ModelWords } from "../shared/types.js"
 * @import { PanelPart } from "../workbench/panel.js"
 *
 * @typedef {object} Panel what stands there for a model in a language
 * @property {LoadedTexts} texts
 * @property {Fields} fields
 * @property {HTMLElement} results
 * @property {HTMLElement} extras
 *
 * @typedef {object} Mount
 * @property {HTMLElement} root
 * @property {PageData | null} data
 * @property {Panel | null} panel
 * @property {string | null | undefined} question what is asked, as the query of an address; null for nothing
 * @property {PathList | null} list
 * @property {Set<string>} unfolded which rows of the table are open
 */

export default buildWorkbench("paths", () => [buildPaths(), buildDetails()], "paths/paths.css");

/**
 * The part of the panel for the paths.
 * @returns {PanelPart}
 */
function buildPaths() {
  const root = build("div", { class: "paths-panel st-key-path_list" });
  /** @type {Mount} */
  const mount = { root, data: null, panel: null, question: undefined, list: null, unfolded: new Set() };
  const unsubscribe = subscribe(() => follow(mount));
  return {
    element: root,
    isNeeded: true,
    show: (texts, { data }) => {
      mount.data = data;
      if (mount.panel?.texts !== texts) mount.panel = buildPanel(mount, texts);
      follow(mount);
    },
    leave: () => {
      unsubscribe();
      mount.list?.leave();
      trace(null);
    },
  };
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
  mount.root.replaceChildren(fields.ends, fields.whatIf, results, fields.which, extras, ...reading);
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
  const { panel, data } = mount;
  const { selection } = state;
  if (!panel || panel.texts !== state.texts || !selection || !data) return;
  panel.fields.paint(selection);
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
    build("p", {}, build("strong", {}, words.evidence[kind]), joinLabel(words, "", meaning)),
  );
  const limits = build("p", {}, words.readingLimits);
  return build("details", {}, build("summary", {}, words.reading), ...kinds, limits);
}
