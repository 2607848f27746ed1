// The text of a story, with its passages: words can be selected in it by mouse, by touch and by the keyboard.
import { build } from "../../shared/dom.js";
import { LEFTOVER } from "./codings.js";
import { listSentenceStarts, listWords, moveCaret } from "./positions.js";

/**
 * @import { Piece } from "./codings.js"
 * @import { Caret, Part } from "./positions.js"
 *
 * @typedef {object} Shown
 * @property {string} text
 * @property {string} language
 * @property {string | null} lang said of the element, where it is not that of the page
 * @property {Piece[]} pieces
 * @property {Map<string, number>} numbers of the codes, by key
 *
 * @typedef {object} Listener
 * @property {(part: Part | null) => void} select is told what is selected
 * @property {() => void} mark is told that what is selected is to be marked
 * @property {(key: string) => void} open is told that a passage of a code was pressed
 * @property {(isWalking: boolean) => void} walk is told when selecting by the keyboard begins and ends
 */

const HIGHLIGHT = "coding-picked";
const COLOURS = 8;
const MARGIN = 120; // between a passage and the edge, where there may be bars

export class StoryText {
  #listener;
  /** @type {Shown | null} */
  #shown = null;
  /** @type {Part[]} */
  #words = [];
  /** @type {number[]} */
  #sentences = [];
  /** @type {Caret} */
  #caret = { anchor: 0, head: 0 };
  #isWalking = false;
  #look = () => this.#lookAtSelection();

  /**
   * @param {string} label
   * @param {Listener} listener
   */
  constructor(label, listener) {
    this.#listener = listener;
    this.element = build("div", {
      class: "coding-text",
      tabindex: 0,
      role: "group", // in which arrow keys have a meaning of their own (keys.js)
      "aria-label": label,
      onkeydown: (event) => this.#press(event),
      onclick: (event) => this.#open(event.target),
    });
    this.element.addEventListener("blur", () => this.#endWalk());
    document.addEventListener("selectionchange", this.#look);
  }

  leave() {
    document.removeEventListener("selectionchange", this.#look);
    this.highlight(null);
  }

  /** @param {Shown} shown */
  paint(shown) {
    const isOther = shown.text !== this.#shown?.text;
    this.#shown = shown;
    if (shown.lang) this.element.lang = shown.lang;
    else this.element.removeAttribute("lang");
    this.element.replaceChildren(...shown.pieces.map((piece) => buildPiece(shown, piece)));
    if (isOther) {
      this.#words = listWords(shown.text, shown.language);
      this.#sentences = listSentenceStarts(shown.text, shown.language, this.#words);
      this.#caret = { anchor: 0, head: 0 };
    }
    if (this.#isWalking) this.#selectCaret({ anchor: this.#caret.head, head: this.#caret.head });
  }

  /** Select words by the keyboard, from where that was left. */
  walk() {
    if (!this.#words.length) return;
    this.element.focus();
    this.#isWalking = true;
    this.#listener.walk(true);
    this.#selectCaret(this.#caret);
  }

  get isWalking() {
    return this.#isWalking;
  }

  /** Select nothing any more. */
  rest() {
    this.#endWalk();
    this.clearSelection();
  }

  #endWalk() {
    if (!this.#isWalking) return;
    this.#isWalking = false;
    this.#listener.walk(false);
  }

  /**
   * Show what is selected also while the focus is elsewhere.
   * @param {Part | null} part
   */
  highlight(part) {
    if (!("highlights" in CSS)) return;
    const range = part && this.#findRange(part);
    if (range) CSS.highlights.set(HIGHLIGHT, new Highlight(range));
    else CSS.highlights.delete(HIGHLIGHT);
  }

  /**
   * Bring a part into view, and show it until something else is selected.
   * @param {Part} part
   */
  show(part) {
    const range = this.#findRange(part);
    if (range) this.#bringIntoView(range);
    this.highlight(part);
  }

  /** @param {Range} range */
  #bringIntoView(range) {
    const { top, bottom } = range.getBoundingClientRect();
    for (let box = this.element.parentElement; box; box = box.parentElement) {
      if (box.scrollHeight <= box.clientHeight || getComputedStyle(box).overflowY === "visible") continue;
      const frame = box.getBoundingClientRect();
      const above = top - frame.top - MARGIN;
      const below = bottom - frame.bottom + MARGIN;
      if (above < 0 || below > 0) box.scrollBy(0, above < 0 ? above : below);
      return;
    }
  }

  clearSelection() {
    const selection = getSelection();
    if (selection && this.#findPart(selection)) selection.removeAllRanges();
    this.highlight(null);
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (!this.#isWalking || event.ctrlKey || event.altKey || event.metaKey) return;
    const { key, shiftKey } = event;
    if (key === "Escape") this.#stop();
    else if (key === "Enter") this.#listener.mark();
    else {
      const moved = moveCaret(this.#caret, key, shiftKey, this.#words.length, this.#sentences);
      if (!moved) return;
      this.#selectCaret(moved);
    }
    event.preventDefault();
    event.stopPropagation();
  }

  #stop() {
    this.rest();
    this.#listener.select(null);
  }

  /** @param {Caret} caret */
  #selectCaret(caret) {
    this.#caret = caret;
    const first = this.#words[Math.min(caret.anchor, caret.head)];
    const last = this.#words[Math.max(caret.anchor, caret.head)];
    const range = first && last && this.#findRange({ start: first.start, end: last.end });
    if (!range) return;
    const selection = getSelection();
    selection?.removeAllRanges();
    selection?.addRange(range);
    this.#bringIntoView(range);
    this.#listener.select({ start: first.start, end: last.end });
  }

  #lookAtSelection() {
    const selection = getSelection();
    if (!selection || !this.#shown) return;
    const part = this.#findPart(selection);
    if (part) this.#listener.select(part.start < part.end ? part : null);
  }

  /**
   * Where a selection stands in the text; null where it is elsewhere.
   * @param {Selection} selection
   * @returns {Part | null}
   */
  #findPart(selection) {
    if (!selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    if (!range.intersectsNode(this.element) || !this.element.contains(selection.anchorNode)) return null;
    const place = (/** @type {Node} */ node, /** @type {number} */ offset) => {
      const before = document.createRange();
      before.selectNodeContents(this.element);
      if (this.element.contains(node)) before.setEnd(node, offset);
      return before.toString().length;
    };
    return {
      start: this.element.contains(range.startContainer) ? place(range.startContainer, range.startOffset) : 0,
      end: place(range.endContainer, range.endOffset),
    };
  }

  /** @param {Part} part */
  #findRange({ start, end }) {
    const range = document.createRange();
    const walker = document.createTreeWalker(this.element, NodeFilter.SHOW_TEXT);
    let passed = 0;
    let hasStart = false;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const length = node.nodeValue?.length ?? 0;
      if (!hasStart && start < passed + length) {
        range.setStart(node, start - passed);
        hasStart = true;
      }
      if (hasStart && end <= passed + length) {
        range.setEnd(node, end - passed);
        return range;
      }
      passed += length;
    }
    return null;
  }

  /** @param {EventTarget | null} target */
  #open(target) {
    if (!(target instanceof HTMLElement) || !getSelection()?.isCollapsed) return;
    const [key] = (target.dataset.keysOf ?? "").split(" ");
    if (key) this.#listener.open(key);
  }
}

/**
 * The colour of a code, by its number.
 * @param {number} number from 1 on
 */
export const findColour = (number) => `var(--diagram-lines-${(number - 1) % COLOURS})`;

/**
 * @param {Shown} shown
 * @param {Piece} piece
 */
function buildPiece({ text, numbers }, { start, end, keys, ends }) {
  const words = text.slice(start, end);
  if (!keys.length) return words;
  const name = (/** @type {string} */ key) => (key === LEFTOVER ? "∅" : String(numbers.get(key) ?? ""));
  const piece = build(
    "span",
    {
      class: "coding-passage",
      "data-keys-of": keys.join(" "),
      "data-labels": ends.length ? ends.map(name).join(" ") : null,
    },
    words,
  );
  const lines = keys.map((key) => {
    const colour = key === LEFTOVER ? "var(--diagram-quiet)" : findColour(numbers.get(key) ?? 1);
    return key === LEFTOVER
      ? `repeating-linear-gradient(90deg, ${colour} 0 5px, transparent 5px 9px)`
      : `linear-gradient(${colour}, ${colour})`;
  });
  piece.style.backgroundImage = lines.join(", ");
  piece.style.backgroundPosition = lines.map((_, at) => `0 calc(100% - ${at * 4}px)`).join(", ");
  piece.style.paddingBottom = `${lines.length * 4}px`;
  return piece;
}
