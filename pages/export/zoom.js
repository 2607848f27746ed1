// How large the pages of a preview are: whole as they fit, or enlarged, and then they scroll.
import { build } from "../shared/dom.js";
import { icon } from "../shared/icons.js";

/** @import { PreviewWords } from "../shared/types.js" */

const LARGEST = 6;
const STEP = 1.5;

/** @type {WeakMap<HTMLElement, number>} */
const scales = new WeakMap();

const ACTS = /** @type {const} */ ([
  ["zoomOut", "-", (/** @type {number} */ scale) => scale / STEP],
  ["fit", "0", () => 1],
  ["zoomIn", "+", (/** @type {number} */ scale) => scale * STEP],
]);

/**
 * The bar below the pages: what is said of them, and the buttons; the keys +, - and 0 do the same.
 * @param {HTMLElement} root what the pages are in; how large they are stays when others come
 * @param {PreviewWords} words
 * @param {string} note
 */
export function buildZoomBar(root, words, note) {
  const buttons = ACTS.map(([name, key, act]) => {
    const onclick = () => zoom(root, act(scales.get(root) ?? 1));
    const names = { title: `${words[name]} (${key})`, "aria-label": words[name] };
    return build("button", { type: "button", ...names, "data-key": key, onclick }, icon(name));
  });
  const group = { class: "preview-tools", role: "group", "aria-label": words.tools };
  root.onkeydown = ({ key, ctrlKey, metaKey, altKey }) => {
    if (!ctrlKey && !metaKey && !altKey) buttons.find(({ dataset }) => dataset.key === key)?.click();
  };
  return build("footer", {}, build("p", {}, note), build("div", group, ...buttons));
}

/**
 * @param {HTMLElement} root
 * @param {number} wanted
 */
function zoom(root, wanted) {
  const scale = Math.min(LARGEST, Math.max(1, wanted));
  scales.set(root, scale);
  root.style.setProperty("--zoom", String(scale));
}
