// What was typed into the form for a story and is not saved: kept in this tab until then, for a day at most.
import { findCulture } from "../shared/culture.js";
import { choose } from "../shared/dialog.js";

/**
 * @import { Story, StoryValues, StoryWords } from "../shared/types.js"
 *
 * What was typed: the values, and `base`, what the form began with.
 * @typedef {object} Draft
 * @property {StoryValues} values
 * @property {StoryValues} [base]
 *
 * @typedef {Draft & {at: number}} KeptDraft
 */

const PREFIX = "mangomoment-story-";
const DAY = 24 * 60 * 60 * 1000;

/**
 * The draft of a story, or of a new one; null where there is none.
 * @param {string} [story]
 * @returns {KeptDraft | null}
 */
export function readDraft(story) {
  dropOldDrafts();
  const draft = readJson(PREFIX + (story ?? "new"));
  return draft?.values ? draft : null;
}

/**
 * @param {string | undefined} story
 * @param {StoryValues} values
 * @param {StoryValues} base
 */
export function keepDraft(story, values, base) {
  try {
    sessionStorage.setItem(PREFIX + (story ?? "new"), JSON.stringify({ at: Date.now(), values, base }));
  } catch {
    /* the form itself still holds it */
  }
}

/** @param {string} [story] */
export function dropDraft(story) {
  try {
    sessionStorage.removeItem(PREFIX + (story ?? "new"));
  } catch {
    /* where nothing can be kept, nothing is */
  }
}

// Whoever comes to this computer a day later may be somebody else.
function dropOldDrafts() {
  try {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(PREFIX)) takeOver(key);
      if (key.startsWith(PREFIX) && !(Date.now() - readTime(key) < DAY)) sessionStorage.removeItem(key);
    }
  } catch {
    /* where nothing can be kept, nothing is old */
  }
}

/**
 * A form of an earlier version kept what was typed, and no more.
 * @param {string} key
 */
function takeOver(key) {
  const draft = readJson(key);
  if (typeof draft?.text === "string") {
    sessionStorage.setItem(key, JSON.stringify({ at: Date.now(), values: draft }));
  }
}

/** @param {string} key */
const readTime = (key) => readJson(key)?.at ?? 0;

/** @param {string} key */
function readJson(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

/**
 * Ask, without showing it, whether to go on with a draft: true, false to discard it, null where neither was
 * pressed.
 * @param {KeptDraft} draft
 * @param {{story: Story | null, words: StoryWords, language: string}} form
 */
export function askAboutDraft({ at }, { story, words, language }) {
  const question = (story ? words.draftOfEdit : words.draftFound).replace("{age}", describeAge(at, language));
  /** @type {[string, boolean][]} */
  const choices = [
    [words.goOn, true],
    [words.discard, false],
  ];
  return choose(story ? words.editStory : words.addStory, question, choices, words);
}

/**
 * How long ago, such as "12 minutes ago", in a language.
 * @param {number} at
 * @param {string} language
 */
function describeAge(at, language) {
  const minutes = Math.max(1, Math.round((Date.now() - at) / 60_000));
  const format = new Intl.RelativeTimeFormat(findCulture(language));
  return minutes < 60 ? format.format(-minutes, "minute") : format.format(-Math.round(minutes / 60), "hour");
}

dropOldDrafts();
