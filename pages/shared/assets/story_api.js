// Asking the server about stories, and telling it what to change.
import { Cache } from "./cache.js";
import { fetchText } from "./store.js";

/** @import { CheckedText, StoryWords } from "./types.js" */

/** An answer that is not what was hoped for: `status`, and what the server said. */
export class Refused extends Error {
  /**
   * @param {number} status 0 where the server was not reached
   * @param {{error?: string, reason?: string}} answer
   */
  constructor(status, answer) {
    super(answer.error ?? `${status}`);
    this.status = status;
    this.answer = answer;
  }
}

/**
 * Send JSON; gives the answer, or throws `Refused`.
 * @param {string} address
 * @param {unknown} content
 */
export async function send(address, content) {
  let response;
  try {
    response = await fetch(new URL(address, document.baseURI), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(content),
      signal: AbortSignal.timeout(20_000),
    });
  } catch {
    throw new Refused(0, {});
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(response.status, answer);
  return answer;
}

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

const MOST_CHECKED = 40;

/**
 * Answers about texts that were checked, for who asks again.
 * @returns {Cache<CheckedText>}
 */
export const keepChecked = () => new Cache(MOST_CHECKED);

/**
 * What in some texts could tell who somebody is: the text, what is cleaned of it, place and mask of each.
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

/**
 * What went wrong, in words for people.
 * @typedef {"failed" | "unreachable" | "needsFacilitator" | "conflict" | "gone" | "tooMany" | "troubles"} Said
 * @param {unknown} error
 * @param {Pick<StoryWords, Said>} words
 */
export function describeRefusal(error, words) {
  if (!(error instanceof Refused)) return `${words.failed} (${error})`;
  if (error.status === 0) return words.unreachable;
  if (error.status === 403) return words.needsFacilitator;
  if (error.status === 409) return words.conflict;
  if (error.status === 404) return words.gone;
  const { reason } = error.answer;
  if (error.status === 429) return reason ? error.message : words.tooMany;
  if (error.status === 503) return words.troubles[reason ?? ""] ?? error.message;
  return `${words.failed} ${error.message}`;
}
