// The network: vis-network for free-form looking and dragging, with the outline below it as its text twin.

import { build as element } from "../shared/dom.js";
import { fetchText } from "../shared/requests.js";
import { asset } from "../shared/styles.js";
import { measureSpace } from "./frame.js";
import { build as buildOutline } from "./outline.js";
import { fitBoxes, spread } from "./spacing.js";
import { describe, findEmphasis, pick, pickEdge, state } from "./store.js";

/**
 * @import { LoadedTexts, NetworkContent, NetworkNode, View, PictureRequest } from "../shared/types.js"
 * @import { Place } from "./spacing.js"
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
 * @property {() => Record<string, Place>} getPositions
 * @property {(id: string) => {left: number, right: number, top: number, bottom: number}} getBoundingBox
 * @property {() => number} getScale
 * @property {(to: {position?: Place, scale: number}) => void} moveTo
 * @property {(event: string, listener: (event: Event) => void) => void} on
 * @property {(ids: string[], highlightsEdges: boolean) => void} selectNodes
 * @property {() => void} unselectAll
 * @property {(options: object) => void} setOptions
 * @property {() => void} destroy
 *
 * @typedef {{nodes: string[], edges: number[]}} Event what the pointer is on
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
const FONT = "'Source Sans 3', sans-serif"; // vis-network takes double quotes out
const MARGIN = 16; // pixels around the whole network
const CORNER = 6; // the radius of a box's corners, which vis-network counts to its size on every side
const LARGEST = 2; // how many times its usual size the whole network is shown
const GLIDE = 400; // milliseconds
const LONGEST = 4000; // milliseconds that elements move: they hardly do after that
const LOOK = 50; // milliseconds between two looks at where they are

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
  let hasMoved = false; // some are not where the map has them
  let isWhole = true; // until somebody looks closer
  let isOver = false;
  let glide = 0;

  /** @param {PictureRequest} wanted */
  async function load(wanted) {
    const query = [`lang=${wanted.lang}`, wanted.query, `room=${measureSpace()}`, wanted.content]
      .filter(Boolean)
      .join("&");
    if (shown === query) return;
    const [vis, text] = await Promise.all([
      loadLibrary(),
      fetchText(`network.json?${query}`),
      twin.load(wanted),
      document.fonts.load(`14px ${FONT}`), // boxes are as wide as their letters
    ]);
    if (isOver) return;
    cancelAnimationFrame(glide);
    const places = hasMoved ? drawn?.network.getPositions() : null;
    content = JSON.parse(text);
    shown = query;
    const [nodes, edges] = [paintNodes(places ?? undefined), paintEdges()];
    if (drawn) {
      drawn.nodes.clear();
      drawn.edges.clear();
      drawn.nodes.add(nodes);
      drawn.edges.add(edges);
    } else drawn = draw(vis, { nodes: new vis.DataSet(nodes), edges: new vis.DataSet(edges) });
    if (!places) fit();
  }

  /**
   * @param {Vis} vis
   * @param {Drawn} data
   */
  function draw(vis, data) {
    const network = new vis.Network(canvas, data, { ...content.options, autoResize: true });
    network.on("click", ({ nodes: [id], edges: [edge] }) => {
      if (id === undefined && edge !== undefined) pickEdge(content.edges[edge]);
      else pick(id ?? null);
    });
    network.on("dragStart", ({ nodes: [id] }) => {
      if (id === undefined) isWhole = false;
      else hasMoved = true;
    });
    network.on("zoom", () => {
      isWhole = false;
    });
    network.on("resize", () => isWhole && fit());
    network.on("stabilized", () => moves && settle());
    canvas.querySelector("canvas")?.setAttribute("tabindex", "-1");
    canvas.querySelector(".vis-network")?.setAttribute("tabindex", "-1");
    return { network, ...data };
  }

  /** @param {Network} network */
  const listBoxes = (network) =>
    content.nodes.map(({ id }) => {
      const { left, right, top, bottom } = network.getBoundingBox(id);
      const [width, height] = [right - left - 2 * CORNER, bottom - top - 2 * CORNER];
      return { id, x: (left + right) / 2, y: (top + bottom) / 2, width, height };
    });

  const measureFrame = () => ({
    width: Math.max(1, canvas.clientWidth - 2 * MARGIN),
    height: Math.max(1, canvas.clientHeight - 2 * MARGIN),
  });

  function fit() {
    if (!drawn || !content.nodes.length) return;
    isWhole = true;
    drawn.network.moveTo(fitBoxes(listBoxes(drawn.network), measureFrame(), LARGEST));
  }

  /**
   * Let the elements glide to places, with all of the network in sight.
   * @param {Record<string, Place>} places
   */
  function glideTo(places) {
    const { network, nodes } = /** @type {NonNullable<typeof drawn>} */ (drawn);
    const from = network.getPositions();
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const begin = performance.now();
    cancelAnimationFrame(glide);
    const step = (/** @type {number} */ now) => {
      const share = isStill ? 1 : Math.min(1, Math.max(0, now - begin) / GLIDE);
      const eased = share * (2 - share);
      const between = (/** @type {number} */ start, /** @type {number} */ end) =>
        start + (end - start) * eased;
      const moved = Object.entries(places).filter(([id]) => from[id]);
      nodes.update(
        moved.map(([id, { x, y }]) => ({ id, x: between(from[id].x, x), y: between(from[id].y, y) })),
      );
      fit();
      if (share < 1) glide = requestAnimationFrame(step);
    };
    step(begin);
  }

  /** @param {string} name */
  const colour = (name) =>
    getComputedStyle(document.documentElement).getPropertyValue(`--diagram-${name}`).trim();

  /** @param {Record<string, Place>} [places] where they are, if not where the map has them */
  function paintNodes(places = {}) {
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
        ...places[node.id],
        opacity: is.faded ? 0.25 : 1,
        borderWidth: is.selected ? 5 : is.hit ? 4 : 2,
        font: { ...node.font, color: is.faded ? colour("quiet") : ink, face: FONT },
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

  /** @type {HTMLElement | null} */
  let movesButton = null;

  let looking = 0;

  /** @param {boolean} areMoving */
  function move(areMoving) {
    moves = areMoving;
    movesButton?.setAttribute("aria-pressed", String(moves));
    drawn?.network.setOptions({ physics: { enabled: moves } });
    cancelAnimationFrame(glide);
    clearInterval(looking);
    if (!moves) return;
    const end = performance.now() + LONGEST;
    looking = setInterval(() => {
      if (performance.now() > end) settle();
      else if (isWhole) fit();
    }, LOOK);
  }

  /** @param {{currentTarget: HTMLElement}} event */
  function toggleMoves({ currentTarget }) {
    movesButton = currentTarget;
    hasMoved = true;
    if (moves) settle();
    else move(true);
  }

  // They stay where they came to rest, as far as the frame and their boxes let them.
  function settle() {
    move(false);
    if (drawn) glideTo(spread(listBoxes(drawn.network), measureFrame()));
  }

  function putBack() {
    move(false);
    hasMoved = false;
    if (drawn) glideTo(Object.fromEntries(content.nodes.map(({ id, x, y }) => [id, { x, y }])));
  }

  /** @param {number} factor */
  function zoom(factor) {
    isWhole = false;
    drawn?.network.moveTo({ scale: drawn.network.getScale() * factor });
  }

  /** @type {View["tools"]} */
  const tools = [
    ["physics", toggleMoves],
    ["putBack", putBack],
    ["zoomOut", () => zoom(0.8)],
    ["zoomIn", () => zoom(1.25)],
    ["fit", fit],
  ];
  const destroy = () => {
    isOver = true;
    move(false);
    drawn?.network.destroy();
  };
  return { load, paint, tools, destroy };
}
