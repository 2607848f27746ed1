// A field with its label.
import { build } from "../shared/dom.js";

let number = 0;

/**
 * @param {string | Text} label
 * @param {HTMLElement} control
 * @param {string} [hint]
 */
export function field(label, control, hint = "") {
  number += 1;
  control.id ||= `field-${number}`;
  return build(
    "div",
    { class: "field" },
    build("label", { for: control.id }, label),
    control,
    hint ? build("span", { class: "quiet" }, hint) : null,
  );
}
