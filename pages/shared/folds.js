// What a visitor opened or folded, kept in the browser's storage.

/**
 * @param {string} name
 * @param {boolean} isOpen
 */
export function keepOpen(name, isOpen) {
  try {
    localStorage.setItem(name, isOpen ? "open" : "folded");
  } catch {
    // a browser that keeps nothing: it is as it is at first
  }
}

/**
 * Whether the visitor opened or folded it; null where nobody did.
 * @param {string} name
 */
export function recallOpen(name) {
  try {
    const kept = localStorage.getItem(name);
    return kept === null ? null : kept === "open";
  } catch {
    return null;
  }
}
