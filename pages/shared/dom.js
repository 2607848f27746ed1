// Elements of the page.

/** @import { Attributes, Child } from "./types.js" */

/**
 * An element with attributes, listeners ("onclick") and what stands in it.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes<HTMLElementTagNameMap[Tag]>} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function build(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function") {
      element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    } else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/**
 * The element with a selector; an error where there is none.
 * @param {ParentNode} parent
 * @param {string} selector
 */
export function getElement(parent, selector) {
  const found = parent.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`nothing on the page is ${selector}`);
  return found;
}

/**
 * A picture that the server drew.
 * @param {string} text
 * @returns {SVGSVGElement}
 */
export function parseSvg(text) {
  const { documentElement } = new DOMParser().parseFromString(text, "image/svg+xml");
  if (documentElement instanceof SVGSVGElement) return documentElement;
  throw new Error("this is no picture");
}

/**
 * Whether what is pressed on an element is meant for it alone: typed text, or a choice in a list or dialog.
 * @param {EventTarget | null} target
 */
export const isTyping = (target) =>
  target instanceof Element &&
  target.closest("input, textarea, select, [role='dialog'], [role='listbox'], [popover]") !== null;
