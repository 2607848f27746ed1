// Streamlit's own words in the language of the page: the skip link, the menu, the buttons for files, lists
// and tables, the page for an address that does not exist, and what it says while the connection is lost.
//
// A seam: Streamlit has English alone. Only texts are replaced that stand in these places and are known;
// where Streamlit changes, they stay English. React keeps a text that it does not change itself.
const LABELLED = [
  ...["stSelectbox", "stMultiSelect", "stElementToolbar", "stTooltipIcon", "stHeaderActionElements"],
]; // what is written there is ours or the reader's; Streamlit only names buttons
const PLACES = [
  ...["stSkipToContent", "stMainMenu", "stMainMenuPopover", "stFileUploader", "stTooltipContent"],
  ...["stConnectionStatus", "stStatusWidget", "stDialog"],
];
const ATTRIBUTES = ["aria-label", "title", "placeholder"];

/** @param {string[]} names */
const select = (names) => names.map((name) => `[data-testid="${name}"]`).join(", ");
const ANYWHERE = select([...PLACES, ...LABELLED]);
const WRITTEN = select(PLACES);

/** @type {WeakMap<Node, {original: string, said: string}>} what Streamlit wrote, and what stands for it */
const originals = new WeakMap();
/** @type {Record<string, string>} */
let known = {};
/** @type {[pattern: RegExp, words: string][]} the known ones with a place for a name */
let patterns = [];
/** @type {MutationObserver | null} */
let observer = null;

/**
 * Say Streamlit's words in another language, those that are there and those still to come.
 * @param {Record<string, string>} words by the English ones; {name} stands for whatever Streamlit puts there
 */
export function translate(words) {
  known = words;
  const named = Object.entries(words).filter(([english]) => english.includes("{name}"));
  patterns = named.map(([english, said]) => [new RegExp(`^${english.replace("{name}", "(.+)")}$`), said]);
  for (const place of document.querySelectorAll(ANYWHERE)) replace(place);
  if (observer) return;
  observer = new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      const element = /** @type {Element} */ (target);
      if (type === "attributes" && element.closest(ANYWHERE)) replace(element);
      for (const node of addedNodes) follow(node);
    }
  });
  const watched = { childList: true, attributes: true, attributeFilter: ATTRIBUTES };
  observer.observe(document.body, { ...watched, subtree: true });
}

/** @param {Node} node */
function follow(node) {
  if (!(node instanceof Element)) return;
  if (node.closest(ANYWHERE)) replace(node);
  else for (const place of node.querySelectorAll(ANYWHERE)) replace(place);
}

/** @param {Element} place */
function replace(place) {
  const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  const mayWrite = (/** @type {Node} */ text) => text.parentElement?.closest(WRITTEN);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    if (mayWrite(text)) write(/** @type {Text} */ (text));
  }
  for (const part of [place, ...place.querySelectorAll(ATTRIBUTES.map((name) => `[${name}]`).join(", "))]) {
    for (const name of ATTRIBUTES) {
      const attribute = part.getAttributeNode(name);
      if (attribute) write(attribute);
    }
  }
}

/** @param {Text | Attr} node */
function write(node) {
  const shown = node.nodeValue ?? "";
  const before = originals.get(node);
  const original = before?.said === shown ? before.original : shown;
  const said = say(original);
  if (said === original && !before) return;
  originals.set(node, { original, said });
  if (shown !== said) node.nodeValue = said;
}

/**
 * A text of Streamlit in the language of the page, or as it is where it is not known.
 * @param {string} original
 */
export function say(original) {
  const text = original.trim();
  if (Object.hasOwn(known, text)) return known[text];
  for (const [pattern, words] of patterns) {
    const found = pattern.exec(text);
    if (found) return words.replace("{name}", () => found[1]);
  }
  return original;
}
