// The canvas: one of three views of a model with its legend, what is said of it, and its tools in a corner.

import { build } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { countKept, namePictured } from "../shared/selection.js";
import { fill } from "../shared/words.js";
import { takeFirst } from "./first_picture.js";
import { buildLegend } from "./legend.js";
import { buildOffer, countDrawn, isCramped, MOST_DRAWN } from "./size.js";
import { describeLinks, isShown, pick, state, subscribe } from "./store.js";

/**
 * @import { Selection } from "../shared/selection.js"
 * @import { LoadedTexts, PageData, View } from "../shared/types.js"
 * @import { Legend } from "./legend.js"
 *
 * @typedef {{build: (stage: HTMLElement, texts: LoadedTexts) => View}} ViewModule
 */

/** @type {Record<string, () => Promise<ViewModule>>} */
const VIEWS = {
  map: () => import("./map.js"),
  network: () => import("./network.js"),
  outline: () => import("./outline.js"),
};

/** The canvas of a workbench. */
export class Canvas {
  /** @type {LoadedTexts | null} */
  #texts = null;
  /** @type {PageData | null} */
  #data = null;
  /** @type {string | null} what the view was built for */
  #shape = null;
  /** @type {string | null} what it was asked to show last */
  #picture = null;
  /** @type {View | null} */
  #view = null;
  /** @type {Legend | null} */
  #legend = null;
  /** @type {string | null} what is drawn, however large it is */
  #accepted = null;
  #offered = "";
  #frame;
  #first;
  #leave;

  /**
   * @param {object} frame what surrounds it
   * @param {() => void} frame.showFullscreen
   * @param {() => void} frame.again what to do where the picture could not be loaded
   * @param {HTMLElement} frame.panelButton
   */
  constructor(frame) {
    this.#frame = frame;
    this.#first = takeFirst();
    this.body = build("div", { class: "canvas-body" }, ...(this.#first?.drawn ?? []));
    this.tools = build("div", { class: "canvas-tools", role: "group" });
    this.hint = build("div", { class: "diagram-hint", hidden: true });
    this.status = build("p", { class: "diagram-words", role: "status" });
    this.live = build("p", { class: "visually-hidden", role: "status" });
    this.element = build(
      "section",
      { class: "workbench-canvas st-key-diagram" },
      this.hint,
      this.body,
      build("footer", {}, this.status, this.tools),
      this.live,
    );
    this.#leave = subscribe(() => this.#draw());
  }

  /**
   * @param {LoadedTexts} texts
   * @param {PageData} data
   */
  show(texts, data) {
    this.#texts = texts;
    this.#data = data;
    this.element.setAttribute("aria-label", texts.title);
    this.tools.setAttribute("aria-label", texts.words.tools);
    const picked = this.#first?.picked;
    this.#first = null;
    if (picked) pick(picked);
    return this.#draw();
  }

  /** Nothing that is still on its way is drawn any more. */
  leave() {
    this.#data = null;
    this.#picture = null;
    this.#leave();
    this.#view?.destroy?.();
    this.#legend?.destroy();
  }

  /**
   * Give the keyboard to a node of the picture.
   * @param {string | null} node
   */
  focus(node) {
    const shown = this.element.querySelector(`[data-node-id="${CSS.escape(node ?? "")}"]`);
    if (shown instanceof HTMLElement || shown instanceof SVGElement) shown.focus({ preventScroll: true });
    if (document.activeElement !== shown) this.body.querySelector("summary")?.focus(); // it is folded
  }

  /** Draw what is selected. Another view, language or model is built anew, another picture is fetched. */
  async #draw() {
    const texts = this.#texts;
    const data = this.#data;
    const { selection } = state;
    if (!texts || texts !== state.texts || !selection || !data) return;
    const { lang, content } = data;
    const wanted = { lang, content, query: namePictured(selection) };
    const shape = `${selection.view} ${lang} ${texts.opened}`;
    const picture = `${shape} ${JSON.stringify(wanted)}`;
    const isNew = this.#picture !== picture;
    this.#picture = picture;
    const count = countDrawn(texts, selection);
    const isDrawn = count <= MOST_DRAWN || this.#accepted === shape;
    this.#offer(texts, isCramped(selection), count, isDrawn ? null : shape);
    if (!isDrawn) {
      this.#clear();
      this.body.replaceChildren();
      this.tools.replaceChildren(...this.#listTools(null, texts));
      this.#say(texts, selection);
      return;
    }
    if (isNew) {
      try {
        const module = await VIEWS[selection.view]();
        if (this.#picture !== picture) return;
        if (this.#shape !== shape) this.#buildView(module, texts, selection.view);
        this.#shape = shape;
        await this.#view?.load(wanted);
      } catch (error) {
        if (this.#picture === picture) this.showFailure(error);
        return;
      }
    }
    if (this.#picture !== picture) return;
    this.#view?.paint();
    this.#say(texts, state.selection ?? selection);
    this.#legend?.paint(selection.counts);
    if (isNew) this.#legend?.place();
  }

  /**
   * Say what a picture is too large for, before it is drawn.
   * @param {LoadedTexts} texts
   * @param {boolean} cramped
   * @param {number} count of the elements that it shows
   * @param {string | null} shape what is not drawn before it is asked for; null where it is drawn
   */
  #offer(texts, cramped, count, shape) {
    const offered = [texts.language, cramped, count, shape].join(" ");
    if (offered === this.#offered) return;
    this.#offered = offered;
    const draw = () => {
      this.#accepted = shape;
      this.#picture = null;
      this.#draw();
    };
    const offer = buildOffer(texts, cramped, count, shape === null ? null : draw);
    this.hint.replaceChildren(...offer);
    this.hint.hidden = !offer.length;
  }

  #clear() {
    this.#view?.destroy?.();
    this.#legend?.destroy();
    this.#shape = this.#view = this.#legend = null;
  }

  /**
   * @param {ViewModule} module
   * @param {LoadedTexts} texts
   * @param {string} name
   */
  #buildView(module, texts, name) {
    this.#clear();
    // What was there before stays until it is replaced.
    const before = this.body.querySelector(`:scope > .diagram-stage-${name} > svg`);
    const stage = build("div", { class: `diagram-stage diagram-stage-${name}` }, before);
    this.#view = module.build(stage, texts);
    this.#legend = buildLegend(stage, texts);
    this.body.replaceChildren(...[stage, this.#legend?.element].filter((part) => part !== undefined));
    this.tools.replaceChildren(...this.#listTools(this.#view, texts));
  }

  /**
   * @param {View | null} view
   * @param {LoadedTexts} texts
   */
  #listTools(view, { words }) {
    const tools = [...(view?.tools ?? [])];
    if (document.fullscreenEnabled) tools.push(["fullscreen", this.#frame.showFullscreen]);
    const buttons = tools.map(([name, onclick]) => {
      const attributes = { type: "button", title: words[name], "aria-label": words[name], onclick };
      return build("button", attributes, icon(name));
    });
    return [...buttons, this.#frame.panelButton];
  }

  /**
   * @param {LoadedTexts} texts
   * @param {Selection} selection
   */
  #say(texts, selection) {
    const words = state.page === "paths" ? state.said : describeKept(texts, selection);
    if (this.status.textContent !== words) this.status.textContent = words;
    const picked = describePicked(texts);
    if (this.live.textContent !== picked) this.live.textContent = picked;
  }

  /** @param {unknown} error */
  showFailure(error) {
    const words = state.texts?.words ?? {
      failed: "The picture could not be loaded. Check that the server is running, then try again.",
      again: "Try again",
    };
    this.#clear();
    this.#picture = null;
    const again = build("button", { type: "button", onclick: this.#frame.again }, words.again);
    this.body.replaceChildren(build("p", { role: "alert" }, words.failed, " ", again));
    console.warn("canvas:", error);
  }
}

/**
 * How many nodes the filter keeps, and how many of them the search finds; nothing where all are there.
 * @param {LoadedTexts} texts
 * @param {Selection} selection
 */
function describeKept(texts, selection) {
  const { kept, all } = countKept(selection, texts);
  const counted = fill(texts.words.kept, { kept, all });
  const { hits } = state.shown;
  if (!hits) return kept < all ? counted : "";
  return `${counted}, ${fill(texts.words.found, { count: [...hits].filter(isShown).length })}`;
}

/**
 * What is selected, for who does not see it.
 * @param {LoadedTexts} texts
 */
function describePicked(texts) {
  const { node, edge } = state;
  if (!node && !edge) return "";
  const [name, links] = node
    ? [texts.nodes[node].name, describeLinks(texts, node)]
    : [edge?.map((id) => texts.nodes[id].name).join(" → "), ""];
  return [fill(texts.words.nowSelected, { name: name ?? "" }), links].filter(Boolean).join(". ");
}
