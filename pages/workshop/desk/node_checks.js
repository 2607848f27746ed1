// Boxes to tick, one for each node, in the order of the stages.
import { build } from "../../shared/dom.js";

/** @import { LoadedSheet } from "../../shared/types.js" */

/**
 * The boxes by the ids of their nodes, and the element that they stand in.
 * @param {LoadedSheet} sheet
 * @param {(box: HTMLInputElement, id: string) => HTMLInputElement} [keep]
 */
export function buildNodeChecks(sheet, keep = (box) => box) {
  const nodes = Object.entries(sheet.nodes);
  const checks = new Map(
    nodes.map(([id]) => [id, keep(build("input", { type: "checkbox", value: id }), id)]),
  );
  const stages = Object.entries(sheet.stageNames).map(([stage, name]) =>
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
 * The ids of what is ticked.
 * @param {Map<string, HTMLInputElement>} checks
 */
export const listTicked = (checks) => [...checks].filter(([, check]) => check.checked).map(([id]) => id);
