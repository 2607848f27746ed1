// The place that the projector shows, in its address: `?view=…&at=…`, for a reload, a bookmark, another
// machine.

/** @import { Place, PlaceChange, StepView } from "../types.js" */

const VIEWS = /** @type {StepView[]} */ ([
  "join",
  "followed",
  "stages",
  "path",
  "map",
  "round",
  "own",
  "stories",
  "actions",
]);

/**
 * The place that an address names; null where it names none.
 * @param {URLSearchParams} query
 * @returns {PlaceChange | null}
 */
export function readPlace(query) {
  const view = VIEWS.find((name) => name === query.get("view"));
  if (!view) return null;
  const at = Number(query.get("at")) || 0;
  const path = query.get("path");
  const page = Math.max(0, Math.trunc(Number(query.get("page")) || 1) - 1);
  const place = { view, at, page, round: query.get("round"), story: query.get("story") };
  return path ? { ...place, path: path.split(",") } : place;
}

/**
 * A place as the model has it: a path through a node that it lacks is none.
 * @param {PlaceChange} place
 * @param {Record<string, unknown>} nodes
 * @returns {PlaceChange}
 */
export function checkPlace(place, nodes) {
  const { path, ...others } = place;
  return path?.every((id) => Object.hasOwn(nodes, id)) ? place : others;
}

/**
 * A query with a place in it; what else it says stays.
 * @param {URLSearchParams} query
 * @param {Place} place
 */
export function writePlace(query, { view, at, page, round, story, path, spotlight }) {
  const written = new URLSearchParams(query);
  const way = view === "path" ? path.join(",") : "";
  const parts = {
    view,
    at: String(at),
    page: page ? String(page + 1) : "",
    round,
    story,
    path: way,
    node: spotlight,
  };
  for (const [name, value] of Object.entries(parts)) {
    if (value) written.set(name, value);
    else written.delete(name);
  }
  return written;
}
