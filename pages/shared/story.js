// How a story is read, wherever one is shown: who told it, what it says, and what is known about it.
import { findCulture } from "./culture.js";
import { build } from "./dom.js";
import { markPlaces } from "./marks.js";
import { joinLabel } from "./words.js";

/** @import { LoadedTexts, PlainField, PlainValues, Story, StorySource } from "./types.js" */

/** The plain fields that stand beside the title; all others follow the text, each with its name. */
const BESIDE_TITLE = ["teller", "told_on"];

/**
 * Who told a story, where and when.
 * @param {LoadedTexts} texts
 * @param {Story} story
 */
export function describeTelling({ language, words }, story) {
  const day = story.told_on && describeDay(story.told_on, language);
  return [words.tellers[story.teller], story.setting, day].filter(Boolean).join(", ");
}

/**
 * What is known of a plain field, in words; "" for nothing.
 * @param {PlainField} field
 * @param {Partial<PlainValues>} values
 * @param {string} language
 * @returns {string}
 */
export function describePlain({ name, kind, options }, values, language) {
  const value = values[name];
  if (!value) return "";
  switch (kind) {
    case "day":
      return describeDay(value, language);
    case "choice":
    case "team":
      return options[value] ?? value;
    case "line":
    case "text":
      return value;
  }
}

/**
 * @param {string} day as 2026-05-31
 * @param {string} language
 */
const describeDay = (day, language) =>
  new Date(`${day}T00:00Z`).toLocaleDateString(findCulture(language), { dateStyle: "long", timeZone: "UTC" });

/**
 * What a story says, and below it what it is about, where it comes from, and the plain fields.
 * @param {LoadedTexts} texts
 * @param {Story} story
 */
export function buildTold(texts, story) {
  const { words, language } = texts;
  const lang = story.language === language ? null : story.language;
  const dimensions = story.dimensions.map((id) => texts.dimensions[id] ?? id).join(", ");
  const below = words.plain.filter(({ name }) => !BESIDE_TITLE.includes(name));
  const facts = below.map((field) => ({ field, told: describePlain(field, story, language) }));
  const source = story.source ? [`. ${joinLabel(words, words.source, "")}`, buildSource(story.source)] : [];
  return [
    build("p", { class: "details-text", lang }, ...markPlaces(story.text, story.found?.text)),
    dimensions ? buildFact(joinLabel(words, words.dimensions, dimensions)) : null,
    ...facts.map(({ field, told }) => (told ? buildFact(joinLabel(words, field.label, told)) : null)),
    buildFact(words.origins[story.origin], ...source),
  ];
}

/** @param {...(string | Node)} parts */
const buildFact = (...parts) => build("p", { class: "details-source" }, ...parts);

/** @param {StorySource} source */
const buildSource = ({ name, url }) => (url ? buildLink(url, name) : name);

/**
 * A link, or only its text where that is no address of a page.
 * @param {string} url
 * @param {string} text
 */
export function buildLink(url, text) {
  if (!/^https?:\/\//.test(url)) return text;
  return build("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text);
}
