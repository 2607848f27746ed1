// What people choose with, as elements: each shows what is chosen when painted, and says what is picked.
import { build } from "./dom.js";
import { rove } from "./roving.js";

/**
 * A control: its element, and how it shows what is chosen.
 * @template Chosen
 * @typedef {object} Control
 * @property {HTMLElement} element
 * @property {(chosen: Chosen) => void} paint
 */

/**
 * Buttons of which one is chosen.
 * @param {string} key its class for styles and tests, after "st-key-"
 * @param {string} label
 * @param {Record<string, string>} names
 * @param {(id: string) => void} pick
 * @returns {Control<string>}
 */
export function oneOf(key, label, names, pick) {
  const { element, buttons, press } = buildButtons(`buttons joined st-key-${key}`, label, names, pick);
  const enterAtChosen = rove(element, buttons);
  const paint = (/** @type {string} */ chosen) => {
    press([chosen]);
    enterAtChosen();
  };
  return { element, paint };
}

/**
 * Buttons of which any number is chosen.
 * @param {string} key
 * @param {string} label
 * @param {Record<string, string>} names
 * @param {(ids: string[]) => void} pick
 * @returns {Control<string[]>}
 */
export function anyOf(key, label, names, pick) {
  /** @type {string[]} */
  let now = [];
  const { element, press } = buildButtons(`buttons st-key-${key}`, label, names, (id) => pick(turn(now, id)));
  const paint = (/** @type {string[]} */ chosen) => {
    now = chosen;
    press(chosen);
  };
  return { element, paint };
}

/**
 * A list without an id where it has it, with it where it does not.
 * @param {string[]} ids
 * @param {string} id
 */
export const turn = (ids, id) => (ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]);

/**
 * @param {string} classes
 * @param {string} label
 * @param {Record<string, string>} names
 * @param {(id: string) => void} pick
 */
function buildButtons(classes, label, names, pick) {
  const buttons = Object.entries(names).map(([id, name]) => {
    const button = build("button", { type: "button", "data-value": id, onclick: () => pick(id) }, name);
    return { id, button };
  });
  const attributes = { class: `control ${classes}`, role: "group", "aria-label": label };
  const element = build("div", attributes, ...buttons.map(({ button }) => button));
  const press = (/** @type {string[]} */ chosen) => {
    for (const { id, button } of buttons) button.setAttribute("aria-pressed", String(chosen.includes(id)));
  };
  return { element, buttons: buttons.map(({ button }) => button), press };
}

/**
 * Something that is on or off.
 * @param {string} key
 * @param {string} label
 * @param {(isOn: boolean) => void} pick
 * @returns {Control<boolean>}
 */
export function toggle(key, label, pick) {
  const box = build("input", { type: "checkbox", role: "switch" });
  box.addEventListener("change", () => pick(box.checked));
  const element = build("label", { class: `control switch st-key-${key}` }, box, label);
  const paint = (/** @type {boolean} */ isOn) => {
    box.checked = isOn;
  };
  return { element, paint };
}

const TYPING = 200; // milliseconds without a letter, after which what is typed counts as picked

/**
 * Words that are typed; what is picked follows the typing.
 * @param {string} key
 * @param {string} label
 * @param {(words: string) => void} pick
 * @returns {Control<string>}
 */
export function words(key, label, pick) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const send = () => {
    clearTimeout(timer);
    pick(field.value);
  };
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(send, TYPING);
  };
  const field = build("input", {
    type: "search",
    maxlength: 200,
    placeholder: label,
    "aria-label": label,
    oninput: wait,
    onchange: send,
  });
  const element = build("div", { class: `control words st-key-${key}` }, field);
  const paint = (/** @type {string} */ text) => {
    if (document.activeElement !== field || text === "") field.value = text;
  };
  return { element, paint };
}

/**
 * Options under a heading; without one for the first ones.
 * @typedef {[heading: string, names: Record<string, string>]} Group
 */

/**
 * A list to choose one from.
 * @param {string} key
 * @param {string} label
 * @param {Group[]} groups
 * @param {(id: string | null) => void} pick
 * @param {string} [none] what stands there while nothing is chosen; without it something always is
 * @returns {Control<string | null>}
 */
export function choice(key, label, groups, pick, none) {
  const field = build("select", {}, ...listOptions(groups, none));
  field.addEventListener("change", () => pick(field.value || null));
  const element = build("label", { class: `control choice st-key-${key}` }, build("span", {}, label), field);
  const paint = (/** @type {string | null} */ chosen) => {
    field.value = chosen ?? "";
  };
  return { element, paint };
}

/**
 * @param {Group[]} groups
 * @param {string} [none]
 */
function listOptions(groups, none) {
  const options = groups.flatMap(([heading, names]) => {
    const list = Object.entries(names).map(([id, name]) => build("option", { value: id }, name));
    return heading ? [build("optgroup", { label: heading }, ...list)] : list;
  });
  return none === undefined ? options : [build("option", { value: "" }, none), ...options];
}

/**
 * A list to choose any number from: each chosen one stands beside it and can be taken out.
 * @param {string} key
 * @param {string} label
 * @param {Group[]} groups
 * @param {(ids: string[]) => void} pick
 * @param {string} none
 * @param {string} takeOut what the button of a chosen one says, with a place for its {name}
 * @returns {Control<string[]>}
 */
export function choices(key, label, groups, pick, none, takeOut) {
  /** @type {Record<string, string>} */
  const names = Object.assign({}, ...groups.map(([, some]) => some));
  /** @type {string[]} */
  let now = [];
  const add = () => {
    if (field.value && !now.includes(field.value)) pick([...now, field.value]);
    field.value = "";
  };
  const field = build("select", { onchange: add }, ...listOptions(groups, none));
  const chips = build("span", { class: "chips" });
  const element = build(
    "div",
    { class: `control choice st-key-${key}` },
    build("label", {}, build("span", {}, label), field),
    chips,
  );
  const chip = (/** @type {string} */ id) => {
    const name = names[id] ?? id;
    const attributes = {
      type: "button",
      class: "chip",
      "data-value": id,
      "aria-label": takeOut.replace("{name}", name),
      onclick: () => pick(turn(now, id)),
    };
    return build("button", attributes, name, " ×");
  };
  const paint = (/** @type {string[]} */ chosen) => {
    if (chosen.join("|") === now.join("|") && chips.childElementCount === chosen.length) return;
    now = chosen;
    chips.replaceChildren(...chosen.map(chip));
  };
  return { element, paint };
}

/**
 * A day.
 * @param {string} key
 * @param {string} label
 * @param {[string, string]} bounds the first and the last day that can be chosen
 * @param {(day: string | null) => void} pick
 * @returns {Control<string | null>}
 */
export function day(key, label, [min, max], pick) {
  const onchange = () => {
    if (field.validity.valid) pick(field.value || null);
  };
  const field = build("input", { type: "date", min, max, onchange });
  const element = build("label", { class: `control choice st-key-${key}` }, build("span", {}, label), field);
  const paint = (/** @type {string | null} */ chosen) => {
    field.value = chosen ?? "";
  };
  return { element, paint };
}
