// What the browser knows, shared by all that is drawn of a model: its texts, what the address selects of it,
// and what follows from that. Whoever shows something subscribes.
import { read, subscribe as follow, write } from "./address.js";
import { findKept, pickOn, readSelection } from "./selection.js";

const listeners = new Set();
const sheets = new Map();

export const state = {
  page: "", // the page that is shown: "explore", "paths" ...
  sheet: null, // the texts (model.json), with the stories (public-stories.json)
  selection: null, // what the address selects (selection.js)
  node: null, // id of the selected node
  depth: "all", // how far around it the picture stands out: "1", "2" or "all"
  trace: null, // the traced paths: {nodes, edges} as sets of ids and of "from>to"
  said: "", // what is said above the picture of the paths
  reveal: null, // brings the selected node into sight, where a picture has it
  shown: { levels: null, stages: null, hits: null, off: null }, // what filter and search keep; null: no restriction
};

export function subscribe(listener) {
  listeners.add(listener);
  listener();
  return () => listeners.delete(listener);
}

function announce() {
  for (const listener of [...listeners]) listener();
}

const early = new Map();

// Start fetching an address that will be asked for soon.
export function fetchAhead(address) {
  const answer = fetchText(address);
  early.set(address, answer);
  answer.catch(() => early.delete(address));
}

// The text at an address of the server; a failure is an error.
export async function fetchText(address) {
  const ready = early.get(address);
  early.delete(address);
  if (ready) return ready;
  const response = await fetch(new URL(address, document.baseURI));
  if (!response.ok) throw new Error(`${response.status}`);
  return response.text();
}

// `content` names the model and its stories as they are now, in the query of an address.
export const nameSheet = (language, content) => `model.json?lang=${language}&${content}`;

// Apart from the texts, which a browser keeps: a story may be withdrawn.
export const nameStories = (language, content) => `public-stories.json?lang=${language}&${content}`;

export async function loadSheet(language, content) {
  const address = nameSheet(language, content);
  if (!sheets.has(address)) {
    const parts = [address, nameStories(language, content)];
    const answer = Promise.all(parts.map(fetchText)).then((texts) => {
      const [sheet, stories] = texts.map((text) => JSON.parse(text));
      return { ...sheet, stories };
    });
    answer.catch(() => sheets.delete(address));
    sheets.set(address, answer);
  }
  const sheet = await sheets.get(address);
  for (const [id, node] of Object.entries(sheet.nodes)) {
    node.from ??= sheet.edges.filter((edge) => edge.to === id);
    node.to ??= sheet.edges.filter((edge) => edge.from === id);
  }
  return sheet;
}

// Show a page of a model: from now on the address says what is selected of it.
export function show(page, sheet) {
  if (state.page !== page || state.sheet?.opened !== sheet.opened) Object.assign(state, { trace: null, said: "" });
  if (state.sheet !== sheet || state.page !== page) searched = null;
  Object.assign(state, { page, sheet });
  select();
}

// What an address keeps for other pages: the filter of Explore, what is switched off on Paths.
const ELSEWHERE = { paths: { level: [], without: [], stage: [], rest: "fade", search: "" }, others: { off: [] } };

// On a telephone the outline reads better than the map.
export const guessView = () => (navigator.userAgent.includes("Mobi") ? "outline" : "map");

function select() {
  const { sheet } = state;
  if (!sheet) return;
  const asked = readSelection(read(), sheet, guessView());
  const selection = { ...asked, ...ELSEWHERE[state.page === "paths" ? "paths" : "others"] };
  const { node, depth, off } = selection;
  const hits = selection.search.trim() ? state.shown.hits : null;
  const shown = { ...findKept(selection, sheet), hits, off: off.length ? new Set(off) : null };
  Object.assign(state, { selection, node, depth, shown });
  announce();
  search(selection.search);
}

follow(select);

let searched = null;

// Which nodes have the words in name, description or stories, only the server knows.
async function search(words) {
  if (words === searched || !["explore", "export"].includes(state.page)) return;
  searched = words;
  const { sheet } = state;
  let hits = null;
  if (words.trim()) {
    const query = new URLSearchParams({ search: words, ...(sheet.opened && { model: sheet.opened }) });
    const answer = await fetchText(`found.json?${query}`).then(JSON.parse).catch(() => ({ nodes: [] }));
    hits = new Set(answer.nodes);
  }
  if (words !== searched || sheet !== state.sheet) return;
  state.shown.hits = hits;
  announce();
}

// Let paths stand out instead of what is around the selected node; null for the latter.
export function trace(edges, nodes = edges?.flat()) {
  state.trace = edges && { nodes: new Set(nodes), edges: new Set(edges.map(([from, to]) => `${from}>${to}`)) };
  announce();
}

// Say something above the picture.
export function say(words) {
  if (words === state.said) return;
  state.said = words;
  announce();
}

// Select a node, or none.
export function pick(node, depth = state.depth) {
  write({ ...pickOn(state.selection, node, state.page), depth: depth === "all" ? null : depth });
}

// The ids reached from a node along its edges, as far as the depth goes.
function reach(start, edges, end) {
  const most = state.depth === "all" ? Infinity : Number(state.depth);
  const reached = new Set();
  let border = [start];
  for (let step = 0; border.length && step < most; step += 1) {
    const next = [];
    for (const node of border) {
      for (const edge of state.sheet.nodes[node][edges]) {
        if (!reached.has(edge[end])) {
          reached.add(edge[end]);
          next.push(edge[end]);
        }
      }
    }
    border = next;
  }
  return reached;
}

// What stands out: the paths that are traced, or what leads to and follows from the selected node.
// Null where nothing does. relation(id) is "before", "after", "path" or null; hasEdge tells of an edge.
export function findEmphasis() {
  if (state.trace) {
    const { nodes, edges } = state.trace;
    return {
      relation: (id) => (nodes.has(id) ? "path" : null),
      hasEdge: (from, to) => edges.has(`${from}>${to}`),
    };
  }
  if (!state.node) return null;
  const before = reach(state.node, "from", "from").add(state.node);
  const after = reach(state.node, "to", "to").add(state.node);
  return {
    relation: (id) => (before.has(id) ? "before" : after.has(id) ? "after" : null),
    hasEdge: (from, to) => (before.has(from) && before.has(to)) || (after.has(from) && after.has(to)),
  };
}

export function isShown(id) {
  const { levels, stages } = state.shown;
  const node = state.sheet.nodes[id];
  return (!levels || levels.has(node.level)) && (!stages || stages.has(node.stage));
}

// How a node stands to what is selected, traced and filtered, for every view alike.
export function describe(id, emphasis) {
  const relation = emphasis?.relation(id) ?? null;
  return {
    selected: id === state.node,
    relation,
    hit: Boolean(state.shown.hits?.has(id)),
    off: Boolean(state.shown.off?.has(id)),
    faded: !isShown(id) || Boolean(emphasis && !relation),
  };
}

export function build(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

// The version stands in the address that this module was loaded from.
export const asset = (name) => new URL(name, import.meta.url).href;

let styled = null;

export function loadStyle() {
  styled ??= Promise.all(
    ["palette.css", "diagram.css", "inputs.css"].map(
      (name) =>
        new Promise((done) => {
          if (document.querySelector(`link[href$="${name}"]`)) return done();
          const link = build("link", { rel: "stylesheet", href: asset(name) });
          link.onload = done;
          link.onerror = done;
          document.head.append(link);
        }),
    ),
  );
  return styled;
}

// Let the page's styles follow Streamlit's theme.
export function followTheme(element) {
  document.documentElement.classList.remove("diagram-theme-light", "diagram-theme-dark");
  document.documentElement.classList.add(`diagram-theme-${readTheme(element)}`);
}

// Light or dark, read off Streamlit's own background.
export function readTheme(element) {
  const colour = getComputedStyle(element).getPropertyValue("--st-background-color").trim();
  const match = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(colour);
  const parts = match ? match.slice(1, 4).map((part) => parseInt(part, 16)) : (colour.match(/[\d.]+/g) ?? [255, 255, 255]);
  const [red, green, blue] = parts.map(Number);
  return 0.3 * red + 0.6 * green + 0.1 * blue < 128 ? "dark" : "light";
}
