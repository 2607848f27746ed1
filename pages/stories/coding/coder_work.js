// What one coder does: the stories in their order, what is saved of each, and what can be undone.
import { Refused } from "../../shared/requests.js";
import { fetchLine, fetchMemos, fetchStories, saveCoding, saveMemo } from "./api.js";
import { listTexts, nameKey, saysSame } from "./codings.js";
import { openOutbox } from "./outbox.js";
import { Sequence } from "./sequence.js";

/**
 * @import { Coder, Coding, CodingEntry, Memo } from "../../shared/types.js"
 * @import { Draft } from "./api.js"
 * @import { Code } from "./codings.js"
 * @import { Outbox } from "./outbox.js"
 *
 * @typedef {object} Listener
 * @property {(id: string, isTextChanged: boolean) => void} saved is told of what was saved, or could not be
 * @property {(id: string, refusal: Refused) => void} refused
 */

const MOST_UNDONE = 200;

export class CoderWork {
  #listener;
  #language;
  #id;
  /** @type {Outbox<Draft>} */
  #outbox;
  /** @type {Outbox<Memo>} */
  #memoBox;
  /** @type {Map<string, string>} on codes, by key */
  #memos = new Map();
  /** @type {{id: string, coding: Coding, seen: number}[]} what stories were, the last one last */
  #past = [];
  /** @type {Sequence} */
  #line;
  /** @type {Coder | null} */
  coder = null;

  /**
   * @param {string} coder
   * @param {string} language
   * @param {Listener} listener
   */
  constructor(coder, language, listener) {
    this.#id = coder;
    this.#language = language;
    this.#listener = listener;
    this.#line = this.#buildLine("");
    this.#outbox = openOutbox({
      key: `mangomoment-coding-${coder}`,
      deliver: (id, draft) => saveCoding(coder, id, draft, this.#language),
      settle: (id, answer, waiting) => this.#settle(id, answer, waiting),
      changed: (id) => this.#tell(id, false),
    });
    this.#memoBox = openOutbox({
      key: `mangomoment-memos-${coder}`,
      deliver: (_, memo) => saveMemo(coder, memo),
      settle: (_id, _answer, waiting) => waiting,
      changed: () => this.#listener.saved("", false),
    });
  }

  get id() {
    return this.#id;
  }

  get language() {
    return this.#language;
  }

  get line() {
    return this.#line;
  }

  /** How much is not saved yet, and whether it does not get through. */
  get waiting() {
    const fault = this.#outbox.fault ?? this.#memoBox.fault;
    const isAway = fault !== null || this.#outbox.refusals.length > 0;
    return { size: this.#outbox.size + this.#memoBox.size, isAway, fault };
  }

  /**
   * Begin with the stories that are asked for, at one of them; gives whether that is among them.
   * @param {string} query
   * @param {string | null} story
   */
  async begin(query, story) {
    const line = this.#buildLine(query);
    const [isThere, memos] = await Promise.all([line.begin(story), fetchMemos(this.#id)]);
    await line.fetchAround();
    this.#line = line;
    this.#memos = new Map(memos.map((memo) => [nameKey(memo), memo.text]));
    await line.fetchAround();
    line
      .loadRest(() => this.#line === line)
      .then(
        () => this.#listener.saved("", false),
        () => {},
      );
    return isThere;
  }

  /** @param {string} query */
  #buildLine(query) {
    return new Sequence({
      fetchPart: async (after) => {
        const part = await fetchLine(this.#id, query, after);
        this.coder = part.coder;
        return part;
      },
      fetchStories: (ids) => fetchStories(this.#id, ids, this.#language),
    });
  }

  /**
   * The coding of a story as it is on the screen: what waits, or what is stored.
   * @param {CodingEntry} entry
   */
  find(entry) {
    return this.#outbox.get(entry.story.id)?.coding ?? entry.coding;
  }

  /**
   * Change the coding of a story, and save it; whether anything changed.
   * @param {CodingEntry} entry
   * @param {(coding: Coding) => Coding} change
   */
  change(entry, change) {
    const before = this.find(entry);
    const after = change(before);
    if (saysSame(before, after)) return false;
    this.#past.push({ id: entry.story.id, coding: before, seen: entry.story.revision });
    if (this.#past.length > MOST_UNDONE) this.#past.shift();
    this.#save(entry, after, entry.story.revision);
    return true;
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  /**
   * Bring the last story that was changed back to what it was; gives its id.
   * @returns {Promise<string | null>}
   */
  async undo() {
    const last = this.#past.at(-1);
    const entry = last && (await this.#line.load(last.id));
    if (!last || !entry) return null;
    this.#past.pop();
    this.#save(entry, last.coding, last.seen);
    return last.id;
  }

  /**
   * @param {CodingEntry} entry
   * @param {Coding} coding
   * @param {number} seen
   */
  #save(entry, coding, seen) {
    const { id } = entry.story;
    const { revision } = entry.coding;
    this.#line.note(id, coding.done);
    this.#outbox.put(id, { coding: { ...coding, revision, lost: 0 }, seen, base: entry.coding });
  }

  /**
   * @param {string} id
   * @param {CodingEntry} answer
   * @param {Draft | null} waiting
   */
  #settle(id, answer, waiting) {
    const known = this.#line.find(id);
    const isOther = known !== null && !isSameText(known, answer);
    const story = waiting && known ? known.story : answer.story;
    if (known) this.#line.keep({ story, coding: answer.coding });
    this.#line.note(id, (waiting ?? answer).coding.done);
    if (isOther && !waiting) queueMicrotask(() => this.#tell(id, true));
    if (!waiting) return null;
    const { revision } = answer.coding;
    return { ...waiting, coding: { ...waiting.coding, revision }, base: answer.coding };
  }

  /**
   * @param {string} id
   * @param {boolean} isTextChanged
   */
  #tell(id, isTextChanged) {
    const refusal = this.#outbox.findRefusal(id);
    if (refusal) this.#listener.refused(id, refusal);
    else this.#listener.saved(id, isTextChanged);
  }

  /**
   * What was to be saved of a story, where the server does not take it.
   * @param {string} id
   */
  findDraft(id) {
    return this.#outbox.get(id);
  }

  /** What the server does not take, by story. */
  get refusals() {
    return this.#outbox.refusals;
  }

  /** @param {string} id */
  findRefusal(id) {
    return this.#outbox.findRefusal(id);
  }

  /**
   * Save what was chosen of two versions, after the stored one.
   * @param {CodingEntry} stored
   * @param {Coding} coding
   */
  resolve(stored, coding) {
    this.#line.keep(stored);
    this.#save(stored, coding, stored.story.revision);
  }

  /**
   * Give up what the server does not take of a story.
   * @param {string} id
   */
  drop(id) {
    this.#outbox.drop(id);
    this.#past = this.#past.filter((past) => past.id !== id);
  }

  /** @param {Code} code */
  findMemo(code) {
    return this.#memoBox.get(nameKey(code))?.text ?? this.#memos.get(nameKey(code)) ?? "";
  }

  /**
   * @param {Code} code
   * @param {string} text
   */
  saveMemo({ kind, id }, text) {
    const key = nameKey({ kind, id });
    if (this.findMemo({ kind, id }) === text) return;
    this.#memos.set(key, text);
    this.#memoBox.put(key, { kind, id, text });
  }

  retry() {
    this.#outbox.retry();
    this.#memoBox.retry();
  }

  /** Nobody codes here any more; what waits is saved all the same. */
  end() {
    this.#outbox.rest();
    this.#memoBox.rest();
  }
}

/**
 * @param {CodingEntry} known
 * @param {CodingEntry} answer
 */
const isSameText = (known, answer) =>
  JSON.stringify([...listTexts(known.story)]) === JSON.stringify([...listTexts(answer.story)]);

/** @param {unknown} error */
export const isUnknownCoder = (error) =>
  error instanceof Refused && error.status === 404 && error.answer.reason === "coder";
