// Two versions of something: what differs, side by side, and for each difference a choice.
import { openDialog } from "../shared/dialog.js";
import { build } from "../shared/dom.js";

/**
 * @import { Side } from "./merge.js"
 * @import { Child, StoryWords } from "../shared/types.js"
 *
 * @typedef {object} Shown a difference, as it is shown
 * @property {string} field
 * @property {string} name
 * @property {Side | null} proposed the version that alone was changed
 * @property {Record<Side, Child[]>} sides
 */

/** @type {Side[]} */
export const SIDES = ["mine", "theirs"];

/**
 * Show what differs between two versions; gives the chosen version of each difference, null for none yet.
 * @param {string} title
 * @param {Shown[]} differences
 * @param {StoryWords} words
 * @param {string} back what the button says that leaves it as it is
 * @returns {Promise<Record<string, Side> | null>}
 */
export function chooseVersions(title, differences, words, back) {
  return new Promise((done) => {
    const rows = differences.map((difference, at) => new Row(words, difference, at));
    /** @type {Record<string, Side> | null} */
    let chosen = null;
    const alert = build("div", { role: "alert", class: "form-alert" });
    const save = (/** @type {Event} */ event) => {
      event.preventDefault();
      const choices = rows.flatMap(({ field, choice }) => (choice ? [[field, choice]] : []));
      if (choices.length < rows.length) {
        alert.replaceChildren(words.chooseEach);
        findOpen()?.focus();
        return;
      }
      chosen = Object.fromEntries(choices);
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
    const dialog = openDialog({ title, content, words, kind: "form", onclose: () => done(chosen) });
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

/** Something that differs, with both versions of it. */
class Row {
  /**
   * @param {StoryWords} words
   * @param {Shown} difference
   * @param {number} at
   */
  constructor(words, { field, name, proposed, sides }, at) {
    this.field = field;
    const group = `conflict-${at}`;
    this.inputs = SIDES.map((side) => {
      const attributes = { type: "radio", name: group, value: side, "aria-describedby": `${group}-${side}` };
      return { side, input: build("input", { ...attributes, checked: side === proposed }) };
    });
    const shown = this.inputs.map(({ side, input }) =>
      build(
        "div",
        { class: "conflict-side" },
        build("label", { class: "conflict-choice" }, input, words[side]),
        build("div", { id: `${group}-${side}` }, ...sides[side]),
      ),
    );
    const who = { mine: words.onlyYou, theirs: words.onlyThey };
    this.element = build(
      "fieldset",
      { "data-conflict": field, class: proposed ? "" : "open" },
      build("legend", {}, name),
      build("p", { class: "form-hint" }, proposed ? who[proposed] : words.bothChanged),
      build("div", { class: "conflict-sides" }, ...shown),
    );
  }

  get choice() {
    return this.inputs.find(({ input }) => input.checked)?.side ?? null;
  }

  /** @param {Side} chosen */
  choose(chosen) {
    for (const { side, input } of this.inputs) input.checked = side === chosen;
  }
}

/**
 * The parts of a list, those that the other version lacks marked.
 * @param {string[]} own
 * @param {string[]} other
 * @param {string} nothing
 * @returns {Child[]}
 */
export function showList(own, other, nothing) {
  if (!own.length) return [build("p", {}, nothing)];
  const marked = own.map((text) => (other.includes(text) ? text : build("mark", {}, text)));
  if (Math.max(own.length, other.length) === 1) return [build("p", {}, ...marked)];
  return [build("ul", {}, ...marked.map((part) => build("li", {}, part)))];
}
