// What only a facilitator knows of a story: who brought it to its status, through which letterbox it came.
import { findCulture } from "../shared/culture.js";
import { fill, joinLabel } from "../shared/words.js";

/** @import { Story, StoryWords } from "../shared/types.js" */

/**
 * Who decided on a story, as one line; "" where nobody did or it is not known.
 * @param {StoryWords} words
 * @param {Story} story
 * @param {string} language
 */
export function describeDecision(words, { decided, status }, language) {
  if (!decided || !status || decided.role === "system") return "";
  const sentences = decided.role === "facilitator" ? words.decided : words.decidedBy;
  const format = /** @type {const} */ ({ dateStyle: "long", timeStyle: "short" });
  const moment = new Date(decided.at).toLocaleString(findCulture(language), format);
  return fill(sentences[status] ?? "", { moment, role: words.roles[decided.role] ?? decided.role });
}

/**
 * Both as one line; "" where neither is known.
 * @param {StoryWords} words
 * @param {Story} story
 * @param {string} language
 */
export function describeBackground(words, story, language) {
  const { letterbox, letterboxName } = story;
  const through = letterbox ? joinLabel(words, words.fields.letterbox, letterboxName ?? words.elsewhere) : "";
  return [through, describeDecision(words, story, language)].filter(Boolean).join(" · ");
}
