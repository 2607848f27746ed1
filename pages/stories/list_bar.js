// What stands above the list of stories: how many there are, a button to tell one, and who looks.
import { findCulture } from "../shared/culture.js";
import { build } from "../shared/dom.js";
import { may } from "../shared/signed_in.js";
import { fill } from "../shared/words.js";
import { buildAccess } from "./access.js";

/**
 * @import { StoryListData, StoryPage, StoryWords } from "../shared/types.js"
 *
 * @param {StoryWords} words
 * @param {StoryListData} data
 * @param {StoryPage} page the first one of the list
 * @param {{add: () => void, showKeys: () => void}} acts
 */
export function buildListBar(words, data, page, { add, showKeys }) {
  return build(
    "div",
    { class: "stories-bar" },
    build("span", { class: "diagram-words", role: "status" }, describeCount(words, data, page)),
    may(data, "tell")
      ? build("button", { type: "button", class: "stories-add", onclick: add }, words.addStory)
      : build("span", { class: "diagram-words" }, words.tellingGuarded),
    build("button", { type: "button", class: "stories-keys", onclick: showKeys }, words.keys),
    buildAccess(words, data),
  );
}

/**
 * @param {StoryWords} words
 * @param {StoryListData} data
 * @param {StoryPage} page
 */
function describeCount(words, { lang }, { count, exact }) {
  if (!count) return words.none;
  if (count === 1) return words.oneStory;
  return fill(exact ? words.stories : words.atLeast, { count: count.toLocaleString(findCulture(lang)) });
}
