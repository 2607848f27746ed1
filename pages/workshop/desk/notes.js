// What helps who speaks: what is known of each node, and how.
import { build } from "../../shared/dom.js";
import { joinLabel } from "../../shared/words.js";

/**
 * @import { LoadedTexts } from "../../shared/types.js"
 * @import { Step, WorkshopWords } from "../types.js"
 */

/**
 * A story by its name; a part of a result behind the question, which has a sign of its own at its end.
 * @param {Step} step
 * @param {WorkshopWords} words
 */
export function nameStep({ view, title, words: question, part, told }, words) {
  if (view === "stories" && told) return told.name;
  if (!part || !question) return title;
  return /[\p{P}]$/u.test(title) ? `${title} ${question}` : joinLabel(words, title, question);
}

/**
 * The nodes that are spoken about at a step: of a path the one that it has come to.
 * @param {Step} step
 */
export function listSpokenOf({ view, nodes = [] }) {
  if (view === "path") return nodes.slice(-1);
  return view === "stages" || view === "stories" ? nodes : [];
}

/**
 * @param {LoadedTexts} texts
 * @param {WorkshopWords} words
 * @param {Step} step
 * @param {string | null} spotlight
 */
export function buildNotes(texts, words, step, spotlight) {
  if (spotlight && spotlight in texts.nodes) return [buildNote(texts, words, spotlight)];
  const { hint, told, view } = step;
  const story = told && view !== "stages" ? told : null;
  return [
    ...(hint ? [build("p", { class: "hint" }, hint)] : []),
    ...(story ? [build("div", {}, build("h4", {}, story.name), build("p", {}, story.text))] : []),
    ...listSpokenOf(step).map((id) => buildNote(texts, words, id)),
  ];
}

/**
 * @param {LoadedTexts} texts
 * @param {WorkshopWords} words
 * @param {string} id
 */
function buildNote(texts, words, id) {
  const { name, description, question, provenance } = texts.nodes[id];
  const known = provenance
    ? [texts.words.provenances[provenance.kind], texts.sources[provenance.source ?? ""]?.short]
    : [];
  const source = known.filter(Boolean).join(", ");
  return build(
    "div",
    { class: "note" },
    build("h4", {}, name),
    description ? build("p", {}, description) : null,
    question ? build("p", {}, build("em", {}, joinLabel(words, words.openQuestion, "")), question) : null,
    source ? build("p", { class: "quiet" }, joinLabel(words, words.source, source)) : null,
  );
}
