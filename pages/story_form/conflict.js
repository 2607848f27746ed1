// Two people changed one story: what differs, side by side, and for each field a choice.
import { openDialog } from "../shared/dialog.js";
import { build } from "../shared/dom.js";
import { describePlain } from "../shared/story.js";
import { compare, diffWords, findTranslation, merge, readField } from "./merge.js";
import { LINES, PURPOSES } from "./values.js";

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

/** @type {Side[]} */
const SIDES = ["mine", "theirs"];

/**
 * Show what differs between two versions; gives the version to save, null for none yet.
 * @param {Conflict} conflict
 * @returns {Promise<StoryValues | null>}
 */
export function settleConflict(conflict) {
  const { base, mine, theirs, words, texts, back = words.backToForm } = conflict;
  return new Promise((done) => {
    const differences = compare(texts.words.plain, base, mine, theirs);
    const rows = differences.map((difference, at) => new Row(conflict, difference, at));
    /** @type {StoryValues | null} */
    let merged = null;
    const alert = build("div", { role: "alert", class: "form-alert" });
    const save = (/** @type {Event} */ event) => {
      event.preventDefault();
      const choices = rows.flatMap(({ field, choice }) => (choice ? [[field, choice]] : []));
      if (choices.length < rows.length) {
        alert.replaceChildren(words.chooseEach);
        findOpen()?.focus();
        return;
      }
      merged = merge(mine, theirs, Object.fromEntries(choices));
      dialog.close();
    };
    const findOpen = () => rows.find((row) => !row.choice)?.inputs[0].input;
    const submit = build("button", { type: "submit", class: "primary" }, words.save);
    const content = build(
      "form",
      { class: "story-form conflict", novalidate: true, onsubmit: save },
      build("p", {}, rows.length ? words.conflictHint : words.conflictNone),
      rows.length > 1 ? buildAll(rows, words) : null,
      ...rows.map((row) => row.element),
      alert,
      build(
        "div",
        { class: "form-buttons" },
        submit,
        build("button", { type: "button", onclick: () => dialog.close() }, back),
      ),
    );
    const onclose = () => done(merged);
    const dialog = openDialog({ title: words.conflict, content, words, kind: "form", onclose });
    (findOpen() ?? submit).focus();
    dialog.scrollTo(0, 0);
  });
}

/**
 * Buttons that take all fields from one version.
 * @param {Row[]} rows
 * @param {StoryWords} words
 */
function buildAll(rows, words) {
  const take = (/** @type {Side} */ side) => () => {
    for (const row of rows) row.choose(side);
  };
  return build(
    "div",
    { class: "form-buttons" },
    build("button", { type: "button", onclick: take("mine") }, words.allMine),
    build("button", { type: "button", onclick: take("theirs") }, words.allTheirs),
  );
}

/** A field that differs, with both versions of it. */
class Row {
  #conflict;

  /**
   * @param {Conflict} conflict
   * @param {Difference} difference
   * @param {number} at
   */
  constructor(conflict, { field, proposed }, at) {
    this.#conflict = conflict;
    this.field = field;
    const { words } = conflict;
    const name = `conflict-${at}`;
    this.inputs = SIDES.map((side) => {
      const attributes = { type: "radio", name, value: side, "aria-describedby": `${name}-${side}` };
      return { side, input: build("input", { ...attributes, checked: side === proposed }) };
    });
    const shown = this.#show();
    const sides = this.inputs.map(({ side, input }) =>
      build(
        "div",
        { class: "conflict-side" },
        build("label", { class: "conflict-choice" }, input, words[side]),
        build("div", { id: `${name}-${side}` }, ...shown[side]),
      ),
    );
    const who = { mine: words.onlyYou, theirs: words.onlyThey };
    this.element = build(
      "fieldset",
      { "data-conflict": field, class: proposed ? "" : "open" },
      build("legend", {}, this.#nameField()),
      build("p", { class: "form-hint" }, proposed ? who[proposed] : words.bothChanged),
      build("div", { class: "conflict-sides" }, ...sides),
    );
  }

  get choice() {
    return this.inputs.find(({ input }) => input.checked)?.side ?? null;
  }

  /** @param {Side} chosen */
  choose(chosen) {
    for (const { side, input } of this.inputs) input.checked = side === chosen;
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
    return {
      mine: this.#showList(lists.mine, lists.theirs),
      theirs: this.#showList(lists.theirs, lists.mine),
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
          (purpose) => words.consents[purpose],
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

  /**
   * @param {string[]} own
   * @param {string[]} other
   */
  #showList(own, other) {
    if (!own.length) return [build("p", {}, this.#conflict.words.nothing)];
    const marked = own.map((text) => (other.includes(text) ? text : build("mark", {}, text)));
    if (Math.max(own.length, other.length) === 1) return [build("p", {}, ...marked)];
    return [build("ul", {}, ...marked.map((part) => build("li", {}, part)))];
  }
}
