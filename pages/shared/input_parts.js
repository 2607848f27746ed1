// The parts that a page's inputs are made of: controls, each bound to what the address says.
import { read } from "./address.js";
import * as controls from "./controls.js";
import { build } from "./dom.js";
import { guessView, readSelection } from "./selection.js";

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
 */
export function buildReset({ texts, choose }, names) {
  const nothing = Object.fromEntries(names.map((name) => [name, null]));
  return button("reset", texts.words.inputs.reset, () => choose(nothing));
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
 * Which part of the model is shown.
 * @param {Page} page
 */
export function listFilters(page) {
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
  return [
    buildLevels(page, Object.fromEntries(own)),
    ...shared,
    rest,
    ...(texts.opened ? [] : [counts]),
    buildStages(page),
  ];
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
