// Two versions of one story that began as the same: what differs, which of the two is proposed, and the words
// that only one of them has. Apart from the page.

/**
 * @import { PlainField, PlainValues, StoryValues, Wording } from "../shared/types.js"
 *
 * @typedef {"mine" | "theirs"} Side
 * @typedef {{field: string, proposed: Side | null}} Difference
 * @typedef {{text: string, differs: boolean}} Piece
 */

/** @param {string | null | undefined} text */
const clean = (text) => (text ?? "").trim();
/** @param {string[] | undefined} ids */
const sort = (ids) => [...new Set(ids ?? [])].sort();
/** @param {Wording | null} wording */
const compareWording = (wording) => wording && [wording.title, wording.setting, wording.text].map(clean);

/**
 * What is compared of a field that is not plain; two values are the same where these are.
 * @satisfies {Partial<Record<keyof StoryValues, (values: StoryValues) => unknown>>}
 */
const COMPARED = {
  title: (/** @type {StoryValues} */ { title }) => clean(title),
  text: (/** @type {StoryValues} */ { text }) => clean(text),
  setting: (/** @type {StoryValues} */ { setting }) => clean(setting),
  language: (/** @type {StoryValues} */ { language }) => language,
  nodes: (/** @type {StoryValues} */ { nodes }) => sort(nodes),
  dimensions: (/** @type {StoryValues} */ { dimensions }) => sort(dimensions),
  consent: (/** @type {StoryValues} */ { consent }) =>
    [consent?.room, consent?.exports, consent?.publications].map(Boolean),
  source: (/** @type {StoryValues} */ { source }) =>
    [source?.name || source?.url, source?.url, source?.session].map(clean),
  status: (/** @type {StoryValues} */ { status }) => status ?? null,
};

/**
 * @typedef {keyof typeof COMPARED} OwnField
 * @typedef {OwnField | keyof PlainValues} Field
 */

const OWN = /** @type {OwnField[]} */ (Object.keys(COMPARED));

/**
 * @param {Field} name
 * @returns {name is OwnField}
 */
const isOwn = (name) => Object.hasOwn(COMPARED, name);

/**
 * The name of a field and, of a translation, its language.
 * @param {string} field such as "title" or "translations.nl"
 */
export function readField(field) {
  const [name, language] = field.split(".");
  return { name: /** @type {Field} */ (name), language };
}

/**
 * @param {StoryValues} values
 * @param {string} language
 */
export const findTranslation = (values, language) =>
  values.translations.find((wording) => wording.language === language) ?? null;

/**
 * The fields of some versions: those of every story, then each translation that one of them has.
 * @param {PlainField[]} plain
 * @param {...StoryValues} versions
 */
function listFields(plain, ...versions) {
  const translations = versions.flatMap((values) => values.translations);
  const languages = new Set(translations.map(({ language }) => language));
  return [
    ...OWN,
    ...plain.map(({ name }) => name),
    ...[...languages].map((language) => `translations.${language}`),
  ];
}

/**
 * @param {string} field
 * @param {StoryValues} values
 * @param {StoryValues} others
 */
function isSame(field, values, others) {
  const { name, language } = readField(field);
  const [first, second] = [values, others].map((version) => {
    if (language) return compareWording(findTranslation(version, language));
    return isOwn(name) ? COMPARED[name](version) : clean(version[name]);
  });
  return JSON.stringify(first) === JSON.stringify(second);
}

/**
 * @param {PlainField[]} plain
 * @param {StoryValues} values
 * @param {StoryValues} others
 */
export const isSameStory = (plain, values, others) =>
  listFields(plain, values, others).every((field) => isSame(field, values, others));

/**
 * The fields in which mine and theirs differ: `proposed` is the side that alone changed it since the version
 * that both began with, null where both did and somebody has to choose.
 * @param {PlainField[]} plain
 * @param {StoryValues} base
 * @param {StoryValues} mine
 * @param {StoryValues} theirs
 * @returns {Difference[]}
 */
export function compare(plain, base, mine, theirs) {
  const differing = listFields(plain, base, mine, theirs).filter((field) => !isSame(field, mine, theirs));
  return differing.map((field) => ({
    field,
    proposed: isSame(field, base, mine) ? "theirs" : isSame(field, base, theirs) ? "mine" : null,
  }));
}

/**
 * Mine, at the revision of theirs, with the fields that are theirs by choice.
 * @param {StoryValues} mine
 * @param {StoryValues} theirs
 * @param {Record<string, Side>} choices
 * @returns {StoryValues}
 */
export function merge(mine, theirs, choices) {
  const merged = { ...structuredClone(mine), revision: theirs.revision };
  for (const [field, side] of Object.entries(choices)) {
    if (side !== "theirs") continue;
    const { name, language } = readField(field);
    if (language) takeTranslation(merged, structuredClone(findTranslation(theirs, language)), language);
    else Object.assign(merged, { [name]: structuredClone(theirs[name]) });
  }
  return merged;
}

/**
 * @param {StoryValues} values
 * @param {Wording | null} wording
 * @param {string} language
 */
function takeTranslation({ translations }, wording, language) {
  const at = translations.findIndex((translation) => translation.language === language);
  const taken = wording ? [wording] : [];
  if (at < 0) translations.push(...taken);
  else translations.splice(at, 1, ...taken);
}

/**
 * A word and the space behind it; words are compared without that.
 * @param {string} text
 * @returns {string[]}
 */
const split = (text) => text.match(/^\s+|\S+\s*/g) ?? [];

/**
 * The words of two texts side by side: for each of them the pieces that make it up.
 * @param {string} mine
 * @param {string} theirs
 * @returns {Record<Side, Piece[]>}
 */
export function diffWords(mine, theirs) {
  const sides = [split(mine), split(theirs)];
  const [a, b] = sides.map((words) => words.map((word) => word.trim()));
  const most = Math.min(a.length, b.length);
  let start = 0;
  while (start < most && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < most - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const shared = findShared(a.slice(start, a.length - end), b.slice(start, b.length - end));
  const [left, right] = sides.map((words, side) =>
    join(words, (at) => at >= start && at < words.length - end && !shared[side].has(at - start)),
  );
  return { mine: left, theirs: right };
}

/**
 * The places in two lists of a longest row of words that both have, in a table of the lengths of such rows.
 * @param {string[]} a
 * @param {string[]} b
 */
function findShared(a, b) {
  const width = b.length + 1;
  const longest = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      longest[i * width + j] =
        a[i] === b[j]
          ? longest[(i + 1) * width + j + 1] + 1
          : Math.max(longest[(i + 1) * width + j], longest[i * width + j + 1]);
    }
  }
  /** @type {[Set<number>, Set<number>]} */
  const shared = [new Set(), new Set()];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      shared[0].add(i++);
      shared[1].add(j++);
    } else if (longest[(i + 1) * width + j] >= longest[i * width + j + 1]) i += 1;
    else j += 1;
  }
  return shared;
}

/**
 * Words beside each other that differ, or do not, as one piece; the space after a piece is none of what
 * differs.
 * @param {string[]} words
 * @param {(at: number) => boolean} differs
 */
function join(words, differs) {
  /** @type {Piece[]} */
  const pieces = [];
  const add = (/** @type {string} */ text, /** @type {boolean} */ isOther) => {
    const last = pieces.at(-1);
    if (last?.differs === isOther) last.text += text;
    else if (text) pieces.push({ text, differs: isOther });
  };
  words.forEach((word, at) => {
    const isOther = differs(at);
    const isLast = isOther && !differs(at + 1);
    add(isLast ? word.trimEnd() : word, isOther);
    if (isLast) add(word.slice(word.trimEnd().length), false);
  });
  return pieces;
}
