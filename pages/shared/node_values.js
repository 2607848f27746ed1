// Numbers on the nodes of a map: how much each got, as a colour of its box and a number on its corner.
import { chooseInk, mix, readColour } from "./colours.js";

/** @import { NodeValue } from "./types.js" */

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
