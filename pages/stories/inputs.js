// What the page of stories asks: what it shows, and which stories are listed.
import { tellServer } from "../shared/address.js";
import * as controls from "../shared/controls.js";
import { build } from "../shared/dom.js";
import {
  bind,
  buildLevels,
  buildMoreMenu,
  buildSearch,
  buildStages,
  groupNodes,
  title,
} from "../shared/input_parts.js";
import { buildInputs } from "../shared/inputs.js";
import { split } from "../shared/selection.js";
import { loadStoryWords } from "../story_form/api.js";

/**
 * @import { Page, Part, Row } from "../shared/input_parts.js"
 * @import { StoryWords } from "../shared/types.js"
 *
 * @typedef {Page & {words: StoryWords}} StoriesPage
 */

const MORE = ["teller", "dimension", "setting", "told", "since", "until", "origin", "status"];
const PARAMETERS = ["search", "node", "level", "stage", ...MORE, "story", "order"];

/**
 * @param {StoriesPage} page
 * @returns {Row[]}
 */
export function listStories(page) {
  const { texts, data } = page;
  const show = buildShow(page);
  if (data.show !== "list") return [["tools", [title(data.title ?? ""), show]]];
  return [
    ["tools", [title(data.title ?? ""), show, buildSearch(page), buildMoreMenu(page, PARAMETERS)]],
    ["filters", [buildLevels(page, texts.levels), buildStages(page)]],
    ["conditions", [buildNode(page), buildOrder(page), buildMore(page)]],
  ];
}

/** @param {StoriesPage} page */
function buildShow({ texts, words, choose }) {
  const pick = (/** @type {string} */ id) => {
    choose({ show: id !== "list" && id });
    tellServer();
  };
  const control = controls.oneOf("show", texts.words.inputs.view, words.shows, pick);
  return bind(control, (_, query) => query.get("show") ?? "list");
}

/** @param {StoriesPage} page */
function buildNode({ texts, words, choose }) {
  const pick = (/** @type {string | null} */ node) => choose({ node });
  const control = controls.choice("node", words.about, groupNodes(texts), pick, texts.words.inputs.anyNode);
  return bind(control, ({ node }) => node);
}

/** @param {StoriesPage} page */
function buildOrder({ texts, words, choose }) {
  const pick = (/** @type {string | null} */ order) => choose({ order: order !== "newest" && order });
  const control = controls.choice("order", texts.words.inputs.order, [["", words.orders]], pick);
  return bind(control, (_, query) => {
    const order = query.get("order") ?? "";
    return Object.hasOwn(words.orders, order) ? order : "newest";
  });
}

/**
 * The filters that are seldom needed, folded away; how many of them hold something back stands above them.
 * @param {StoriesPage} page
 * @returns {Part}
 */
function buildMore(page) {
  const { texts, data, words } = page;
  const settings = Object.fromEntries((data.settings ?? []).map((setting) => [setting, setting]));
  const parts = [
    buildSome(page, "teller", words.toldBy, words.tellers, words.anybody),
    buildSome(page, "dimension", words.dimension, texts.dimensions, words.anyDimension),
    buildSome(page, "setting", words.where, settings, words.anywhere, "|"),
    buildSome(page, "told", words.toldIn, words.storyLanguages, words.anyLanguage),
    buildDay(page, "since", words.toldSince),
    buildDay(page, "until", words.toldUntil),
    buildSome(page, "origin", words.origin, words.origins, words.anyOrigin),
    ...(data.facilitates ? [buildSome(page, "status", words.status, words.statuses, words.anyStatus)] : []),
  ];
  const summary = build("summary", {}, words.moreFilters);
  const inside = build("div", { class: "inputs-more" }, ...parts.map(({ element }) => element));
  return {
    element: build("details", { class: "control more" }, summary, inside),
    show: (selection, query) => {
      for (const part of parts) part.show(selection, query);
      const count = MORE.filter((name) => query.get(name)).length;
      summary.textContent = words.moreFilters + (count ? ` (${count})` : "");
    },
  };
}

/**
 * @param {StoriesPage} page
 * @param {string} name
 * @param {string} label
 * @param {Record<string, string>} names
 * @param {string} none
 */
function buildSome({ texts, choose }, name, label, names, none, separator = ",") {
  const pick = (/** @type {string[]} */ ids) => choose({ [name]: ids.join(separator) });
  const control = controls.choices(name, label, [["", names]], pick, none, texts.words.inputs.takeOut);
  return bind(control, (_, query) => split(query.get(name), separator));
}

/**
 * @param {StoriesPage} page
 * @param {string} name
 * @param {string} label
 */
function buildDay({ words, choose }, name, label) {
  const pick = (/** @type {string | null} */ day) => choose({ [name]: day });
  return bind(controls.day(name, label, words.days, pick), (_, query) => query.get(name));
}

export default buildInputs(async (page) => {
  const { lang, content } = page.data;
  return listStories({ ...page, words: await loadStoryWords(lang, content) });
});
