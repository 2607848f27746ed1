// Two people changed one story: what differs, side by side, and for each field a choice.
import { build } from "../shared/dom.js";
import { describePlain } from "../shared/story.js";
import { compare, diffWords, findTranslation, merge, readField } from "./merge.js";
import { chooseConsentWords, LINES, PURPOSES } from "./values.js";
import { chooseVersions, SIDES, showList } from "./versions.js";

/**
 * @import { Difference, Field, Side } from "./merge.js"
 * @import { Child, LoadedTexts, StoryValues, StoryWords, Wording } from "../shared/types.js"
 *
 * @typedef {object} Conflict
 * @property {StoryValues} base what both versions began as
 * @property {StoryValues} mine
 * @property {StoryValues} theirs
 * @property {LoadedTexts} texts
 * @property {StoryWords} words
 * @property {string} language
 * @property {string} [back] what leads back, where that is not the form
 */

/**
 * Show what differs between two versions; gives the version to save, null for none yet.
 * @param {Conflict} conflict
 * @returns {Promise<StoryValues | null>}
 */
export async function settleConflict(conflict) {
  const { base, mine, theirs, words, texts, back = words.backToForm } = conflict;
  const differences = compare(texts.words.plain, base, mine, theirs);
  const shown = differences.map((difference) => new Row(conflict, difference).shown);
  const choices = await chooseVersions(words.conflict, shown, words, back);
  return choices && merge(mine, theirs, choices);
}

/** A field that differs, as it is shown. */
class Row {
  #conflict;

  /**
   * @param {Conflict} conflict
   * @param {Difference} difference
   */
  constructor(conflict, { field, proposed }) {
    this.#conflict = conflict;
    this.field = field;
    this.shown = { field, proposed, name: this.#nameField(), sides: this.#show() };
  }

  #nameField() {
    const { words } = this.#conflict;
    const { name, language } = readField(this.field);
    if (!language) return words.fields[name];
    return words.translation.replace("{language}", words.languages[language] ?? language);
  }

  /**
   * What both versions say of the field, with what differs marked.
   * @returns {Record<Side, Child[]>}
   */
  #show() {
    const { mine, theirs, texts } = this.#conflict;
    const { name, language } = readField(this.field);
    const plain = texts.words.plain.find((field) => field.name === name);
    if (plain?.kind === "line" || plain?.kind === "text")
      return this.#showTexts(mine[plain.name] ?? "", theirs[plain.name] ?? "");
    if (language)
      return this.#showTranslation(findTranslation(mine, language), findTranslation(theirs, language));
    if (name === "text" || name === "title" || name === "setting")
      return this.#showTexts(mine[name], theirs[name]);
    const lists = { mine: this.#list(name, mine), theirs: this.#list(name, theirs) };
    const { nothing } = this.#conflict.words;
    return {
      mine: showList(lists.mine, lists.theirs, nothing),
      theirs: showList(lists.theirs, lists.mine, nothing),
    };
  }

  /**
   * @param {string} mine
   * @param {string} theirs
   */
  #showTexts(mine, theirs) {
    const pieces = diffWords(mine, theirs);
    const show = (/** @type {Side} */ side) => {
      const parts = pieces[side].map(({ text, differs }) => (differs ? build("mark", {}, text) : text));
      const shown = parts.length ? parts : [this.#conflict.words.nothing];
      return [build("p", { class: "conflict-text" }, ...shown)];
    };
    return { mine: show("mine"), theirs: show("theirs") };
  }

  /**
   * @param {Wording | null} mine
   * @param {Wording | null} theirs
   */
  #showTranslation(mine, theirs) {
    const { words } = this.#conflict;
    /** @type {Record<Side, Child[]>} */
    const shown = { mine: [], theirs: [] };
    for (const field of /** @type {const} */ ([...LINES, "text"])) {
      if (!mine?.[field] && !theirs?.[field]) continue;
      const texts = this.#showTexts(mine?.[field] ?? "", theirs?.[field] ?? "");
      if (mine) shown.mine.push(build("strong", {}, words.fields[field]), ...texts.mine);
      if (theirs) shown.theirs.push(build("strong", {}, words.fields[field]), ...texts.theirs);
    }
    for (const side of SIDES) if (!shown[side].length) shown[side].push(build("p", {}, words.nothing));
    return shown;
  }

  /**
   * The value of a field that is no text, as words.
   * @param {Exclude<Field, "text" | "title" | "setting">} name
   * @param {StoryValues} values
   * @returns {string[]}
   */
  #list(name, values) {
    const { words, texts, language } = this.#conflict;
    switch (name) {
      case "nodes":
        return values.nodes.map((id) => texts.nodes[id]?.name ?? id);
      case "dimensions":
        return values.dimensions.map((id) => texts.dimensions[id] ?? id);
      case "consent":
        return PURPOSES.filter((purpose) => values.consent[purpose]).map(
          (purpose) => chooseConsentWords(words, values.source).full[purpose],
        );
      case "source":
        return [values.source.name, values.source.url, values.source.session].flatMap((text) => text || []);
      case "language":
        return [words.languages[values.language] ?? values.language];
      case "status":
        return values.status ? [words.statuses[values.status]] : [];
      default: {
        const plain = texts.words.plain.find((field) => field.name === name);
        return plain ? [describePlain(plain, values, language)].filter(Boolean) : [];
      }
    }
  }
}
