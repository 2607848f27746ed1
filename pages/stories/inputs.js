// What the page of stories asks: what it shows, and, at its side, which stories are listed in which order.
import { tellServer } from "../shared/address.js";
import * as controls from "../shared/controls.js";
import { build } from "../shared/dom.js";
import {
  bind,
  buildChips,
  buildLevels,
  buildMoreMenu,
  buildSearch,
  buildStages,
  groupNodes,
  listChosen,
  title,
} from "../shared/input_parts.js";
import { buildInputs } from "../shared/inputs.js";
import { split } from "../shared/selection.js";
import { buildSide } from "../shared/side.js";
import { loadTeams, nameTeams } from "../shared/teams.js";
import { fill } from "../shared/words.js";
import { loadStoryWords } from "../story_form/api.js";
import { listCodingInputs } from "./coding/inputs.js";

/**
 * @import { Chosen, Page, Part, Row } from "../shared/input_parts.js"
 * @import { Selection } from "../shared/selection.js"
 * @import { LoadedTexts, Right, StoryWords, Team } from "../shared/types.js"
 *
 * @typedef {Page & {words: StoryWords, teams: Team[]}} StoriesPage
 *
 * A question about stories of which any number of answers can be chosen.
 * @typedef {object} Question
 * @property {string} name its parameter
 * @property {string} label
 * @property {Record<string, string>} names the answers by their ids
 * @property {string} none what stands there while none is chosen
 * @property {string} [separator] between the ids in the address
 */

/**
 * What is shown by the right that it needs, for all teams.
 * @type {Record<string, Right>}
 */
const NEEDED = {
  queue: "moderate",
  coding: "code",
  agreement: "facilitate",
  letterboxes: "moderate",
  exchange: "facilitate",
};
/** What who is limited to some teams is shown of these. */
const OF_OWN_TEAMS = ["queue", "exchange"];
const DAYS = /** @type {const} */ (["since", "until"]);
const PARAMETERS = [
  ...["search", "node", "level", "stage", "teller", "dimension", "setting", "told", "since", "until"],
  ...["origin", "status", "team", "letterbox", "story", "order"],
];

/**
 * @param {StoriesPage} page
 * @returns {Row[]}
 */
export function listStories(page) {
  const { data } = page;
  const show = buildShow(page);
  if (data.show === "coverage") return [["tools", [title(data.title ?? ""), show, buildKept(page)]]];
  if (data.show === "coding" && isShown(data, "coding")) {
    const list = (/** @type {Selection} */ _, /** @type {URLSearchParams} */ query) =>
      listAnswers(page, query);
    return [["tools", [title(data.title ?? ""), show, ...listCodingInputs(page, buildTold(page), list)]]];
  }
  if (data.show === "agreement" && isShown(data, "agreement")) {
    const more = buildMoreMenu(page, ["node", "dimension", "story", "part"]);
    return [["tools", [title(data.title ?? ""), show, more]]];
  }
  const isQueue = data.show === "queue" && isShown(data, "queue");
  if (data.show !== "list" && !isQueue) return [["tools", [title(data.title ?? ""), show]]];
  const side = buildFilters(page, isQueue);
  const chips = buildChips(page, (selection, query) => listFilters(page, selection, query));
  const more = buildMoreMenu(page, PARAMETERS);
  return [
    ["tools", [title(data.title ?? ""), show, buildWords(page), side.opener, chips, more]],
    ["aside", [side.side]],
  ];
}

/**
 * The search, which says how it is read.
 * @param {StoriesPage} page
 */
function buildWords(page) {
  const part = buildSearch(page);
  part.element.querySelector("input")?.setAttribute("title", page.words.searchHint);
  return part;
}

/**
 * Whether somebody is shown a part of the page.
 * @param {StoriesPage["data"]} data
 * @param {string} show
 */
const isShown = ({ may = [], limited }, show) =>
  !NEEDED[show] || may.includes(NEEDED[show]) || (Boolean(limited) && OF_OWN_TEAMS.includes(show));

/** @param {StoriesPage} page */
function buildShow({ texts, words, data, choose }) {
  const pick = (/** @type {string} */ id) => {
    choose({ show: id !== "list" && id, story: null, box: null });
    tellServer();
  };
  const { waiting: count = 0 } = data;
  const queue = count ? fill(words.moderateWaiting, { count }) : words.shows.queue;
  const shows = Object.entries({ ...words.shows, queue }).filter(([id]) => isShown(data, id));
  const control = controls.oneOf("show", texts.words.inputs.view, Object.fromEntries(shows), pick);
  return bind(control, (_, query) => query.get("show") ?? "list");
}

/**
 * What the figure that Python draws is restricted to.
 * @param {StoriesPage} page
 */
function buildKept({ choose, ...page }) {
  const chooseAndTell = (/** @type {Record<string, string | string[] | null>} */ changes) => {
    choose(changes);
    tellServer();
  };
  const list = (/** @type {Selection} */ selection) => [
    ...listChosen({ ...selection, without: [] }, page.texts),
    ...listNode(selection, page.texts),
  ];
  return buildChips({ ...page, choose: /** @type {typeof choose} */ (chooseAndTell) }, list);
}

/**
 * The filters at the side of the list, and the button that opens and closes them.
 * @param {StoriesPage} page
 * @param {boolean} isQueue whether they are of the queue, which has an order of its own
 */
function buildFilters(page, isQueue) {
  const { texts, words } = page;
  const { inputs } = texts.words;
  const levels = buildLevels(page, texts.levels);
  const stages = buildStages(page);
  const group = (/** @type {string} */ name, /** @type {Part} */ part) =>
    build("fieldset", {}, build("legend", {}, name), part.element);
  const rest = [buildNode(page), ...buildTold(page)];
  const order = buildOrder(page);
  const how = { key: "story_filter", label: inputs.filter, close: words.close };
  const { element, button, side } = buildSide(
    isQueue ? { ...how, kept: "queue_filter", isOpen: false } : how,
    isQueue ? null : order.element,
    group(inputs.levels, levels),
    group(inputs.stages, stages),
    ...rest.map((part) => part.element),
  );
  /** @type {Required<Part>["show"]} */
  const show = (selection, query) => {
    for (const part of [levels, stages, ...rest, order]) part.show(selection, query);
    const { length: count } = listFilters(page, selection, query);
    button.textContent = count ? fill(inputs.filters, { count }) : inputs.filter;
  };
  return { opener: { element }, side: { element: side, show } };
}

/**
 * Who told the stories, where, when and how.
 * @param {StoriesPage} page
 */
const buildTold = (page) => [
  ...listQuestions(page).map((question) => buildQuestion(page, question)),
  ...DAYS.map((name) => buildDay(page, name)),
];

/**
 * @param {StoriesPage} page
 * @returns {Question[]}
 */
function listQuestions({ texts, data, words, teams }) {
  const { letterboxes = {} } = data;
  const settings = Object.fromEntries((data.settings ?? []).map((setting) => [setting, setting]));
  const { tellers, storyLanguages, origins, statuses } = words;
  const status = { name: "status", label: words.status, names: statuses, none: words.anyStatus };
  const letterbox = {
    name: "letterbox",
    label: words.fields.letterbox,
    names: letterboxes,
    none: words.anyLetterbox,
  };
  const dimension = { label: words.dimension, names: texts.dimensions, none: words.anyDimension };
  const isBlind = data.show === "coding"; // to what others made of the stories
  return [
    { name: "teller", label: words.toldBy, names: tellers, none: words.anybody },
    ...(isBlind ? [] : [{ name: "dimension", ...dimension }]),
    { name: "setting", label: words.where, names: settings, none: words.anywhere, separator: "|" },
    { name: "told", label: words.toldIn, names: storyLanguages, none: words.anyLanguage },
    { name: "origin", label: words.origin, names: origins, none: words.anyOrigin },
    ...(data.facilitates && !isBlind ? [status] : []),
    ...(teams.length
      ? [{ name: "team", label: words.fields.team, names: nameTeams(teams), none: words.anyTeam }]
      : []),
    ...(Object.keys(letterboxes).length && !isBlind ? [letterbox] : []),
  ];
}

/**
 * What the filters at the side and in the address name.
 * @param {StoriesPage} page
 * @param {Selection} selection
 * @param {URLSearchParams} query
 * @returns {Chosen[]}
 */
function listFilters(page, selection, query) {
  const { texts } = page;
  return [...listChosen(selection, texts), ...listNode(selection, texts), ...listAnswers(page, query)];
}

/**
 * What the filters name by which stories are found as they were told.
 * @param {StoriesPage} page
 * @param {URLSearchParams} query
 * @returns {Chosen[]}
 */
function listAnswers(page, query) {
  const { words } = page;
  const answers = listQuestions(page).flatMap(({ name, names, separator }) => {
    const ids = split(query.get(name), separator).filter((id) => Object.hasOwn(names, id));
    return ids.map((id) => ({
      name: `${name}:${id}`,
      words: names[id],
      changes: { [name]: controls.turn(ids, id).join(separator ?? ",") },
    }));
  });
  const days = DAYS.filter((name) => query.get(name)).map((name) => ({
    name,
    words: `${nameDay(words, name)} ${query.get(name)}`,
    changes: { [name]: null },
  }));
  return [...answers, ...days];
}

/**
 * @param {Selection} selection
 * @param {LoadedTexts} texts
 * @returns {Chosen[]}
 */
const listNode = ({ node }, texts) =>
  node ? [{ name: "node", words: texts.nodes[node].name, changes: { node: null } }] : [];

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
 * @param {StoriesPage} page
 * @param {Question} question
 */
function buildQuestion({ texts, choose }, { name, label, names, none, separator = "," }) {
  const pick = (/** @type {string[]} */ ids) => choose({ [name]: ids.join(separator) });
  const control = controls.choices(name, label, [["", names]], pick, none, texts.words.inputs.takeOut);
  return bind(control, (_, query) => split(query.get(name), separator));
}

/**
 * @param {StoryWords} words
 * @param {"since" | "until"} name
 */
const nameDay = (words, name) => (name === "since" ? words.toldSince : words.toldUntil);

/**
 * @param {StoriesPage} page
 * @param {"since" | "until"} name
 */
function buildDay({ words, choose }, name) {
  const pick = (/** @type {string | null} */ day) => choose({ [name]: day });
  return bind(controls.day(name, nameDay(words, name), words.days, pick), (_, query) => query.get(name));
}

export default buildInputs(async (page) => {
  const { lang, content, facilitates } = page.data;
  const [words, teams] = await Promise.all([loadStoryWords(lang, content), facilitates ? loadTeams() : []]);
  return listStories({ ...page, words, teams });
});
