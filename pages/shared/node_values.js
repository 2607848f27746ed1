// Numbers on a map: how much each node got, as a colour of its box and a number on its corner; how much each
// edge got, as the width of its line and a number on it.
import { chooseInk, mix, readColour } from "./colours.js";

/** @import { NodeValue } from "./types.js" */

const THIN = 1.5; // of a line whose edge got least
const THICK = 7;
const APART = 24; // of a number from other lines and their numbers, where there is room
const PLACES = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.9, 0.1]; // of a number along its line
const SAMPLES = 24; // of where a line runs

const SVG = "http://www.w3.org/2000/svg";

/**
 * @template {"g" | "rect" | "text" | "title"} Tag
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
 * How much each edge got: its line as wide, those that got least dashed, and the number on it.
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
    return value && line instanceof SVGPathElement ? [{ line, value }] : [];
  });
  const lines = valued.map(({ line }) => followLine(line, SAMPLES));
  /** @type {DOMPoint[]} */
  const taken = [];
  for (const [number, { line, value }] of valued.entries()) {
    const { share, isDifference = false } = value;
    line.style.setProperty("--width", `${(THIN + (THICK - THIN) * Math.abs(share)).toFixed(1)}px`);
    line.style.setProperty("--dashes", share < 1 / 3 && !isDifference ? "5 4" : "none");
    const colour = readColour(isDifference && share ? (share < 0 ? "lines-1" : "lines-0") : "ink");
    line.style.setProperty("--line", colour);
    const others = lines.filter((_, other) => other !== number).flat();
    const at = choosePlace(line, [...others, ...taken]);
    taken.push(at);
    const across = Math.max(26, 12 + 9 * value.text.length);
    badges.append(
      drawSvg("rect", { x: at.x - across / 2, y: at.y - 10, width: across, height: 20, rx: 10 }),
      drawSvg("text", { x: at.x, y: at.y + 5 }, value.text),
    );
  }
  if (valued.length) svg.append(badges);
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
 * Where on a line its number stands: in the middle, or else where it is farthest from what else is there.
 * @param {SVGPathElement} line
 * @param {DOMPoint[]} others
 */
function choosePlace(line, others) {
  const length = line.getTotalLength();
  const places = PLACES.map((share) => {
    const at = line.getPointAtLength(share * length);
    const room = Math.min(APART, ...others.map(({ x, y }) => Math.hypot(x - at.x, y - at.y)));
    return { at, room };
  });
  return places.reduce((best, place) => (place.room > best.room ? place : best)).at;
}
