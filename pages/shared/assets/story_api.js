// Asking the server about stories, and telling it what to change.
import { fetchText } from "./store.js";

// An answer that is not what was hoped for: `status`, and what the server said.
export class Refused extends Error {
  constructor(status, answer) {
    super(answer.error ?? `${status}`);
    this.status = status;
    this.answer = answer;
  }
}

// Send JSON; gives the answer, throws `Refused`, or `Refused` with status 0 where the server is not reached.
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

const known = new Map();

// The words of the forms and lists of stories in a language.
export async function loadStoryWords(language, content) {
  const address = `stories/words.json?lang=${language}&${content}`;
  if (!known.has(address)) {
    const answer = fetchText(address).then(JSON.parse);
    answer.catch(() => known.delete(address));
    known.set(address, answer);
  }
  return known.get(address);
}

// What in some texts ({field, text, language} each) could tell who somebody is: field, cleaned text, place and mask
// of each, and whatever else is said of its text. `known` keeps the answers for who asks again.
export async function findIdentifiers(texts, known = new Map()) {
  const answers = await Promise.all(texts.map(({ text, language }) => {
    const key = `${language} ${text}`;
    if (!known.has(key)) {
      const answer = send(`stories/check.json?lang=${language}`, { text });
      answer.catch(() => known.delete(key));
      known.set(key, answer);
    }
    return known.get(key);
  }));
  return answers.flatMap((answer, at) =>
    answer.identifiers.map((found) => ({ ...texts[at], ...found, cleaned: answer.text, said: texts[at].text })));
}

// What went wrong, in words for people.
export function describeRefusal(error, words) {
  if (!(error instanceof Refused)) return `${words.failed} (${error})`;
  if (error.status === 0) return words.unreachable;
  if (error.status === 403) return words.needsFacilitator;
  if (error.status === 409) return words.conflict;
  if (error.status === 404) return words.gone;
  if (error.status === 429) return error.answer.reason ? error.message : words.tooMany;
  if (error.status === 503) return words.troubles[error.answer.reason] ?? error.message;
  return `${words.failed} ${error.message}`;
}
