// The search of Explore: a field, and below it what is found as one types.
import { build } from "../shared/dom.js";
import { buildSearch } from "../shared/input_parts.js";
import { fill } from "../shared/words.js";
import { isShown, state, subscribe } from "../workbench/store.js";
import { findElements, findNear, markWords } from "./search.js";

/**
 * @import { Page, Part } from "../shared/input_parts.js"
 * @import { Found, Group } from "./search.js"
 */

const MOST = 12;
let number = 0;

/**
 * @param {Page} page
 * @returns {Required<Part>}
 */
export function buildSearchList(page) {
  number += 1;
  const { texts, choose } = page;
  const words = texts.words.searching;
  const { element, show } = buildSearch(page);
  const field = /** @type {HTMLInputElement} */ (element.querySelector("input"));
  const id = `found-${number}`;
  const list = build("div", {
    class: "found-list",
    role: "listbox",
    id,
    "aria-label": words.found,
    hidden: true,
  });
  /** @type {HTMLElement[]} */
  let options = [];
  let active = -1;

  /** @param {string} node */
  function select(node) {
    close();
    choose({ node, edge: null });
  }

  function close() {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    activate(-1);
  }

  /** @param {number} at */
  function activate(at) {
    active = at;
    for (const [index, option] of options.entries())
      option.setAttribute("aria-selected", String(index === at));
    if (at >= 0) field.setAttribute("aria-activedescendant", options[at].id);
    else field.removeAttribute("aria-activedescendant");
    options[at]?.scrollIntoView({ block: "nearest" });
  }

  function paint() {
    const search = field.value;
    if (!search.trim() || document.activeElement !== field) return close();
    const found = findElements(texts, search, state.shown.hits);
    const shown = found.slice(0, MOST);
    options = [];
    const groups = /** @type {Group[]} */ (["name", "description", "stories"]).flatMap((group) => {
      const entries = shown
        .filter((entry) => entry.group === group)
        .map((entry) => buildOption(entry, search));
      return entries.length ? [buildGroup(words.groups[group], entries)] : [];
    });
    const outside = found.filter((entry) => !isShown(entry.id)).length;
    const notes = [
      found.length > MOST ? fill(words.more, { count: found.length - MOST }) : "",
      outside ? fill(words.outside, { count: outside }) : "",
    ].filter(Boolean);
    const near = found.length ? [] : findNear(texts, search).map((node) => buildOption(toFound(node), ""));
    list.replaceChildren(
      ...groups,
      ...(found.length ? [] : [build("p", {}, fill(words.none, { search: search.trim() }))]),
      ...(near.length ? [buildGroup(words.near, near)] : []),
      ...notes.map((note) => build("p", {}, note)),
    );
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    activate(-1);
  }

  /**
   * @param {string} name
   * @param {HTMLElement[]} entries
   */
  const buildGroup = (name, entries) =>
    build(
      "div",
      { role: "group", "aria-label": name },
      build("strong", { "aria-hidden": "true" }, name),
      ...entries,
    );

  /**
   * @param {Found} found
   * @param {string} search
   */
  function buildOption({ id: node, excerpt }, search) {
    const { name, level } = texts.nodes[node];
    const index = Object.keys(texts.levels).indexOf(level) % 8;
    const attributes = {
      class: `found details-level-${index}`,
      role: "option",
      id: `${id}-${options.length}`,
    };
    const option = build(
      "div",
      { ...attributes, "data-found": node, "aria-selected": "false" },
      build("span", {}, ...mark(name, search)),
      excerpt ? build("small", {}, ...mark(excerpt, search)) : null,
    );
    option.addEventListener("pointerdown", (event) => {
      event.preventDefault(); // the field keeps the keyboard
      select(node);
    });
    options.push(option);
    return option;
  }

  /** @param {KeyboardEvent} event */
  function press(event) {
    const last = options.length - 1;
    if (event.key === "Escape" && !list.hidden) close();
    else if (event.key === "ArrowDown" && last >= 0) {
      if (list.hidden) paint();
      activate(active < last ? active + 1 : 0);
    } else if (event.key === "ArrowUp" && last >= 0) activate(active > 0 ? active - 1 : last);
    else if (event.key === "Enter" && active >= 0) select(options[active].dataset.found ?? "");
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-expanded": "false",
    "aria-controls": id,
    "aria-autocomplete": "list",
    autocomplete: "off",
  })) {
    field.setAttribute(name, value);
  }
  field.addEventListener("input", paint);
  field.addEventListener("focus", paint);
  field.addEventListener("blur", close);
  field.addEventListener("keydown", press);
  element.append(list);
  const leave = subscribe(() => {
    if (!list.hidden && active < 0) paint(); // what only the server knows came
    if (!element.isConnected && list.childElementCount) leave();
  });
  return { element, show };
}

/**
 * @param {string} id
 * @returns {Found}
 */
const toFound = (id) => ({ id, group: "name", excerpt: "" });

/**
 * @param {string} text
 * @param {string} search
 */
const mark = (text, search) =>
  markWords(text, search).map((piece) => (piece.isFound ? build("mark", {}, piece.text) : piece.text));
