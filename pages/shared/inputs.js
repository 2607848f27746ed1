// The inputs of a page: what is chosen in them is in the address, so is what they show.
import { read, subscribe, write } from "./address.js";
import { build, getElement } from "./dom.js";
import { keepFocus } from "./focus.js";
import { loadTexts } from "./model_texts.js";
import { guessView, readSelection } from "./selection.js";
import { followTheme, loadStyles } from "./styles.js";

/**
 * @import { Page, Row } from "./input_parts.js"
 * @import { Component, InputsData, LoadedTexts } from "./types.js"
 *
 * @typedef {(page: Page) => Row[] | Promise<Row[]>} ListRows what a page asks: rows of controls
 *
 * @typedef {object} Mount
 * @property {HTMLElement} root
 * @property {Component<InputsData> | null} component
 * @property {string | null} shown
 * @property {() => void} paint
 * @property {ResizeObserver} sizes tells the styles how high the tools are
 * @property {() => void} leave
 */

/** @type {WeakMap<HTMLElement, Mount>} */
const mounted = new WeakMap();

/**
 * The component that shows the inputs of a page.
 * @param {ListRows} listRows
 * @param {...string} styles what these need
 */
export function buildInputs(listRows, ...styles) {
  /** @param {Component<InputsData>} component */
  return async function show(component) {
    const { data, parentElement } = component;
    const root = getElement(parentElement, ".inputs-view");
    const mount = mounted.get(root) ?? begin(root);
    mount.component = component;
    followTheme(root);
    try {
      const [texts] = await Promise.all([
        loadTexts(data.lang, data.content),
        loadStyles("shared/inputs.css", ...styles),
      ]);
      const shown = JSON.stringify(data);
      const rows = mount.shown === shown ? null : await listRows({ texts, data, choose: write });
      if (mount.component !== component) return () => {};
      if (!root.isConnected) {
        end(mount); // the page was left before it was there
        return () => {};
      }
      if (data.own) write(data.own, { replace: true }); // what Python's own inputs ask
      if (rows) keepFocus(root, () => draw(mount, rows, texts));
      mount.shown = shown;
    } catch (error) {
      if (mount.component !== component) return () => {};
      mount.shown = null;
      const again = build("button", { type: "button", onclick: () => show(component) }, data.again);
      root.replaceChildren(build("p", { role: "alert" }, data.failed, " ", again));
      console.warn("inputs:", error);
    }
    return () =>
      setTimeout(() => {
        if (!root.isConnected) end(mount);
      });
  };
}

/** @param {HTMLElement} root */
function begin(root) {
  /** @type {Mount} */
  const mount = {
    root,
    component: null,
    shown: null,
    paint: () => {},
    sizes: new ResizeObserver(measure),
    leave: () => {},
  };
  mounted.set(root, mount);
  mount.leave = subscribe(() => mount.paint());
  return mount;
}

/** @param {Mount} mount */
function end(mount) {
  mount.component = null;
  mount.leave();
  mount.sizes.disconnect();
  mounted.delete(mount.root);
}

// They may need a second line: in a narrow window, or with wider letters.
/** @param {ResizeObserverEntry[]} entries */
function measure([{ target }]) {
  if (!(target instanceof HTMLElement) || !target.isConnected) return;
  document.documentElement.style.setProperty("--tools-height", `${target.offsetHeight}px`);
}

/**
 * Build the rows; from now on they show what the address says.
 * @param {Mount} mount
 * @param {Row[]} rows
 * @param {LoadedTexts} texts
 */
function draw(mount, rows, texts) {
  const lines = rows.map(([name, parts]) =>
    build("div", { class: `inputs-row inputs-${name}` }, ...parts.map(({ element }) => element)),
  );
  mount.sizes.disconnect();
  mount.root.replaceChildren(...lines);
  const tools = lines.find((line) => line.matches(".inputs-tools"));
  if (tools) mount.sizes.observe(tools);
  const parts = rows.flatMap(([, row]) => row);
  mount.paint = () => {
    const query = read();
    const selection = readSelection(query, texts, guessView());
    for (const part of parts) part.show?.(selection, query);
  };
  mount.paint();
}
