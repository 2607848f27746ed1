// What is changed in several stories alike: asked in a dialog, first of what, then into what.

import { openDialog } from "../shared/dialog.js";
import { build } from "../shared/dom.js";
import { groupNodes } from "../shared/input_parts.js";
import { isAsked, offerOptions } from "../shared/teams.js";
import { fill } from "../shared/words.js";
import { PURPOSES } from "../story_form/values.js";

/**
 * @import { BatchAct } from "./batch.js"
 * @import { LoadedTexts, PlainField, StoryWords } from "../shared/types.js"
 *
 * A kind of change: what it is called, the inputs it needs, and the act that these make.
 * @typedef {object} Kind
 * @property {string} name
 * @property {() => HTMLElement[]} build
 * @property {(form: HTMLFormElement) => BatchAct} read
 */

/**
 * @param {LoadedTexts} texts
 * @param {StoryWords} words
 * @param {string} count how many stories are selected
 * @returns {Promise<BatchAct | null>} null where nothing is to be changed
 */
export function chooseChange(texts, words, count) {
  return new Promise((done) => {
    /** @type {BatchAct | null} */
    let change = null;
    const kinds = listKinds(texts, words);
    const options = kinds.map(({ name }, at) => build("option", { value: String(at) }, name));
    const what = build("select", { id: "bulk-what" }, ...options);
    const place = build("div", { class: "form-row" });
    const show = () => place.replaceChildren(...kinds[Number(what.value)].build());
    what.addEventListener("change", show);
    const submit = (/** @type {SubmitEvent & {currentTarget: HTMLFormElement}} */ event) => {
      event.preventDefault();
      change = kinds[Number(what.value)].read(event.currentTarget);
      dialog.close();
    };
    const name = fill(words.changeCount, { count });
    const content = build(
      "form",
      { class: "story-form", onsubmit: submit },
      build("div", { class: "form-field" }, build("label", { for: what.id }, words.changeWhat), what),
      place,
      build(
        "div",
        { class: "form-buttons" },
        build("button", { type: "submit", class: "primary" }, name),
        build("button", { type: "button", onclick: () => dialog.close() }, words.cancel),
      ),
    );
    show();
    const dialog = openDialog({
      title: words.changeField,
      content,
      words,
      kind: "form",
      onclose: () => done(change),
    });
    what.focus();
  });
}

/**
 * @param {LoadedTexts} texts
 * @param {StoryWords} words
 * @returns {Kind[]}
 */
function listKinds(texts, words) {
  const nodes = () =>
    buildSelect(
      "name",
      words.fields.nodes,
      groupNodes(texts).map(([label, names]) => build("optgroup", { label }, ...listOptions(names))),
    );
  const dimensions = () => buildSelect("name", words.dimension, listOptions(texts.dimensions));
  const yesNo = { yes: words.yes, no: words.no };
  const purposes = Object.fromEntries(
    PURPOSES.map((purpose) => [purpose, words.consents.onPage.full[purpose]]),
  );
  const named = (/** @type {string} */ act) => (/** @type {HTMLFormElement} */ form) => ({
    do: act,
    name: readInput(form, "name"),
  });
  return [
    {
      name: words.fields.consent,
      build: () => [
        buildSelect("name", words.consent, listOptions(purposes)),
        buildSelect("value", words.isAgreed, listOptions(yesNo)),
      ],
      read: (form) => ({
        do: "consent",
        name: readInput(form, "name"),
        value: readInput(form, "value") === "yes",
      }),
    },
    { name: words.attachTo, build: () => [nodes()], read: named("attach") },
    { name: words.detachFrom, build: () => [nodes()], read: named("detach") },
    { name: words.addDimension, build: () => [dimensions()], read: named("sort") },
    { name: words.removeDimension, build: () => [dimensions()], read: named("unsort") },
    buildSetting(words),
    ...texts.words.plain
      .filter((field) => field.kind !== "text" && isAsked(field))
      .map((field) => ({
        name: field.label,
        build: () => [
          field.kind === "choice" || field.kind === "team"
            ? buildSelect("value", field.label, listOptions(listOffered(field)))
            : buildInput("value", field.label, field.kind === "day" ? "date" : "text", words),
        ],
        read: (/** @type {HTMLFormElement} */ form) => ({
          do: "set",
          name: field.name,
          value: readInput(form, "value"),
        }),
      })),
  ];
}

/**
 * @param {StoryWords} words
 * @returns {Kind}
 */
const buildSetting = (words) => ({
  name: words.fields.setting,
  build: () => [buildInput("value", words.setting, "text", words)],
  read: (form) => ({ do: "set", name: "setting", value: readInput(form, "value") }),
});

/**
 * @param {PlainField} field
 */
const listOffered = (field) => ({ ...(field.isRequired ? {} : { "": "" }), ...offerOptions(field) });

/** @param {Record<string, string>} names */
const listOptions = (names) => Object.entries(names).map(([value, name]) => build("option", { value }, name));

/**
 * @param {string} name
 * @param {string} label
 * @param {HTMLElement[]} options
 */
function buildSelect(name, label, options) {
  const select = build("select", { name, id: `bulk-${name}` }, ...options);
  return build("div", { class: "form-field" }, build("label", { for: select.id }, label), select);
}

/**
 * @param {string} name
 * @param {string} label
 * @param {string} type
 * @param {StoryWords} words
 */
function buildInput(name, label, type, { longestLine, days: [min] }) {
  const bounds = type === "date" ? { min } : { maxlength: longestLine };
  const input = build("input", { name, id: `bulk-${name}`, type, ...bounds });
  return build("div", { class: "form-field" }, build("label", { for: input.id }, label), input);
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
const readInput = (form, name) => String(new FormData(form).get(name) ?? "");
