// What the form for a story holds, apart from the page: how it begins, and the texts in it.
import { makeId } from "../shared/requests.js";

/**
 * @import { Consent, NamedText, PlainField, PlainValues, Story, StoryValues } from "../shared/types.js"
 * @import { StoryWords } from "../shared/types.js"
 */

/** @type {["title", "setting"]} */
export const LINES = ["title", "setting"];
/** @type {(keyof Consent)[]} */
export const PURPOSES = ["room", "exports", "publications"];

/**
 * What the teller of a story agrees to, in the words of where it was told: only a workshop has a room.
 * @param {Pick<StoryWords, "consents">} words
 * @param {{session?: string | null} | null | undefined} source
 */
export const chooseConsentWords = ({ consents }, source) =>
  source?.session ? consents.inRoom : consents.onPage;

/**
 * What the form begins with: a story as the server has it, or nothing yet.
 * @param {PlainField[]} plain
 * @param {Story | null} story
 * @param {string} language
 * @param {string[]} [nodes]
 * @returns {StoryValues}
 */
export function beginValues(plain, story, language, nodes = []) {
  if (!story) return { ...beginNothing(plain, language), nodes: [...nodes] };
  const [first, ...translations] = structuredClone(story.wordings ?? [readWording(story)]);
  return {
    id: story.id,
    revision: story.revision,
    status: story.status,
    ...first,
    ...readPlain(plain, story),
    nodes: [...new Set([...story.nodes, ...(story.lost ?? []), ...nodes])],
    dimensions: [...story.dimensions],
    consent: { ...story.consent },
    source: { ...story.source },
    translations,
  };
}

/**
 * @param {PlainField[]} plain
 * @param {string} language
 * @returns {StoryValues}
 */
function beginNothing(plain, language) {
  return {
    id: makeId(),
    language,
    title: "",
    text: "",
    setting: "",
    ...readPlain(plain),
    nodes: [],
    dimensions: [],
    consent: {},
    source: {},
    translations: [],
  };
}

/**
 * The plain fields, each with "" for nothing.
 * @param {PlainField[]} plain
 * @param {Partial<PlainValues>} values
 */
function readPlain(plain, values = {}) {
  const read = /** @type {PlainValues} */ ({});
  for (const { name } of plain) read[name] = values[name] ?? "";
  return read;
}

/** @param {Story} story */
const readWording = ({ language, title, text, setting }) => ({ language, title, text, setting });

/**
 * The texts that could identify a person, each with a key of its own and the language it is masked in.
 * @param {PlainField[]} plain
 * @param {StoryValues} values
 * @returns {NamedText[]}
 */
export function listTexts(plain, values) {
  const { language } = values;
  const own = listWording(values, "");
  const typed = plain
    .filter(({ kind }) => kind === "line" || kind === "text")
    .map(({ name }) => ({ key: name, field: name, language, text: values[name] ?? "" }));
  const source = { key: "source", field: "source", language, text: values.source.name ?? "" };
  const others = values.translations.flatMap((wording) => listWording(wording, `${wording.language}.`));
  return [...own, ...typed, source, ...others].filter(({ text }) => text.trim());
}

/**
 * @param {import("../shared/types.js").Wording} wording
 * @param {string} before
 */
function listWording(wording, before) {
  const { language } = wording;
  const fields = /** @type {const} */ (["text", ...LINES]);
  return fields.map((field) => ({ key: before + field, field, language, text: wording[field] ?? "" }));
}

/**
 * Write a text into the values, by its key of `listTexts`.
 * @param {StoryValues} values
 * @param {string} key
 * @param {string} text
 */
export function putText(values, key, text) {
  const [first, field] = key.split(".");
  if (field)
    Object.assign(values.translations.find(({ language }) => language === first) ?? {}, { [field]: text });
  else if (key === "source") values.source.name = text;
  else Object.assign(values, { [key]: text });
}

/** The day it is here, as 2026-05-31. */
export function findToday(now = new Date()) {
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
