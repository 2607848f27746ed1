// The network: vis-network for free-form looking and dragging, with the outline below it as its text twin.

import { build as element } from "../shared/dom.js";
import { fetchText } from "../shared/requests.js";
import { asset } from "../shared/styles.js";
import { build as buildOutline } from "./outline.js";
import { describe, findEmphasis, pick, pickEdge, state } from "./store.js";

/**
 * @import { LoadedTexts, NetworkContent, NetworkNode, View, PictureRequest } from "../shared/types.js"
 *
 * @typedef {{nodes: DataSet, edges: DataSet}} Drawn
 *
 * As much of vis-network as is used here.
 * @typedef {object} Vis
 * @property {new (canvas: HTMLElement, data: Drawn, options: object) => Network} Network
 * @property {new (items: object[]) => DataSet} DataSet
 *
 * @typedef {object} DataSet
 * @property {() => void} clear
 * @property {(items: object[]) => void} add
 * @property {(items: object[]) => void} update
 * @property {(id: string) => object | null} get
 *
 * @typedef {object} Network
 * @property {() => Record<string, {x: number, y: number}>} getPositions
 * @property {() => number} getScale
 * @property {(to: {scale: number}) => void} moveTo
 * @property {(event: "click", listener: (event: {nodes: string[], edges: number[]}) => void) => void} on
 * @property {(ids: string[], highlightsEdges: boolean) => void} selectNodes
 * @property {() => void} unselectAll
 * @property {(options: object) => void} setOptions
 * @property {() => void} fit
 * @property {() => void} destroy
 */

/** @type {Promise<Vis> | null} */
let library = null;

function loadLibrary() {
  library ??= import(asset("vis-network.min.js")).then(
    () => /** @type {{vis: Vis}} */ (/** @type {unknown} */ (globalThis)).vis,
    (error) => {
      library = null; // the next one asks for it again
      throw error;
    },
  );
  return library;
}

/** Colour and width of an edge by its way: as on the map. */
const COLOURS = { path: "lit", before: "before", after: "after" };
const WIDTHS = { path: 2.5, before: 2, after: 3 };

/**
 * @param {HTMLElement} stage
 * @param {LoadedTexts} texts
 * @returns {View}
 */
export function build(stage, texts) {
  const help = texts.words.networkHelp;
  const canvas = element("div", { class: "network-canvas", "aria-hidden": "true", title: help });
  const list = element("div", { class: "network-twin" });
  const summary = element("summary", {}, texts.words.networkText);
  stage.append(canvas, element("details", { class: "network-text" }, summary, list));
  const twin = buildOutline(list, texts);
  /** @type {{network: Network, nodes: DataSet, edges: DataSet} | null} */
  let drawn = null;
  /** @type {string | null} */
  let shown = null;
  /** @type {NetworkContent} */
  let content = { nodes: [], edges: [], options: {} };
  let moves = false;
  let isOver = false;

  /** @param {PictureRequest} wanted */
  async function load(wanted) {
    const query = [`lang=${wanted.lang}`, wanted.query, wanted.content].filter(Boolean).join("&");
    if (shown === query) return;
    const [vis, text] = await Promise.all([
      loadLibrary(),
      fetchText(`network.json?${query}`),
      twin.load(wanted),
    ]);
    if (isOver) return;
    content = JSON.parse(text);
    shown = query;
    const places = drawn?.network.getPositions() ?? {};
    for (const node of content.nodes) Object.assign(node, places[node.id]);
    if (drawn) {
      drawn.nodes.clear();
      drawn.edges.clear();
      drawn.nodes.add(paintNodes());
      drawn.edges.add(paintEdges());
      return;
    }
    const nodes = new vis.DataSet(paintNodes());
    const edges = new vis.DataSet(paintEdges());
    const network = new vis.Network(canvas, { nodes, edges }, { ...content.options, autoResize: true });
    drawn = { network, nodes, edges };
    network.on("click", ({ nodes: [id], edges: [edge] }) => {
      if (id === undefined && edge !== undefined) pickEdge(content.edges[edge]);
      else pick(id ?? null);
    });
    canvas.querySelector("canvas")?.setAttribute("tabindex", "-1");
    canvas.querySelector(".vis-network")?.setAttribute("tabindex", "-1");
  }

  /** @param {string} name */
  const colour = (name) =>
    getComputedStyle(document.documentElement).getPropertyValue(`--diagram-${name}`).trim();

  function paintNodes() {
    const emphasis = findEmphasis();
    const ink = colour("ink");
    const paper = colour("paper");
    return content.nodes.map((node) => {
      const is = describe(node.id, emphasis);
      const border = is.selected || is.hit ? colour("lit") : colour(`lines-${node.level % 8}`);
      const background = colour(`fills-${node.level % 8}`);
      const { level, ...rest } = node; // vis would take a level for its own hierarchical layout
      return {
        ...rest,
        opacity: is.faded ? 0.25 : 1,
        borderWidth: is.selected ? 5 : is.hit ? 4 : 2,
        font: { color: is.faded ? colour("quiet") : ink, face: "Source Sans, sans-serif", size: 14 },
        color: {
          border,
          background,
          highlight: { border, background },
          hover: { border, background: paper },
        },
      };
    });
  }

  function paintEdges() {
    const emphasis = findEmphasis();
    return content.edges.map((edge, id) => {
      const way = emphasis?.findWay(edge.from, edge.to) ?? null;
      const out = describe(edge.from, emphasis).faded || describe(edge.to, emphasis).faded;
      const line = colour(way ? COLOURS[way] : "line");
      return {
        ...edge,
        id,
        width: way ? WIDTHS[way] : 1.2,
        color: { color: line, highlight: line, hover: line, opacity: out || (emphasis && !way) ? 0.15 : 1 },
      };
    });
  }

  function paint() {
    twin.paint();
    if (!drawn) return;
    const { network, nodes, edges } = drawn;
    nodes.update(paintNodes().map(({ x, y, ...node }) => node));
    edges.update(paintEdges());
    if (state.node && nodes.get(state.node)) network.selectNodes([state.node], false);
    else network.unselectAll();
  }

  /** @param {{currentTarget: HTMLElement}} event */
  function toggleMoves({ currentTarget }) {
    moves = !moves;
    currentTarget.setAttribute("aria-pressed", String(moves));
    drawn?.network.setOptions({ physics: { enabled: moves } });
  }

  /** @param {number} factor */
  const zoom = (factor) => drawn?.network.moveTo({ scale: drawn.network.getScale() * factor });
  /** @type {View["tools"]} */
  const tools = [
    ["physics", toggleMoves],
    ["zoomOut", () => zoom(0.8)],
    ["zoomIn", () => zoom(1.25)],
    ["fit", () => drawn?.network.fit()],
  ];
  const destroy = () => {
    isOver = true;
    drawn?.network.destroy();
  };
  return { load, paint, tools, destroy };
}
