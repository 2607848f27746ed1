// What was typed into the form for a story and is not saved: kept in this tab until then, for a day at most.
import { choose } from "./dialog.js";

const PREFIX = "mangomoment-story-";
const DAY = 24 * 60 * 60 * 1000;

// The draft of a story, or of a new one: {at, values, base}, `base` being what the form began with; or null.
export function readDraft(story) {
  dropOldDrafts();
  try {
    const draft = JSON.parse(sessionStorage.getItem(PREFIX + (story ?? "new")));
    return draft?.values ? draft : null;
  } catch {
    return null;
  }
}

export function keepDraft(story, values, base) {
  try {
    sessionStorage.setItem(PREFIX + (story ?? "new"), JSON.stringify({ at: Date.now(), values, base }));
  } catch { /* the form itself still holds it */ }
}

export function dropDraft(story) {
  try {
    sessionStorage.removeItem(PREFIX + (story ?? "new"));
  } catch { /* where nothing can be kept, nothing is */ }
}

// Whoever comes to this computer a day later may be somebody else.
function dropOldDrafts() {
  try {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(PREFIX)) takeOver(key);
      if (key.startsWith(PREFIX) && !(Date.now() - readTime(key) < DAY)) sessionStorage.removeItem(key);
    }
  } catch { /* where nothing can be kept, nothing is old */ }
}

// A form of an earlier version kept what was typed, and no more.
function takeOver(key) {
  const draft = readJson(key);
  if (typeof draft?.text === "string") sessionStorage.setItem(key, JSON.stringify({ at: Date.now(), values: draft }));
}

const readTime = (key) => readJson(key)?.at ?? 0;

function readJson(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
}

// Ask, without showing it, whether to go on with a draft: true, false to discard it, null where neither was pressed.
export function askAboutDraft({ at }, { story, words, language }) {
  const question = (story ? words.draftOfEdit : words.draftFound).replace("{age}", describeAge(at, language));
  const choices = [[words.goOn, true], [words.discard, false]];
  return choose(story ? words.editStory : words.addStory, question, choices, words);
}

// How long ago, such as "12 minutes ago", in a language.
function describeAge(at, language) {
  const minutes = Math.max(1, Math.round((Date.now() - at) / 60_000));
  const [count, unit] = minutes < 60 ? [minutes, "minute"] : [Math.round(minutes / 60), "hour"];
  return new Intl.RelativeTimeFormat(language).format(-count, unit);
}

dropOldDrafts();
