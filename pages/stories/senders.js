// Many stories that wait and came from one network: they can be rejected at once.
import { findCulture } from "../shared/culture.js";
import { build } from "../shared/dom.js";
import { fill } from "../shared/words.js";

/**
 * @import { Sender, StoryWords } from "../shared/types.js"
 *
 * @param {StoryWords} words
 * @param {string} language
 * @param {Sender} sender
 * @param {(name: string) => void} reject told what the button says
 */
export function buildSender(words, language, { count, since, until }, reject) {
  const describe = (/** @type {string} */ moment) =>
    new Date(moment).toLocaleString(findCulture(language), { dateStyle: "short", timeStyle: "short" });
  const hint = fill(words.sender, { count, since: describe(since), until: describe(until) });
  const name = fill(words.rejectAll, { count });
  const button = build("button", { type: "button", class: "danger", onclick: () => reject(name) }, name);
  return build("p", { class: "form-identifiers stories-sender" }, hint, " ", button);
}
