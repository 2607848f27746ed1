// The search of the Explore page: below the field, while it has the focus, the elements that have the words.
import { change, go, read, toText, write } from "../shared/address.js";
import { build, getElement } from "../shared/dom.js";
import { buildSearch } from "../shared/input_parts.js";
import { fill } from "../shared/words.js";
import { isShown, state, subscribe } from "../workbench/store.js";
import { cutExcerpt, findHits, findNear, listSearched, markWords } from "./search.js";

/**
 * @import { Page, Part } from "../shared/input_parts.js"
 * @import { LoadedTexts } from "../shared/types.js"
 * @import { Hit, Place, Searched } from "./search.js"
 */

const MOST = 12;
const KEPT = ["lang", "model"]; // of the address, on the page of stories
/** @type {Place[]} */
const PLACES = ["name", "description", "stories"];

/**
 * The field of a search with its list.
 * @param {Page} page
 * @returns {Part}
 */
export function buildSearchWithList(page) {
  const { element, show } = buildSearch(page);
  new SearchList(element, page.texts);
  return { element, show };
}

class SearchList {
  #texts;
  #element;
  #field;
  #list;
  #options = build("div", { role: "listbox", id: "search-options" });
  #note = build("div", { class: "search-note", role: "status" });
  #offers = build("div", { class: "search-offers" });
  /** @type {Searched[] | null} made when it is first needed */
  #searched = null;
  /** @type {(() => void) | null} ends what is told by the store; null while the list is closed */
  #leave = null;
  #shown = "";
  #active = -1;

  /**
   * @param {HTMLElement} element with the field in it
   * @param {LoadedTexts} texts
   */
  constructor(element, texts) {
    this.#texts = texts;
    this.#element = element;
    this.#field = /** @type {HTMLInputElement} */ (getElement(element, "input"));
    this.#options.setAttribute("aria-label", texts.words.inputs.searchList.found);
    this.#list = build(
      "div",
      { class: "search-list", hidden: true },
      this.#options,
      this.#note,
      this.#offers,
    );
    element.append(this.#list);
    const combobox = {
      role: "combobox",
      autocomplete: "off",
      "aria-autocomplete": "list",
      "aria-controls": this.#options.id,
      "aria-expanded": "false",
    };
    for (const [name, value] of Object.entries(combobox)) this.#field.setAttribute(name, value);
    for (const event of ["input", "focus", "click"]) this.#field.addEventListener(event, () => this.#open());
    this.#field.addEventListener("keydown", (event) => this.#press(event));
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.defaultPrevented || this.#list.hidden) return;
      event.preventDefault(); // or the field loses its words
      this.#field.focus();
      this.#close();
    });
    element.addEventListener("focusout", ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node && element.contains(relatedTarget))) this.#close();
    });
    this.#list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  }

  #open() {
    if (this.#leave) this.#paint();
    else this.#leave = subscribe(() => this.#paint());
  }

  #close() {
    this.#leave?.();
    this.#leave = null;
    this.#hide();
  }

  #hide() {
    this.#shown = "";
    this.#list.hidden = true;
    this.#options.replaceChildren();
    this.#field.setAttribute("aria-expanded", "false");
    this.#activate(-1);
  }

  #paint() {
    if (!this.#element.isConnected) return this.#close();
    const search = this.#field.value.trim();
    const isAnswered = state.searched.trim() === search;
    this.#searched ??= listSearched(this.#texts);
    const hits = findHits(this.#searched, search, (isAnswered && state.shown.hits) || []);
    if (!search || !(hits.length || isAnswered)) return this.#hide();
    const outside = hits.filter(({ id }) => !isShown(id)).map(({ id }) => id);
    const shown = JSON.stringify([search, hits.slice(0, MOST), hits.length, outside]);
    if (shown === this.#shown) return;
    const active = this.#findOptions()[this.#active]?.dataset.value;
    this.#shown = shown;
    this.#options.replaceChildren(...this.#buildGroups(hits.slice(0, MOST), search, new Set(outside)));
    this.#options.hidden = !hits.length;
    this.#note.replaceChildren(...this.#describe(hits.length, outside.length, search));
    this.#offers.replaceChildren(...(hits.length ? [] : this.#buildOffers(search)));
    this.#list.hidden = false;
    this.#field.setAttribute("aria-expanded", String(hits.length > 0));
    this.#activate(this.#findOptions().findIndex(({ dataset }) => active && dataset.value === active));
  }

  /** @returns {HTMLElement[]} */
  #findOptions() {
    return [...this.#options.querySelectorAll("[role='option']")].filter(
      (part) => part instanceof HTMLElement,
    );
  }

  /**
   * @param {Hit[]} hits
   * @param {string} search
   * @param {Set<string>} outside
   */
  #buildGroups(hits, search, outside) {
    const { searchList } = this.#texts.words.inputs;
    return PLACES.flatMap((place) => {
      const there = hits.filter((hit) => hit.place === place);
      if (!there.length) return [];
      const title = build("div", { class: "search-place", "aria-hidden": "true" }, searchList.places[place]);
      const options = this.#buildOptions(there, search, outside);
      return [build("div", { role: "group", "aria-label": searchList.places[place] }, title, ...options)];
    });
  }

  /**
   * The hits of a place; what was found in the same words stands together below them.
   * @param {Hit[]} hits
   * @param {string} search
   * @param {Set<string>} outside
   */
  #buildOptions(hits, search, outside) {
    /** @type {Map<string, Hit[]>} */
    const sharing = new Map();
    for (const hit of hits) {
      const line = this.#describeHit(hit, search);
      sharing.set(line, [...(sharing.get(line) ?? []), hit]);
    }
    return [...sharing].flatMap(([line, found]) => {
      const id = `search-excerpt-${found[0].id}`;
      const words = line === this.#texts.words.inputs.searchList.elsewhere ? [line] : markAll(line, search);
      const excerpt = line ? build("div", { class: "search-excerpt", id }, ...words) : null;
      const [first, ...others] = found.map((hit) => this.#buildOption(hit, search, outside.has(hit.id)));
      if (!excerpt || !others.length) {
        if (excerpt) first.append(excerpt);
        return [first, ...others];
      }
      excerpt.classList.add("shared");
      excerpt.setAttribute("aria-hidden", "true"); // each of them is described by it
      for (const option of [first, ...others]) option.setAttribute("aria-describedby", id);
      return [excerpt, first, ...others];
    });
  }

  /**
   * Where a hit was found, in one line; "" where its name says so.
   * @param {Hit} hit
   * @param {string} search
   */
  #describeHit({ place, text, about }, search) {
    const { about: aboutNames, elsewhere } = this.#texts.words.inputs.searchList;
    if (text.trim()) return cutExcerpt(text, search);
    if (about.length) return fill(aboutNames, { names: about.join(", ") });
    return place === "stories" ? elsewhere : "";
  }

  /**
   * @param {Hit} hit
   * @param {string} search
   * @param {boolean} isOutside
   */
  #buildOption({ id, name }, search, isOutside) {
    const attributes = {
      role: "option",
      id: `search-option-${id}`,
      class: isOutside ? "outside" : null,
      "data-value": id,
      "aria-selected": "false",
      onclick: () => this.#choose(id),
    };
    return build("div", attributes, build("div", {}, ...markAll(name, search)));
  }

  /**
   * @param {number} count
   * @param {number} outside
   * @param {string} search
   */
  #describe(count, outside, search) {
    const { inputs, moreLinks } = this.#texts.words;
    const { none, oneOutside, manyOutside } = inputs.searchList;
    const lines = [
      count === 0 && fill(none, { search }),
      count > MOST && fill(moreLinks, { count: count - MOST }),
      outside > 0 && fill(outside === 1 ? oneOutside : manyOutside, { count: outside }),
    ];
    return lines.filter((line) => line !== false).map((line) => build("p", {}, line));
  }

  /**
   * What helps where nothing was found: names that are near, the same search among the stories.
   * @param {string} search
   */
  #buildOffers(search) {
    const { near, stories } = this.#texts.words.inputs.searchList;
    const names = findNear(this.#searched ?? [], search).map(({ id, name }) => {
      const onclick = () => {
        this.#field.value = name;
        this.#choose(id, name);
      };
      return build("button", { type: "button", class: "plain", "data-value": id, onclick }, name);
    });
    return [
      ...(names.length ? [build("p", {}, near), ...names] : []),
      this.#texts.opened ? null : build("p", {}, buildStoriesLink(search, fill(stories, { search }))),
    ].filter((part) => part !== null);
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const { key } = event;
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      if (this.#list.hidden) this.#open();
      const { length } = this.#findOptions();
      if (!length) return;
      const step = key === "ArrowDown" ? 1 : -1;
      const from = this.#active < 0 && step < 0 ? length : this.#active;
      this.#activate((from + step + length) % length);
    } else if (key === "Enter") {
      const option = this.#findOptions()[this.#active];
      if (option?.dataset.value) this.#choose(option.dataset.value);
    }
  }

  /** @param {number} at -1 for none */
  #activate(at) {
    this.#active = at;
    const options = this.#findOptions();
    for (const [place, option] of options.entries()) {
      option.setAttribute("aria-selected", String(place === at));
    }
    const active = options[at];
    if (active) {
      this.#field.setAttribute("aria-activedescendant", active.id);
      active.scrollIntoView({ block: "nearest" });
    } else this.#field.removeAttribute("aria-activedescendant");
  }

  /**
   * Select an element.
   * @param {string} node
   * @param {string} search
   */
  #choose(node, search = this.#field.value) {
    this.#field.focus();
    this.#close();
    write({ node, search: search.trim() && search });
  }
}

/**
 * A text with the words of a search marked.
 * @param {string} text
 * @param {string} search
 */
function markAll(text, search) {
  return markWords(text, search).map((piece) => (piece.isMatch ? build("mark", {}, piece.text) : piece.text));
}

/**
 * @param {string} search
 * @param {string} words
 */
function buildStoriesLink(search, words) {
  const kept = new URLSearchParams([...read()].filter(([name]) => KEPT.includes(name)));
  const href = `stories${toText(change(kept, { search }))}`;
  const onclick = (/** @type {MouseEvent} */ event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(href);
  };
  return build("a", { href, onclick }, words);
}
