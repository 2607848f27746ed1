// The search as it may have been meant, where next to nothing was found.
import { write } from "../shared/address.js";
import { build } from "../shared/dom.js";

/** @import { StoryWords } from "../shared/types.js" */

/**
 * @param {StoryWords} words
 * @param {string} search
 */
export function buildMeant(words, search) {
  const onclick = () => write({ search });
  const button = build("button", { type: "button", class: "stories-meant", onclick }, search);
  return build("p", { role: "status" }, words.didYouMean, " ", button);
}
