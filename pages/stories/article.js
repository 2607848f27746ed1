// One story in the list: its start, or opened all of it, with what a facilitator can do with it.

import { findCulture } from "../shared/culture.js";
import { build } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { cutBefore, markPlaces } from "../shared/marks.js";
import { buildMenu } from "../shared/menu.js";
import { fetchText } from "../shared/requests.js";
import { buildTold, describeTelling } from "../shared/story.js";
import { fill, joinLabel } from "../shared/words.js";
import { nameStory } from "../story_form/api.js";
import { findTelltales, listNames } from "../story_form/masks.js";
import { buildSmallMap } from "../story_form/small_map.js";
import { beginValues, chooseConsentWords, PURPOSES } from "../story_form/values.js";
import { mayChange } from "./access.js";
import { describeBackground } from "./decided.js";

/**
 * @import { LoadedTexts, Story, StoryListData, StoryStatus, StoryWords } from "../shared/types.js"
 *
 * @typedef {"publish" | "withdraw" | "aside" | "restore" | "undo"} Act
 *
 * What an article needs of the list that it stands in.
 * @typedef {object} List
 * @property {StoryListData} data
 * @property {LoadedTexts} texts
 * @property {StoryWords} words
 * @property {string | null} historyOf the story of which the history is unfolded, also when it is drawn anew
 * @property {string | null} menuOf the story of which the menu is open, also when it is drawn anew
 * @property {(id: string | null) => void} open
 * @property {(story: Story, act: Act) => void} change
 * @property {(story: Story) => void} edit
 * @property {(story: Story) => void} remove
 * @property {(error: unknown) => void} fail
 */

/**
 * @param {List} list
 * @param {Story} story
 * @param {boolean} isOpen
 */
export function buildArticle(list, story, isOpen) {
  const { texts, data } = list;
  const onclick = () => list.open(isOpen ? null : story.id);
  const attributes = { type: "button", class: "stories-title", "data-story": story.id, onclick };
  const title = build("button", { ...attributes, "aria-expanded": String(isOpen) }, ...markName(story));
  const heading = build("h3", {}, title, buildStatus(list, story));
  const background = describeBackground(list.words, story, data.lang);
  const acts = isOpen && mayChange(story) ? buildActs(list, story) : [];
  const article = build(
    "article",
    { class: `story${isOpen ? " open" : ""}`, "aria-label": story.name },
    build("div", { class: "stories-head" }, heading, ...acts),
    build("p", { class: "stories-who" }, ...markTelling(texts, story)),
    background ? build("p", { class: "stories-decided" }, background) : null,
  );
  const lang = story.language === data.lang ? null : story.language;
  if (isOpen) article.append(...listAll(list, story));
  else {
    const { text, places } = cutBefore(story.text, story.found?.text);
    article.append(build("p", { class: "stories-start", lang }, ...markPlaces(text, places)));
    article.append(...listReasons(list, story), buildNodes(list, story));
  }
  return article;
}

/** @param {Story} story its name is its title, or else how its text begins */
const markName = ({ name, title, found }) => markPlaces(name, name === title ? found?.title : []);

/**
 * @param {LoadedTexts} texts
 * @param {Story} story
 */
function markTelling(texts, story) {
  const telling = describeTelling(texts, story);
  const at = telling.indexOf(story.setting, texts.words.tellers[story.teller]?.length);
  const places = at < 0 ? [] : (story.found?.setting ?? []);
  return markPlaces(
    telling,
    places.map(([start, end]) => [start + at, end + at]),
  );
}

/**
 * Why a story was found, where its words do not show it.
 * @param {List} list
 * @param {Story} story
 */
function listReasons({ texts, words }, { found }) {
  if (!found) return [];
  const names = found.nodes.map((id) => texts.nodes[id].name).join(", ");
  const language = found.language && (words.storyLanguages[found.language] ?? found.language);
  const reasons = [
    names ? joinLabel(words, words.foundByElement, names) : "",
    language ? fill(words.foundInWording, { language }) : "",
  ];
  return reasons.filter(Boolean).map((reason) => build("p", { class: "stories-reason" }, reason));
}

/**
 * @param {List} list
 * @param {Story} story
 */
function buildStatus({ words }, { status }) {
  if (!status || status === "published") return null;
  return build("span", { class: `stories-status ${status}` }, words.statuses[status]);
}

/**
 * @param {List} list
 * @param {Story} story
 */
function buildNodes({ texts, data }, story) {
  const levels = Object.keys(texts.levels);
  const links = story.nodes.map((id) => {
    const { name, level, provenance } = texts.nodes[id];
    const classes = `details-link details-level-${levels.indexOf(level) % 8} ${provenance?.kind ?? ""}`;
    return build("a", { href: `explore?node=${id}&lang=${data.lang}`, class: classes }, name);
  });
  return build("p", { class: "stories-nodes" }, ...links);
}

/**
 * @param {List} list
 * @param {Story} story
 */
function listAll(list, story) {
  const { texts } = list;
  const isMine = mayChange(story);
  const text = build(
    "div",
    { class: "stories-full" },
    ...listReasons(list, story),
    ...buildTold(texts, story),
    buildNodes(list, story),
    isMine ? buildConsent(list, story) : null,
  );
  if (isMine && story.status === "pending") pointOut(list, story, text);
  const parts = [build("div", { class: "stories-opened" }, text, buildMap(list, story))];
  return isMine ? [...parts, buildHistory(list, story)] : parts;
}

/**
 * @param {List} list
 * @param {Story} story
 */
function buildMap({ data, texts }, story) {
  const place = build("div", { class: "stories-map" });
  const map = { language: data.lang, content: data.content, texts, chosen: new Set(story.nodes) };
  if (story.nodes.length) {
    buildSmallMap(map)
      .then(({ element }) => place.replaceChildren(element))
      .catch(() => {}); // the names of the nodes stand beside it
  }
  return place;
}

/**
 * A story that waits, perhaps out of a file, is looked at before it goes out.
 * @param {List} list
 * @param {Story} story
 * @param {HTMLElement} place
 */
async function pointOut({ texts, words, data }, story, place) {
  const { plain } = texts.words;
  const values = beginValues(plain, story, data.lang);
  const found = await findTelltales(plain, values).catch(() => []);
  if (!found.length) return;
  const names = found.map((telltale) => `${telltale.text} (${listNames(telltale, words).join(", ")})`);
  const listed = ` ${names.join(", ")}. ${words.editToMask}`;
  place.prepend(build("p", { class: "form-identifiers" }, build("strong", {}, words.couldTell), listed));
}

/**
 * What the teller agreed to.
 * @param {List} list
 * @param {Story} story
 */
function buildConsent({ words }, { consent, status, source, lost = [] }) {
  const { short, hidden } = chooseConsentWords(words, source);
  const agreed = PURPOSES.filter((purpose) => consent?.[purpose]).map((purpose) => short[purpose]);
  return build(
    "p",
    { class: "details-source" },
    joinLabel(words, words.consent, agreed.join(", ") || words.noConsent),
    status === "published" && !consent?.room ? ` ${hidden}` : "",
    lost.length ? ` ${words.lostNodes} ${lost.join(", ")}` : "",
  );
}

/**
 * What can be done with a story of a status, besides publishing it.
 * @type {Record<StoryStatus, Exclude<Act, "undo">[]>}
 */
const ACTS = {
  pending: ["aside", "withdraw"],
  aside: ["publish", "restore", "withdraw"],
  published: ["withdraw"],
  withdrawn: ["restore"],
};

/**
 * What a facilitator can do: publish what waits, all else in a menu.
 * @param {List} list
 * @param {Story} story
 */
function buildActs(list, story) {
  const { words, texts } = list;
  /** @type {Act[]} */
  const acts = [...(story.status ? ACTS[story.status] : [])];
  if ((story.revision ?? 1) > 1) acts.push("undo");
  const button = (/** @type {string} */ act, /** @type {string} */ name, /** @type {() => void} */ onclick) =>
    build("button", { type: "button", "data-act": act, onclick }, name);
  const change = (/** @type {Act} */ act) => button(act, words[act], () => list.change(story, act));
  const items = [
    button("edit", words.edit, () => list.edit(story)),
    ...acts.map(change),
    button("delete", words.deleteForGood, () => list.remove(story)),
  ];
  const { more } = texts.words.inputs;
  const { element, button: opener, menu } = buildMenu("story_acts", more, ...items);
  opener.replaceChildren(icon("more"));
  opener.setAttribute("aria-label", more);
  opener.title = more;
  const close = () => menu.hidePopover(); // before the act, which gives the focus back to the button
  for (const item of items) item.addEventListener("click", close, { capture: true });
  menu.addEventListener("beforetoggle", (event) => {
    list.menuOf = event.newState === "open" ? story.id : null; // known at once, as the list may be drawn anew
  });
  if (list.menuOf === story.id) queueMicrotask(() => menu.isConnected && menu.showPopover());
  return story.status === "pending" ? [change("publish"), element] : [element];
}

/**
 * @param {List} list
 * @param {Story} story
 */
function buildHistory(list, story) {
  const { words, data } = list;
  const body = build("ul", {});
  const load = async () => {
    /** @type {Story} */
    const { history = [] } = JSON.parse(await fetchText(nameStory(story.id, data.lang)));
    const lines = history.map(({ at, what, role, person }) => {
      const moment = new Date(at).toLocaleString(findCulture(data.lang));
      const who = [words.roles[role] ?? role, person].filter(Boolean).join(", ");
      const change = `${words.changes[what] ?? what} (${who})`;
      return build("li", {}, joinLabel(words, moment, change));
    });
    body.replaceChildren(...lines);
  };
  const element = build(
    "details",
    { class: "stories-history", open: list.historyOf === story.id },
    build("summary", {}, words.history),
    body,
  );
  element.addEventListener("toggle", () => {
    list.historyOf = element.open ? story.id : null;
    if (element.open) load().catch((error) => list.fail(error));
  });
  return element;
}
