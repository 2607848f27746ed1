// One story of the queue, large and readable, with what could identify somebody marked where it stands.
import { build } from "../shared/dom.js";
import { buildTold, describeTelling } from "../shared/story.js";
import { fill, joinLabel } from "../shared/words.js";
import { buildMaskButtons } from "../story_form/masks.js";
import { chooseConsentWords, PURPOSES } from "../story_form/values.js";
import { describeBackground } from "./decided.js";

/**
 * @import { Child, Consent, LoadedTexts, QueueEntry, Story, StoryWords, Telltale } from "../shared/types.js"
 *
 * @typedef {object} Shown
 * @property {LoadedTexts} texts
 * @property {StoryWords} words
 * @property {string} language
 */

/**
 * A text with what was found in it marked, each with what it is; places are counted in its letters.
 * @param {string} text
 * @param {Telltale[]} found
 * @param {StoryWords} words
 * @returns {Child[]}
 */
export function markText(text, found, words) {
  const letters = [...text];
  /** @type {Child[]} */
  const parts = [];
  let done = 0;
  for (const { start, end, kind } of [...found].sort((a, b) => a.start - b.start)) {
    if (start < done) continue;
    parts.push(letters.slice(done, start).join(""));
    const name = build("span", { class: "telltale-kind" }, words.kinds[kind] ?? kind);
    parts.push(build("mark", { class: "telltale" }, letters.slice(start, end).join(""), " ", name));
    done = end;
  }
  return [...parts, letters.slice(done).join("")].filter(Boolean);
}

/**
 * @param {Shown} shown
 * @param {QueueEntry} entry
 * @param {string} place which of all it is, in words
 */
export function buildCard({ texts, words, language }, { story, found }, place) {
  const mark = (/** @type {string} */ key, /** @type {string} */ text) =>
    markText(
      text,
      found.filter((telltale) => telltale.key === key),
      words,
    );
  const [first, ...others] = story.wordings ?? [story];
  const lang = first.language === language ? null : first.language;
  const facts = buildTold(texts, story).slice(1);
  const title = first.title ? build("h3", { lang }, ...mark("title", first.title)) : null;
  const heading = build("h2", { tabindex: -1, class: "queue-place" }, place);
  const about = [first.setting ? mark("setting", first.setting) : []].flat();
  const who = describeTelling(texts, { ...story, setting: "" });
  const background = describeBackground(words, story, language);
  const status = story.status && story.status !== "pending";
  const element = build(
    "article",
    { class: "queue-card", "aria-label": story.name, "data-story": story.id },
    build(
      "header",
      {},
      heading,
      status
        ? build("span", { class: `stories-status ${story.status}` }, words.statuses[story.status ?? ""])
        : null,
    ),
    title,
    build("p", { class: "stories-who" }, who, about.length ? ", " : "", ...about),
    background ? build("p", { class: "stories-decided" }, background) : null,
    build("div", { class: "queue-text", lang }, ...mark("text", first.text)),
    ...others.map((wording) => buildTranslation(wording, words, mark)),
    ...facts,
    story.lost?.length
      ? build("p", { class: "details-source" }, joinLabel(words, words.lostNodes, story.lost.join(", ")))
      : null,
  );
  return element;
}

/**
 * @param {NonNullable<Story["wordings"]>[number]} wording
 * @param {StoryWords} words
 * @param {(key: string, text: string) => Child[]} mark
 */
function buildTranslation({ language, title, setting, text }, words, mark) {
  const name = fill(words.translation, { language: words.languages[language] ?? language });
  const key = (/** @type {string} */ field) => `${language}.${field}`;
  return build(
    "details",
    { class: "queue-translation" },
    build("summary", {}, name),
    title ? build("p", { lang: language }, build("strong", {}, ...mark(key("title"), title))) : null,
    setting ? build("p", { lang: language }, ...mark(key("setting"), setting)) : null,
    build("div", { class: "queue-text", lang: language }, ...mark(key("text"), text)),
  );
}

/**
 * What could identify somebody, each with its mask; null where nothing was found.
 * @param {StoryWords} words
 * @param {Telltale[]} found
 * @param {(found: Telltale[]) => void} mask
 */
export function buildFound(words, found, mask) {
  if (!found.length) return null;
  return build(
    "section",
    { class: "form-identifiers", "aria-label": words.couldTell },
    build("p", {}, build("strong", {}, words.couldTell), " ", words.aidOnly),
    build("div", { class: "form-masks" }, ...buildMaskButtons(words, found, mask)),
  );
}

/**
 * What the teller agreed to: each purpose a button, pressed where it is so. The buttons stay when what they
 * show changes: a press of one that an answer of the server falls into counts.
 * @param {StoryWords} words
 * @param {(purpose: keyof Consent) => void} turn
 */
export function buildConsents(words, turn) {
  const buttons = PURPOSES.map((purpose, at) => {
    const attributes = {
      type: "button",
      "data-purpose": purpose,
      "aria-keyshortcuts": String(at + 1),
      onclick: () => turn(purpose),
    };
    const name = build("span", {});
    return { name, button: build("button", attributes, name, " ", build("kbd", {}, String(at + 1))) };
  });
  const warning = build("p", { class: "queue-warning" });
  const element = build(
    "section",
    { class: "queue-consent", role: "group", "aria-label": words.consent },
    build("h3", {}, words.consent),
    build("div", { class: "queue-purposes" }, ...buttons.map(({ button }) => button)),
    warning,
  );
  /**
   * @param {Consent} consent
   * @param {Story["source"]} source
   */
  const paint = (consent, source) => {
    const { short, notShownYet } = chooseConsentWords(words, source);
    PURPOSES.forEach((purpose, at) => {
      buttons[at].button.setAttribute("aria-pressed", String(consent[purpose]));
      buttons[at].name.textContent = short[purpose];
    });
    warning.textContent = notShownYet;
    warning.style.visibility = consent.room ? "hidden" : ""; // its room stays, so that nothing moves
  };
  return { element, paint };
}
