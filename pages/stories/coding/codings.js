// What one coder makes of one story: its codes with the passages that are the reason for each, the passages
// that have no place in the model, a memo. Every act gives another value and leaves the old one as it is.
import { snap, toPoints, toUnits } from "./positions.js";

/**
 * @import { Coding, CodingMark, CodedStory, SentPassage } from "../../shared/types.js"
 *
 * @typedef {{kind: "node" | "dimension", id: string}} Code
 * @typedef {{language: string, start: number, end: number}} Passage in units of UTF-16
 * @typedef {{text: string, language: string}} Text
 *
 * A piece of a text, with the passages that it is part of, by their keys, and those that end with it.
 * @typedef {{start: number, end: number, keys: string[], ends: string[]}} Piece
 */

/** The key of the passages without a place in the model. */
export const LEFTOVER = "leftover";

/** @param {Code} code */
export const nameKey = ({ kind, id }) => `${kind}:${id}`;

/**
 * @param {Code} a
 * @param {Code} b
 */
const isSame = (a, b) => a.kind === b.kind && a.id === b.id;

/**
 * @param {Coding} coding
 * @param {Code} code
 */
export const has = (coding, code) => coding.marks.some((mark) => isSame(mark, code));

/**
 * @param {Coding} coding
 * @param {Code} code
 * @returns {Coding}
 */
export function attach(coding, { kind, id }) {
  if (has(coding, { kind, id })) return coding;
  return { ...coding, marks: [...coding.marks, { kind, id, passages: [] }] };
}

/**
 * @param {Coding} coding
 * @param {Code} code
 * @returns {Coding}
 */
export const detach = (coding, code) => ({
  ...coding,
  marks: coding.marks.filter((mark) => !isSame(mark, code)),
});

/**
 * With a passage that is the reason for a code, which the story is given, too; for none it is left over.
 * @param {Coding} coding
 * @param {Code | null} code
 * @param {SentPassage} passage
 * @returns {Coding}
 */
export function addPassage(coding, code, passage) {
  const add = (/** @type {SentPassage[]} */ passages) =>
    passages.some((known) => String(known) === String(passage))
      ? passages
      : [...passages, passage].sort((a, b) => a[1] - b[1] || a[2] - b[2]);
  if (!code) return { ...coding, leftovers: add(coding.leftovers) };
  const attached = attach(coding, code);
  const marks = attached.marks.map((mark) =>
    isSame(mark, code) ? { ...mark, passages: add(mark.passages) } : mark,
  );
  return { ...attached, marks };
}

/**
 * @param {Coding} coding
 * @param {Code | null} code
 * @param {number} at which of its passages
 * @returns {Coding}
 */
export function removePassage(coding, code, at) {
  const remove = (/** @type {SentPassage[]} */ passages) => passages.filter((_, number) => number !== at);
  if (!code) return { ...coding, leftovers: remove(coding.leftovers) };
  const marks = coding.marks.map((mark) =>
    isSame(mark, code) ? { ...mark, passages: remove(mark.passages) } : mark,
  );
  return { ...coding, marks };
}

/**
 * Whether two codings say the same, whatever their revisions.
 * @param {Coding} a
 * @param {Coding} b
 */
export const saysSame = (a, b) => write(a) === write(b);

/** @param {Coding} coding */
const write = ({ marks, leftovers, memo, done }) =>
  JSON.stringify([marks.map(({ kind, id, passages }) => [kind, id, passages]), leftovers, memo.trim(), done]);

/**
 * The texts of a story by their languages.
 * @param {CodedStory} story
 */
export const listTexts = ({ wordings }) => new Map(wordings.map(({ language, text }) => [language, text]));

/**
 * A passage as the server has it, in the places of the browser; null for a language that the story lacks.
 * @param {Map<string, string>} texts
 * @param {SentPassage} passage
 * @returns {Passage | null}
 */
export function readPassage(texts, [language, start, end]) {
  const text = texts.get(language);
  if (text === undefined) return null;
  return { language, start: toUnits(text, start), end: toUnits(text, end) };
}

/**
 * What was selected in a text, as the server has passages; null where that is no more than space.
 * @param {Text} text
 * @param {{start: number, end: number}} part
 * @returns {SentPassage | null}
 */
export function writePassage({ text, language }, part) {
  const snapped = snap(text, part);
  return snapped && [language, toPoints(text, snapped.start), toPoints(text, snapped.end)];
}

/**
 * The words of a passage; "" where the story lacks them.
 * @param {Map<string, string>} texts
 * @param {SentPassage} passage
 */
export function quote(texts, passage) {
  const read = readPassage(texts, passage);
  return read ? (texts.get(read.language) ?? "").slice(read.start, read.end) : "";
}

/**
 * All passages of a coding in one language, each with the key of its code.
 * @param {Coding} coding
 * @param {Map<string, string>} texts
 * @param {string} language
 */
export function listPassages(coding, texts, language) {
  const all = [
    ...coding.marks.flatMap((mark) => mark.passages.map((passage) => ({ key: nameKey(mark), passage }))),
    ...coding.leftovers.map((passage) => ({ key: LEFTOVER, passage })),
  ];
  return all.flatMap(({ key, passage }) => {
    const read = readPassage(texts, passage);
    return read && read.language === language ? [{ key, start: read.start, end: read.end }] : [];
  });
}

/**
 * A text cut where passages begin and end, so that each piece is in the same ones throughout.
 * @param {number} length of the text
 * @param {{key: string, start: number, end: number}[]} passages
 * @returns {Piece[]}
 */
export function cut(length, passages) {
  const places = new Set([0, length, ...passages.flatMap(({ start, end }) => [start, end])]);
  const cuts = [...places].filter((place) => place <= length).sort((a, b) => a - b);
  return cuts.slice(1).map((end, at) => {
    const start = cuts[at];
    const around = passages.filter((passage) => passage.start <= start && passage.end >= end);
    const unique = (/** @type {typeof passages} */ some) => [...new Set(some.map(({ key }) => key))];
    return {
      start,
      end,
      keys: unique(around),
      ends: unique(around.filter((passage) => passage.end === end)),
    };
  });
}

/**
 * What differs between two versions of a coding, part by part: a code by its key, the leftovers, the memo,
 * whether it is done. Proposed is the version that alone differs from what both began as.
 * @param {Coding} base
 * @param {Coding} mine
 * @param {Coding} theirs
 */
export function compare(base, mine, theirs) {
  const keys = [...mine.marks, ...theirs.marks].map(nameKey);
  return [...new Set(keys), LEFTOVER, "memo", "done"].flatMap((field) => {
    const [before, own, other] = [base, mine, theirs].map((coding) => JSON.stringify(pick(coding, field)));
    if (own === other) return [];
    const proposed = other === before ? "mine" : own === before ? "theirs" : null;
    return [{ field, proposed: /** @type {"mine" | "theirs" | null} */ (proposed) }];
  });
}

/**
 * A part of a coding; of a code its passages, null where the story does not have it.
 * @param {Coding} coding
 * @param {string} field
 */
function pick({ marks, leftovers, memo, done }, field) {
  const parts = /** @type {Record<string, unknown>} */ ({ [LEFTOVER]: leftovers, memo, done });
  if (Object.hasOwn(parts, field)) return parts[field];
  return marks.find((mark) => nameKey(mark) === field)?.passages ?? null;
}

/**
 * My version, with the parts of theirs that were chosen; it follows theirs.
 * @param {Coding} mine
 * @param {Coding} theirs
 * @param {Record<string, "mine" | "theirs">} choices
 * @returns {Coding}
 */
export function merge(mine, theirs, choices) {
  const isTheirs = (/** @type {string} */ field) => choices[field] === "theirs";
  const all = new Map([...mine.marks, ...theirs.marks].map((mark) => [nameKey(mark), mark]));
  const marks = [...all.keys()].flatMap((key) => {
    const from = isTheirs(key) ? theirs : mine;
    return from.marks.filter((mark) => nameKey(mark) === key);
  });
  return {
    marks,
    leftovers: (isTheirs(LEFTOVER) ? theirs : mine).leftovers,
    memo: (isTheirs("memo") ? theirs : mine).memo,
    done: (isTheirs("done") ? theirs : mine).done,
    revision: theirs.revision,
    lost: 0,
  };
}
