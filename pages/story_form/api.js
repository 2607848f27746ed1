// What the server says about stories: the words of their form, and what could identify a person.
import { Cache } from "../shared/cache.js";
import { fetchText, send } from "../shared/requests.js";

/** @import { CheckedText, StoryWords } from "../shared/types.js" */

/** @type {Cache<StoryWords>} */
const words = new Cache();

/**
 * The words of the forms and lists of stories in a language.
 * @param {string} language
 * @param {string} content
 */
export function loadStoryWords(language, content) {
  const address = `stories/words.json?lang=${language}&${content}`;
  return words.get(address, async () => JSON.parse(await fetchText(address)));
}

/**
 * The address of a story.
 * @param {string} id
 * @param {string} language
 */
export const nameStory = (id, language) => `stories/${encodeURIComponent(id)}.json?lang=${language}`;

const MOST_CHECKED = 40;

/**
 * Answers about texts that were checked, for who asks again.
 * @returns {Cache<CheckedText>}
 */
export const keepChecked = () => new Cache(MOST_CHECKED);

/**
 * What in some texts could identify a person: the text, what is cleaned of it, place and mask of each.
 * @template {{text: string, language: string}} Text
 * @param {Text[]} texts
 * @param {Cache<CheckedText>} [checked] the answers so far
 */
export async function findIdentifiers(texts, checked = keepChecked()) {
  const answers = await Promise.all(
    texts.map(({ text, language }) =>
      checked.get(`${language} ${text}`, () => send(`stories/check.json?lang=${language}`, { text })),
    ),
  );
  return answers.flatMap((answer, at) =>
    answer.identifiers.map((found) => ({ ...texts[at], ...found, cleaned: answer.text })),
  );
}
