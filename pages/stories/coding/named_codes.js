// What a story can be coded as, by name.

/**
 * @import { LoadedTexts } from "../../shared/types.js"
 * @import { Code } from "./codings.js"
 *
 * @typedef {Code & {name: string, place: string}} NamedCode `place` is its level and stage
 */

/**
 * All that a story can be coded as, in the order of the model.
 * @param {LoadedTexts} texts
 * @param {string} dimension what a dimension is called
 * @returns {NamedCode[]}
 */
export function listCodes(texts, dimension) {
  const nodes = Object.entries(texts.nodes).map(([id, { name, level, stage }]) => ({
    kind: /** @type {const} */ ("node"),
    id,
    name,
    place: `${texts.levels[level]} · ${texts.stageNames[stage]}`,
  }));
  const dimensions = Object.entries(texts.dimensions).map(([id, name]) => ({
    kind: /** @type {const} */ ("dimension"),
    id,
    name,
    place: dimension,
  }));
  return [...nodes, ...dimensions];
}
