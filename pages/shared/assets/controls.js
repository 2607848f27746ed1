// What people choose with, as elements: each shows what is chosen when it is painted, and says what is picked.
import { build } from "./store.js";

/**
 * A control: its element, and how it shows what is chosen.
 * @typedef {object} Control
 * @property {HTMLElement} element
 * @property {(chosen: any) => void} paint
 */

/**
 * Buttons of which one is chosen.
 * @param {string} key its class for styles and tests, after "st-key-"
 * @param {string} label
 * @param {Record<string, string>} names
 * @param {(id: string) => void} pick
 * @returns {Control}
 */
export function oneOf(key, label, names, pick) {
  const buttons = Object.entries(names).map(([id, name]) =>
    build("button", { type: "button", "data-value": id, onclick: () => pick(id) }, name));
  const element = build("div", { class: `control buttons joined st-key-${key}`, role: "group", "aria-label": label }, ...buttons);
  return { element, paint: (chosen) => press(buttons, [chosen]) };
}

/**
 * Buttons of which any number is chosen.
 * @param {string} key
 * @param {string} label
 * @param {Record<string, string>} names
 * @param {(ids: string[]) => void} pick
 * @returns {Control}
 */
export function anyOf(key, label, names, pick) {
  let now = [];
  const toggle = (id) => pick(now.includes(id) ? now.filter((one) => one !== id) : [...now, id]);
  const buttons = Object.entries(names).map(([id, name]) =>
    build("button", { type: "button", "data-value": id, onclick: () => toggle(id) }, name));
  const element = build("div", { class: `control buttons st-key-${key}`, role: "group", "aria-label": label }, ...buttons);
  const paint = (chosen) => press(buttons, (now = chosen));
  return { element, paint };
}

function press(buttons, chosen) {
  for (const button of buttons) button.setAttribute("aria-pressed", String(chosen.includes(button.dataset.value)));
}

/**
 * Something that is on or off.
 * @param {string} key
 * @param {string} label
 * @param {(isOn: boolean) => void} pick
 * @returns {Control}
 */
export function toggle(key, label, pick) {
  const box = build("input", { type: "checkbox", role: "switch", onchange: () => pick(box.checked) });
  const element = build("label", { class: `control switch st-key-${key}` }, box, label);
  return { element, paint: (isOn) => (box.checked = isOn) };
}

/**
 * Words that are typed; what is picked follows the typing.
 * @param {string} key
 * @param {string} label
 * @param {(words: string) => void} pick
 * @returns {Control}
 */
export function words(key, label, pick) {
  let timer = 0;
  const send = () => {
    clearTimeout(timer);
    pick(field.value);
  };
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(send, 200);
  };
  const field = build("input", {
    type: "search", maxlength: 200, placeholder: label, "aria-label": label, oninput: wait, onchange: send,
  });
  const element = build("div", { class: `control words st-key-${key}` }, field);
  const paint = (text) => {
    if (document.activeElement !== field || text === "") field.value = text;
  };
  return { element, paint };
}

/**
 * A list to choose one from; `groups` are [heading, {id: name}] each, without a heading for the first ones.
 * @param {string} key
 * @param {string} label
 * @param {[string, Record<string, string>][]} groups
 * @param {(id: string | null) => void} pick
 * @param {string} [none] what stands there while nothing is chosen; without it something always is
 * @returns {Control}
 */
export function choice(key, label, groups, pick, none) {
  const field = build("select", { onchange: () => pick(field.value || null) }, ...listOptions(groups, none));
  const element = build("label", { class: `control choice st-key-${key}` }, build("span", {}, label), field);
  return { element, paint: (chosen) => (field.value = chosen ?? "") };
}

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
 * @param {[string, Record<string, string>][]} groups
 * @param {(ids: string[]) => void} pick
 * @param {string} none
 * @param {string} takeOut what the button of a chosen one says, with a place for its {name}
 * @returns {Control}
 */
export function choices(key, label, groups, pick, none, takeOut) {
  const names = Object.assign({}, ...groups.map(([, some]) => some));
  let now = [];
  const add = () => {
    if (field.value && !now.includes(field.value)) pick([...now, field.value]);
    field.value = "";
  };
  const field = build("select", { onchange: add }, ...listOptions(groups, none));
  const chips = build("span", { class: "chips" });
  const element = build("div", { class: `control choice st-key-${key}` }, build("label", {}, build("span", {}, label), field), chips);
  const chip = (id) =>
    build(
      "button",
      {
        type: "button", class: "chip", "data-value": id, "aria-label": takeOut.replace("{name}", names[id] ?? id),
        onclick: () => pick(now.filter((one) => one !== id)),
      },
      names[id] ?? id, " ×",
    );
  const paint = (chosen) => {
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
 * @returns {Control}
 */
export function day(key, label, [min, max], pick) {
  const field = build("input", { type: "date", min, max, onchange: () => field.validity.valid && pick(field.value || null) });
  const element = build("label", { class: `control choice st-key-${key}` }, build("span", {}, label), field);
  return { element, paint: (chosen) => (field.value = chosen ?? "") };
}
