// Where paths start and end, on the picture.

/**
 * @import { ModelTexts, Selection } from "../shared/selection.js"
 * @import { LoadedTexts } from "../shared/types.js"
 *
 * @typedef {object} Flag
 * @property {"start" | "end"} kind
 * @property {Set<string>} nodes the ids of those that bear it
 * @property {string} text what stands on it
 * @property {string} name what it means
 */

const SVG = "http://www.w3.org/2000/svg";
const HEIGHT = 15;

/**
 * The ids of the nodes that a text names as the start or the end of paths: a node, level:ID, stage:ID, or
 * level:ID+stage:ID.
 * @param {string | null | undefined} text
 * @param {ModelTexts} texts
 * @returns {Set<string>}
 */
export function findEnds(text, texts) {
  if (!text) return new Set();
  if (Object.hasOwn(texts.nodes, text)) return new Set([text]);
  const parts = text.split(/[+ ]/).map((part) => part.split(/:(.*)/));
  const isThere = (/** @type {{stage: string, level: string}} */ node) =>
    parts.every(([kind, id]) => (kind === "level" ? node.level : kind === "stage" ? node.stage : "") === id);
  const found = Object.entries(texts.nodes).filter(([, node]) => isThere(node));
  return new Set(found.map(([id]) => id));
}

/**
 * The flags of a page: where the paths start and where they end, on the page of paths.
 * @param {string} page
 * @param {Selection | null} selection
 * @param {LoadedTexts} texts
 * @returns {Flag[]}
 */
export function findFlags(page, selection, texts) {
  const { words } = texts;
  const { from, to } = (page === "paths" && selection) || { from: null, to: null };
  return [
    { kind: "start", nodes: findEnds(from, texts), text: words.inputs.from, name: words.startsHere },
    { kind: "end", nodes: findEnds(to, texts), text: words.inputs.to, name: words.endsHere },
  ];
}

/**
 * Put a flag on a node of the map, or take it off.
 * @param {SVGGraphicsElement} node
 * @param {Flag} flag
 * @param {boolean} isThere
 */
export function showFlag(node, { kind, text }, isThere) {
  if (node.classList.contains(kind) === isThere) return;
  node.classList.toggle(kind, isThere);
  if (!isThere) {
    node.querySelector(`.flag.${kind}`)?.remove();
    return;
  }
  const box = node.querySelector("rect, circle, path");
  if (!(box instanceof SVGGraphicsElement)) return;
  const { x, y, width } = box.getBBox();
  const flag = document.createElementNS(SVG, "g");
  const cloth = document.createElementNS(SVG, "path");
  const word = document.createElementNS(SVG, "text");
  flag.setAttribute("class", `flag ${kind}`);
  flag.setAttribute("aria-hidden", "true"); // the name of the node says it
  word.textContent = text;
  flag.append(cloth, word);
  node.append(flag);
  const length = word.getComputedTextLength() + 16;
  const left = kind === "start" ? x - 3 : x + width + 3 - length;
  const top = y - HEIGHT + 4;
  cloth.setAttribute("d", `M${left} ${top}h${length - 5}l5 ${HEIGHT / 2}l-5 ${HEIGHT / 2}h${5 - length}z`);
  word.setAttribute("x", String(left + 5));
  word.setAttribute("y", String(top + HEIGHT - 4));
}
