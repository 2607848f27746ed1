// What is asked of the stories that are coded: how far they are, words, who told them, where and when.
import * as controls from "../../shared/controls.js";
import { bind, buildChips, buildMoreMenu, buildSearch } from "../../shared/input_parts.js";
import { buildMenu } from "../../shared/menu.js";
import { fill } from "../../shared/words.js";

/**
 * @import { Chosen, Part } from "../../shared/input_parts.js"
 * @import { Selection } from "../../shared/selection.js"
 * @import { StoriesPage } from "../inputs.js"
 */

/** Not by what they are attached to: that is what others made of them. */
export const ASKED = ["search", "teller", "setting", "told", "since", "until", "origin", "team"];

/**
 * @param {StoriesPage} page
 * @param {Required<Part>[]} filters
 * @param {(selection: Selection, query: URLSearchParams) => Chosen[]} list what the filters name
 * @returns {Part[]}
 */
export function listCodingInputs(page, filters, list) {
  const { inputs } = page.texts.words;
  const { element, button } = buildMenu(
    "coding_filter",
    inputs.filter,
    ...filters.map((part) => part.element),
  );
  /** @type {Required<Part>["show"]} */
  const show = (selection, query) => {
    for (const part of filters) part.show(selection, query);
    const { length: count } = list(selection, query);
    button.textContent = count ? fill(inputs.filters, { count }) : inputs.filter;
  };
  const chips = buildChips(page, list);
  return [
    buildState(page),
    buildSearch(page),
    { element, show },
    chips,
    buildMoreMenu(page, [...ASKED, "state"]),
  ];
}

/** @param {StoriesPage} page */
function buildState({ words, choose }) {
  const pick = (/** @type {string | null} */ state) =>
    choose({ state: state !== "all" && state, story: null });
  const control = controls.choice("state", words.state, [["", words.states]], pick);
  return bind(control, (_, query) => {
    const state = query.get("state") ?? "";
    return Object.hasOwn(words.states, state) ? state : "all";
  });
}
