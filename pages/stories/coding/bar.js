// Above the story where one is and what is saved; below it what can be done with it.
import { build } from "../../shared/dom.js";
import { fill } from "../../shared/words.js";

/**
 * @import { Child, CodingWords, StoryWords } from "../../shared/types.js"
 * @import { KeyedAct, Keys } from "../keys.js"
 *
 * @typedef {KeyedAct & {id: string, isHidden?: boolean}} BarAct `isHidden` is for those without a button
 *
 * @typedef {object} Place
 * @property {number} place @property {number} count
 * @property {number} done @property {number} begun
 * @property {boolean} isWhole
 *
 * What waits to be saved, and whether it does not get through.
 * @typedef {{size: number, isAway: boolean}} Waiting
 */

const PRESS = 600; // milliseconds that a press of a finger takes

/**
 * @param {StoryWords & CodingWords} words
 * @param {(number: number) => string} write a number in the language of the page
 * @param {{step: (by: number) => void, changeCoder: () => void, retry: () => void}} acts
 */
export function buildHead(words, write, acts) {
  const coder = build("button", {
    type: "button",
    class: "coding-coder-name",
    onclick: () => acts.changeCoder(),
  });
  const back = button("‹", words.previous, () => acts.step(-1));
  const on = button("›", words.next, () => acts.step(1));
  const place = build("span", { class: "coding-place", role: "status" });
  const tally = build("span", { class: "coding-tally" });
  const saved = build("span", { class: "coding-saved" });
  const again = build("button", { type: "button", onclick: () => acts.retry() }, words.saveNow);
  const element = build("div", { class: "coding-head" }, coder, back, place, on, tally, saved);
  return {
    element,
    /**
     * @param {string} name
     * @param {Place} at
     */
    paint(name, at) {
      const label = fill(words.codedBy, { name });
      coder.textContent = name;
      coder.setAttribute("aria-label", label);
      coder.title = label;
      const numbers = { place: write(at.place), count: write(at.count) };
      const text = at.count ? fill(at.isWhole ? words.place : words.placeOfMore, numbers) : "";
      if (place.textContent !== text) place.textContent = text;
      const { done, begun } = at;
      tally.textContent = fill(words.tally, { done: write(done), begun: write(begun) });
      back.disabled = at.place <= 1;
      on.disabled = at.place >= at.count;
    },
    /** @param {Waiting} waiting */
    paintSaved({ size, isAway }) {
      saved.classList.toggle("away", isAway);
      /** @type {Child[]} */
      const parts = isAway
        ? [build("strong", {}, fill(words.unsaved, { count: write(size) })), " ", again]
        : [size ? words.saving : words.allSaved];
      saved.replaceChildren(...parts.filter((part) => part !== null && part !== undefined));
    },
  };
}

/**
 * @param {string} sign
 * @param {string} label
 * @param {() => void} onclick
 */
const button = (sign, label, onclick) =>
  build("button", { type: "button", "aria-label": label, title: label, onclick }, sign);

/**
 * A button for each act, with its key on it.
 * @param {string} label
 * @param {BarAct[]} acts
 * @param {Keys} keys
 */
export function buildActs(label, acts, keys) {
  const buttons = new Map(
    acts
      .filter(({ isHidden }) => !isHidden)
      .map(({ id, name, keys: own, act }) => {
        const attributes = {
          type: "button",
          "data-act": id,
          "aria-keyshortcuts": own.join(" "),
          onclick: act,
        };
        const key = build("kbd", { "aria-hidden": "true" }, own[0]);
        return [id, build("button", attributes, build("span", {}, name), " ", key)];
      }),
  );
  const element = build(
    "div",
    { class: "coding-acts", role: "group", "aria-label": label },
    ...buttons.values(),
  );
  return {
    element,
    /** Whether keys stand on the buttons. */
    paintKeys: () => void element.classList.toggle("keyless", !keys.areOn),
    /**
     * @param {string} id
     * @param {boolean} isDisabled
     */
    disable(id, isDisabled) {
      const found = buttons.get(id);
      if (found) found.disabled = isDisabled;
    },
    /**
     * @param {string} id
     * @param {boolean} isShown
     */
    show(id, isShown) {
      const found = buttons.get(id);
      if (found) found.hidden = !isShown;
    },
    /**
     * @param {string} id
     * @param {string} name
     */
    rename(id, name) {
      const found = buttons.get(id)?.querySelector("span");
      if (found) found.textContent = name;
    },
  };
}

/**
 * What can be done with words that are selected.
 * @param {StoryWords & CodingWords} words
 * @param {{mark: () => void, choose: () => void, leave: () => void, clear: () => void}} acts
 */
export function buildSelected(words, acts) {
  const quoted = build("q", {});
  const reason = build("button", { type: "button", class: "primary", onclick: acts.mark });
  const element = build(
    "div",
    { class: "coding-selected", role: "group", "aria-label": words.selected },
    build("p", { role: "status" }, quoted),
    reason,
    build("button", { type: "button", onclick: acts.choose }, words.otherCode, " ", key("a")),
    build("button", { type: "button", onclick: acts.leave }, words.leftover, " ", key("n")),
    button("×", words.cancel, acts.clear),
  );
  element.hidden = true;
  // A selection in the text ends where something else is pressed: with a finger before that counts.
  let isPressed = false;
  element.addEventListener("mousedown", (event) => event.preventDefault());
  element.addEventListener("pointerdown", () => {
    isPressed = true;
    setTimeout(() => {
      isPressed = false;
    }, PRESS);
  });
  return {
    element,
    /** Whether one of these is being pressed. */
    get isPressed() {
      return isPressed;
    },
    /**
     * @param {string | null} text what is selected
     * @param {string | null} code the name of the code that it would be the reason for
     */
    paint(text, code) {
      element.hidden = text === null;
      if (text === null) return;
      if (quoted.textContent !== text) quoted.textContent = text;
      reason.hidden = code === null;
      if (code !== null) reason.replaceChildren(fill(words.reasonFor, { name: code }), " ", key("Enter"));
    },
  };
}

/** @param {string} name */
const key = (name) => build("kbd", { "aria-hidden": "true" }, name);
