// The parts that a page's inputs are made of: controls, each bound to what the address says.
import { read } from "./address.js";
import { copyText } from "./clipboard.js";
import * as controls from "./controls.js";
import { build } from "./dom.js";
import { icon } from "./icons.js";
import { buildMenu } from "./menu.js";
import { countKept, guessView, readSelection } from "./selection.js";
import { fill } from "./words.js";

/**
 * @import { write } from "./address.js"
 * @import { Control, Group } from "./controls.js"
 * @import { Selection } from "./selection.js"
 * @import { InputsData, LoadedTexts } from "./types.js"
 *
 * @typedef {object} Part
 * @property {HTMLElement} element
 * @property {(selection: Selection, query: URLSearchParams) => void} [show] shows what the address says
 *
 * @typedef {[name: string, parts: Part[]]} Row
 *
 * @typedef {object} Page
 * @property {LoadedTexts} texts
 * @property {InputsData} data
 * @property {typeof write} choose writes what is chosen into the address
 */

/**
 * A control that shows something of what is selected.
 * @template Chosen
 * @param {Control<Chosen>} control
 * @param {(selection: Selection, query: URLSearchParams) => Chosen} find
 * @returns {Required<Part>}
 */
export const bind = (control, find) => ({
  element: control.element,
  show: (selection, query) => control.paint(find(selection, query)),
});

/**
 * @param {string} text
 * @returns {Part}
 */
export const title = (text) => ({ element: build("h1", {}, text) });

/**
 * @param {string} key
 * @param {string} name
 * @param {() => void} act
 */
export function button(key, name, act) {
  const attributes = { type: "button", class: `control plain st-key-${key}`, onclick: act };
  return { element: build("button", attributes, name) };
}

/**
 * A button that takes parameters out of the address.
 * @param {Page} page
 * @param {string[]} names
 * @param {string} [label]
 */
export function buildReset({ texts, choose }, names, label = texts.words.inputs.reset) {
  const nothing = Object.fromEntries(names.map((name) => [name, null]));
  return button("reset", label, () => choose(nothing));
}

/**
 * What is seldom needed: copy the address of what is shown, print it, begin again.
 * @param {Page} page
 * @param {string[]} names the parameters that are taken out to begin again, where there are any
 */
export function buildMoreMenu(page, names) {
  const { inputs } = page.texts.words;
  const copied = build("p", { class: "menu-note", role: "status" });
  const copy = button("copy", inputs.copyAddress, async () => {
    await copyText(location.href);
    copied.textContent = page.texts.words.copied;
  });
  const reset = names.length ? buildReset(page, names) : null;
  const print = button("print", inputs.print, () => window.print());
  const {
    element,
    button: opener,
    menu,
  } = buildMenu("more", inputs.more, reset?.element, copy.element, copied, print.element);
  reset?.element.addEventListener("click", () => menu.hidePopover());
  menu.addEventListener("toggle", () => copied.replaceChildren());
  opener.replaceChildren(icon("more"));
  opener.setAttribute("aria-label", inputs.more);
  opener.title = inputs.more;
  return { element };
}

/** @param {Page} page */
export function buildView({ texts, choose }) {
  const { inputs } = texts.words;
  const pick = (/** @type {string} */ view) => choose({ view: view !== guessView() && view });
  return bind(controls.oneOf("view", inputs.view, inputs.views, pick), ({ view }) => view);
}

/** @param {Page} page */
export function buildSearch({ texts, choose }) {
  const pick = (/** @type {string} */ search) =>
    choose({ search: search.trim() && search }, { replace: true });
  return bind(controls.words("search", texts.words.inputs.search, pick), ({ search }) => search);
}

/**
 * @param {Page} page
 * @param {Record<string, string>} levels
 */
export function buildLevels({ texts, choose }, levels) {
  const control = controls.anyOf("level", texts.words.inputs.levels, levels, (level) => choose({ level }));
  return bind(control, ({ level }) => level);
}

/** @param {Page} page */
export function buildStages({ texts, choose }) {
  const { inputs } = texts.words;
  const control = controls.anyOf("stage", inputs.stages, texts.stageNames, (stage) => choose({ stage }));
  return bind(control, ({ stage }) => stage);
}

/**
 * Which part of the model is shown: a button with how much was chosen, and what can be chosen below it.
 * @param {Page} page
 */
export function buildFilter(page) {
  const { texts, choose } = page;
  const { inputs } = texts.words;
  const own = Object.entries(texts.levels).filter(([id]) => !texts.sharedLevels.includes(id));
  const shared = texts.sharedLevels.map((id) => {
    const pick = () => choose({ without: controls.turn(readSelection(read(), texts).without, id) });
    return bind(
      controls.toggle(`keep_${id}`, texts.levels[id], pick),
      ({ without }) => !without.includes(id),
    );
  });
  const pickRest = (/** @type {string} */ rest) => choose({ rest: rest === "hide" && rest });
  const rest = bind(controls.oneOf("rest", inputs.rest, inputs.rests, pickRest), (shown) => shown.rest);
  const pickCounts = (/** @type {boolean} */ isOn) => choose({ counts: isOn && "yes" });
  const counts = bind(controls.toggle("counts", inputs.counts, pickCounts), (shown) => shown.counts);
  const levels = buildLevels(page, Object.fromEntries(own));
  const stages = buildStages(page);
  const reset = buildReset(page, FILTER, inputs.allElements);
  const group = (/** @type {string} */ name, /** @type {Part[]} */ parts) =>
    build("fieldset", {}, build("legend", {}, name), ...parts.map(({ element }) => element));
  const kept = build("p", { class: "menu-note" });
  const { element, button: opener } = buildMenu(
    "filter",
    inputs.filter,
    group(inputs.levels, [levels, ...shared]),
    group(inputs.stages, [stages]),
    group(inputs.rest, [rest]),
    kept,
    ...(texts.opened ? [] : [counts.element]),
    reset.element,
  );
  const rests = [...rest.element.querySelectorAll("button")];
  /** @type {Required<Part>["show"]} */
  const show = (selection, query) => {
    for (const part of [levels, ...shared, stages, rest, counts]) part.show(selection, query);
    const chosen = listChosen(selection, texts).length;
    opener.textContent = chosen ? fill(inputs.filters, { count: chosen }) : inputs.filter;
    const { kept: count, all } = countKept(selection, texts);
    kept.textContent = fill(texts.words.kept, { kept: count, all });
    for (const button of rests) button.disabled = !chosen;
  };
  return { element, show };
}

const FILTER = ["level", "stage", "without", "rest"];

/**
 * What is chosen, and what takes it out.
 * @typedef {object} Chosen
 * @property {string} name
 * @property {string} words
 * @property {Record<string, string | string[] | null>} changes
 */

/**
 * What the filter names, each with a button that takes it out.
 * @param {Page} page
 * @param {(selection: Selection, query: URLSearchParams) => Chosen[]} [list]
 */
export function buildChips({ texts, choose }, list = (selection) => listChosen(selection, texts)) {
  const { takeOut } = texts.words.inputs;
  const element = build("div", { class: "chips" });
  /** @type {Required<Part>["show"]} */
  const show = (selection, query) => {
    const chips = list(selection, query).map(({ name, changes, words }) => {
      const label = fill(takeOut, { name: words });
      const attributes = { type: "button", class: "chip", "data-value": name, "aria-label": label };
      return build("button", { ...attributes, title: label, onclick: () => choose(changes) }, words, " ×");
    });
    element.replaceChildren(...chips);
  };
  return { element, show };
}

/**
 * What the filter names of a selection.
 * @param {Selection} selection
 * @param {LoadedTexts} texts
 * @returns {Chosen[]}
 */
export function listChosen(selection, texts) {
  const names = { level: texts.levels, stage: texts.stageNames, without: texts.levels };
  return /** @type {const} */ (["level", "stage", "without"]).flatMap((kind) =>
    selection[kind].map((id) => ({
      name: `${kind}:${id}`,
      changes: { [kind]: controls.turn(selection[kind], id) },
      words:
        kind === "without" ? fill(texts.words.inputs.without, { name: names.level[id] }) : names[kind][id],
    })),
  );
}

/**
 * The nodes by stage, each with its level.
 * @param {LoadedTexts} texts
 */
export function groupNodes(texts) {
  return Object.entries(texts.stageNames).map(([stage, name]) => {
    const nodes = Object.entries(texts.nodes).filter(([, node]) => node.stage === stage);
    const names = nodes.map(([id, node]) => [id, `${node.name} (${texts.levels[node.level]})`]);
    return /** @type {Group} */ ([name, Object.fromEntries(names)]);
  });
}
