// The texts of a model that stand beside its picture, with its public stories.
import { Cache } from "./cache.js";
import { fetchText } from "./requests.js";

/** @import { LoadedTexts, ModelTexts, Story } from "./types.js" */

/** @type {Cache<LoadedTexts>} */
const kept = new Cache();

/**
 * The address of the texts of a model.
 * @param {string} language
 * @param {string} content what names the model and its stories as they are now, in the query of an address
 */
export const nameTexts = (language, content) => `model.json?lang=${language}&${content}`;

/**
 * Apart from the texts, which a browser keeps: a story may be withdrawn.
 * @param {string} language
 * @param {string} content
 */
export const nameStories = (language, content) => `public-stories.json?lang=${language}&${content}`;

/**
 * The texts of a model in a language, with its stories.
 * @param {string} language
 * @param {string} content
 */
export function loadTexts(language, content) {
  const address = nameTexts(language, content);
  return kept.get(address, async () => {
    const parts = [address, nameStories(language, content)].map(fetchText);
    const [texts, stories] = (await Promise.all(parts)).map((text) => JSON.parse(text));
    return linkNodes(texts, stories);
  });
}

/**
 * The texts with the edges that lead to and from each node.
 * @param {ModelTexts} texts
 * @param {Record<string, Story>} stories
 * @returns {LoadedTexts}
 */
export function linkNodes(texts, stories) {
  const nodes = Object.entries(texts.nodes).map(([id, node]) => {
    const from = texts.edges.filter((edge) => edge.to === id);
    const to = texts.edges.filter((edge) => edge.from === id);
    return [id, { ...node, from, to }];
  });
  return { ...texts, nodes: Object.fromEntries(nodes), stories };
}
