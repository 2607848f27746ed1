// What is known of the selected link: what it says, how that is known, and its two ends.
import { build } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { joinLabel } from "../shared/words.js";
import { buildProvenance } from "./provenance.js";
import { pick } from "./store.js";

/** @import { LoadedTexts, ModelEdge } from "../shared/types.js" */

/**
 * @param {LoadedTexts} texts
 * @param {[source: string, target: string]} ends
 */
export function buildLinkDetails(texts, [source, target]) {
  const { words, nodes } = texts;
  const edges = nodes[source].to.filter(({ to }) => to === target);
  const sentence = edges.map((edge) => describeLink(texts, edge)).join("; ");
  const close = { type: "button", "aria-label": words.close, title: words.close, onclick: () => pick(null) };
  const ends = [source, target].map((id) =>
    build(
      "button",
      { type: "button", class: "details-link", "data-go-to": id, onclick: () => pick(id) },
      nodes[id].name,
    ),
  );
  return build(
    "article",
    { class: "details details-edge", "aria-label": sentence },
    build(
      "header",
      {},
      build(
        "div",
        {},
        build("p", { class: "details-place" }, words.link),
        build("h2", { tabindex: "-1" }, sentence),
      ),
      build("button", close, icon("close")),
    ),
    ...edges.flatMap((edge) => buildKnown(texts, edge)),
    build("h3", {}, words.itsEnds),
    ...ends.map((end) => build("div", {}, end)),
  );
}

/**
 * @param {LoadedTexts} texts
 * @param {ModelEdge} edge
 */
export function describeLink({ nodes, kinds, words }, { from, to, kind, directed }) {
  const names = [nodes[from].name, nodes[to].name];
  return directed === false
    ? joinLabel(words, words.linkedWith, names.join(" – "))
    : names.join(` ${kinds[kind].verb} `);
}

/**
 * @param {LoadedTexts} texts
 * @param {ModelEdge} edge
 */
function buildKnown(texts, { provenance, note, source, further, directed }) {
  const known = provenance ? buildProvenance(texts, { kind: provenance, note, source, further }) : [];
  return directed === false
    ? [...known, build("p", { class: "details-none" }, texts.words.followedAsWritten)]
    : known;
}
