// Asking the server about workshops, and telling it what to do: in turn, and until it is done.
import { Cache } from "../shared/cache.js";
import { fetchText, Refused, send } from "../shared/requests.js";

const PAUSE = 1500;
const words = new Cache();

export const makeId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

// The words of the facilitator's page and the projector in a language.
export function loadWorkshopWords(language, content) {
  const address = `workshops/words.json?lang=${language}&${content}`;
  return words.get(address, async () => JSON.parse(await fetchText(address)));
}

// JSON that is never kept; throws `Refused`, with status 0 where the server is not reached.
export async function fetchState(address) {
  let response;
  try {
    response = await fetch(new URL(address, document.baseURI), { cache: "no-store", signal: AbortSignal.timeout(15_000) });
  } catch {
    throw new Refused(0, {});
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(response.status, answer);
  return answer;
}

const isAway = (error) => error instanceof Refused && (error.status === 0 || error.status === 503);

// Tells the server what to do with a workshop, one act after the other. An act that does not get through is
// sent again, with the same id, until it does; so nothing is lost and nothing done twice. Of several moves
// that wait only the last is sent. `onaway` is told whether the server is away.
export class Line {
  constructor(address, onaway = () => {}) {
    this.address = address;
    this.onaway = onaway;
    this.last = Promise.resolve();
    this.moves = 0;
    this.waiting = 0;
  }

  act(act, fields = {}) {
    const sent = { do: act, request: makeId(), ...fields };
    const number = act === "move" ? (this.moves += 1) : 0;
    this.waiting += 1;
    const turn = this.last.then(() => (number && number < this.moves ? null : this.deliver(sent)));
    const answer = turn.finally(() => (this.waiting -= 1));
    this.last = answer.catch(() => {});
    return answer;
  }

  async deliver(sent) {
    for (;;) {
      try {
        const answer = await send(this.address, sent);
        this.onaway(null);
        return answer;
      } catch (error) {
        if (!isAway(error)) throw error;
        this.onaway(error);
        await new Promise((done) => setTimeout(done, PAUSE));
      }
    }
  }
}

// What went wrong, in words for people.
export function describeFault(error, words) {
  if (!(error instanceof Refused)) return `${words.failed} (${error})`;
  const { answer, status } = error;
  if (answer.reason === "entry") return fill(words.entries[answer.code] ?? words.failed, answer.details);
  const said = { "unknown-workshop": words.goneWorkshop, "unknown-part": words.gone, ended: words.endedRefusal, closed: words.endedRefusal, unopened: words.unopenedRefusal, changed: words.changed };
  if (said[answer.reason]) return said[answer.reason];
  if (status === 0) return words.unreachable;
  if (status === 403) return words.needsFacilitator;
  if (status === 409) return words.conflict;
  if (status === 404) return words.gone;
  if (status === 429) return words.tooMany;
  if (status === 503) return words.troubles[answer.reason] ?? error.message;
  return `${words.failed} ${error.message}`;
}

// A text with names in braces, filled in.
