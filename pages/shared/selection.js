// What an address selects of a model. What the model does not have is as if it were not there: the server,
// which has read the address too, says so above the page.

/**
 * @typedef {object} ModelTexts the texts of a model (model.json), as far as they are needed here
 * @property {Record<string, {stage: string, level: string}>} nodes
 * @property {{from: string, to: string}[]} edges
 * @property {Record<string, string>} levels
 * @property {string[]} sharedLevels
 * @property {Record<string, string>} stages
 *
 * @typedef {object} Selection
 * @property {string | null} node
 * @property {[source: string, target: string] | null} edge the link that is selected, where no node is
 * @property {string} depth how far around the node the picture stands out: "1", "2" or "all"
 * @property {string[]} level @property {string[]} without @property {string[]} stage
 * @property {string} rest "fade" or "hide"
 * @property {string} search
 * @property {boolean} counts
 * @property {string} view
 * @property {string | null} from @property {string | null} to
 * @property {string[]} via @property {string[]} off
 * @property {string[] | null} path
 * @property {string} evidence @property {string} sort
 */

export const VIEWS = ["map", "network", "outline"];
const DEPTHS = ["1", "2", "all"];
const LONGEST_SEARCH = 200;
const STORY_PARAMETERS = [
  "search",
  "node",
  "level",
  "stage",
  "teller",
  "dimension",
  "setting",
  "told",
  "status",
  "origin",
  "team",
  "letterbox",
  "since",
  "until",
  "order",
];

/**
 * @param {string | null} text
 * @param {string} separator
 */
export const split = (text, separator = ",") => (text ?? "").split(separator).filter(Boolean);

/**
 * @param {URLSearchParams} query
 * @param {ModelTexts} texts
 * @param {string} view the one that is shown where the address names none
 * @returns {Selection}
 */
export function readSelection(query, texts, view = "map") {
  const known = (/** @type {string} */ name, /** @type {object} */ all) =>
    split(query.get(name)).filter((id) => Object.hasOwn(all, id));
  const oneOf = (
    /** @type {string} */ name,
    /** @type {string[]} */ values,
    /** @type {string} */ fallback,
  ) => (values.includes(query.get(name) ?? "") ? /** @type {string} */ (query.get(name)) : fallback);
  const path = split(query.get("path"));
  const end = (/** @type {string} */ name) => (isEnd(query.get(name), texts) ? query.get(name) : null);
  const node = known("node", texts.nodes)[0] ?? null;
  const [source, target] = split(query.get("edge"));
  const isEdge = texts.edges.some((edge) => edge.from === source && edge.to === target);
  return {
    node,
    edge: isEdge && !node ? [source, target] : null,
    depth: oneOf("depth", DEPTHS, "all"),
    level: known("level", texts.levels),
    without: known("without", texts.levels),
    stage: known("stage", texts.stages),
    rest: oneOf("rest", ["fade", "hide"], "fade"),
    search: (query.get("search") ?? "").slice(0, LONGEST_SEARCH),
    counts: query.get("counts") === "yes",
    view: oneOf("view", VIEWS, view),
    from: end("from"),
    to: end("to"),
    via: known("via", texts.nodes),
    off: known("off", texts.nodes),
    path: path.length && path.every((id) => Object.hasOwn(texts.nodes, id)) ? path : null,
    evidence: oneOf("evidence", ["whole", "stitched", "untold"], ""),
    sort: oneOf("sort", ["short", "told"], "short"),
  };
}

/**
 * Whether a text names where paths start or end: a node, level:ID, stage:ID, or both of these.
 * @param {string | null} text
 * @param {ModelTexts} texts
 */
export function isEnd(text, texts) {
  if (!text) return false;
  if (Object.hasOwn(texts.nodes, text)) return true;
  return text.split(/[+ ]/).every((part) => {
    const [kind, id] = part.split(/:(.*)/);
    const all = { level: texts.levels, stage: texts.stages }[kind];
    return all !== undefined && Object.hasOwn(all, id ?? "");
  });
}

/**
 * The ids of the levels and stages that the filter keeps; null where it keeps all of them. Shared levels stay
 * whatever levels are chosen, unless they are switched off themselves.
 * @param {Selection} selection
 * @param {ModelTexts} texts
 */
export function findKept({ level, without, stage }, texts) {
  const chosen = level.length ? [...level, ...texts.sharedLevels] : Object.keys(texts.levels);
  const isFiltered = level.length > 0 || without.length > 0;
  return {
    levels: isFiltered ? new Set(chosen.filter((id) => !without.includes(id))) : null,
    stages: stage.length ? new Set(stage) : null,
  };
}

/**
 * How many of a model's nodes a filter keeps.
 * @param {Selection} selection
 * @param {ModelTexts} texts
 */
export function countKept(selection, texts) {
  const { levels, stages } = findKept(selection, texts);
  const nodes = Object.values(texts.nodes);
  const kept = nodes.filter(
    ({ level, stage }) => (!levels || levels.has(level)) && (!stages || stages.has(stage)),
  );
  return { kept: kept.length, all: nodes.length };
}

/**
 * What a click on the head of a stage or on the title of a level changes: only it is kept; all are, where it
 * was the only one; `isAdded` adds it to those that are kept, or takes it out.
 * @param {Selection} selection
 * @param {"stage" | "level"} kind
 * @param {string} id
 * @param {boolean} isAdded
 */
export function turnFilter(selection, kind, id, isAdded) {
  const kept = selection[kind];
  const isOnly = kept.length === 1 && kept[0] === id;
  const others = kept.filter((other) => other !== id);
  const ids = isAdded ? (kept.includes(id) ? others : [...kept, id]) : isOnly ? [] : [id];
  if (kind === "stage") return { stage: ids };
  return { level: ids, without: selection.without.filter((other) => !ids.includes(other)) };
}

/**
 * What distinguishes one picture from another: a filter that hides, and the numbers of stories.
 * @param {Selection} selection
 */
export function namePictured({ level, without, stage, rest, counts }) {
  const parts = [];
  if (rest === "hide" && level.length + without.length + stage.length > 0) {
    for (const [name, ids] of Object.entries({ level, stage, without })) {
      if (ids.length) parts.push(`${name}=${[...ids].sort().join(",")}`);
    }
    parts.push("rest=hide");
  }
  if (counts) parts.push("counts=yes");
  return parts.join("&");
}

/**
 * What a click on a node, or beside all, changes. On the page of paths the first two are where paths start
 * and end.
 * @param {Selection} selection
 * @param {string | null} node
 * @param {string} page
 */
export function pickOn({ from, to }, node, page) {
  if (page !== "paths" || !node || (from && to)) return { node, edge: null };
  return { node: null, edge: null, [from ? "to" : "from"]: node };
}

/**
 * The stories that an address asks for, as a query to the server; what the model does not have is left out.
 * @param {URLSearchParams} query
 * @param {ModelTexts} texts
 */
export function nameStories(query, texts) {
  const known = { node: texts.nodes, level: texts.levels, stage: texts.stages };
  const parameters = new URLSearchParams();
  for (const name of STORY_PARAMETERS) {
    const all = Object.entries(known).find(([part]) => part === name)?.[1];
    const text = query.get(name) ?? "";
    const kept = all
      ? split(text)
          .filter((id) => Object.hasOwn(all, id))
          .join(",")
      : text;
    if (kept) parameters.set(name, kept);
  }
  return parameters.toString();
}

// On a telephone the outline reads better than the map.
export const guessView = () => (navigator.userAgent.includes("Mobi") ? "outline" : "map");
