// What of the map stands out at each step.
import { paintDifferences } from "../compared.js";
import { listValues, MOST_WEAK } from "../measures.js";

/**
 * @import { LoadedTexts } from "../../shared/types.js"
 * @import { RevealedPoll, RoomPaint, Step } from "../types.js"
 *
 * @typedef {object} About
 * @property {Pick<LoadedTexts, "nodes" | "edges">} texts
 * @property {Step} step the one that is shown
 * @property {string | null} spotlight the node that a spotlight is on
 * @property {RevealedPoll | null} poll the round of the step, where it is a poll that is revealed
 * @property {string} language
 */

/**
 * @param {About} about
 * @returns {RoomPaint}
 */
export function choosePaint({ texts, step, spotlight, poll, language }) {
  if (spotlight) return lightNode(texts, spotlight);
  const { nodes = [] } = step;
  switch (step.view) {
    case "stages":
      return { marked: new Set(nodes) };
    case "path":
      return { lit: new Set(nodes), edges: listSteps(nodes), selected: nodes.at(-1) };
    case "stories":
      return step.told?.nodes.length ? { lit: new Set(step.told.nodes) } : {};
    case "round":
      return poll ? paintResult(poll, step, language) : {};
    default:
      return {};
  }
}

/**
 * A node with its neighbours.
 * @param {About["texts"]} texts
 * @param {string} id
 * @returns {RoomPaint}
 */
function lightNode(texts, id) {
  const { from, to } = texts.nodes[id];
  const edges = texts.edges.filter((edge) => edge.from === id || edge.to === id);
  return {
    lit: new Set([id, ...from.map((edge) => edge.from), ...to.map((edge) => edge.to)]),
    edges: new Set(edges.map((edge) => `${edge.from}>${edge.to}`)),
    selected: id,
  };
}

/**
 * @param {RevealedPoll} poll
 * @param {Step} step
 * @param {string} language
 * @returns {RoomPaint}
 */
function paintResult(poll, { part }, language) {
  const values = listValues(poll, language);
  if (part === "map") return poll.measure.lines ? paintEdges(poll, values) : { values };
  if (part === "change" && poll.compared) return paintDifferences(poll.compared);
  if (part === "weakest") {
    const weak = poll.result.weakest.slice(0, MOST_WEAK).map(({ id }) => id);
    const own = Object.fromEntries(weak.map((id) => [id, values[id]]));
    return { lit: new Set(weak), edges: new Set(), values: own };
  }
  if (part === "traced") {
    const { starts, reached, edges } = poll.result.traced;
    const lit = new Set([...starts, ...reached]);
    return { lit, edges: new Set(edges.map((ends) => ends.join(">"))), selected: starts[0] };
  }
  return {};
}

/**
 * The edges that were given numbers, and the nodes at their ends.
 * @param {RevealedPoll} poll
 * @param {ReturnType<typeof listValues>} values
 * @returns {RoomPaint}
 */
function paintEdges(poll, values) {
  const edges = new Set(Object.keys(values));
  const label = poll.result.subjects
    .filter(({ id }) => edges.has(id))
    .map(({ id, name }) => `${name} ${values[id].text}`)
    .join("; ");
  return { values, edges, lit: new Set([...edges].flatMap((id) => id.split(">"))), label };
}

/**
 * The edges along a path.
 * @param {string[]} ids
 */
const listSteps = (ids) => new Set(ids.slice(1).map((id, number) => `${ids[number]}>${id}`));
