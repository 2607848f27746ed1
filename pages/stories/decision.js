// A decision on a story that somebody else changed meanwhile: both versions, what differs, and what is saved.
import { fetchText } from "../shared/requests.js";
import { nameStory } from "../story_form/api.js";
import { settleConflict } from "../story_form/conflict.js";
import { isSameStory } from "../story_form/merge.js";
import { saveStory } from "../story_form/saving.js";
import { beginValues } from "../story_form/values.js";

/**
 * @import { LoadedTexts, Story, StoryValues, StoryWords } from "../shared/types.js"
 * @import { Change } from "./outbox.js"
 */

/** @type {Record<string, import("../shared/types.js").StoryStatus>} */
const STATUSES = { publish: "published", withdraw: "withdrawn", aside: "aside", restore: "pending" };

/**
 * What a story says after an act on it.
 * @template {Partial<StoryValues>} Values
 * @param {Values} values
 * @param {Change} change
 * @returns {Values}
 */
export function applyTo(values, { do: act, name = "", value, story }) {
  if (Object.hasOwn(STATUSES, act)) return { ...values, status: STATUSES[act] };
  const { nodes = [], consent = {} } = values;
  const others = nodes.filter((node) => node !== name);
  switch (act) {
    case "attach":
      return { ...values, nodes: [...others, name] };
    case "detach":
      return { ...values, nodes: others };
    case "consent":
      return { ...values, consent: { ...consent, [name]: value } };
    default:
      return { ...values, .../** @type {Partial<StoryValues>} */ (story ?? {}) };
  }
}

/**
 * Show what is stored beside what was to be, unless both are the same, and save what is chosen.
 * @param {{texts: LoadedTexts, words: StoryWords, language: string}} shown
 * @param {Story} before the story as it was decided on
 * @param {Change} change
 * @returns {Promise<{stored: Story, saved: Story | null, isSame: boolean}>} `saved` null for no choice
 */
export async function settleDecision({ texts, words, language }, before, change) {
  const { plain } = texts.words;
  /** @type {Story} */
  const stored = JSON.parse(await fetchText(nameStory(before.id, language)));
  const base = beginValues(plain, before, language);
  const theirs = beginValues(plain, stored, language);
  const mine = applyTo(base, change);
  if (isSameStory(plain, mine, theirs)) return { stored, saved: null, isSame: true };
  const back = words.backToStory;
  const merged = await settleConflict({ base, mine, theirs, texts, words, language, back });
  if (!merged) return { stored, saved: null, isSame: false };
  if (isSameStory(plain, merged, theirs)) return { stored, saved: stored, isSame: false };
  return { stored, saved: await saveStory(merged, language), isSame: false };
}
