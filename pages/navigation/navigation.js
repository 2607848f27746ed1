// What surrounds every page: the ways to the others, the languages, which model is looked at; and what keeps
// page and server together: a connection that comes back, content that changed.

import { translate } from "../seams/words.js";
import { change, go, look, read, subscribe, tellServer, toText, write } from "../shared/address.js";
import { build, getElement } from "../shared/dom.js";
import { stayOnly } from "../shared/framed.js";
import { icon } from "../shared/icons.js";
import { watch } from "../shared/news.js";
import { rove } from "../shared/roving.js";
import { watchSides } from "../shared/sides.js";
import { followTheme, loadStyles } from "../shared/styles.js";

const SECONDS = 3;
const PLACING = "export/export.css"; // of Streamlit's own inputs, which wait for no script of ours
const KEPT = ["lang", "view", "format"]; // of the address, when another model is looked at

/**
 * @import { Component, FrameBadge, FrameData } from "../shared/types.js"
 *
 * @typedef {object} Frame
 * @property {HTMLElement} root
 * @property {FrameData} data
 * @property {string | null} shown
 * @property {(ReturnType<typeof watch> & {model: string}) | null} watching
 * @property {ResizeObserver} sizes tells the styles how high the frame is
 * @property {() => void} leaveSides
 * @property {(() => void)[]} leave
 */

/** @type {WeakMap<HTMLElement, Frame>} */
const mounted = new WeakMap();

/** @param {Component<FrameData>} component */
export default async function show({ data, parentElement }) {
  const root = getElement(parentElement, ".navigation-view");
  const frame = mounted.get(root) ?? begin(root, data);
  frame.data = data;
  document.documentElement.lang = data.language;
  stayOnly(data.readOnly ?? []);
  translate(data.words.streamlit);
  if (data.forgotten) leaveModel();
  look();
  follow(frame);
  await loadStyles("navigation/navigation.css", "shared/base.css", "shared/dialog.css");
  followTheme(root);
  const shown = JSON.stringify(data);
  if (frame.data === data && frame.shown !== shown) {
    draw(frame);
    frame.shown = shown;
  }
  loadStyles(PLACING); // not waited for: another page may need it
  return () =>
    setTimeout(() => {
      if (!root.isConnected) end(frame);
    });
}

/**
 * @param {HTMLElement} root
 * @param {FrameData} data
 */
function begin(root, data) {
  /** @type {Frame} */
  const frame = {
    root,
    data,
    shown: null,
    watching: null,
    sizes: new ResizeObserver(measure),
    leaveSides: () => {},
    leave: [],
  };
  mounted.set(root, frame);
  frame.leave = [subscribe(() => paint(frame)), listen("mangomoment-reconnected", () => tellServer())];
  return frame;
}

/** @param {Frame} frame */
function end(frame) {
  for (const leave of frame.leave) leave();
  frame.watching?.end();
  frame.sizes.disconnect();
  frame.leaveSides();
  mounted.delete(frame.root);
}

/** @param {ResizeObserverEntry[]} entries */
function measure([{ target }]) {
  const { style } = document.documentElement;
  if (target instanceof HTMLElement && target.childElementCount)
    style.setProperty("--frame-height", `${target.offsetTop + target.offsetHeight}px`);
  else style.removeProperty("--frame-height");
}

/**
 * @param {string} name
 * @param {() => void} listener
 */
function listen(name, listener) {
  addEventListener(name, listener);
  return () => removeEventListener(name, listener);
}

/**
 * Whether model or public stories became others, here or in another window: the whole page follows.
 * @param {Frame} frame
 */
function follow(frame) {
  const { version, model } = frame.data;
  if (frame.watching?.model === model) {
    frame.watching.known(version);
    return;
  }
  frame.watching?.end();
  const address = `version.json?model=${encodeURIComponent(model)}`;
  frame.watching = { model, ...watch(address, SECONDS, version, () => tellServer()) };
}

/** @param {Frame} frame */
function draw(frame) {
  const { words } = frame.data;
  const [links, languages] = [listLinks(frame.data), listLanguages(frame.data)];
  const pages = build("nav", { "aria-label": words.pages }, ...links);
  const group = { class: "frame-languages", role: "group", "aria-label": words.language };
  const buttons = build("div", group, ...languages);
  rove(pages, links);
  pages.addEventListener("focusin", showFocused);
  rove(buttons, languages);
  const bar = build("div", { class: "frame-bar" }, pages, buttons, buildLanguageChoice(frame.data));
  const strips = build("div", { class: "frame-strips" }, ...listBack(frame.data), ...listNotices(frame.data));
  frame.sizes.disconnect();
  frame.sizes.observe(strips);
  const { activeElement } = document;
  const focused = activeElement instanceof HTMLElement ? listParts(frame.root).indexOf(activeElement) : -1;
  frame.root.replaceChildren(bar, strips);
  showCurrent(pages);
  listParts(frame.root)[focused]?.focus(); // whoever chose another language goes on from there
  frame.leaveSides();
  frame.leaveSides = watchSides(pages);
  paint(frame);
}

/**
 * What the keyboard gets to, in an order that stays.
 * @param {HTMLElement} root
 * @returns {HTMLElement[]}
 */
function listParts(root) {
  return [...root.querySelectorAll("a, button, select")].filter((part) => part instanceof HTMLElement);
}

/**
 * Where the pages are wider than their frame, the one that is shown is in it.
 * @param {HTMLElement} pages
 */
function showCurrent(pages) {
  const link = pages.querySelector("[aria-current]");
  if (!link) return;
  const [frame, current] = [pages.getBoundingClientRect(), link.getBoundingClientRect()];
  pages.scrollLeft = (current.left + current.right - frame.left - frame.right) / 2;
}

/**
 * The one that has the focus is in the frame, too: where an edge of it is already, browsers leave it there.
 * @param {FocusEvent} event
 */
function showFocused({ target }) {
  if (target instanceof HTMLElement) target.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** @param {FrameData} data */
function listLinks({ pages, page, badges = {} }) {
  return pages.map(([path, name]) => {
    const current = path === page ? "page" : null;
    const badge = badges[path] ? buildBadge(badges[path]) : null;
    return build("a", { href: path, "data-page": path, "aria-current": current, onclick: turn }, name, badge);
  });
}

/**
 * How much waits for the facilitator on a page.
 * @param {FrameBadge} badge
 */
function buildBadge({ count, words }) {
  const number = build("span", { "aria-hidden": "true" }, String(count));
  return build(
    "span",
    { class: "frame-badge", title: words },
    number,
    build("span", { class: "visually-hidden" }, words),
  );
}

/** @param {FrameData} data */
function listLanguages({ languages, language, languageCookie }) {
  return languages.map((id) => {
    const pressed = String(id === language);
    const onclick = () => chooseLanguage(id, languageCookie);
    return build("button", { type: "button", lang: id, "aria-pressed": pressed, onclick }, id.toUpperCase());
  });
}

/**
 * The same where there is no room for a button each.
 * @param {FrameData} data
 */
function buildLanguageChoice({ languages, language, languageCookie, words }) {
  const options = languages.map((id) => build("option", { value: id }, id.toUpperCase()));
  const choice = build("select", { class: "frame-language", "aria-label": words.language }, ...options);
  choice.value = language;
  choice.addEventListener("change", () => chooseLanguage(choice.value, languageCookie));
  return choice;
}

/**
 * @param {string} lang
 * @param {[string, number]} cookie keeps the choice for the next visit, for some seconds
 */
function chooseLanguage(lang, [cookie, seconds]) {
  const secure = location.protocol === "https:" ? "; secure" : "";
  const path = new URL(".", document.baseURI).pathname;
  // biome-ignore lint/suspicious/noDocumentCookie: Cookie Store exists on https alone
  document.cookie = `${cookie}=${lang}; path=${path}; max-age=${seconds}; samesite=lax${secure}`;
  write({ lang });
  tellServer();
}

/**
 * What everybody should know, until they have read it.
 * @param {FrameData} data
 */
function listNotices({ notices, words }) {
  const close = { type: "button", "aria-label": words.close, title: words.close };
  return notices.map((notice) => {
    const strip = build("div", { class: "frame-notice", role: "alert" }, build("span", {}, notice));
    strip.append(build("button", { ...close, onclick: () => strip.remove() }, icon("close")));
    return strip;
  });
}

/**
 * Which model was opened, and the way back to the server's own.
 * @param {FrameData} data
 */
function listBack({ opened, page }) {
  if (!opened) return [];
  const link = build("a", { href: page, "data-keep": KEPT.join(","), onclick: turn }, opened.back);
  return [build("div", { class: "frame-opened" }, build("strong", {}, opened.title), link)];
}

// The model of the address is not kept any more, and so is nothing of what was selected of it.
function leaveModel() {
  const others = [...read().keys()].filter((name) => !KEPT.includes(name));
  write(Object.fromEntries(others.map((name) => [name, null])), { replace: true });
}

/**
 * Each way leads on with what is selected here, in this window or in another one.
 * @param {Frame} frame
 */
function paint(frame) {
  for (const link of frame.root.querySelectorAll("a")) {
    const { page, keep } = link.dataset;
    const query = read();
    if (keep) for (const name of [...query.keys()]) if (!keep.split(",").includes(name)) query.delete(name);
    link.href = (page ?? frame.data.page) + toText(change(query, {}));
  }
}

/** @param {MouseEvent & {currentTarget: HTMLAnchorElement}} event */
function turn(event) {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(event.currentTarget.getAttribute("href") ?? "");
}
