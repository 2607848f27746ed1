// What the form for a story holds, apart from the page: how it begins, and the texts in it.

/** @import { Consent, NamedText, Story, StoryValues } from "../shared/types.js" */

/** @type {["title", "setting"]} */
export const LINES = ["title", "setting"];
/** @type {(keyof Consent)[]} */
export const PURPOSES = ["room", "exports", "publications"];

/**
 * What the form begins with: a story as the server has it, or nothing yet.
 * @param {Story | null} story
 * @param {string} language
 * @param {string[]} [nodes]
 * @returns {StoryValues}
 */
export function beginValues(story, language, nodes = []) {
  if (!story) return { ...beginNothing(language), nodes: [...nodes] };
  const [first, ...translations] = structuredClone(story.wordings ?? [readWording(story)]);
  return {
    id: story.id,
    revision: story.revision,
    status: story.status,
    ...first,
    teller: story.teller,
    nodes: [...new Set([...story.nodes, ...(story.lost ?? []), ...nodes])],
    dimensions: [...story.dimensions],
    consent: { ...story.consent },
    source: { ...story.source },
    told_on: story.told_on ?? null,
    translations,
  };
}

/**
 * @param {string} language
 * @returns {StoryValues}
 */
function beginNothing(language) {
  return {
    id: makeId(),
    language,
    title: "",
    text: "",
    setting: "",
    teller: "",
    nodes: [],
    dimensions: [],
    consent: {},
    source: {},
    told_on: null,
    translations: [],
  };
}

/** @param {Story} story */
const readWording = ({ language, title, text, setting }) => ({ language, title, text, setting });

/**
 * The texts that could tell who somebody is, each with a key of its own and the language it is masked in.
 * @param {StoryValues} values
 * @returns {NamedText[]}
 */
export function listTexts(values) {
  const own = listWording(values, "");
  const source = {
    key: "source",
    field: "source",
    language: values.language,
    text: values.source.name ?? "",
  };
  const others = values.translations.flatMap((wording) => listWording(wording, `${wording.language}.`));
  return [...own, source, ...others].filter(({ text }) => text.trim());
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

/** Not randomUUID, which browsers do not have away from this computer and without HTTPS. */
export const makeId = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** The day it is here, as 2026-05-31. */
export function findToday(now = new Date()) {
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
