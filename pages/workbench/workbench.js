// The workbench: the canvas with the picture of a model, and the panel with what is said of it.

import { getElement, isTyping } from "../shared/dom.js";
import { loadTexts } from "../shared/model_texts.js";
import { followTheme, loadStyles } from "../shared/styles.js";
import { Canvas } from "./canvas.js";
import { Panel } from "./panel.js";
import { pick, show as showModel, state, subscribe } from "./store.js";

/**
 * @import { Component, DetailsData } from "../shared/types.js"
 * @import { PanelPart } from "./panel.js"
 *
 * @typedef {object} Mount
 * @property {HTMLElement} root
 * @property {Component<DetailsData> | null} component
 * @property {Canvas} canvas
 * @property {Panel} panel
 * @property {() => void} leave
 */

/**
 * The component that shows a model on a page.
 * @param {string} name the page's, by which its element is found
 * @param {() => PanelPart[]} listParts what stands in the panel
 * @param {...string} styles what these need
 */
export function buildWorkbench(name, listParts, ...styles) {
  /** @type {WeakMap<HTMLElement, Mount>} */
  const mounted = new WeakMap();

  /** @param {Component<DetailsData>} component */
  return async function show(component) {
    const { data, parentElement } = component;
    const root = getElement(parentElement, `.${name}-view`);
    const mount =
      mounted.get(root) ?? begin(root, listParts(), () => mount.component && show(mount.component));
    mounted.set(root, mount);
    mount.component = component;
    followTheme(root);
    const end = () => {
      mount.leave();
      mounted.delete(root);
    };
    try {
      const [texts] = await Promise.all([
        loadTexts(data.lang, data.content),
        loadStyles("workbench/workbench.css", "workbench/diagram.css", ...styles),
      ]);
      if (!root.isConnected)
        end(); // the page was left before it was there
      else if (mount.component === component) {
        showModel(data.page, texts);
        mount.panel.show(texts, component);
        await mount.canvas.show(texts, data);
      }
    } catch (error) {
      if (mount.component === component) mount.canvas.showFailure(error);
    }
    return () =>
      setTimeout(() => {
        if (!root.isConnected) end();
      });
  };
}

/**
 * @param {HTMLElement} root
 * @param {PanelPart[]} parts
 * @param {() => void} again
 * @returns {Mount}
 */
function begin(root, parts, again) {
  /** @type {string | null} the node that was selected last, or that the link came from */
  let last = null;
  const leaveStore = subscribe(() => {
    last = state.node ?? state.edge?.[0] ?? last;
  });
  const panel = new Panel(parts, (isOpen, hadFocus) => {
    root.classList.toggle("panel-closed", !isOpen);
    if (hadFocus) canvas.focus(last);
  });
  const showFullscreen = () => toggleFullscreen(root);
  const canvas = new Canvas({ showFullscreen, again, panelButton: panel.button });
  root.classList.add("workbench");
  root.replaceChildren(canvas.element, panel.element);
  const scroller = root.closest("main"); // there is nothing to scroll
  scroller?.setAttribute("tabindex", "-1");

  const press = (/** @type {KeyboardEvent} */ event) => {
    const { key, target, defaultPrevented } = event;
    if (defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    if (isTyping(target)) return;
    if (key === "Escape") {
      const mayReturn = !canvas.element.contains(document.activeElement);
      pick(null);
      if (mayReturn) canvas.focus(last);
    } else if (key === "i" && root.contains(document.activeElement)) panel.toggle();
  };
  document.addEventListener("keydown", press);
  const leave = () => {
    document.removeEventListener("keydown", press);
    scroller?.setAttribute("tabindex", "0");
    leaveStore();
    canvas.leave();
    panel.leave();
  };
  return { root, component: null, canvas, panel, leave };
}

/** @param {HTMLElement} root */
function toggleFullscreen(root) {
  if (document.fullscreenElement) document.exitFullscreen();
  else root.requestFullscreen();
}
