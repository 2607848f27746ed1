// A workshop's own words on elements, beside the names that the published model has.

/** @import { LinkedNode, LoadedTexts } from "../shared/types.js" */

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
