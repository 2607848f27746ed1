// The keyboard stays at a control that is built anew.

/**
 * Draw the controls of a place; who was at one of them goes on at the one that takes its place.
 * @param {Element} place
 * @param {() => void} draw
 */
export function keepFocus(place, draw) {
  const { activeElement } = document;
  const name = activeElement && place.contains(activeElement) ? nameControl(activeElement) : null;
  draw();
  const again = name && place.querySelector(name);
  if (again instanceof HTMLElement) again.focus({ preventScroll: true });
}

/**
 * The selector of what can be pressed or filled in within a control.
 * @param {Element} element
 */
function nameControl(element) {
  const control = element.closest("[class*='st-key-']");
  const key = [...(control?.classList ?? [])].find((name) => name.startsWith("st-key-"));
  if (!key) return null;
  const value = element.getAttribute("data-value");
  const part = value === null ? element.localName : `[data-value="${CSS.escape(value)}"]`;
  return element === control ? `.${CSS.escape(key)}` : `.${CSS.escape(key)} ${part}`;
}
