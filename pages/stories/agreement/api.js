// What the server says of agreement, and what it is told to decide.
import { Cache } from "../../shared/cache.js";
import { fetchText, send } from "../../shared/requests.js";

/**
 * @import { AgreementFigures, AgreementWords, ArguedStory } from "./types.js"
 * @import { DecidedOn, Difference, Differences } from "./types.js"
 */

const PLACE = "stories/agreement";

/** @type {Cache<AgreementWords>} */
const words = new Cache();

/**
 * @param {string} language
 * @param {string} content
 */
export function loadAgreementWords(language, content) {
  const address = `${PLACE}/words.json?lang=${language}&${content}`;
  return words.get(address, async () => JSON.parse(await fetchText(address)));
}

/**
 * @param {string} language
 * @returns {Promise<AgreementFigures>}
 */
export const fetchFigures = async (language) =>
  JSON.parse(await fetchText(`${PLACE}/figures.json?lang=${language}`));

/**
 * @param {string} language
 * @returns {Promise<Differences>}
 */
export const fetchDifferences = async (language) =>
  JSON.parse(await fetchText(`${PLACE}/disagreements.json?lang=${language}`));

/**
 * @param {string[]} ids
 * @param {string} language
 * @returns {Promise<ArguedStory[]>}
 */
export const fetchStories = async (ids, language) =>
  JSON.parse(await fetchText(`${PLACE}/stories.json?ids=${ids.join(",")}&lang=${language}`)).stories;

/**
 * Say whether a story has a code; null takes that back.
 * @param {Difference} difference
 * @param {boolean | null} attach
 * @returns {Promise<DecidedOn | null>}
 */
export const decide = async ({ story, kind, id }, attach) =>
  (await send(`${PLACE}/decide.json`, { story, kind, id, attach })).decision;

/**
 * Where a file is.
 * @param {string} name
 * @param {string} language
 */
export const nameFile = (name, language) => `${PLACE}/${name}?lang=${language}`;
