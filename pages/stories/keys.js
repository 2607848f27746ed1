// Single keys that act on a page, unless somebody types; they can be switched off, which is remembered.

import { openDialog } from "../shared/dialog.js";
import { build } from "../shared/dom.js";

/**
 * @import { StoryWords } from "../shared/types.js"
 *
 * @typedef {Record<string, () => void>} Acts what each key does, by `event.key`
 * @typedef {{name: string, keys: string[], act: () => void}} KeyedAct what some keys do, with its name
 */

const KEPT = "mangomoment-keys";
const TYPED =
  "textarea, select, [role='dialog'], [role='listbox'], [popover]:popover-open, [contenteditable]";
const BOXES = "input:not([type='checkbox'], [type='radio'])";
/** @type {Record<string, string>} how a key is written */
const NAMES = { ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓" };
/** Keys that may be held down. */
const HELD = ["j", "k", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];

export class Keys {
  #acts;
  #isHere;
  #listen = (/** @type {KeyboardEvent} */ event) => this.#take(event);

  /**
   * @param {Acts} acts
   * @param {() => boolean} isHere whether what they act on is on the page
   */
  constructor(acts, isHere) {
    this.#acts = acts;
    this.#isHere = isHere;
    // Before Streamlit, which has a meaning of its own for some letters.
    addEventListener("keydown", this.#listen, { capture: true });
  }

  /** Whether single keys act. */
  get areOn() {
    try {
      return localStorage.getItem(KEPT) !== "off";
    } catch {
      return true;
    }
  }

  /** @param {boolean} areOn */
  turn(areOn) {
    try {
      if (areOn) localStorage.removeItem(KEPT);
      else localStorage.setItem(KEPT, "off");
    } catch {
      /* then they are on again when the page is loaded anew */
    }
  }

  end() {
    removeEventListener("keydown", this.#listen, { capture: true });
  }

  /** @param {KeyboardEvent} event */
  #take(event) {
    const act = findAct(event, this.#acts);
    if (!act || !this.areOn || !this.#isHere()) return;
    if (document.querySelector("dialog[open]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!event.repeat || HELD.includes(event.key)) act();
  }
}

/**
 * A key as acts name it: whatever Caps Lock says, and a digit also where it needs Shift, as in Belgium.
 * @param {KeyboardEvent} event
 */
function nameKey({ key, code, shiftKey }) {
  if (shiftKey) return key;
  const [, digit] = /^Digit(\d)$/.exec(code ?? "") ?? [];
  return digit ?? (key.length === 1 ? key.toLowerCase() : key);
}

/**
 * The act that a key stands for, where it is meant for the page.
 * @param {KeyboardEvent} event
 * @param {Acts} acts
 */
export function findAct(event, acts) {
  const { target } = event;
  const key = nameKey(event);
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented)
    return null;
  if (!Object.hasOwn(acts, key)) return null;
  const element = target instanceof Element ? target : null;
  if (element?.closest(`${TYPED}, ${BOXES}`)) return null;
  // On a button or a link, and in what scrolls, these keys have a meaning of their own.
  if (key === "Enter" && element?.closest("button, a, summary, input")) return null;
  if (key.startsWith("Arrow") && element?.closest("[role='group'], nav, input")) return null;
  return acts[key];
}

/**
 * Say what each key does, and let them be switched off.
 * @param {StoryWords} words
 * @param {KeyedAct[]} acts
 * @param {Keys} keys
 * @param {() => void} [changed]
 */
export function showKeys(words, acts, keys, changed = () => {}) {
  const rows = acts.map(({ name, keys: own }) => {
    const written = own.flatMap((key) => [build("kbd", {}, NAMES[key] ?? key), " "]);
    return build("div", {}, build("dt", {}, ...written), build("dd", {}, name));
  });
  const box = build("input", { type: "checkbox", role: "switch", checked: keys.areOn });
  box.addEventListener("change", () => {
    keys.turn(box.checked);
    changed();
  });
  const content = build(
    "div",
    { class: "dialog-question keys" },
    build("p", {}, words.keysHint),
    build("label", { class: "form-check" }, box, words.keysOn),
    build("dl", {}, ...rows),
  );
  openDialog({ title: words.keys, content, words, kind: "small" });
}
