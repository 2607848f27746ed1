// What is under the pointer says, beside it: a node what it is, with its neighbours lit; the lines what they
// say, one by one, as several may share a trunk. With the keyboard a node says both.

import { build } from "../shared/dom.js";
import { fill, joinLabel } from "../shared/words.js";
import { findPlace } from "./beside.js";

/**
 * @import { LoadedTexts, ModelEdge } from "../shared/types.js"
 * @import { Box } from "./beside.js"
 *
 * @typedef {object} Entry
 * @property {string} words
 * @property {string[]} names what the words introduce
 * @property {boolean} [isNode] whether it is about a node
 */

const MOST = 12; // names that can be read at a glance
const FEWEST = 3; // names of each where there are many entries
const MOST_LINES = 20; // what fits into a low window
const NEAR = 3; // pixels from a line that count as on it
const WIDTHS = [20, 15]; // in rem: where the first covers what should be seen, the second may not

/**
 * The list for a picture in `stage`; it follows the pointer and the keyboard until `destroy` is called.
 * @param {HTMLElement} stage
 * @param {LoadedTexts} texts
 */
export function buildEdgeList(stage, texts) {
  const entries = build("ul");
  const list = build("div", { class: "edge-list", role: "tooltip", id: "edge-list", hidden: true }, entries);
  let shown = "";
  let dismissed = ""; // what the pointer is still on
  let frame = 0;
  /** @type {Element | null} */
  let described = null; // the node that has the keyboard; its list stays until it has lost it

  /**
   * @param {Entry[]} content
   * @param {Box} beside
   * @param {Element | null} node that is described
   */
  function show(content, beside, node) {
    const text = JSON.stringify(content);
    if (node || text !== dismissed) dismissed = "";
    if (dismissed || !content.length) return hide();
    if (!list.isConnected) stage.after(list);
    if (text !== shown) entries.replaceChildren(...content.map(buildEntry));
    shown = text;
    describe(node);
    list.hidden = false;
    place(beside);
  }

  // Where it covers none of the neighbours of the node that it is about.
  /** @param {Box} beside */
  function place(beside) {
    const { left, right, top, bottom } = stage.getBoundingClientRect();
    const room = {
      left: Math.max(0, left),
      right: Math.min(window.innerWidth, right),
      top: Math.max(0, top),
      bottom: Math.min(window.innerHeight, bottom),
    };
    const others = findNeighbours().map((node) => node.getBoundingClientRect());
    let best = { width: "", left: 0, top: 0, covered: Number.POSITIVE_INFINITY };
    for (const rem of WIDTHS) {
      const width = `min(${rem}rem, calc(100vw - 2rem))`;
      list.style.maxWidth = width;
      const found = findPlace(list.getBoundingClientRect(), beside, room, others);
      if (found.covered < best.covered || !best.width) best = { width, ...found };
      if (!found.covered) break;
    }
    list.style.maxWidth = best.width;
    list.style.left = `${best.left}px`;
    list.style.top = `${best.top}px`;
  }

  /** The nodes that are linked with the one that the list is about. */
  function findNeighbours() {
    const id = described?.getAttribute("data-node-id") ?? lit;
    if (!id) return [];
    const { from, to } = texts.nodes[id];
    const ids = new Set([...from.map((edge) => edge.from), ...to.map((edge) => edge.to)]);
    return [...stage.querySelectorAll("[data-node-id]")].filter((node) =>
      ids.has(node.getAttribute("data-node-id") ?? ""),
    );
  }

  /** @param {Element | null} node */
  function describe(node) {
    described?.removeAttribute("aria-describedby");
    described = node;
    node?.setAttribute("aria-describedby", list.id);
  }

  function hide() {
    cancelAnimationFrame(frame);
    describe(null);
    list.hidden = true;
  }

  function leave() {
    light(null);
    if (!described) hide();
    dismissed = "";
  }

  // The picture moved: the list goes along with the node, while some of it can be seen.
  function follow() {
    if (!described) return hide();
    const box = described.getBoundingClientRect();
    list.hidden = !isSeen(box, stage.getBoundingClientRect());
    if (!list.hidden) place(box);
  }

  /** @param {PointerEvent} event */
  function point({ clientX: x, clientY: y, pointerType, buttons }) {
    if (pointerType === "touch" || buttons) return hide();
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      const node = document.elementFromPoint(x, y)?.closest("[data-node-id]");
      const id = node && stage.contains(node) ? node.getAttribute("data-node-id") : null;
      light(id);
      if (node && id) return showCard(id, node);
      const edges = findEdges(x, y);
      if (edges.length) show(describeEdges(texts, edges), { left: x, right: x, top: y, bottom: y }, null);
      else leave();
    });
  }

  /**
   * @param {string} id
   * @param {Element} node
   */
  function showCard(id, node) {
    if (!described) show([describeNode(texts, id)], node.getBoundingClientRect(), null);
  }

  /** @type {string | null} the node whose neighbours are lit */
  let lit = null;

  /** @param {string | null} id */
  function light(id) {
    if (id === lit) return;
    lit = id;
    for (const element of stage.querySelectorAll(".near")) element.classList.remove("near");
    if (!id) return;
    for (const edge of stage.querySelectorAll("[data-source]")) {
      const ends = [edge.getAttribute("data-source") ?? "", edge.getAttribute("data-target") ?? ""];
      if (!ends.includes(id)) continue;
      edge.classList.add("near");
      const other = ends.find((end) => end !== id) ?? id;
      stage.querySelector(`[data-node-id="${CSS.escape(other)}"]`)?.classList.add("near");
    }
  }

  // Lines that end in one trunk lie on each other; those in the background say nothing while some stand out.
  /**
   * @param {number} x
   * @param {number} y
   */
  function findEdges(x, y) {
    if (document.elementFromPoint(x, y)?.closest("[data-node-id]")) return [];
    /** @type {Map<Element, ModelEdge>} */
    const found = new Map();
    for (const across of [0, -NEAR, NEAR]) {
      for (const down of [0, -NEAR, NEAR]) {
        for (const element of document.elementsFromPoint(x + across, y + down)) {
          const edge = findEdge(element);
          if (edge && !element.classList.contains("faded")) found.set(element, edge);
        }
      }
    }
    return [...found.values()];
  }

  /** @param {Element} element */
  function findEdge(element) {
    const source = element.getAttribute("data-source");
    const target = element.getAttribute("data-target");
    if (!source || !stage.contains(element)) return null;
    return texts.nodes[source]?.to.find((edge) => edge.to === target) ?? null;
  }

  /** @param {FocusEvent} event */
  function reach({ target }) {
    const node = target instanceof Element ? target.closest("[data-node-id]") : null;
    if (!node?.matches(":focus-visible")) return;
    const id = node.getAttribute("data-node-id") ?? "";
    const { from, to } = texts.nodes[id];
    light(id);
    const content = [describeNode(texts, id), ...describeEdges(texts, [...from, ...to])];
    show(content, node.getBoundingClientRect(), node);
  }

  /** @param {KeyboardEvent} event */
  function press({ key }) {
    if (key === "Enter" || key === " ") hide();
    else if (described) follow(); // it may have zoomed
  }

  /** @param {KeyboardEvent} event */
  function dismiss({ key }) {
    if (key !== "Escape" || list.hidden) return;
    if (!described) dismissed = shown;
    hide();
  }

  stage.addEventListener("pointermove", point);
  stage.addEventListener("pointerleave", leave);
  stage.addEventListener("focusin", reach);
  for (const ending of ["pointerdown", "focusout"]) stage.addEventListener(ending, hide);
  stage.addEventListener("focusout", () => light(null));
  stage.addEventListener("keydown", press);
  stage.addEventListener("wheel", follow, { passive: true });
  window.addEventListener("scroll", follow, { capture: true, passive: true });
  document.addEventListener("keydown", dismiss, { capture: true });
  const destroy = () => {
    hide();
    window.removeEventListener("scroll", follow, { capture: true });
    document.removeEventListener("keydown", dismiss, { capture: true });
    list.remove();
  };
  return { findEdges, destroy };
}

/**
 * Whether some of a box lies in a frame and in the window.
 * @param {Box} box
 * @param {Box} frame
 */
function isSeen(box, frame) {
  const isAcross = box.right > Math.max(0, frame.left) && box.left < Math.min(window.innerWidth, frame.right);
  return (
    isAcross && box.bottom > Math.max(0, frame.top) && box.top < Math.min(window.innerHeight, frame.bottom)
  );
}

/** @param {Entry} entry */
function buildEntry({ words, names, isNode }) {
  const list = names.length ? build("ul", {}, ...names.map((name) => build("li", {}, name))) : null;
  return isNode
    ? build("li", { class: "card" }, build("strong", {}, words), list)
    : build("li", {}, words, list);
}

/**
 * What a node is: its name, the first sentence about it, and how it is known.
 * @param {LoadedTexts} texts
 * @param {string} id
 * @returns {Entry}
 */
export function describeNode({ nodes, words }, id) {
  const { name, description = "", provenance } = nodes[id];
  const [first = ""] = description.match(/^.+?[.!?…](?=\s|$)/s) ?? [description];
  const known = provenance ? words.provenances[provenance.kind] : "";
  return { words: name, names: [first, known].filter(Boolean), isNode: true };
}

/**
 * What edges say, each once, with how it is known: several of a kind into one node, or out of one, under what
 * they share, others as a sentence. Of very many the first are named, and the others counted.
 * @param {LoadedTexts} texts
 * @param {ModelEdge[]} edges
 * @returns {Entry[]}
 */
export function describeEdges(texts, edges) {
  const place = (/** @type {ModelEdge} */ edge) => texts.edges.indexOf(edge);
  const inOrder = [...new Set(edges)].sort((edge, other) => place(edge) - place(other));
  const into = gather(inOrder, "to");
  const outOf = gather(
    into.filter((group) => group.length < 2).map(([edge]) => edge),
    "from",
  );
  /** @type {(readonly [ModelEdge[], "from" | "to"])[]} */
  const groups = [
    ...into.filter((group) => group.length > 1).map((group) => /** @type {const} */ ([group, "to"])),
    ...outOf.map((group) => /** @type {const} */ ([group, "from"])),
  ];
  /** @type {Entry[]} */
  let entries = [];
  for (let most = MOST; most >= FEWEST; most -= 1) {
    entries = groups.map(([group, end]) => describeGroup(texts, group, end, most));
    if (countLines(entries) <= MOST_LINES) return entries;
  }
  const fitting = entries.filter((_, at) => countLines(entries.slice(0, at + 1)) < MOST_LINES);
  const count = groups.slice(fitting.length).flatMap(([group]) => group).length;
  return [...fitting, { words: fill(texts.words.moreLinks, { count }), names: [] }];
}

/** @param {Entry[]} entries */
const countLines = (entries) => entries.length + entries.flatMap(({ names }) => names).length;

/**
 * Edges in groups that are alike but for one end.
 * @param {ModelEdge[]} edges
 * @param {"from" | "to"} end the one that they share
 */
function gather(edges, end) {
  /** @type {Map<string, ModelEdge[]>} */
  const groups = new Map();
  for (const edge of edges) {
    const shared = [edge[end], edge.kind, edge.provenance, edge.directed].join();
    groups.set(shared, [...(groups.get(shared) ?? []), edge]);
  }
  return [...groups.values()];
}

/**
 * @param {LoadedTexts} texts
 * @param {ModelEdge[]} group
 * @param {"from" | "to"} end
 * @param {number} most
 * @returns {Entry}
 */
function describeGroup({ words, nodes, kinds }, group, end, most) {
  const [{ from, to, kind, provenance, directed, [end]: shared }] = group;
  const { verb, inverse } = directed === false ? { verb: "–", inverse: "–" } : kinds[kind];
  const known = provenance ? ` (${words.provenances[provenance]})` : "";
  if (group.length < 2) return { words: `${nodes[from].name} ${verb} ${nodes[to].name}${known}`, names: [] };
  const names = group.map((edge) => nodes[end === "to" ? edge.from : edge.to].name);
  const more = names.length - most;
  if (more > 1) names.splice(most, more, fill(words.moreLinks, { count: more }));
  const head = `${nodes[shared].name} ${end === "to" ? inverse : verb}${known}`;
  return { words: joinLabel(words, head, "").trimEnd(), names };
}
