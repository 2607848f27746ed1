// How an element or a link is known: the kind of provenance, its source, and what that says.
import { build } from "../shared/dom.js";
import { buildLink } from "../shared/story.js";
import { joinLabel } from "../shared/words.js";

/** @import { LoadedTexts, NodeProvenance } from "../shared/types.js" */

/**
 * @param {LoadedTexts} texts
 * @param {NodeProvenance} provenance
 */
export function buildProvenance(texts, { kind, source: id, note }) {
  const { words } = texts;
  const source = texts.sources[id ?? ""];
  const badge = { class: `details-badge ${kind}`, title: words.provenanceMeanings[kind] };
  const known = build(
    "p",
    {},
    build("span", badge, words.provenances[kind]),
    source ? ` ${source.short}` : "",
    note ? joinLabel(words, "", note) : "",
  );
  /** @type {HTMLElement[]} */
  const parts = [known];
  if (source) {
    const link = source.url ? [" ", buildLink(source.url, source.url)] : [];
    const reference = build("p", {}, source.reference, ...link);
    parts.push(build("details", {}, build("summary", {}, words.reference), reference));
  }
  return [build("div", { class: "details-provenance" }, ...parts)];
}
