// What helps where next to nothing was found.
import { read, write } from "../shared/address.js";
import { build } from "../shared/dom.js";

/** @import { StoryPage, StoryWords } from "../shared/types.js" */

/**
 * The search as it may have been meant.
 * @param {StoryWords} words
 * @param {StoryPage} page
 */
export function buildMeant(words, { meant }) {
  if (!meant) return [];
  const onclick = () => write({ search: meant });
  const button = build("button", { type: "button", class: "stories-meant", onclick }, meant);
  return [build("p", { role: "status" }, words.didYouMean, " ", button)];
}

/** @param {StoryWords} words */
export function buildHints(words) {
  const hints = read().get("search") ? [words.noneHint, words.searchHint] : [words.noneHint];
  return hints.map((hint) => build("p", { class: "stories-none" }, hint));
}
