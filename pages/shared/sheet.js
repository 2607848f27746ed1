// The texts of a model that stand beside its picture, with its public stories.
import { Cache } from "./cache.js";
import { fetchText } from "./requests.js";

/** @import { LoadedSheet, Sheet, Story } from "./types.js" */

/** @type {Cache<LoadedSheet>} */
const sheets = new Cache();

/**
 * The address of the texts of a model.
 * @param {string} language
 * @param {string} content what names the model and its stories as they are now, in the query of an address
 */
export const nameSheet = (language, content) => `model.json?lang=${language}&${content}`;

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
export function loadSheet(language, content) {
  const address = nameSheet(language, content);
  return sheets.get(address, async () => {
    const parts = [address, nameStories(language, content)].map(fetchText);
    const [sheet, stories] = (await Promise.all(parts)).map((text) => JSON.parse(text));
    return linkNodes(sheet, stories);
  });
}

/**
 * The texts with the edges that lead to and from each node.
 * @param {Sheet} sheet
 * @param {Record<string, Story>} stories
 * @returns {LoadedSheet}
 */
export function linkNodes(sheet, stories) {
  const nodes = Object.entries(sheet.nodes).map(([id, node]) => {
    const from = sheet.edges.filter((edge) => edge.to === id);
    const to = sheet.edges.filter((edge) => edge.from === id);
    return [id, { ...node, from, to }];
  });
  return { ...sheet, nodes: Object.fromEntries(nodes), stories };
}
