// A field that is empty or wrong: it has the keyboard, and says so itself until it is changed.

let number = 0;

/**
 * Point to a field until something else is in it.
 * @param {HTMLElement} field
 * @param {HTMLElement} message where the fault is said
 */
export function pointTo(field, message) {
  number += 1;
  message.id ||= `fault-${number}`;
  const { id } = message;
  field.setAttribute("aria-invalid", "true");
  describe(field, [...listDescribing(field).filter((other) => other !== id), id]);
  const clear = () => {
    field.removeAttribute("aria-invalid");
    describe(
      field,
      listDescribing(field).filter((other) => other !== id),
    );
    for (const event of ["input", "change"]) field.removeEventListener(event, clear);
    field.closest("form")?.removeEventListener("submit", clear, true);
  };
  for (const event of ["input", "change"]) field.addEventListener(event, clear);
  field.closest("form")?.addEventListener("submit", clear, true); // it is looked at anew
  field.focus();
}

/** @param {HTMLElement} field */
const listDescribing = (field) => (field.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean);

/**
 * @param {HTMLElement} field
 * @param {string[]} ids
 */
function describe(field, ids) {
  if (ids.length) field.setAttribute("aria-describedby", ids.join(" "));
  else field.removeAttribute("aria-describedby");
}
