// The map: the server's SVG, with selection, highlight, keyboard, zoom and pan.

import { parseSvg } from "../shared/dom.js";
import { fetchText } from "../shared/requests.js";
import { fill } from "../shared/words.js";
import { buildEdgeList } from "./edge_list.js";
import { findFlags, showFlag } from "./ends.js";
import { describe, findEmphasis, pick, state } from "./store.js";

const LARGEST = 8;
const STEP = 1.25;
const NARROW = 700; // narrower than this the picture scrolls inside its frame
const BESIDE = 1600; // from here on the details stand beside the map (see diagram.css)

/** @import { LoadedTexts, View, PictureRequest } from "../shared/types.js" */

/**
 * @param {HTMLElement} stage
 * @param {LoadedTexts} texts
 * @returns {View}
 */
export function build(stage, texts) {
  const view = { scale: 1, x: 0, y: 0 };
  let svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  /** @type {string | null} */
  let shown = null;
  /** @type {PictureRequest | null} */
  let wanted = null;
  /** @type {string | null} */
  let looked = null; // the node that was last brought into view
  /** @type {Map<string, SVGGraphicsElement>} */
  let nodes = new Map();
  /** @type {Map<string, string>} what each node is called for who does not see it */
  const names = new Map();
  /** @type {SVGElement[]} */
  let edges = [];

  /** @param {PictureRequest} next */
  async function load(next) {
    const address = namePicture(next);
    wanted = next;
    if (shown === address) return;
    const parsed = parseSvg(await fetchText(address));
    if (wanted !== next) return;
    const focused = findFocused();
    svg = document.importNode(parsed, true);
    stage.replaceChildren(svg);
    shown = address;
    svg.setAttribute("role", "group");
    svg.setAttribute("aria-label", `${texts.title}. ${texts.words.map}`);
    svg.querySelector("title")?.remove(); // it would pop up everywhere
    /** @type {NodeListOf<SVGGraphicsElement>} */
    const groups = svg.querySelectorAll("[data-node-id]");
    nodes = new Map([...groups].map((node) => [node.dataset.nodeId ?? "", node]));
    edges = [...svg.querySelectorAll("[data-source]")].filter((edge) => edge instanceof SVGElement);
    for (const [id, node] of nodes) {
      const { name, stage: at, level } = texts.nodes[id];
      node.setAttribute("role", "button");
      node.setAttribute("tabindex", "-1");
      const stories = fill(texts.words.manyStories, { count: texts.counts[id] ?? 0 });
      const count = node.querySelector(".count") ? `. ${stories}` : "";
      names.set(id, `${name}. ${texts.stages[at]}, ${texts.levels[level]}${count}`);
    }
    nodes.get(focused ?? "")?.focus({ preventScroll: true });
    move();
  }

  // The node that has the keyboard, if one of the picture has.
  function findFocused() {
    const { activeElement } = document;
    return svg.contains(activeElement) ? findNode(activeElement) : null;
  }

  // What can be reached by the Tab key: the node with the keyboard, else the selected one or the first.
  /** @param {Element | undefined} entry */
  function letIn(entry) {
    const node = nodes.get(findFocused() ?? "") ?? entry ?? nodes.values().next().value;
    node?.setAttribute("tabindex", "0");
  }

  function paint() {
    const emphasis = findEmphasis();
    const flags = findFlags(state.page, state.selection, texts);
    let entry;
    for (const [id, node] of nodes) {
      const flagged = flags.filter(({ nodes: ends }) => ends.has(id));
      for (const flag of flags) showFlag(node, flag, flagged.includes(flag));
      const label = [names.get(id), ...flagged.map(({ name }) => name)].join(". ");
      if (node.getAttribute("aria-label") !== label) node.setAttribute("aria-label", label);
      const is = describe(id, emphasis);
      node.classList.toggle("faded", is.faded);
      node.classList.toggle("lit", Boolean(emphasis) && !is.faded);
      node.classList.toggle("selected", is.selected);
      node.classList.toggle("hit", is.hit);
      node.classList.toggle("off", is.off);
      if (is.selected) node.setAttribute("aria-current", "true");
      else node.removeAttribute("aria-current");
      node.setAttribute("tabindex", "-1");
      if (is.selected || (!entry && !is.faded)) entry = is.selected ? node : (entry ?? node);
    }
    letIn(entry);
    if (state.node !== looked) bringIntoView(nodes.get(state.node ?? ""));
    looked = state.node;
    for (const edge of edges) {
      const { source = "", target = "" } = edge.dataset;
      const way = emphasis?.findWay(source, target) ?? null;
      const faded =
        describe(source, emphasis).faded || describe(target, emphasis).faded || (emphasis && !way);
      edge.classList.toggle("faded", Boolean(faded));
      edge.classList.toggle("lit", way === "path" && !faded);
      edge.classList.toggle("before", way === "before" && !faded);
      edge.classList.toggle("after", way === "after" && !faded);
      if (way && !faded) edge.parentNode?.append(edge); // on top of those that are faded
    }
  }

  // A node that a link or a button selected may be out of sight, or below the docked details.
  /** @param {SVGGraphicsElement | undefined} node */
  function bringIntoView(node) {
    if (!node) return;
    keepInView(node);
    const { top, bottom } = node.getBoundingClientRect();
    const lowest = window.innerWidth < BESIDE ? window.innerHeight * 0.68 : window.innerHeight;
    if (top < 60 || bottom > lowest) node.scrollIntoView({ block: "center" });
  }

  // Zoom and pan: the picture keeps its place whatever is clicked or filtered.

  function move() {
    svg
      .querySelector(".view")
      ?.setAttribute("transform", `translate(${view.x} ${view.y}) scale(${view.scale})`);
    stage.classList.toggle("zoomed", view.scale > 1);
  }

  /**
   * @param {number} factor
   * @param {{x: number, y: number}} [at] what stays where it is
   */
  function zoom(factor, at = middle()) {
    const scale = Math.min(LARGEST, Math.max(1, view.scale * factor));
    view.x = at.x - ((at.x - view.x) * scale) / view.scale;
    view.y = at.y - ((at.y - view.y) * scale) / view.scale;
    view.scale = scale;
    keepInside();
  }

  function keepInside() {
    const { width, height } = svg.viewBox.baseVal;
    view.x = Math.min(0, Math.max(width * (1 - view.scale), view.x));
    view.y = Math.min(0, Math.max(height * (1 - view.scale), view.y));
    move();
  }

  function fit() {
    Object.assign(view, { scale: 1, x: 0, y: 0 });
    move();
  }

  const middle = () => ({ x: svg.viewBox.baseVal.width / 2, y: svg.viewBox.baseVal.height / 2 });

  /** @param {MouseEvent} event */
  function locate(event) {
    return new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM()?.inverse());
  }

  stage.addEventListener(
    "wheel",
    (event) => {
      const inwards = event.deltaY < 0;
      const isAbove = stage.getBoundingClientRect().top < 0 && !document.fullscreenElement;
      // At rest the wheel scrolls the page: down past the map, and up until the map is all in view.
      if (view.scale === 1 && !event.ctrlKey && (!inwards || isAbove)) return;
      event.preventDefault();
      zoom(STEP ** (-Math.sign(event.deltaY) * Math.min(1, Math.abs(event.deltaY) / 60)), locate(event));
    },
    { passive: false },
  );

  /** @type {Map<number, PointerEvent>} */
  const pointers = new Map();
  let dragged = false;
  stage.addEventListener("pointerdown", (event) => {
    if (event.button > 0) return;
    if (!pointers.size) dragged = false;
    pointers.set(event.pointerId, event);
  });
  stage.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const from = locate(before);
    const to = locate(event);
    const other = [...pointers.values()].find((pointer) => pointer.pointerId !== event.pointerId);
    if (pointers.size === 2 && other) {
      zoom(spread(event, other) / Math.max(1, spread(before, other)), locate(other));
      dragged = true;
    } else if (dragged || spread(event, before) > 4) {
      if (!dragged) stage.setPointerCapture(event.pointerId);
      dragged = true;
      view.x += to.x - from.x;
      view.y += to.y - from.y;
      keepInside();
    } else return;
    pointers.set(event.pointerId, event);
  });
  for (const ending of /** @type {const} */ (["pointerup", "pointercancel"])) {
    stage.addEventListener(ending, (event) => pointers.delete(event.pointerId));
  }

  // Selecting

  stage.addEventListener("click", (event) => {
    if (dragged) dragged = false;
    else pick(findNode(event.target));
  });
  stage.addEventListener("focusin", (event) => keepInView(nodes.get(findNode(event.target) ?? "")));
  stage.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const at = findNode(event.target);
    /** @type {Record<string, () => void>} */
    const acts = {
      Enter: () => pick(at ?? state.node),
      " ": () => pick(at ?? state.node),
      Escape: () => pick(null),
      "+": () => zoom(STEP),
      "=": () => zoom(STEP),
      "-": () => zoom(1 / STEP),
      0: fit,
      ArrowLeft: () => walk(at, "left"),
      ArrowRight: () => walk(at, "right"),
      ArrowUp: () => walk(at, "up"),
      ArrowDown: () => walk(at, "down"),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });

  // Left and right follow the edges; up and down go through the column, so through a lane and on to the next.
  /**
   * @param {string | null} from
   * @param {"left" | "right" | "up" | "down"} way
   */
  function walk(from, way) {
    const here = from && nodes.get(from)?.getBoundingClientRect();
    if (!here) return;
    /** @param {DOMRect} box */
    const distance = (box) => Math.abs(box.top + box.height / 2 - here.top - here.height / 2);
    const sign = way === "up" ? -1 : 1;
    /** @param {string} id @param {DOMRect} box */
    const isThere = (id, box) => {
      if (way === "left") return texts.nodes[from].from.some((edge) => edge.from === id);
      if (way === "right") return texts.nodes[from].to.some((edge) => edge.to === id);
      return Math.abs(box.left - here.left) < 2 && sign * (box.top - here.top) > 2;
    };
    const [next] = [...nodes]
      .map(([id, node]) => ({ id, node, box: node.getBoundingClientRect() }))
      .filter(({ id, box }) => isThere(id, box))
      .sort((first, second) => distance(first.box) - distance(second.box));
    if (!next) return;
    next.node.focus({ preventScroll: true });
    next.node.scrollIntoView({ block: "nearest" });
    if (state.node) pick(next.id);
    else paint();
  }

  /** @param {SVGGraphicsElement | undefined} node */
  function keepInView(node) {
    if (!node || view.scale === 1) return;
    const box = node.getBBox();
    const { width, height } = svg.viewBox.baseVal;
    const left = box.x * view.scale + view.x;
    const top = box.y * view.scale + view.y;
    if (left < 0 || left + box.width * view.scale > width)
      view.x = width / 2 - (box.x + box.width / 2) * view.scale;
    if (top < 0 || top + box.height * view.scale > height)
      view.y = height / 2 - (box.y + box.height / 2) * view.scale;
    keepInside();
  }

  /** @type {View["tools"]} */
  const tools = [
    ["zoomOut", () => zoom(1 / STEP)],
    ["zoomIn", () => zoom(STEP)],
    ["fit", fit],
  ];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let resizing;
  function refit() {
    clearTimeout(resizing);
    resizing = setTimeout(async () => {
      if (!wanted || !stage.isConnected) return;
      await load(wanted);
      paint();
    }, 150);
  }
  window.addEventListener("resize", refit);
  const endList = buildEdgeList(stage, texts);

  const reveal = () => bringIntoView(nodes.get(state.node ?? ""));
  state.reveal = reveal;
  const destroy = () => {
    clearTimeout(resizing);
    if (state.reveal === reveal) state.reveal = null;
    window.removeEventListener("resize", refit);
    endList();
  };
  return { load, paint, tools, destroy };
}

/**
 * The id of the node that an element is part of.
 * @param {EventTarget | null} target
 */
function findNode(target) {
  const node = target instanceof Element ? target.closest("[data-node-id]") : null;
  return node?.getAttribute("data-node-id") ?? null;
}

/**
 * How far two fingers, or two places of one, are from each other.
 * @param {MouseEvent} first
 * @param {MouseEvent} second
 */
const spread = (first, second) => Math.hypot(first.clientX - second.clientX, first.clientY - second.clientY);

/**
 * The address of the picture that fits the room there is for it.
 * @param {PictureRequest} wanted
 */
export function namePicture({ lang, query, content }) {
  return ["diagram.svg?theme=screen", `lang=${lang}`, query, `room=${measureRoom()}`, content]
    .filter(Boolean)
    .join("&");
}

// The room for the picture, known before the page is built; in steps that let browsers and server keep it.
function measureRoom() {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const isFull = Boolean(document.fullscreenElement);
  const beside = window.innerWidth >= BESIDE && !isFull ? 24.5 * rem : 0;
  const width = Math.max(window.innerWidth - 2 * rem - beside, NARROW);
  const height = Math.max(200, window.innerHeight - (isFull ? 6.5 : 15) * rem);
  return [width, height].map((size) => Math.min(8180, Math.floor(size / 20) * 20)).join("x");
}
