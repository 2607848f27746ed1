// Asking the server, and telling it what to change.

/** @import { StoryWords } from "./types.js" */

const MOST = 4; // that are kept before anybody asks for them
const LONGEST = 60_000; // a picture of a large model comes slowly through a weak network

/** @type {Map<string, Promise<string>>} */
const early = new Map();

/** A new id. Not randomUUID, which browsers do not have away from this computer and without HTTPS. */
export const makeId = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/**
 * Start fetching an address that will be asked for soon.
 * @param {string} address
 */
export function fetchAhead(address) {
  const answer = fetchText(address);
  early.set(address, answer);
  answer.catch(() => early.delete(address));
  const [oldest] = early.keys();
  if (early.size > MOST) early.delete(oldest);
}

/**
 * The text at an address of the server; a failure is an error.
 * @param {string} address
 */
export async function fetchText(address) {
  const ready = early.get(address);
  early.delete(address);
  if (ready) return ready;
  const response = await fetch(new URL(address, document.baseURI), { signal: AbortSignal.timeout(LONGEST) });
  if (!response.ok) throw new Error(`${response.status}`);
  return response.text();
}

/**
 * What a refusal says.
 * @typedef {object} Answer
 * @property {string} [error]
 * @property {string} [reason]
 * @property {string} [code]
 * @property {Record<string, string | number>} [details]
 */

/** An answer that is not what was hoped for: `status`, and what the server said. */
export class Refused extends Error {
  /**
   * @param {number} status 0 where the server was not reached, also where a proxy says so
   * @param {Answer} answer
   */
  constructor(status, answer) {
    super(answer.error ?? `${status}`);
    this.status = status === 502 || status === 504 ? 0 : status;
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

/**
 * What went wrong, in words for people.
 * @typedef {"failed" | "unreachable" | "needsRole" | "conflict"} SaidOfAll
 * @typedef {SaidOfAll | "gone" | "tooMany" | "troubles"} Said
 * @param {unknown} error
 * @param {Pick<StoryWords, Said>} words
 */
export function describeRefusal(error, words) {
  if (!(error instanceof Refused)) return `${words.failed} (${error})`;
  if (error.status === 0) return words.unreachable;
  if (error.status === 403) return words.needsRole;
  if (error.status === 409) return words.conflict;
  if (error.status === 404) return words.gone;
  const { reason } = error.answer;
  if (error.status === 429) return reason ? error.message : words.tooMany;
  if (error.status === 503) return words.troubles[reason ?? ""] ?? error.message;
  return `${words.failed} ${error.message}`;
}
