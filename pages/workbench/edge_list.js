// What the lines under the pointer say, one by one, as several may share a trunk; with the keyboard, those at
// a node.

import { build } from "../shared/dom.js";
import { fill } from "../shared/words.js";

/**
 * @import { LoadedTexts, ModelEdge } from "../shared/types.js"
 *
 * @typedef {object} Said
 * @property {string} words
 * @property {string[]} names what the words introduce
 */

const MOST = 12; // so many lines can be read at a glance
const NEAR = 3; // pixels from a line that count as on it
const APART = 14;

/**
 * The list for a picture in `stage`; it follows the pointer and the keyboard until `destroy` is called.
 * @param {HTMLElement} stage
 * @param {LoadedTexts} texts
 */
export function buildEdgeList(stage, texts) {
  const list = build("ul", { class: "edge-list", role: "tooltip", id: "edge-list", hidden: true });
  let shown = "";
  let frame = 0;
  /** @type {Element | null} */
  let described = null;

  /**
   * @param {ModelEdge[]} edges
   * @param {{left: number, right: number, top: number, bottom: number}} beside
   */
  function show(edges, beside) {
    const said = describeEdges(texts, edges);
    if (!said.length) return hide();
    if (!list.isConnected) stage.after(list);
    const words = JSON.stringify(said);
    if (words !== shown) list.replaceChildren(...said.map(buildLine));
    shown = words;
    list.hidden = false;
    const { width, height } = list.getBoundingClientRect();
    const isAbove = beside.bottom + APART + height > window.innerHeight && beside.top - APART - height > 0;
    const top = isAbove ? beside.top - APART - height : beside.bottom + APART;
    const left = Math.min(beside.left, window.innerWidth - width - APART);
    list.style.left = `${Math.max(0, left)}px`;
    list.style.top = `${Math.max(0, Math.min(top, window.innerHeight - height))}px`;
  }

  function hide() {
    cancelAnimationFrame(frame);
    described?.removeAttribute("aria-describedby");
    described = null;
    list.hidden = true;
  }

  /** @param {PointerEvent} event */
  function point({ clientX: x, clientY: y, pointerType, buttons }) {
    if (pointerType === "touch" || buttons) return hide();
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => show(findEdges(x, y), { left: x, right: x, top: y, bottom: y }));
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
    const { from, to } = texts.nodes[node.getAttribute("data-node-id") ?? ""];
    show([...from, ...to], node.getBoundingClientRect());
    node.setAttribute("aria-describedby", list.id);
    described = node;
  }

  /** @param {KeyboardEvent} event */
  function leave(event) {
    if (event.key === "Escape" || event.key === "Enter" || event.key === " ") hide();
  }

  stage.addEventListener("pointermove", point);
  stage.addEventListener("focusin", reach);
  for (const ending of ["pointerleave", "pointerdown", "focusout", "scroll", "wheel"])
    stage.addEventListener(ending, hide, { passive: true });
  window.addEventListener("scroll", hide, { capture: true, passive: true });
  stage.addEventListener("keydown", leave);
  return () => {
    hide();
    window.removeEventListener("scroll", hide, { capture: true });
    list.remove();
  };
}

/** @param {Said} said */
function buildLine({ words, names }) {
  const list = names.length ? build("ul", {}, ...names.map((name) => build("li", {}, name))) : null;
  return build("li", {}, words, list);
}

/**
 * What edges say, each once, with how it is known: several of a kind into one node, or out of one, under what
 * they share, others as a sentence.
 * @param {LoadedTexts} texts
 * @param {ModelEdge[]} edges
 * @returns {Said[]}
 */
export function describeEdges(texts, edges) {
  const place = (/** @type {ModelEdge} */ edge) => texts.edges.indexOf(edge);
  const inOrder = [...new Set(edges)].sort((edge, other) => place(edge) - place(other));
  const into = gather(inOrder, "to");
  const outOf = gather(
    into.filter((group) => group.length < 2).map(([edge]) => edge),
    "from",
  );
  return [
    ...into.filter((group) => group.length > 1).map((group) => describeGroup(texts, group, "to")),
    ...outOf.map((group) => describeGroup(texts, group, "from")),
  ];
}

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
 * @returns {Said}
 */
function describeGroup({ words, nodes, kinds }, group, end) {
  const [{ from, to, kind, provenance, directed, [end]: shared }] = group;
  const { verb, inverse } = directed === false ? { verb: "–", inverse: "–" } : kinds[kind];
  const known = provenance ? ` (${words.provenances[provenance]})` : "";
  if (group.length < 2) return { words: `${nodes[from].name} ${verb} ${nodes[to].name}${known}`, names: [] };
  const names = group.map((edge) => nodes[end === "to" ? edge.from : edge.to].name);
  const more = names.length - MOST;
  if (more > 1) names.splice(MOST, more, fill(words.moreLinks, { count: more }));
  return { words: `${nodes[shared].name} ${end === "to" ? inverse : verb}${known}:`, names };
}
