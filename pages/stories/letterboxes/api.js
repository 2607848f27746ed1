// What the server says of letterboxes, and what it is told of them.
import { Cache } from "../../shared/cache.js";
import { fetchText, send } from "../../shared/requests.js";
import { nameStory } from "../../story_form/api.js";

/** @import { Card, Letterbox, LetterboxAnswer, LetterboxWords, SavedCard } from "./types.js" */

const PLACE = "stories/letterboxes";

/** @type {Cache<LetterboxWords>} */
const words = new Cache();

/**
 * @param {string} language
 * @param {string} content
 */
export function loadLetterboxWords(language, content) {
  const address = `${PLACE}/words.json?lang=${language}&${content}`;
  return words.get(address, async () => JSON.parse(await fetchText(address)));
}

/**
 * @param {string} language
 * @returns {Promise<LetterboxAnswer>}
 */
export const fetchLetterboxes = async (language) =>
  JSON.parse(await fetchText(`${PLACE}.json?lang=${language}`));

/**
 * Make a letterbox, or change one.
 * @param {string | null} id
 * @param {Partial<Letterbox> & {request?: string}} said
 * @returns {Promise<Letterbox>}
 */
export const saveLetterbox = (id, said) => send(id === null ? `${PLACE}.json` : nameBox(id, ".json"), said);

/**
 * Delete a letterbox, or bring it back.
 * @param {string} id
 * @param {boolean} isDeleted
 */
export const turnDeleted = (id, isDeleted) => send(nameBox(id, ".json"), { isDeleted });

/**
 * @param {string} id
 * @param {string} language
 * @param {Card} card
 * @returns {Promise<SavedCard>}
 */
export const saveCard = (id, language, card) => send(nameBox(id, `/card.json?lang=${language}`), card);

/**
 * Delete the story that a card became, as if it had never been typed.
 * @param {SavedCard} saved
 * @param {string} language
 */
export const dropCard = ({ id, revision }, language) =>
  send(nameStory(id, language), { do: "delete", revision });

/**
 * The address of something of a letterbox.
 * @param {string} id
 * @param {string} what
 */
export const nameBox = (id, what) => `${PLACE}/${encodeURIComponent(id)}${what}`;

/** @type {Record<string, (id: string, language: string) => string>} the address of each sheet */
export const SHEETS = {
  a4: (id, language) => nameBox(id, `/poster.pdf?paper=a4&lang=${language}`),
  a3: (id, language) => nameBox(id, `/poster.pdf?paper=a3&lang=${language}`),
  week: (id, language) => nameBox(id, `/poster.pdf?paper=a4&weekly=yes&lang=${language}`),
  cards: (id, language) => nameBox(id, `/cards.pdf?lang=${language}`),
};
