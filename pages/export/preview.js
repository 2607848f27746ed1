// What a file will look like. What was shown before stays until the next is there, whole.
import { build, getElement } from "../shared/dom.js";
import { followTheme, loadStyles } from "../shared/styles.js";
import { buildZoomBar } from "./zoom.js";

/** @import { Child, Component, PreviewData, PreviewPage, PreviewSheet } from "../shared/types.js" */

/** @type {WeakMap<HTMLElement, string>} */
const wanted = new WeakMap();

/** @param {Component<PreviewData>} component */
export default async function show({ data, parentElement }) {
  const root = getElement(parentElement, ".preview-view");
  followTheme(root);
  const text = JSON.stringify(data);
  if (wanted.get(root) === text) return;
  wanted.set(root, text);
  root.ariaBusy = "true";
  const [parts] = await Promise.all([buildParts(root, data), loadStyles("export/export.css")]);
  if (wanted.get(root) !== text) return; // another choice was made meanwhile
  replace(root, parts);
  root.ariaBusy = "false";
}

/**
 * Put other parts into an element; one of the same kind is scrolled as far as the one before.
 * @param {HTMLElement} root
 * @param {HTMLElement[]} parts
 */
function replace(root, parts) {
  const [before] = root.children;
  const { className, scrollTop: top = 0, scrollLeft: left = 0 } = before ?? {};
  root.replaceChildren(...parts);
  if (className && className === parts[0]?.className) parts[0].scrollTo({ top, left });
}

/**
 * @param {HTMLElement} root
 * @param {PreviewData} data
 */
async function buildParts(root, { pages, sheets, page, name, words, note }) {
  if (page) return [buildWebPage(page, name)];
  if (sheets.length) return [buildRegion("preview-sheets", name, ...sheets.map(buildSheet))];
  if (!pages.length) return [];
  const figures = await Promise.all(pages.map((previewPage) => buildPage(previewPage, name)));
  const kind = figures.length > 1 ? "preview-pages" : "preview-whole";
  return [buildRegion(kind, name, ...figures), buildZoomBar(root, words, note)];
}

/**
 * What scrolls, for the keyboard, too.
 * @param {string} kind
 * @param {string} name
 * @param {...Child} children
 */
const buildRegion = (kind, name, ...children) =>
  build("div", { class: kind, role: "region", "aria-label": name, tabindex: 0 }, ...children);

/**
 * @param {PreviewPage} page
 * @param {string} name
 */
async function buildPage({ address, number, words }, name) {
  const [title, ...others] = words;
  const alt = (number ? [number, ...others] : [name, ...words]).join(". ");
  const image = build("img", { class: "preview-picture", src: address, alt });
  await image.decode();
  const figure = build("figure", {}, image);
  figure.style.setProperty("--ratio", String(image.naturalWidth / image.naturalHeight));
  if (number) figure.append(buildCaption(number, title));
  return figure;
}

/**
 * @param {string} number
 * @param {string} [title]
 */
const buildCaption = (number, title) =>
  build("figcaption", {}, build("small", {}, number), title ? build("strong", {}, title) : null);

/** @param {PreviewSheet} sheet */
function buildSheet({ name, heading, rows, rest }) {
  const heads = heading.map((cell) => build("th", { scope: "col" }, cell));
  const body = rows.map((row) => build("tr", {}, ...row.map((cell) => build("td", {}, cell))));
  const table = build(
    "table",
    {},
    build("caption", {}, name),
    build("thead", {}, build("tr", {}, ...heads)),
    build("tbody", {}, ...body),
  );
  return build("div", {}, table, rest ? build("p", {}, rest) : null);
}

/**
 * The page in a frame in which no script runs, as high as what is on it, so that the canvas scrolls it.
 * @param {string} page
 * @param {string} name
 */
function buildWebPage(page, name) {
  const attributes = { sandbox: "allow-same-origin", srcdoc: page, title: name, tabindex: -1, inert: true };
  const frame = build("iframe", attributes);
  frame.onload = () => {
    const height = frame.contentDocument?.documentElement.scrollHeight;
    if (height) frame.style.height = `${height}px`;
  };
  return buildRegion("preview-page", name, frame);
}
