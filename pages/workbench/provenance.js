// How an element or a link is known: the kind of provenance, its source, and what that says.
import { build } from "../shared/dom.js";
import { buildLink } from "../shared/story.js";
import { joinLabel } from "../shared/words.js";

/** @import { LoadedTexts, NodeProvenance, Publication } from "../shared/types.js" */

/**
 * @param {LoadedTexts} texts
 * @param {NodeProvenance} provenance
 */
export function buildProvenance(texts, { kind, source: id, note, further = [] }) {
  const { words } = texts;
  const badge = { class: `details-badge ${kind}`, title: words.provenanceMeanings[kind] };
  const source = texts.sources[id ?? ""];
  const known = build(
    "p",
    {},
    build("span", badge, words.provenances[kind]),
    source ? ` ${source.short}` : "",
    note ? joinLabel(words, "", note) : "",
  );
  const added = further.map((addition) =>
    build("p", {}, joinLabel(words, texts.sources[addition.source].short, addition.note)),
  );
  const sources = [...new Set([id ?? "", ...further.map((addition) => addition.source)])];
  const references = sources.flatMap((sourceId) => buildReference(texts.sources[sourceId]));
  const all = references.length
    ? [build("details", {}, build("summary", {}, words.reference), ...references)]
    : [];
  return [build("div", { class: "details-provenance" }, known, ...added, ...all)];
}

/** @param {Publication | undefined} source */
function buildReference(source) {
  if (!source) return [];
  const link = source.url ? [" ", buildLink(source.url, source.url)] : [];
  return [build("p", {}, source.reference, ...link)];
}
