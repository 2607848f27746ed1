// What the browser knows, shared by all that is drawn of a model: its texts, what the address selects of it,
// and what follows from that. Whoever shows something subscribes.
import { subscribe as follow, read, write } from "../shared/address.js";
import { fetchText } from "../shared/requests.js";
import { findKept, guessView, pickOn, readSelection } from "../shared/selection.js";
import { fill } from "../shared/words.js";

/**
 * @import { Emphasis, LoadedTexts, ModelTexts } from "../shared/types.js"
 * @import { Selection } from "../shared/selection.js"
 */

/** @type {Set<() => void>} */
const listeners = new Set();

/**
 * @typedef {object} State
 * @property {string} page the page that is shown: "explore", "paths" ...
 * @property {LoadedTexts | null} texts
 * @property {Selection | null} selection what the address selects
 * @property {string | null} node id of the selected node
 * @property {[source: string, target: string] | null} edge the selected link
 * @property {string} depth how far around it the picture stands out: "1", "2" or "all"
 * @property {{nodes: Set<string>, edges: Set<string>} | null} trace the traced paths, edges as "from>to"
 * @property {string} said what is said above the picture of the paths
 * @property {string} searched the words that the hits are of
 * @property {Shown} shown
 *
 * What filter and search keep; null: no restriction.
 * @typedef {object} Shown
 * @property {Set<string> | null} levels
 * @property {Set<string> | null} stages
 * @property {Set<string> | null} hits
 * @property {Set<string> | null} off
 */

/** @type {State} */
export const state = {
  page: "",
  texts: null,
  selection: null,
  node: null,
  edge: null,
  depth: "all",
  trace: null,
  said: "",
  searched: "",
  shown: { levels: null, stages: null, hits: null, off: null },
};

/**
 * Be told now, and whenever what is known becomes something else.
 * @param {() => unknown} listener
 * @returns {() => void} what ends it
 */
export function subscribe(listener) {
  listeners.add(listener);
  listener();
  return () => listeners.delete(listener);
}

function announce() {
  for (const listener of [...listeners]) listener();
}

/**
 * Show a page of a model: from now on the address says what is selected of it.
 * @param {string} page
 * @param {LoadedTexts} texts
 */
export function show(page, texts) {
  if (state.page !== page || state.texts?.opened !== texts.opened)
    Object.assign(state, { trace: null, said: "" });
  if (state.texts !== texts || state.page !== page) {
    searched = null;
    state.searched = "";
  }
  Object.assign(state, { page, texts });
  select();
}

// What an address keeps for other pages: the filter of Explore, what is switched off on Paths.
/** @type {Record<"paths" | "others", Partial<Selection>>} */
const ELSEWHERE = {
  paths: { level: [], without: [], stage: [], rest: "fade", search: "" },
  others: { off: [] },
};

function select() {
  const { texts } = state;
  if (!texts) return;
  const elsewhere = ELSEWHERE[state.page === "paths" ? "paths" : "others"];
  const selection = { ...readSelection(read(), texts, guessView()), ...elsewhere };
  const { node, edge, depth, off } = selection;
  const hits = selection.search.trim() ? state.shown.hits : null;
  const shown = { ...findKept(selection, texts), hits, off: off.length ? new Set(off) : null };
  Object.assign(state, { selection, node, edge, depth, shown });
  announce();
  search(selection.search);
}

follow(select);

/** @type {string | null} */
let searched = null;

/**
 * Which nodes have the words in name, description or stories, only the server knows.
 * @param {string} words
 */
async function search(words) {
  const { texts } = state;
  if (!texts || words === searched || !["explore", "export"].includes(state.page)) return;
  searched = words;
  const hits = words.trim() ? await fetchHits(words, texts) : null;
  if (words !== searched || texts !== state.texts) return;
  if (words.trim() && !hits) searched = null; // not answered: asked again with the next change
  state.shown.hits = hits;
  state.searched = words;
  announce();
}

/**
 * @param {string} words
 * @param {ModelTexts} texts
 * @returns {Promise<Set<string> | null>} null where the server does not answer
 */
async function fetchHits(words, texts) {
  const query = new URLSearchParams({ search: words, ...(texts.opened && { model: texts.opened }) });
  try {
    return new Set(JSON.parse(await fetchText(`found.json?${query}`)).nodes);
  } catch {
    return null;
  }
}

/**
 * Let paths stand out instead of what is around the selected node; null for the latter.
 * @param {[string, string][] | null} edges
 * @param {string[]} [nodes]
 */
export function trace(edges, nodes = edges?.flat()) {
  state.trace = edges && {
    nodes: new Set(nodes),
    edges: new Set(edges.map(([from, to]) => `${from}>${to}`)),
  };
  announce();
}

/**
 * Say something above the picture.
 * @param {string} words
 */
export function say(words) {
  if (words === state.said) return;
  state.said = words;
  announce();
}

/**
 * Select a node, or none.
 * @param {string | null} node
 * @param {string} [depth]
 */
export function pick(node, depth = state.depth) {
  if (!state.selection) return;
  write({ ...pickOn(state.selection, node, state.page), depth: depth === "all" ? null : depth });
}

/**
 * Select a link.
 * @param {{from: string, to: string}} edge
 */
export function pickEdge({ from, to }) {
  if (state.selection) write({ node: null, edge: [from, to] });
}

/**
 * The ids reached from a node along the edges to it or from it, as far as the depth goes.
 * @param {LoadedTexts} texts
 * @param {string} start
 * @param {"from" | "to"} way
 */
function reach(texts, start, way) {
  const most = state.depth === "all" ? Infinity : Number(state.depth);
  /** @type {Set<string>} */
  const reached = new Set();
  let border = [start];
  for (let step = 0; border.length && step < most; step += 1) {
    const ends = border.flatMap((node) => texts.nodes[node][way].map((edge) => edge[way]));
    border = [...new Set(ends)].filter((node) => !reached.has(node));
    for (const node of border) reached.add(node);
  }
  return reached;
}

/**
 * What stands out: the paths that are traced, or what leads to and follows from the selected node; null
 * where nothing does.
 * @returns {Emphasis | null}
 */
export function findEmphasis() {
  if (state.trace) {
    const { nodes, edges } = state.trace;
    return {
      relation: (id) => (nodes.has(id) ? "path" : null),
      findWay: (from, to) => (edges.has(`${from}>${to}`) ? "path" : null),
    };
  }
  const { texts, node, edge } = state;
  if (edge) {
    const [source, target] = edge;
    return {
      relation: (id) => (edge.includes(id) ? "path" : null),
      findWay: (from, to) => (from === source && to === target ? "path" : null),
    };
  }
  if (!texts || !node) return null;
  const before = reach(texts, node, "from").add(node);
  const after = reach(texts, node, "to").add(node);
  return {
    relation: (id) => (before.has(id) ? "before" : after.has(id) ? "after" : null),
    findWay: (from, to) =>
      before.has(from) && before.has(to) ? "before" : after.has(from) && after.has(to) ? "after" : null,
  };
}

/**
 * Whether the filter keeps a node.
 * @param {string} id
 */
export function isShown(id) {
  const { levels, stages } = state.shown;
  const node = state.texts?.nodes[id];
  return Boolean(node && (!levels || levels.has(node.level)) && (!stages || stages.has(node.stage)));
}

/**
 * How many nodes a node leads to, and how many lead to it, in words.
 * @param {LoadedTexts} texts
 * @param {string} id
 */
export function describeLinks({ nodes, words }, id) {
  const { from, to } = nodes[id];
  return fill(words.links, { to: to.length, from: from.length });
}

/**
 * Whether a node, or a link that it is an end of, is selected: it is never faded.
 * @param {string} id
 */
const isPicked = (id) => id === state.node || Boolean(state.edge?.includes(id));

/**
 * How a node stands to what is selected, traced and filtered, for every view alike.
 * @param {string} id
 * @param {Emphasis | null} emphasis
 */
export function describe(id, emphasis) {
  const relation = emphasis?.relation(id) ?? null;
  return {
    selected: id === state.node,
    relation,
    hit: Boolean(state.shown.hits?.has(id)),
    off: Boolean(state.shown.off?.has(id)),
    faded: !isPicked(id) && (!isShown(id) || Boolean(emphasis && !relation)),
  };
}
