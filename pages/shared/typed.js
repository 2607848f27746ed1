// What is typed is kept until it was sent: through a reload, a redrawn page, a server that is away.

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */

/**
 * Let a field keep what is typed under a name; it comes back with it.
 * @template {Field} Kept
 * @param {Kept} field
 * @param {string} name
 * @returns {Kept} the field
 */
export function keepTyped(field, name) {
  const key = `mangomoment-typed-${name}`;
  const box = field instanceof HTMLInputElement && field.type === "checkbox" ? field : null;
  const kept = read(key);
  if (kept !== null) {
    if (box) box.checked = kept === "yes";
    else field.value = kept;
  }
  const keep = () => {
    try {
      sessionStorage.setItem(key, box ? (box.checked ? "yes" : "") : field.value);
    } catch {
      /* the field itself still holds it */
    }
  };
  field.addEventListener("input", keep);
  field.addEventListener("change", keep);
  return field;
}

/** @param {string} name or the beginning of several */
export function forgetTyped(name) {
  try {
    for (const key of Object.keys(sessionStorage))
      if (key.startsWith(`mangomoment-typed-${name}`)) sessionStorage.removeItem(key);
  } catch {
    /* nothing is kept there */
  }
}

/** @param {string} key */
function read(key) {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

/**
 * Draw a part anew only where what it shows changed, and leave the focus, the text cursor and what was
 * unfolded (by its `data-fold`) or scrolled (by its `data-scroll`) as they were.
 * @param {HTMLElement & {signature?: string | null}} place its signature tells whether that changed
 * @param {unknown} shown what it shows, as JSON could write it
 * @param {() => import("./types.js").Child[]} make
 */
export function refill(place, shown, make) {
  const signature = JSON.stringify(shown);
  if (place.signature === signature) return;
  place.signature = signature;
  const active = document.activeElement;
  const focused = active instanceof HTMLElement && place.contains(active) ? active : null;
  const cursor = isText(focused) ? [focused.selectionStart, focused.selectionEnd] : [null, null];
  const scrolled = place.scrollTop;
  const rolled = new Map(listRolled(place).map((part) => [part.dataset.scroll, part.scrollTop]));
  const unfolded = new Set(listFolds(place, "[open]").map((fold) => fold.dataset.fold));
  place.replaceChildren(...make().filter((child) => child !== null && child !== undefined));
  for (const fold of listFolds(place)) fold.open = unfolded.has(fold.dataset.fold);
  place.scrollTop = scrolled;
  for (const part of listRolled(place)) part.scrollTop = rolled.get(part.dataset.scroll) ?? 0;
  const name = focused?.dataset.focus;
  if (!name) return;
  const again = place.querySelector(`[data-focus="${CSS.escape(name)}"]`);
  if (!(again instanceof HTMLElement)) return;
  again.focus({ preventScroll: true });
  if (isText(again) && cursor[0] !== null) again.setSelectionRange(cursor[0], cursor[1]);
}

/**
 * @param {Element | null} element
 * @returns {element is HTMLInputElement | HTMLTextAreaElement}
 */
const isText = (element) => element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;

/**
 * @param {HTMLElement} place
 * @param {"" | "[open]"} [which]
 * @returns {HTMLDetailsElement[]}
 */
const listFolds = (place, which = "") =>
  [...place.querySelectorAll(`details${which}[data-fold]`)].filter(isFold);

/**
 * @param {HTMLElement} place
 * @returns {HTMLElement[]}
 */
const listRolled = (place) =>
  [...place.querySelectorAll("[data-scroll]")].filter((part) => part instanceof HTMLElement);

/**
 * @param {Element} element
 * @returns {element is HTMLDetailsElement}
 */
const isFold = (element) => element instanceof HTMLDetailsElement;
