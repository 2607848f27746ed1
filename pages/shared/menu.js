// A button that opens what it is about below itself, or above where there is no room, on a narrow screen as a
// sheet at the lower edge; Escape or a click elsewhere closes it.
import { build } from "./dom.js";

const GAP = 6;
let number = 0;

/**
 * @param {string} key its class for styles and tests, after "st-key-"
 * @param {string} label
 * @param {...import("./types.js").Child} content
 */
export function buildMenu(key, label, ...content) {
  number += 1;
  const id = `menu-${number}`;
  const attributes = { class: "menu", id, popover: "auto", "aria-label": label };
  const menu = build("div", { ...attributes, role: "dialog", ontoggle: () => place() }, ...content);
  const button = build("button", { type: "button", popovertarget: id, "aria-expanded": "false" }, label);
  const element = build("div", { class: `control st-key-${key}` }, button, menu);

  function place() {
    const isOpen = menu.matches(":popover-open");
    button.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) return removeEventListener("scroll", place, true);
    addEventListener("scroll", place, true); // it stays at its button
    const { left, top, bottom } = button.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const rightmost = clientWidth - menu.offsetWidth - GAP;
    const above = top - GAP - menu.offsetHeight;
    const isLow = bottom + GAP + menu.offsetHeight > clientHeight && above > 0;
    menu.style.left = `${Math.max(GAP, Math.min(left, rightmost))}px`;
    menu.style.top = `${isLow ? above : bottom + GAP}px`;
  }
  return { element, button, menu };
}
