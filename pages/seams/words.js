// Streamlit's own words in the language of the page: the skip link, the menu, the buttons for files,
// and what it says when the server is away.
//
// A seam: Streamlit has English alone. Only texts are replaced that stand in these places and are known;
// where Streamlit changes, they stay English. React keeps a text that it does not change itself.
const PLACES = [
  ...["stSkipToContent", "stMainMenu", "stMainMenuPopover", "stFileUploader"],
  ...["stConnectionStatus", "stStatusWidget", "stDialog"],
]
  .map((name) => `[data-testid="${name}"]`)
  .join(", ");

/** @type {WeakMap<Node, string>} what Streamlit itself wrote */
const originals = new WeakMap();
/** @type {Record<string, string>} */
let known = {};
/** @type {MutationObserver | null} */
let observer = null;

/**
 * Say Streamlit's words in another language, those that are there and those still to come.
 * @param {Record<string, string>} words by the English ones
 */
export function translate(words) {
  known = words;
  for (const place of document.querySelectorAll(PLACES)) replace(place);
  if (observer) return;
  observer = new MutationObserver((changes) => {
    for (const { addedNodes } of changes) for (const node of addedNodes) follow(node);
  });
  observer.observe(document.body, { childList: true, subtree: true });
}

/** @param {Node} node */
function follow(node) {
  if (!(node instanceof Element)) return;
  if (node.closest(PLACES)) replace(node);
  else for (const place of node.querySelectorAll(PLACES)) replace(place);
}

/** @param {Element} place */
function replace(place) {
  const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) write(/** @type {Text} */ (text));
  for (const named of [place, ...place.querySelectorAll("[aria-label]")]) {
    const label = named.getAttributeNode("aria-label");
    if (label) write(label);
  }
}

/** @param {Text | Attr} node */
function write(node) {
  const original = originals.get(node) ?? node.nodeValue ?? "";
  const words = known[original.trim()] ?? original.replace("MB per file", known["MB per file"]);
  if (words === original && !originals.has(node)) return;
  originals.set(node, original);
  if (node.nodeValue !== words) node.nodeValue = words;
}
