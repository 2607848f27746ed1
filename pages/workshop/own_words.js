// What a workshop has of its own in the texts of the model: its words on elements, and its stories.

/**
 * @import { LinkedNode, LoadedTexts } from "../shared/types.js"
 * @import { RoomStory, WorkshopState } from "./types.js"
 */

/**
 * The texts of the model as a workshop shows them.
 * @param {LoadedTexts} texts
 * @param {Pick<WorkshopState, "words" | "workshop" | "stories">} state
 */
export function addOwn(texts, { words, workshop, stories }) {
  const named = addOwnWords(texts, words);
  return workshop.isOwnOnly ? { ...named, counts: countOwn(stories) } : named;
}

/**
 * How many of some stories are told about each element.
 * @param {Pick<RoomStory, "nodes">[]} stories
 */
function countOwn(stories) {
  /** @type {Record<string, number>} */
  const counts = {};
  for (const id of stories.flatMap(({ nodes }) => nodes)) counts[id] = (counts[id] ?? 0) + 1;
  return counts;
}

/**
 * The texts of the model, with a workshop's own words in the names of its elements.
 * @param {LoadedTexts} texts
 * @param {Record<string, string[]>} words by the ids of the elements
 * @returns {LoadedTexts}
 */
export function addOwnWords(texts, words) {
  const nodes = { ...texts.nodes };
  for (const [id, own] of Object.entries(words)) {
    const node = nodes[id];
    if (node) nodes[id] = { ...node, published: node.name, name: `${node.name} ✎ ${own.join("; ")}` };
  }
  return { ...texts, nodes };
}

/** @param {LinkedNode} node */
export const getPublishedName = ({ name, published = name }) => published;
