// Numbers on a map: how much each node got, as a colour of its box and a number on its corner; how much each
// edge got, as the width of its line and a number on it.
import { chooseInk, mix, readColour } from "./colours.js";

/** @import { NodeValue } from "./types.js" */

const THIN = 1.5; // of a line whose edge got least
const THICK = 6;
const HEAD = 9; // how long the head of a line is at least
const APART = 24; // of a number from other lines and their numbers, where there is room
const HIGH = 20; // the plate of a number
const PLACES = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.9, 0.1]; // of a number along its line
const SAMPLES = 24; // of where a line runs

let heads = 0;

const SVG = "http://www.w3.org/2000/svg";

/**
 * @template {"g" | "rect" | "text" | "title" | "marker" | "path"} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number>} attributes
 * @param {string} [text]
 */
export function drawSvg(tag, attributes, text) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  if (text !== undefined) element.textContent = text;
  return element;
}

/**
 * The colour of a box whose node got a share (0 to 1) of the most that it could; of less than nothing, where
 * differences are shown, another colour that colour-blind eyes tell from it.
 * @param {number} share
 */
export const shade = (share) =>
  mix(readColour("paper"), readColour(share < 0 ? "lines-1" : "lines-0"), Math.min(1, Math.abs(share)));

/**
 * How much a node got: its box filled accordingly, and the number on its corner.
 * @param {SVGElement} node
 * @param {NodeValue | undefined} value
 */
export function markNode(node, value) {
  node.querySelector(".value")?.remove();
  const box = node.querySelector("rect");
  node.classList.toggle("valued", Boolean(value));
  if (!value || !box) return;
  const fill = shade(value.share);
  node.style.setProperty("--fill", fill);
  node.style.setProperty("--ink", chooseInk(fill));
  if (!value.text) return;
  const { x, y, width } = box.getBBox();
  const across = Math.max(26, 12 + 9 * value.text.length);
  const badge = drawSvg("g", { class: "value" });
  badge.append(
    drawSvg("rect", { x: x + width - across + 6, y: y - 15, width: across, height: 20, rx: 10 }),
    drawSvg("text", { x: x + width - across / 2 + 6, y: y + 0.5 }, value.text),
  );
  node.append(badge);
}

/**
 * How much each edge got: its line as wide, those that got least dashed, and the number on it. A difference
 * has the colour of what is higher or lower.
 * @param {SVGElement} svg
 * @param {SVGElement[]} edges
 * @param {Record<string, NodeValue>} values by the ids of edges, "from>to"
 */
export function markEdges(svg, edges, values) {
  svg.querySelector(".edge-values")?.remove();
  const badges = drawSvg("g", { class: "edge-values" });
  const valued = edges.flatMap((line) => {
    const value = values[`${line.dataset.source}>${line.dataset.target}`];
    line.classList.toggle("valued", Boolean(value));
    line.style.removeProperty("marker-end");
    return value && line instanceof SVGPathElement ? [{ line, value }] : [];
  });
  const lines = valued.map(({ line }) => followLine(line, SAMPLES));
  const found = valued.length ? svg.querySelectorAll("[data-node-id] > rect") : [];
  const boxes = [...found].flatMap((box) => (box instanceof SVGGraphicsElement ? [box.getBBox()] : []));
  /** @type {DOMPoint[]} */
  const taken = [];
  for (const [number, { line, value }] of valued.entries()) {
    const { share, isDifference = false } = value;
    const colour = readColour(isDifference && share ? (share < 0 ? "lines-1" : "lines-0") : "ink");
    styleLine(line, value, colour, badges);
    const others = lines.filter((_, other) => other !== number).flat();
    const across = Math.max(26, 12 + 9 * value.text.length);
    const at = choosePlace(line, across, [...others, ...taken], boxes);
    taken.push(at);
    const plate = { x: at.x - across / 2, y: at.y - HIGH / 2, width: across, height: HIGH, rx: HIGH / 2 };
    const rect = drawSvg("rect", plate);
    rect.style.fill = colour;
    badges.append(rect, drawSvg("text", { x: at.x, y: at.y + 5 }, value.text));
  }
  if (valued.length) svg.append(badges);
}

/**
 * The line of an edge as wide as it got much, with a head in its colour: the line ends under it, as at its
 * tip the head is narrower.
 * @param {SVGPathElement} line
 * @param {NodeValue} value
 * @param {string} colour
 * @param {SVGElement} place of the head
 */
function styleLine(line, { share, isDifference = false }, colour, place) {
  const width = THIN + (THICK - THIN) * Math.abs(share);
  const isDashed = share < 1 / 3 && !isDifference;
  line.style.setProperty("--width", `${width.toFixed(1)}px`);
  line.style.setProperty("--line", colour);
  if (isDashed || line.classList.contains("undirected")) {
    line.style.setProperty("--dashes", isDashed ? "5 4" : "none");
    return;
  }
  const size = Math.max(HEAD, 2 * width);
  const length = line.getTotalLength();
  line.style.setProperty("--dashes", `${Math.max(0.1, length - 0.7 * size).toFixed(1)} ${length.toFixed(1)}`);
  heads += 1;
  const id = `head-${heads}`; // a page can have several maps
  const box = { viewBox: "0 0 8 8", refX: 7.5, refY: 4, markerWidth: size, markerHeight: size };
  const head = drawSvg("marker", { id, ...box, markerUnits: "userSpaceOnUse", orient: "auto" });
  const tip = drawSvg("path", { d: "M0 .8 8 4 0 7.2z" });
  tip.style.fill = colour;
  head.append(tip);
  place.append(head);
  line.style.setProperty("marker-end", `url("#${id}")`);
}

/**
 * Points along a line.
 * @param {SVGPathElement} line
 * @param {number} count
 */
function followLine(line, count) {
  const length = line.getTotalLength();
  return Array.from({ length: count + 1 }, (_, at) => line.getPointAtLength((length * at) / count));
}

/**
 * Where on a line its number stands: in the middle, or else where it is farthest from other lines and covers
 * least of a box.
 * @param {SVGPathElement} line
 * @param {number} across how wide the plate of the number is
 * @param {DOMPoint[]} others
 * @param {DOMRect[]} boxes
 */
function choosePlace(line, across, others, boxes) {
  const length = line.getTotalLength();
  const places = PLACES.map((share) => {
    const at = line.getPointAtLength(share * length);
    const room = Math.min(APART, ...others.map(({ x, y }) => Math.hypot(x - at.x, y - at.y)));
    const covered = Math.max(0, ...boxes.map((box) => findOverlap(at, across, box)));
    return { at, room: room - covered };
  });
  return places.reduce((best, place) => (place.room > best.room ? place : best)).at;
}

/**
 * How far the plate of a number lies over the border of a box.
 * @param {DOMPoint} at
 * @param {number} across
 * @param {DOMRect} box
 */
function findOverlap(at, across, { x, y, width, height }) {
  const over = (across + width) / 2 - Math.abs(at.x - x - width / 2);
  return Math.min(over, (HIGH + height) / 2 - Math.abs(at.y - y - height / 2));
}
