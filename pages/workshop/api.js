// Asking the server about workshops, and telling it what to do: in turn, and until it is done.
import { Cache } from "../shared/cache.js";
import { fetchText, makeId, Refused, send } from "../shared/requests.js";
import { fill } from "../shared/words.js";

/** @import { WorkshopWords } from "./types.js" */

const PAUSE = 1500;
/** @type {Cache<WorkshopWords>} */
const words = new Cache();

/**
 * The words of the facilitator's page and the projector in a language.
 * @param {string} language
 * @param {string} content
 */
export function loadWorkshopWords(language, content) {
  const address = `workshops/words.json?lang=${language}&${content}`;
  return words.get(address, async () => JSON.parse(await fetchText(address)));
}

/**
 * JSON that is never kept; throws `Refused`, with status 0 where the server is not reached.
 * @param {string} address
 */
export async function fetchState(address) {
  let response;
  try {
    response = await fetch(new URL(address, document.baseURI), {
      cache: "no-store",
      signal: AbortSignal.timeout(15_000),
    });
  } catch {
    throw new Refused(0, {});
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(response.status, answer);
  return answer;
}

/**
 * Whether the server is away, and may be back soon.
 * @param {unknown} error
 * @returns {error is Refused}
 */
export const isAway = (error) => error instanceof Refused && (error.status === 0 || error.status === 503);

/**
 * Tells the server what to do with a workshop, one act after the other. An act that does not get through is
 * sent again, with the same id, until it does; so nothing is lost and nothing done twice. Of several moves
 * that wait only the last is sent.
 */
export class Line {
  #address;
  #onaway;
  /** @type {Promise<unknown>} */
  #last = Promise.resolve();
  #moves = 0;

  /**
   * @param {string} address
   * @param {(error: Refused | null) => void} onaway is told that the server is away, and that it is back
   */
  constructor(address, onaway) {
    this.#address = address;
    this.#onaway = onaway;
  }

  /**
   * Do something; gives the answer, or null for a move that a later one overtook.
   * @param {string} act
   * @param {object} [fields]
   * @returns {Promise<any>}
   */
  act(act, fields = {}) {
    const sent = { do: act, request: makeId(), ...fields };
    if (act === "move") this.#moves += 1;
    const number = this.#moves;
    const isOvertaken = () => act === "move" && number < this.#moves;
    const answer = this.#last.then(() => (isOvertaken() ? null : this.#deliver(sent)));
    this.#last = answer.catch(() => {});
    return answer;
  }

  /** Tell nobody any more whether the server is away; what waits is still sent. Gives when it was. */
  end() {
    this.#onaway = () => {};
    return this.#last;
  }

  /** @param {object} sent */
  async #deliver(sent) {
    for (;;) {
      try {
        const answer = await send(this.#address, sent);
        this.#onaway(null);
        return answer;
      } catch (error) {
        if (!isAway(error)) throw error;
        this.#onaway(error);
        await new Promise((done) => setTimeout(done, PAUSE));
      }
    }
  }
}

/**
 * What went wrong, in words for people.
 * @param {unknown} error
 * @param {WorkshopWords} words
 */
export function describeFault(error, words) {
  if (!(error instanceof Refused)) return `${words.failed} (${error})`;
  const { answer, status } = error;
  const reason = answer.reason ?? "";
  if (reason === "entry") return fill(words.entries[answer.code ?? ""] ?? words.failed, answer.details);
  /** @type {Record<string, string>} */
  const reasons = {
    "unknown-workshop": words.goneWorkshop,
    "unknown-part": words.gone,
    ended: words.endedRefusal,
    closed: words.endedRefusal,
    unopened: words.unopenedRefusal,
    changed: words.changed,
    settled: words.settledSince,
  };
  if (Object.hasOwn(reasons, reason)) return reasons[reason];
  if (status === 0) return words.unreachable;
  if (status === 403) return words.needsRole;
  if (status === 409) return words.conflict;
  if (status === 404) return words.gone;
  if (status === 429) return words.tooMany;
  if (status === 503) return words.troubles[reason] ?? error.message;
  return `${words.failed} ${error.message}`;
}
