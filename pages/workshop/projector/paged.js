// The texts of a step as they stand on one page.
import { build } from "../../shared/dom.js";
import { markOwn } from "./view_parts.js";

/**
 * @import { Slice } from "../paging.js"
 * @import { PagedText } from "../step_pages.js"
 * @import { WorkshopWords } from "../types.js"
 */

/**
 * What stands of a text on a page; on its last one where it has fewer.
 * @param {PagedText} text
 * @param {number} page
 */
export const getSlices = ({ pages }, page) => pages[Math.min(page, pages.length - 1)];

/**
 * An element with letters of the size that its text has.
 * @template {HTMLElement} Element
 * @param {Element} element
 * @param {PagedText} text
 */
export function setSize(element, { size }) {
  element.classList.add("paged");
  element.style.setProperty("--size", `${size.toFixed(3)}rem`);
  return element;
}

/**
 * The paragraphs of a page one below the other; those that are told stand in a quotation.
 * @param {PagedText} text
 * @param {number} page
 * @param {{class: string, lang: string}} quotation
 */
export function buildParagraphs(
  text,
  page,
  quotation,
  tag = /** @type {"blockquote" | "div"} */ ("blockquote"),
) {
  const quote = build(tag, quotation);
  const own = [];
  for (const slice of getSlices(text, page)) {
    const { kind, gap = 0 } = text.items[slice.item];
    const [words] = slice.texts;
    if (kind === "title") quote.append(build("h2", {}, words));
    else if (kind === "told") quote.append(build("p", { class: gap ? "apart" : null }, words));
    else own.push(build("p", { class: kind }, words));
  }
  if (quote.childElementCount) own.push(quote);
  return own;
}

/**
 * The entries of a page as a list; what goes on from the page before has no number of its own.
 * @param {PagedText} text
 * @param {number} page
 * @param {"ol" | "ul"} tag
 * @param {string} name
 */
export function buildEntries(text, page, tag, name) {
  const first = text.items.findIndex(({ kind }) => kind === "entry");
  const list = build(tag, { class: name });
  const own = { before: /** @type {HTMLElement[]} */ ([]), after: /** @type {HTMLElement[]} */ ([]) };
  for (const { item, texts, isStart } of getSlices(text, page)) {
    const { kind, look = "" } = text.items[item];
    if (kind === "entry") {
      const value = tag === "ol" ? item - first + 1 : null;
      const named = [look, isStart ? "" : "goes-on"].filter(Boolean).join(" ");
      list.append(build("li", { value, class: named || null }, ...buildTexts(texts)));
    } else
      (item < first ? own.before : own.after).push(
        build("p", { class: kind === "plain" ? null : kind }, texts[0]),
      );
  }
  return [...own.before, ...(list.childElementCount ? [list] : []), ...own.after];
}

const PARTS = ["what", "who", "for"];

/** @param {string[]} texts */
const buildTexts = (texts) =>
  texts.map((words, at) => (words ? build("span", { class: PARTS[at] ?? "for" }, words) : null));

/**
 * The room's own words, in columns.
 * @param {PagedText} text
 * @param {number} page
 * @param {WorkshopWords} words
 */
export function buildOwnWords(text, page, words) {
  const slices = getSlices(text, page);
  const items = slices.map(({ texts: [name, ...titles] }) =>
    build("div", {}, build("dt", {}, name), ...titles.filter(Boolean).map((title) => build("dd", {}, title))),
  );
  const list = setSize(build("dl", { style: `--columns: ${text.columns}` }, ...items), text);
  return build("section", { class: "own-words" }, markOwn(words), list);
}

/**
 * The ids of the nodes of a page.
 * @param {PagedText} text
 * @param {number} page
 */
export const listPageNodes = (text, page) =>
  getSlices(text, page).map(({ item }) => text.items[item].id ?? "");

/**
 * The page on which an item stands.
 * @param {PagedText} text
 * @param {number} item
 */
export const findPage = ({ pages }, item) =>
  Math.max(
    0,
    pages.findIndex((slices) => slices.some((/** @type {Slice} */ slice) => slice.item === item)),
  );
