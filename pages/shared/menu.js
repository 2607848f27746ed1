// A button that opens what it is about below itself, on a narrow screen as a sheet at the lower edge; Escape
// or a click elsewhere closes it.
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
    if (!isOpen) return;
    const { left, bottom } = button.getBoundingClientRect();
    const rightmost = document.documentElement.clientWidth - menu.offsetWidth - GAP;
    menu.style.left = `${Math.max(GAP, Math.min(left, rightmost))}px`;
    menu.style.top = `${bottom + GAP}px`;
  }
  return { element, button, menu };
}
