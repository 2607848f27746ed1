// The map as a room sees it: parts hidden or lit, numbers on nodes, this workshop's own words.
import { build } from "../shared/dom.js";
import { drawSvg as draw, markEdges, markNode } from "../shared/node_values.js";
import { fetchAhead, fetchText } from "../shared/requests.js";
import { LINE, setWords } from "./room_lines.js";

/**
 * @import { LoadedTexts } from "../shared/types.js"
 * @import { RoomPaint } from "./types.js"
 *
 * @typedef {object} Picture
 * @property {SVGElement} svg
 * @property {Map<string, SVGElement>} nodes
 * @property {SVGElement[]} edges
 * @property {WeakMap<SVGElement, SVGElement[]>} names the lines of the name of each node
 *
 * @typedef {object} RoomPicture
 * @property {number} width of the room, in pixels, like its height
 * @property {number} height
 * @property {string} content
 * @property {boolean} [counts] whether the numbers of stories are shown
 * @property {string[]} [focus] the only nodes that are there, with their neighbours; all without it
 */

const STEP = 20; // as the server has it
const SMALLEST = 0.7; // how high letters of a room's own words are at least, in those of the page

/**
 * @param {ParentNode} parent
 * @param {string} selector
 */
const findAll = (parent, selector) => /** @type {SVGElement[]} */ ([...parent.querySelectorAll(selector)]);

/**
 * @param {RoomPicture} picture
 * @param {string} language
 */
function writeAddress({ width, height, content, counts = false, focus = [] }, language) {
  const room = chooseRoom(width, height);
  const query = `theme=screen&lang=${language}&room=${room}&fit=whole&marks=no`; // room for own words
  const part = focus.length ? `&focus=${focus.join(",")}` : "";
  return `diagram.svg?${query}${part}${counts ? "&counts=yes" : ""}&${content}`;
}

/**
 * A room of the same form whose sides are in whole steps, so that pictures can be kept.
 * @param {number} width
 * @param {number} height
 */
export function chooseRoom(width, height) {
  const high = Math.max(100, Math.floor(height / STEP) * STEP);
  const wide = Math.max(100, Math.round(((width / (height || 1)) * high) / STEP) * STEP);
  return `${wide}x${high}`;
}

export class RoomMap {
  element = build("div", { class: "room-map valued-map" });
  /** @type {Picture | null} */
  #picture = null;
  /** @type {RoomPaint | null} */
  #painted = null;
  /** The address of the picture that is wanted, and of the one that will be. */
  #wanted = "";
  #ahead = "";

  /**
   * @param {string} language
   * @param {(id: string) => void} pick is told which node was clicked
   * @param {(id: string) => string} nameNode
   */
  constructor(language, pick, nameNode) {
    this.language = language;
    this.pick = pick;
    this.nameNode = nameNode;
  }

  /**
   * Load the picture that fits a room; the one that is shown stays until the new one is there.
   * @param {RoomPicture} wanted
   */
  async load(wanted) {
    const address = writeAddress(wanted, this.language);
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

  /** @param {RoomPicture} wanted what will be loaded soon */
  fetchAhead(wanted) {
    const address = writeAddress(wanted, this.language);
    if (this.#ahead !== address && this.#wanted !== address) fetchAhead(address);
    this.#ahead = address;
  }

  /** @param {string} text */
  #show(text) {
    const parsed = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
    const svg = /** @type {SVGElement} */ (/** @type {Element} */ (document.importNode(parsed, true)));
    svg.querySelector("title")?.remove();
    const nodes = new Map(findAll(svg, "[data-node-id]").map((node) => [node.dataset.nodeId ?? "", node]));
    for (const [id, node] of nodes) this.#listen(id, node);
    this.#picture = { svg, nodes, edges: findAll(svg, "[data-source]"), names: new WeakMap() };
    this.element.replaceChildren(svg);
    if (this.#painted) this.paint(this.#painted);
  }

  /**
   * @param {string} id
   * @param {SVGElement} node
   */
  #listen(id, node) {
    const pick = () => {
      node.blur(); // keys go on moving the projector
      this.pick(id);
    };
    node.addEventListener("click", pick);
    node.addEventListener("keydown", ({ key }) => [" ", "Enter"].includes(key) && pick());
  }

  /** @param {RoomPaint} paint */
  paint(paint) {
    this.#painted = paint;
    const { isWordless = false } = paint;
    this.element.classList.toggle("wordless", isWordless);
    if (!this.#picture) return;
    const { svg, nodes, edges } = this.#picture;
    const { lit, fresh, marked, selected, values = {}, words = {}, label = "" } = paint;
    for (const [id, node] of nodes) {
      node.classList.toggle("faded", Boolean(lit && !lit.has(id)));
      node.classList.toggle("lit", Boolean(lit?.has(id)));
      node.classList.toggle("fresh", Boolean(fresh?.has(id)));
      node.classList.toggle("marked", Boolean(marked?.has(id)));
      node.classList.toggle("selected", id === selected);
      const own = (words[id] ?? []).join("; ");
      const name = [this.nameNode(id), own].filter(Boolean).join(" ✎ ");
      const button = {
        role: "button",
        tabindex: "0",
        "aria-label": name,
        "aria-pressed": `${id === selected}`,
      };
      for (const [attribute, value] of Object.entries(button)) {
        if (isWordless) node.removeAttribute(attribute);
        else node.setAttribute(attribute, value);
      }
      this.#write(this.#picture, node, own);
      markNode(node, values[id]);
    }
    for (const edge of edges) {
      const { source = "", target = "" } = edge.dataset;
      const isLit = Boolean(paint.edges?.has(`${source}>${target}`));
      const isOff = paint.edges ? !isLit : Boolean(lit && !(lit.has(source) && lit.has(target)));
      edge.classList.toggle("lit", isLit);
      edge.classList.toggle("faded", isOff);
    }
    markEdges(svg, edges, values);
    svg.setAttribute("role", isWordless ? "img" : "group");
    svg.setAttribute("aria-label", label);
  }

  /**
   * This workshop's words in the place of the name of a node that has none.
   * @param {Picture} picture
   * @param {SVGElement} node
   * @param {string} own
   */
  #write({ svg, names }, node, own) {
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
    const scale = (svg instanceof SVGGraphicsElement && svg.getScreenCTM()?.a) || 1;
    const letters = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const floor = (SMALLEST * letters) / scale;
    const { lines, size } = setWords(`✎ ${own}`, width - 10, height - 4, floor);
    node.prepend(draw("title", { class: "own" }, own)); // in full, as it may be cut
    const step = Math.min(LINE * size, (height - 4) / lines.length);
    for (const [number, line] of lines.entries()) {
      const middle = y + height / 2 + (number - (lines.length - 1) / 2) * step + size / 3;
      const text = draw("text", { class: "own", x: x + width / 2, y: middle }, line);
      text.style.fontSize = `${size}px`;
      node.append(text);
    }
  }
}
