// The map: the server's SVG, with selection, highlight and keyboard.

import { parseSvg } from "../shared/dom.js";
import { fetchText } from "../shared/requests.js";
import { isBeside } from "../shared/side.js";
import { watchSides } from "../shared/sides.js";
import { fill } from "../shared/words.js";
import { buildEdgeList } from "./edge_list.js";
import { findFlags, showFlag } from "./ends.js";
import { isFirst } from "./first_picture.js";
import { measureSpace } from "./frame.js";
import { buildHeads } from "./heads.js";
import { keepLabelsInside } from "./labels.js";
import { buildLinkChoice } from "./link_choice.js";
import { describe, describeLinks, findEmphasis, pick, state } from "./store.js";
import { buildZoom } from "./zoom.js";

/** @import { LoadedTexts, View, PictureRequest } from "../shared/types.js" */

/**
 * @param {HTMLElement} stage
 * @param {LoadedTexts} texts
 * @returns {View}
 */
export function build(stage, texts) {
  let svg = stage.querySelector("svg") ?? document.createElementNS("http://www.w3.org/2000/svg", "svg");
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
  /** @type {ReturnType<typeof buildHeads> | null} */
  let heads = null;
  const zoom = buildZoom(stage, () => svg);

  /** @param {PictureRequest} next */
  async function load(next) {
    const address = namePicture(next);
    wanted = next;
    if (shown === address) return;
    const isThere = isFirst(svg, next);
    const parsed = isThere ? svg : parseSvg(await fetchText(address));
    if (wanted !== next) return;
    const focused = findFocused();
    if (!isThere) {
      svg = document.importNode(parsed, true);
      stage.replaceChildren(svg);
    }
    delete svg.dataset.shown;
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
      names.set(
        id,
        `${name}. ${texts.stages[at]}, ${texts.levels[level]}. ${describeLinks(texts, id)}${count}`,
      );
    }
    heads = buildHeads(svg, texts);
    nodes.get(focused ?? "")?.focus({ preventScroll: true });
    zoom.move();
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
    heads?.paint();
    if (state.node !== looked) zoom.keepInView(nodes.get(state.node ?? ""));
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
    }
    const bright = edges.filter((edge) => !edge.classList.contains("faded"));
    if (bright.length < edges.length) for (const edge of bright) edge.parentNode?.append(edge); // on top
  }

  // Selecting

  stage.addEventListener("click", (event) => {
    if (zoom.takeDrag()) return;
    const node = findNode(event.target);
    const found = node ? [] : edgeList.findEdges(event.clientX, event.clientY);
    if (found.length) linkChoice.choose(found, event);
    else pick(node);
  });
  stage.addEventListener("focusin", (event) => zoom.keepInView(nodes.get(findNode(event.target) ?? "")));
  stage.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const at = findNode(event.target);
    /** @type {Record<string, () => void>} */
    const acts = {
      Enter: () => pick(at ?? state.node),
      " ": () => pick(at ?? state.node),
      Escape: () => pick(null),
      "+": zoom.zoomIn,
      "=": zoom.zoomIn,
      "-": zoom.zoomOut,
      0: zoom.fit,
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
    if (state.node) pick(next.id);
    else paint();
  }

  /** @type {View["tools"]} */
  const tools = [
    ["zoomOut", zoom.zoomOut],
    ["zoomIn", zoom.zoomIn],
    ["fit", zoom.fit],
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
  const watcher = new ResizeObserver(refit);
  watcher.observe(stage);
  const edgeList = buildEdgeList(stage, texts);
  const linkChoice = buildLinkChoice(stage, texts);
  const leaving = [watchSides(stage), keepLabelsInside(stage)];

  const destroy = () => {
    clearTimeout(resizing);
    watcher.disconnect();
    edgeList.destroy();
    linkChoice.destroy();
    for (const leave of leaving) leave();
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
 * The address of the picture that fits the space there is for it.
 * @param {PictureRequest} wanted
 */
export function namePicture({ lang, query, content }) {
  const fit = isBeside() ? "fit=whole" : "";
  return ["diagram.svg?theme=screen", `lang=${lang}`, query, `room=${measureSpace()}`, fit, content]
    .filter(Boolean)
    .join("&");
}
