// The diagram component: a bar of tools, and one of three views with its legend.

import { build, getElement } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { loadTexts } from "../shared/model_texts.js";
import { findKept, namePictured } from "../shared/selection.js";
import { followTheme, loadStyles } from "../shared/styles.js";
import { fill } from "../shared/words.js";
import { buildLegend } from "./legend.js";
import { pick, show as showModel, state, subscribe } from "./store.js";

/**
 * @import { Selection } from "../shared/selection.js"
 * @import { Component, Icon, LoadedTexts, PageData, ModelNode, View } from "../shared/types.js"
 * @import { Legend } from "./legend.js"
 *
 * @typedef {object} Mount
 * @property {HTMLElement} root
 * @property {Component<PageData> | null} component
 * @property {LoadedTexts | null} texts
 * @property {string | null} shape what the view was built for
 * @property {string | null} picture what it was asked to show last
 * @property {View | null} view
 * @property {Bar | null} bar
 * @property {Legend | null} legend
 * @property {() => void} leave
 *
 * @typedef {object} Bar
 * @property {HTMLElement} element
 * @property {(selection: Selection) => void} paint
 *
 * @typedef {{build: (stage: HTMLElement, texts: LoadedTexts) => View}} ViewModule
 */

/** @type {Record<string, () => Promise<ViewModule>>} */
const VIEWS = {
  map: () => import("./map.js"),
  network: () => import("./network.js"),
  outline: () => import("./outline.js"),
};
const MOST_LEGIBLE = 300; // up to so many names can be read after zooming in, without losing the way
/** @type {WeakMap<HTMLElement, Mount>} */
const mounted = new WeakMap();

/** @param {Component<PageData>} component */
export default async function show(component) {
  const { data, parentElement } = component;
  const root = getElement(parentElement, ".diagram-view");
  const mount = mounted.get(root) ?? begin(root);
  mount.component = component;
  followTheme(root);
  try {
    const [texts] = await Promise.all([
      loadTexts(data.lang, data.content),
      loadStyles("workbench/diagram.css"),
    ]);
    if (!root.isConnected)
      end(mount); // the page was left before it was there
    else if (mount.component === component) {
      mount.texts = texts;
      showModel(data.page, texts);
      await draw(mount);
    }
  } catch (error) {
    if (mount.component === component) showFailure(mount, error);
  }
  return () =>
    setTimeout(() => {
      if (!root.isConnected) end(mount);
    });
}

/** @param {HTMLElement} root */
function begin(root) {
  const nothing = {
    component: null,
    texts: null,
    shape: null,
    picture: null,
    view: null,
    bar: null,
    legend: null,
  };
  /** @type {Mount} */
  const mount = { root, ...nothing, leave: () => {} };
  mounted.set(root, mount);
  const unsubscribe = subscribe(() => draw(mount));
  document.addEventListener("keydown", clear);
  mount.leave = () => {
    document.removeEventListener("keydown", clear);
    unsubscribe();
  };
  return mount;
}

/**
 * Nothing that is still on its way is drawn any more.
 * @param {Mount} mount
 */
function end(mount) {
  Object.assign(mount, { component: null, picture: null });
  mount.leave();
  mount.view?.destroy?.();
  mount.legend?.destroy();
  mounted.delete(mount.root);
}

/**
 * Escape selects nothing, unless somebody is at something else.
 * @param {KeyboardEvent} event
 */
function clear({ key, target, defaultPrevented }) {
  const others = "input, textarea, [role='dialog'], [role='listbox']";
  const isTyping = target instanceof Element && target.closest(others);
  if (key === "Escape" && !isTyping && !defaultPrevented) pick(null);
}

/**
 * Draw what is selected. Another view, language or model is built anew, another picture is fetched.
 * @param {Mount} mount
 */
async function draw(mount) {
  const { texts, component } = mount;
  const { selection } = state;
  if (!texts || texts !== state.texts || !selection || !component) return;
  const { lang, content } = component.data;
  const wanted = { lang, content, query: namePictured(selection) };
  const shape = `${selection.view} ${lang} ${texts.opened}`;
  const picture = `${shape} ${JSON.stringify(wanted)}`;
  const isNew = mount.picture !== picture;
  mount.picture = picture;
  if (isNew) {
    try {
      const module = await VIEWS[selection.view]();
      if (mount.picture !== picture) return;
      if (mount.shape !== shape) buildView(mount, module, texts, selection.view);
      mount.shape = shape;
      await mount.view?.load(wanted);
    } catch (error) {
      if (mount.picture === picture) showFailure(mount, error);
      return;
    }
  }
  if (mount.picture !== picture) return;
  mount.view?.paint();
  mount.bar?.paint(state.selection ?? selection);
  mount.legend?.paint(selection.counts);
  if (isNew) mount.legend?.place();
}

/**
 * @param {Mount} mount
 * @param {ViewModule} module
 * @param {LoadedTexts} texts
 * @param {string} name
 */
function buildView(mount, module, texts, name) {
  mount.view?.destroy?.();
  mount.legend?.destroy();
  const stage = build("div", { class: `diagram-stage diagram-stage-${name}` });
  const view = module.build(stage, texts);
  const bar = buildBar(mount.root, view, texts);
  const legend = buildLegend(stage, texts);
  const canvas = build("div", { class: "diagram-canvas" }, stage, legend?.element);
  mount.root.replaceChildren(bar.element, canvas);
  Object.assign(mount, { view, bar, legend });
}

/**
 * @param {Mount} mount
 * @param {unknown} error
 */
function showFailure(mount, error) {
  const words = state.texts?.words ?? {
    failed: "The picture could not be loaded. Check that the server is running, then try again.",
    again: "Try again",
  };
  const onclick = () => mount.component && show(mount.component);
  const again = build("button", { type: "button", onclick }, words.again);
  mount.root.replaceChildren(build("p", { role: "alert" }, words.failed, " ", again));
  mount.view?.destroy?.();
  mount.legend?.destroy();
  Object.assign(mount, { shape: null, picture: null, view: null, bar: null, legend: null });
  console.warn("diagram:", error);
}

/**
 * @param {HTMLElement} root
 * @param {View} view
 * @param {LoadedTexts} texts
 * @returns {Bar}
 */
function buildBar(root, view, texts) {
  const { words } = texts;
  const status = build("span", { class: "diagram-words", role: "status" });
  const depths = Object.entries(words.depths).map(([depth, name]) => {
    const onclick = () => pick(state.node, depth);
    return { depth, button: build("button", { type: "button", "data-depth": depth, onclick }, name) };
  });
  const hint = build("p", { class: "diagram-hint", hidden: true }, "");
  const label = build("span", { class: "diagram-label", "aria-hidden": "true" }, words.focus);
  const focus = { role: "group", class: "diagram-group", "aria-label": words.focus, title: words.depthHelp };
  const tools = { role: "group", class: "diagram-group", "aria-label": words.tools };
  const bar = build(
    "div",
    { class: "diagram-bar" },
    status,
    build("div", focus, label, ...depths.map(({ button }) => button)),
    build("div", tools, ...listTools(root, view, texts)),
  );
  return {
    element: build("div", {}, hint, bar),
    paint: (selection) => {
      const text = state.page === "explore" ? describeKept(texts, selection) : state.said;
      if (status.textContent !== text) status.textContent = text;
      hint.textContent = describeSize(texts, selection);
      hint.hidden = !hint.textContent;
      for (const { depth, button } of depths) {
        button.setAttribute("aria-pressed", String(depth === state.depth));
      }
    },
  };
}

/**
 * @param {HTMLElement} root
 * @param {View} view
 * @param {LoadedTexts} texts
 */
function listTools(root, view, { words }) {
  const tools = [...(view.tools ?? [])];
  if (document.fullscreenEnabled) tools.push(["fullscreen", () => toggleFullscreen(root)]);
  return tools.map(([name, onclick]) => {
    const attributes = {
      type: "button",
      class: "diagram-tool",
      title: words[name],
      "aria-label": words[name],
    };
    return build("button", { ...attributes, onclick }, icon(name));
  });
}

/**
 * @param {LoadedTexts} texts
 * @param {Selection} selection
 */
function listKept(texts, selection) {
  const { levels, stages } = findKept(selection, texts);
  const isKept = (/** @type {ModelNode} */ { level, stage }) =>
    (!levels || levels.has(level)) && (!stages || stages.has(stage));
  return Object.keys(texts.nodes).filter((id) => isKept(texts.nodes[id]));
}

/**
 * How many nodes the filter keeps, and how many of them the search finds.
 * @param {LoadedTexts} texts
 * @param {Selection} selection
 */
function describeKept(texts, selection) {
  const kept = listKept(texts, selection);
  const counted = fill(texts.words.kept, { kept: kept.length, all: Object.keys(texts.nodes).length });
  const { hits } = state.shown;
  if (!hits) return counted;
  return `${counted}, ${fill(texts.words.found, { count: kept.filter((id) => hits.has(id)).length })}`;
}

/**
 * What to do where a picture would show more nodes than can be read.
 * @param {LoadedTexts} texts
 * @param {Selection} selection
 */
function describeSize(texts, selection) {
  const { view, rest } = selection;
  const count = rest === "hide" ? listKept(texts, selection).length : Object.keys(texts.nodes).length;
  return view === "outline" || count <= MOST_LEGIBLE ? "" : fill(texts.words.tooMany, { count });
}

/** @param {HTMLElement} root */
function toggleFullscreen(root) {
  if (document.fullscreenElement) document.exitFullscreen();
  else (root.closest(".st-key-explorer") ?? root).requestFullscreen();
}
