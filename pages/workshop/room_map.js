// The map as a room sees it: parts hidden or lit, numbers on nodes, this workshop's own words.
import { build } from "../shared/dom.js";
import { fetchText } from "../shared/requests.js";
import { breakLines } from "./room_lines.js";

/**
 * @import { LoadedSheet } from "../shared/types.js"
 * @import { NodeValue, RoomPaint } from "./types.js"
 *
 * @typedef {object} Picture
 * @property {SVGElement} svg
 * @property {Map<string, SVGElement>} nodes
 * @property {SVGElement[]} edges
 * @property {WeakMap<SVGElement, SVGElement[]>} names the lines of the name of each node
 */

const LINE = 15; // the height of a line of a node's own words, at least
const LETTER = 6.6; // how wide a letter of them is, on the average
const SVG = "http://www.w3.org/2000/svg";

/**
 * @template {"g" | "rect" | "text"} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number>} attributes
 * @param {string} [text]
 */
function draw(tag, attributes, text) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  if (text !== undefined) element.textContent = text;
  return element;
}

/**
 * @param {ParentNode} parent
 * @param {string} selector
 */
const findAll = (parent, selector) => /** @type {SVGElement[]} */ ([...parent.querySelectorAll(selector)]);

export class RoomMap {
  element = build("div", { class: "room-map" });
  /** @type {Picture | null} */
  #picture = null;
  /** @type {RoomPaint | null} */
  #painted = null;
  /** The address of the picture that is wanted. */
  #wanted = "";

  /**
   * @param {string} language
   * @param {(id: string) => void} pick is told which node was clicked
   */
  constructor(language, pick) {
    this.language = language;
    this.pick = pick;
  }

  /**
   * Load the picture that fits a room; the one that is shown stays until the new one is there.
   * @param {{width: number, height: number, content: string, counts: boolean}} wanted
   */
  async load({ width, height, content, counts }) {
    const room = [width, height].map((size) => Math.max(100, Math.floor(size / 20) * 20)).join("x");
    const query = `theme=screen&lang=${this.language}&room=${room}&fit=whole&marks=no`; // room for own words
    const address = `diagram.svg?${query}${counts ? "&counts=yes" : ""}&${content}`;
    if (this.#wanted === address) return;
    this.#wanted = address;
    try {
      const text = await fetchText(address);
      if (this.#wanted === address) this.#show(text);
    } catch (error) {
      if (this.#wanted === address) this.#wanted = "";
      throw error;
    }
  }

  /** @param {string} text */
  #show(text) {
    const parsed = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
    const svg = /** @type {SVGElement} */ (/** @type {Element} */ (document.importNode(parsed, true)));
    svg.querySelector("title")?.remove();
    const nodes = new Map(findAll(svg, "[data-node-id]").map((node) => [node.dataset.nodeId ?? "", node]));
    for (const [id, node] of nodes) node.addEventListener("click", () => this.pick(id));
    this.#picture = { svg, nodes, edges: findAll(svg, "[data-source]"), names: new WeakMap() };
    this.element.replaceChildren(svg);
    if (this.#painted) this.paint(this.#painted);
  }

  /** @param {RoomPaint} paint */
  paint(paint) {
    this.#painted = paint;
    if (!this.#picture) return;
    const { svg, nodes, edges } = this.#picture;
    const { shown, lit, fresh, marked, selected, values = {}, words = {}, label = "" } = paint;
    for (const [id, node] of nodes) {
      node.classList.toggle("absent", Boolean(shown && !shown.has(id)));
      node.classList.toggle("faded", Boolean(lit && !lit.has(id)));
      node.classList.toggle("lit", Boolean(lit?.has(id)));
      node.classList.toggle("fresh", Boolean(fresh?.has(id)));
      node.classList.toggle("marked", Boolean(marked?.has(id)));
      node.classList.toggle("selected", id === selected);
      this.#write(this.#picture, node, words[id] ?? []);
      mark(node, values[id]);
    }
    for (const edge of edges) {
      const { source = "", target = "" } = edge.dataset;
      const isLit = Boolean(paint.edges?.has(`${source}>${target}`));
      const isOff = paint.edges ? !isLit : Boolean(lit && !(lit.has(source) && lit.has(target)));
      edge.classList.toggle("absent", Boolean(shown && !(shown.has(source) && shown.has(target))));
      edge.classList.toggle("lit", isLit);
      edge.classList.toggle("faded", isOff);
    }
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", label);
  }

  /**
   * This workshop's words in the place of the name of a node that has none.
   * @param {Picture} picture
   * @param {SVGElement} node
   * @param {string[]} words
   */
  #write({ names }, node, words) {
    const own = words.join("; ");
    if ((node.dataset.words ?? "") === own) return;
    node.dataset.words = own;
    const name = names.get(node) ?? findAll(node, ":scope > text");
    names.set(node, name);
    for (const line of findAll(node, ":scope > .own")) line.remove();
    for (const line of name) line.style.display = own ? "none" : "";
    node.classList.toggle("owned", Boolean(own));
    const box = node.querySelector("rect");
    if (!own || !box) return;
    const [x, y, width, height] = ["x", "y", "width", "height"].map((side) => Number(box.getAttribute(side)));
    const most = Math.max(1, Math.floor((height - 4) / LINE));
    const lines = breakLines(`✎ ${own}`, Math.floor((width - 10) / LETTER), most);
    const step = Math.min(16, (height - 4) / lines.length);
    for (const [number, line] of lines.entries()) {
      const middle = y + height / 2 + (number - (lines.length - 1) / 2) * step + 4.5;
      node.append(draw("text", { class: "own", x: x + width / 2, y: middle }, line));
    }
  }
}

/**
 * How much a node got: its box filled accordingly, and the number on its corner.
 * @param {SVGElement} node
 * @param {NodeValue | undefined} value
 */
function mark(node, value) {
  node.querySelector(".value")?.remove();
  const box = node.querySelector("rect");
  node.classList.toggle("valued", Boolean(value));
  node.classList.toggle("strong", Boolean(value && value.share > 0.55));
  if (!value || !box) {
    box?.style.removeProperty("--share");
    return;
  }
  box.style.setProperty("--share", `${Math.round(100 * Math.max(0, Math.min(1, value.share)))}%`);
  if (!value.text) return;
  const { x, y, width } = box.getBBox();
  const across = Math.max(26, 12 + 9 * value.text.length);
  const badge = draw("g", { class: "value" });
  badge.append(
    draw("rect", { x: x + width - across + 6, y: y - 12, width: across, height: 24, rx: 12 }),
    draw("text", { x: x + width - across / 2 + 6, y: y + 5.5 }, value.text),
  );
  node.append(badge);
}
