// What the server says to who codes stories, and what it is told.
import { Cache } from "../../shared/cache.js";
import { fetchText, Refused, send } from "../../shared/requests.js";
import { saysSame } from "./codings.js";

/**
 * @import { CodedStory, Coder, Coding, CodingEntry, CodingLine } from "../../shared/types.js"
 * @import { CodingWords, Memo } from "../../shared/types.js"
 *
 * What is sent of a story: `seen` is the revision of the story that its passages are counted in, `base` what
 * it began as.
 * @typedef {{coding: Coding, seen: number, base: Coding}} Draft
 */

const PLACE = "stories/coding";
/** By what stories can be found, as in pages/stories/coding/payload.py. */
const ASKED = ["search", "teller", "setting", "told", "since", "until", "origin", "state"];

/** @type {Cache<CodingWords>} */
const words = new Cache();

/**
 * @param {string} language
 * @param {string} content
 */
export function loadCodingWords(language, content) {
  const address = `${PLACE}/words.json?lang=${language}&${content}`;
  return words.get(address, async () => JSON.parse(await fetchText(address)));
}

/**
 * The JSON at an address; throws `Refused`, with status 0 where the server is not reached.
 * @param {string} address
 */
async function ask(address) {
  let response;
  try {
    response = await fetch(new URL(address, document.baseURI), { signal: AbortSignal.timeout(20_000) });
  } catch {
    throw new Refused(0, {});
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(response.status, answer);
  return answer;
}

/** @returns {Promise<Coder[]>} */
export const listCoders = async () => (await ask(`${PLACE}/coders.json`)).coders;

/**
 * @param {"add" | "rename" | "remove"} act
 * @param {{coder?: string, name?: string}} about
 * @returns {Promise<Coder | null>}
 */
export const changeCoders = async (act, about) =>
  (await send(`${PLACE}/coders.json`, { do: act, ...about })).coder;

/**
 * The stories that the address asks for, as a query to the server.
 * @param {URLSearchParams} query
 * @param {Record<string, string>} states those that there are
 */
export function nameLine(query, states) {
  const parameters = new URLSearchParams();
  for (const name of ASKED) {
    const value = query.get(name);
    if (value && (name !== "state" || Object.hasOwn(states, value))) parameters.set(name, value);
  }
  return parameters.toString();
}

/**
 * @param {string} coder
 * @param {string} query
 * @param {string | null} after
 * @returns {Promise<CodingLine>}
 */
export const fetchLine = (coder, query, after) =>
  ask(`${PLACE}/line.json?${new URLSearchParams({ coder, ...(after ? { after } : {}) })}&${query}`);

/**
 * @param {string} coder
 * @param {string[]} ids
 * @param {string} lang
 * @returns {Promise<CodingEntry[]>}
 */
export const fetchStories = async (coder, ids, lang) =>
  (await ask(`${PLACE}/stories.json?${new URLSearchParams({ coder, ids: ids.join(","), lang })}`)).stories;

/**
 * Save what a coder made of a story; what is stored already, as an answer was lost, is saved.
 * @param {string} coder
 * @param {string} story
 * @param {Draft} draft
 * @param {string} language
 * @returns {Promise<CodingEntry>}
 */
export async function saveCoding(coder, story, { coding, seen }, language) {
  const { lost, ...made } = coding;
  try {
    return await send(`${PLACE}/save.json?lang=${language}`, { coder, story, seen, ...made });
  } catch (error) {
    const entry = readConflict(error);
    if (entry && saysSame(entry.coding, coding)) return entry;
    throw error;
  }
}

/**
 * What is stored where the same coder was first in another window; null for any other fault.
 * @param {unknown} error
 * @returns {{coding: Coding, story: CodedStory} | null}
 */
export function readConflict(error) {
  if (!(error instanceof Refused) || error.status !== 409) return null;
  const { answer } = /** @type {{answer: Partial<CodingEntry>}} */ (/** @type {unknown} */ (error));
  return answer.coding && answer.story ? { coding: answer.coding, story: answer.story } : null;
}

/**
 * @param {string} coder
 * @returns {Promise<Memo[]>}
 */
export const fetchMemos = async (coder) =>
  (await ask(`${PLACE}/memos.json?${new URLSearchParams({ coder })}`)).memos;

/**
 * @param {string} coder
 * @param {Memo} memo
 * @returns {Promise<Memo>}
 */
export const saveMemo = (coder, memo) => send(`${PLACE}/memos.json`, { coder, ...memo });
