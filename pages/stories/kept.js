// Elements that are built anew only where what they show has changed: a press, the keyboard and an open menu
// stay with one that is drawn again as it was.

export class Kept {
  /** @type {Map<string, {shown: string, element: Element}>} */
  #kept = new Map();
  #common = "";

  /**
   * All are built anew where something that all of them show has changed.
   * @param {unknown} common
   */
  share(common) {
    const text = JSON.stringify(common);
    if (text !== this.#common) this.#kept.clear();
    this.#common = text;
  }

  /**
   * The element that has this name, built where it shows something else than before.
   * @template {Element} Built
   * @param {string} name
   * @param {unknown} shown what it shows and does depends on besides, as JSON has it
   * @param {() => Built} build
   * @returns {Built}
   */
  get(name, shown, build) {
    const text = JSON.stringify(shown);
    const kept = this.#kept.get(name);
    if (kept?.shown === text) return /** @type {Built} */ (kept.element);
    const element = build();
    this.#kept.set(name, { shown: text, element });
    return element;
  }
}

/**
 * Let these alone stand in an element, in this order; those that are at their place already are not moved.
 * @param {Element} parent
 * @param {...Element} children
 */
export function placeAll(parent, ...children) {
  /** @type {Set<Node>} */
  const placed = new Set(children);
  for (const child of [...parent.childNodes]) {
    if (!placed.has(child)) child.remove();
  }
  let next = parent.firstChild;
  for (const child of children) {
    if (child === next) next = next.nextSibling;
    else parent.insertBefore(child, next);
  }
}
