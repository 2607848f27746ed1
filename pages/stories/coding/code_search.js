// Which elements and dimensions a few letters stand for.

/**
 * @import { LoadedTexts } from "../../shared/types.js"
 * @import { Code } from "./codings.js"
 *
 * @typedef {Code & {name: string, place: string}} NamedCode `place` is its level and stage
 */

/** @param {string} text */
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

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

/**
 * The codes that letters stand for, the best first: names that begin with them, words of a name that do, and
 * names that hold them; those of which level or stage do, last.
 * @param {NamedCode[]} codes
 * @param {string} typed
 * @returns {NamedCode[]}
 */
export function findCodes(codes, typed) {
  const asked = fold(typed).trim();
  const parts = asked.split(/\s+/).filter(Boolean);
  if (!parts.length) return [];
  const rank = (/** @type {NamedCode} */ { name, place }) => {
    const folded = fold(name);
    const words = folded.split(/[\s-]+/);
    if (folded.startsWith(asked)) return 0;
    if (parts.every((part) => words.some((word) => word.startsWith(part)))) return 1;
    if (parts.every((part) => folded.includes(part))) return 2;
    return parts.every((part) => `${folded} ${fold(place)}`.includes(part)) ? 3 : 4;
  };
  return codes
    .map((code) => ({ code, rank: rank(code) }))
    .filter((found) => found.rank < 4)
    .sort((a, b) => a.rank - b.rank)
    .map(({ code }) => code);
}
