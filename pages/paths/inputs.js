// What the page of paths asks: where paths start and end, what they pass, and which are listed.
import { read } from "../shared/address.js";
import * as controls from "../shared/controls.js";
import { bind, buildReset, buildView, button, groupNodes, title } from "../shared/input_parts.js";
import { buildInputs } from "../shared/inputs.js";
import { readSelection } from "../shared/selection.js";
import { fill } from "../shared/words.js";

/**
 * @import { Group } from "../shared/controls.js"
 * @import { Page, Row } from "../shared/input_parts.js"
 * @import { LoadedTexts } from "../shared/types.js"
 */

const PARAMETERS = ["from", "to", "via", "off", "path", "evidence", "sort", "node", "depth"];

/**
 * @param {Page} page
 * @returns {Row[]}
 */
export function listPaths(page) {
  const { texts, data } = page;
  const { inputs } = texts.words;
  const ends = nameEnds(texts);
  const nodes = groupNodes(texts);
  const told = texts.opened ? [] : [buildEvidence(page), buildSort(page)];
  return [
    ["tools", [title(data.title ?? ""), buildView(page), buildSwap(page), buildReset(page, PARAMETERS)]],
    [
      "ends",
      [
        buildEnd(page, "path_start", "from", inputs.from, ends),
        buildEnd(page, "path_end", "to", inputs.to, ends),
      ],
    ],
    [
      "conditions",
      [
        buildNodes(page, "via", inputs.via, nodes, inputs.anyNode),
        buildNodes(page, "off", inputs.off, nodes, inputs.noneOff),
        ...told,
      ],
    ],
  ];
}

/**
 * @param {Page} page
 * @param {string} key
 * @param {"from" | "to"} name
 * @param {string} label
 * @param {Group[]} ends
 */
function buildEnd({ texts, choose }, key, name, label, ends) {
  const pick = (/** @type {string | null} */ id) => choose({ [name]: id, path: null });
  const control = controls.choice(key, label, ends, pick, texts.words.inputs.chooseEnd);
  return bind(control, (selection) => selection[name]);
}

/**
 * @param {Page} page
 * @param {"via" | "off"} name
 * @param {string} label
 * @param {Group[]} nodes
 * @param {string} none
 */
function buildNodes({ texts, choose }, name, label, nodes, none) {
  const pick = (/** @type {string[]} */ ids) => choose({ [name]: ids, path: null });
  const control = controls.choices(name, label, nodes, pick, none, texts.words.inputs.takeOut);
  return bind(control, (selection) => selection[name]);
}

/** @param {Page} page */
function buildEvidence({ texts, choose }) {
  const { inputs, evidence } = texts.words;
  const pick = (/** @type {string | null} */ kind) => choose({ evidence: kind, path: null });
  const control = controls.choice("evidence", inputs.evidence, [["", evidence]], pick, inputs.allPaths);
  return bind(control, (selection) => selection.evidence);
}

/** @param {Page} page */
function buildSort({ texts, choose }) {
  const { inputs } = texts.words;
  const pick = (/** @type {string | null} */ sort) => choose({ sort: sort !== "short" && sort });
  return bind(controls.choice("sort", inputs.order, [["", inputs.sorts]], pick), ({ sort }) => sort);
}

/** @param {Page} page */
function buildSwap({ texts, choose }) {
  const { element } = button("swap", texts.words.inputs.swap, () => {
    const { from, to } = readSelection(read(), texts);
    choose({ from: to, to: from, path: null });
  });
  const show = (/** @type {{from: string | null, to: string | null}} */ { from, to }) => {
    element.disabled = !(from && to);
  };
  return { element, show };
}

/**
 * Where paths can start and end: stages, levels, the nodes of a stage on a level, and each node.
 * @param {LoadedTexts} texts
 * @returns {Group[]}
 */
export function nameEnds(texts) {
  const { all } = texts.words.inputs;
  /** @type {Record<string, string>} */
  const whole = {};
  for (const [id, name] of Object.entries(texts.stageNames)) whole[`stage:${id}`] = fill(all, { name });
  for (const [id, name] of Object.entries(texts.levels)) whole[`level:${id}`] = fill(all, { name });
  const nodes = Object.values(texts.nodes);
  for (const [stage, stageName] of Object.entries(texts.stageNames)) {
    const there = nodes.filter((node) => node.stage === stage);
    for (const [level, levelName] of Object.entries(texts.levels)) {
      const size = there.filter((node) => node.level === level).length;
      const name = `${stageName}, ${levelName}`;
      if (size > 1 && size < there.length) whole[`level:${level}+stage:${stage}`] = fill(all, { name });
    }
  }
  return [["", whole], ...groupNodes(texts)];
}

export default buildInputs(listPaths);
