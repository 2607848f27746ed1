// Boxes to tick, one for each node or for each edge, in the order of the stages.
import { build } from "../../shared/dom.js";

/** @import { LoadedTexts } from "../../shared/types.js" */

/**
 * The boxes by the ids of their nodes, and the element that they stand in.
 * @param {LoadedTexts} texts
 * @param {(box: HTMLInputElement, id: string) => HTMLInputElement} [keep]
 */
export function buildNodeChecks(texts, keep = (box) => box) {
  const nodes = Object.entries(texts.nodes);
  const checks = new Map(
    nodes.map(([id]) => [id, keep(build("input", { type: "checkbox", value: id }), id)]),
  );
  const stages = Object.entries(texts.stageNames).map(([stage, name]) =>
    build(
      "fieldset",
      {},
      build("legend", {}, name),
      ...nodes
        .filter(([, node]) => node.stage === stage)
        .map(([id, node]) => build("label", { class: "check" }, checks.get(id), node.name)),
    ),
  );
  return { checks, element: build("div", { class: "stages" }, ...stages) };
}

/**
 * The boxes by the ids of their edges, "from>to", and the element that they stand in.
 * @param {LoadedTexts} texts
 */
export function buildEdgeChecks(texts) {
  /** @type {Map<string, HTMLInputElement>} */
  const checks = new Map();
  const sources = Object.entries(texts.nodes).map(([source, { name, to }]) => {
    const targets = [...new Set(to.map((edge) => edge.to))].filter((target) => target in texts.nodes);
    const labels = targets.map((target) => {
      const check = build("input", { type: "checkbox", value: `${source}>${target}` });
      checks.set(check.value, check);
      return build("label", { class: "check" }, check, `→ ${texts.nodes[target].name}`);
    });
    return labels.length ? build("fieldset", {}, build("legend", {}, name), ...labels) : null;
  });
  return { checks, element: build("div", { class: "stages" }, ...sources) };
}

/**
 * The ids of what is ticked.
 * @param {Map<string, HTMLInputElement>} checks
 */
export const listTicked = (checks) => [...checks].filter(([, check]) => check.checked).map(([id]) => id);
