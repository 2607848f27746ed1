// What is worked out of compared paths before anything is shown of them.

/** @import { PathGroup } from "../shared/types.js" */

/**
 * Groups that hold the same nodes of the first dimensions, summed up.
 * @typedef {object} Branch
 * @property {string[]} nodes
 * @property {number} count
 * @property {Record<string, number>} evidence
 * @property {PathGroup[]} groups
 */

/**
 * The groups by their nodes of the first dimensions.
 * @param {PathGroup[]} groups
 * @param {number} depth of how many dimensions
 * @returns {Branch[]}
 */
export function gather(groups, depth) {
  /** @type {Map<string, Branch>} */
  const branches = new Map();
  for (const group of groups) {
    const nodes = group.nodes.slice(0, depth);
    const key = nodes.join(",");
    const branch = branches.get(key) ?? { nodes, count: 0, evidence: {}, groups: [] };
    branch.count += group.count;
    for (const [kind, count] of Object.entries(group.evidence)) {
      branch.evidence[kind] = (branch.evidence[kind] ?? 0) + count;
    }
    branch.groups.push(group);
    branches.set(key, branch);
  }
  return [...branches.values()];
}

/**
 * The most that stories tell of some paths; "" where that is not known.
 * @param {Record<string, number>} evidence
 * @param {boolean} isComplete whether all of the paths were looked at
 */
export function findBest(evidence, isComplete) {
  if (evidence.whole) return "whole";
  if (evidence.stitched) return "stitched";
  return evidence.untold && isComplete ? "untold" : "";
}

/**
 * What the nodes to pass become where a group is chosen, or is left again: those that are on no dimension
 * stay.
 * @param {string[]} via
 * @param {PathGroup[]} groups all of the table
 * @param {string[]} nodes of the group
 */
export function narrow(via, groups, nodes) {
  const { others, chosen } = splitVia(via, groups);
  return isSame(chosen, nodes) ? others : [...others, ...nodes];
}

/**
 * The nodes to pass: those that choose among the groups of a table, and the others.
 * @param {string[]} via
 * @param {PathGroup[]} groups
 */
export function splitVia(via, groups) {
  const choices = new Set(groups.flatMap(({ nodes }) => nodes));
  return {
    chosen: via.filter((id) => choices.has(id)),
    others: via.filter((id) => !choices.has(id)),
  };
}

/**
 * @param {string[]} some
 * @param {string[]} others
 */
export const isSame = (some, others) =>
  some.length === others.length && some.every((id) => others.includes(id));

/**
 * The nodes that follow from the one before: wherever paths pass one of the two, they pass both.
 * @param {[string, string][]} edges of all the paths
 * @param {Set<string>} starts
 * @param {Set<string>} ends
 * @returns {Set<string>}
 */
export function findImplied(edges, starts, ends) {
  /** @type {Map<string, string[]>} */
  const onward = new Map();
  /** @type {Map<string, string[]>} */
  const back = new Map();
  for (const [from, to] of edges) {
    onward.set(from, [...(onward.get(from) ?? []), to]);
    back.set(to, [...(back.get(to) ?? []), from]);
  }
  const implied = edges.filter(
    ([from, to]) =>
      onward.get(from)?.length === 1 && back.get(to)?.length === 1 && !ends.has(from) && !starts.has(to),
  );
  return new Set(implied.map(([, to]) => to));
}

/**
 * The nodes of a path that say which one it is: not those that all paths hold, nor those that follow from
 * another. All of them, where that says nothing.
 * @param {string[]} path
 * @param {Set<string>} common
 * @param {Set<string>} implied
 */
export function findTelling(path, common, implied) {
  const telling = path.filter((id) => !common.has(id) && !implied.has(id));
  return telling.length ? telling : path;
}
