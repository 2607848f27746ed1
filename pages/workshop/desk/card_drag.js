// Cards that are dragged onto another place, with a mouse, a pen or a finger. Whoever cannot drag ticks them.
import { build } from "../../shared/dom.js";

/**
 * @typedef {object} Dragging
 * @property {string} id the card that is dragged
 * @property {HTMLElement} card
 * @property {HTMLElement} shadow what follows the pointer
 * @property {HTMLElement | null} target over which it is
 * @property {number} x where the pointer is
 * @property {number} y
 *
 * @typedef {object} DragOptions
 * @property {HTMLElement} place which holds all that is drawn
 * @property {(id: string) => string} name what is written on the shadow of a card
 * @property {(id: string, target: HTMLElement) => void} drop
 * @property {() => void} ended
 */

const STARTS = 6; // pixels: less is a click
const EDGE = 48; // pixels from the end of a list, where it begins to scroll
const SPEED = 12; // pixels a frame

/**
 * Cards are marked by `data-card`, with an id of their own, and by `data-among`; places to drop them by
 * `data-drop`, with the same `data-among`. A finger drags by the grip (`.grip`) alone, so that it scrolls
 * elsewhere.
 */
export class CardDrag {
  /** @type {Dragging | null} */
  #dragging = null;
  /** @type {AbortController | null} */
  #following = null;

  /** @param {DragOptions} options */
  constructor(options) {
    this.options = options;
  }

  get isDragging() {
    return this.#dragging !== null;
  }

  /**
   * Begin to follow a pointer that was pressed on a card; it is a drag once it has moved.
   * @param {PointerEvent} event
   */
  press(event) {
    const { target, button, pointerType, clientX, clientY, pointerId } = event;
    if (button !== 0 || !(target instanceof Element) || this.#following) return;
    const card = target.closest("[data-card]");
    const isGrip = target.closest(".grip") !== null;
    if (!(card instanceof HTMLElement) || target.closest("button, input")) return;
    if (pointerType !== "mouse" && !isGrip) return;
    this.#following = new AbortController();
    const { signal } = this.#following;
    /** @param {PointerEvent} moved */
    const move = (moved) => {
      if (moved.pointerId !== pointerId) return;
      if (!moved.buttons) return this.#end(false); // it was lifted outside the window
      const distance = Math.hypot(moved.clientX - clientX, moved.clientY - clientY);
      if (!this.#dragging && distance >= STARTS) this.#start(card);
      if (this.#dragging) this.#move(moved.clientX, moved.clientY);
    };
    /** @param {PointerEvent} lifted */
    const lift = (lifted) => {
      if (lifted.pointerId === pointerId) this.#end(true);
    };
    /** @param {KeyboardEvent} pressed */
    const key = (pressed) => {
      if (pressed.key !== "Escape" || !this.#dragging) return;
      pressed.stopPropagation();
      this.#end(false);
    };
    document.addEventListener("pointermove", move, { signal });
    document.addEventListener("pointerup", lift, { signal });
    document.addEventListener("pointercancel", () => this.#end(false), { signal });
    document.addEventListener("keydown", key, { signal, capture: true });
  }

  /** @param {HTMLElement} card */
  #start(card) {
    const { place, name } = this.options;
    const id = card.dataset.card ?? "";
    const shadow = build("div", { class: "card-shadow", "aria-hidden": "true" }, name(id));
    card.classList.add("dragged");
    place.classList.add("dragging");
    place.append(shadow);
    getSelection()?.removeAllRanges();
    this.#dragging = { id, card, shadow, target: null, x: 0, y: 0 };
    this.#scroll();
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  #move(x, y) {
    if (!this.#dragging) return;
    Object.assign(this.#dragging, { x, y });
    this.#dragging.shadow.style.transform = `translate(${x + 12}px, ${y + 12}px)`;
    this.#aim(findTarget(this.#dragging));
  }

  /** @param {HTMLElement | null} target */
  #aim(target) {
    if (!this.#dragging || this.#dragging.target === target) return;
    this.#dragging.target?.classList.remove("aimed");
    target?.classList.add("aimed");
    this.#dragging.target = target;
  }

  /** Lists scroll as long as the pointer is held near one of their ends. */
  #scroll() {
    if (!this.#dragging) return;
    const { x, y } = this.#dragging;
    const list = document.elementFromPoint(x, y)?.closest("[data-scroll]");
    if (list) {
      const { top, bottom } = list.getBoundingClientRect();
      const by = y < top + EDGE ? -SPEED : y > bottom - EDGE ? SPEED : 0;
      if (by) list.scrollBy(0, by);
    }
    requestAnimationFrame(() => this.#scroll());
  }

  /** @param {boolean} isDropped */
  #end(isDropped) {
    const { options } = this;
    const dragging = this.#dragging;
    this.#following?.abort();
    this.#following = this.#dragging = null;
    if (!dragging) return;
    const { id, card, shadow, target } = dragging;
    card.classList.remove("dragged");
    target?.classList.remove("aimed");
    options.place.classList.remove("dragging");
    shadow.remove();
    dropClick();
    if (isDropped && target) options.drop(id, target);
    options.ended();
  }
}

/**
 * Where a card would be dropped now: not on itself, nor where it is already.
 * @param {Dragging} dragging
 */
function findTarget({ card, x, y }) {
  const target = document.elementFromPoint(x, y)?.closest("[data-drop]");
  if (!(target instanceof HTMLElement) || target.dataset.among !== card.dataset.among) return null;
  const isOwn = target === card || target === card.parentElement?.closest("[data-drop]");
  return isOwn ? null : target;
}

/** The click that ends a drag is none. */
function dropClick() {
  const ended = new AbortController();
  const stop = (/** @type {Event} */ event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  addEventListener("click", stop, { capture: true, once: true, signal: ended.signal });
  setTimeout(() => ended.abort());
}
