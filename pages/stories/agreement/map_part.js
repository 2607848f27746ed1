// How often coders differ about each node, or how far they agree, on the map; a click lists the differences.
import { write } from "../../shared/address.js";
import { findCulture } from "../../shared/culture.js";
import { build, parseSvg } from "../../shared/dom.js";
import { markNode } from "../../shared/node_values.js";
import { fetchText } from "../../shared/requests.js";
import { fill, joinLabel } from "../../shared/words.js";
import { DifferenceList, readAbout, writeAbout } from "./difference_list.js";
import { nameCode, nameOf } from "./talk.js";

/**
 * @import { Argued, Shown } from "./agreement_view.js"
 * @import { Code, State } from "./talk.js"
 * @import { AgreementFigure, AgreementFigures } from "./types.js"
 *
 * @typedef {"differences" | "alpha"} Painted
 */

const SMALLEST = 760;
const LARGEST = 2400;
const LOWEST = 480;
const STEP = 20; // so that pictures can be kept
const PART = 0.68; // of the window's height

export class MapPart {
  #shown;
  #argued;
  /** @type {Map<string, AgreementFigure>} */
  #alphas;
  /** @type {Painted} */
  #painted = "differences";
  /** @type {Code | null} */
  #about = null;
  /** @type {State} */
  #state = "waiting";
  /** @type {Map<string, SVGElement>} */
  #nodes = new Map();
  #list;
  #map = build("div", { class: "agreement-map valued-map" });
  #hint = build("p", { class: "hint" });
  #dimensions = build("div", { class: "agreement-dimensions" });
  #choices;

  /**
   * @param {Shown} shown
   * @param {Argued} argued
   * @param {AgreementFigures} figures
   */
  constructor(shown, argued, figures) {
    this.#shown = shown;
    this.#argued = argued;
    const rows = figures.groups.flatMap((group) => group.rows);
    this.#alphas = new Map(rows.map((row) => [nameCode(row), row.alpha]));
    const { words } = shown;
    this.#choices = Object.entries(words.painted).map(([painted, name]) => {
      const onclick = () => this.#choose(/** @type {Painted} */ (painted));
      return build("button", { type: "button", "data-painted": painted, onclick }, name);
    });
    this.#list = new DifferenceList(shown, argued, {
      pick: ({ story }) => write({ part: "talk", story }),
      turn: (state) => {
        this.#state = state;
        this.#paintList();
      },
    });
    this.element = build(
      "div",
      { class: "agreement-on-map" },
      build(
        "div",
        { class: "agreement-painted" },
        build(
          "div",
          { class: "difference-states", role: "group", "aria-label": words.parts.map },
          ...this.#choices,
        ),
        this.#hint,
      ),
      this.#map,
      this.#dimensions,
      this.#list.element,
    );
    this.#load().catch((error) => console.warn("agreement:", error));
  }

  leave() {}

  /** @param {URLSearchParams} query */
  follow(query) {
    this.#about = readAbout(query, this.#shown);
    this.#paint();
    this.#paintList();
  }

  async #load() {
    await new Promise(requestAnimationFrame); // until it is on the page and has a width
    const { language, content } = this.#shown;
    const round = (/** @type {number} */ length) => Math.round(length / STEP) * STEP;
    const wide = Math.min(LARGEST, Math.max(SMALLEST, round(this.#map.clientWidth)));
    const high = Math.max(LOWEST, round(innerHeight * PART));
    const svg = document.importNode(
      parseSvg(
        await fetchText(
          `diagram.svg?theme=screen&lang=${language}&room=${wide}x${high}&fit=whole&marks=no&${content}`,
        ),
      ),
      true,
    );
    svg.querySelector("title")?.remove();
    svg.setAttribute("role", "group");
    svg.setAttribute("aria-label", this.#shown.words.parts.map);
    /** @type {NodeListOf<SVGElement>} */
    const found = svg.querySelectorAll("[data-node-id]");
    this.#nodes = new Map([...found].map((node) => [node.dataset.nodeId ?? "", node]));
    for (const [id, node] of this.#nodes) {
      node.removeAttribute("data-node-id"); // the page's own map is the one with ids
      node.dataset.node = id;
      node.setAttribute("role", "button");
      node.setAttribute("tabindex", "0");
      const pick = () => this.#pick({ kind: "node", id });
      node.addEventListener("click", pick);
      node.addEventListener("keydown", (event) => {
        if (![" ", "Enter"].includes(event.key)) return;
        event.preventDefault();
        pick();
      });
    }
    this.#map.replaceChildren(svg);
    this.#paint();
  }

  /** @param {Code} code */
  #pick(code) {
    const isChosen = this.#about && nameCode(this.#about) === nameCode(code);
    writeAbout(isChosen ? null : code);
    if (!isChosen) this.#list.element.scrollIntoView({ block: "nearest" });
  }

  /** @param {Painted} painted */
  #choose(painted) {
    this.#painted = painted;
    this.#paint();
  }

  #paintList() {
    this.#list.paint(this.#about, this.#state, null);
  }

  #paint() {
    const { words, texts } = this.#shown;
    for (const button of this.#choices)
      button.setAttribute("aria-pressed", String(button.dataset.painted === this.#painted));
    this.#hint.textContent = `${words.darker[this.#painted]} ${words.mapHint}`;
    for (const [id, node] of this.#nodes) {
      const { label, value } = this.#describe({ kind: "node", id });
      const isChosen = this.#isChosen("node", id);
      node.classList.toggle("selected", isChosen);
      node.setAttribute("aria-pressed", String(isChosen));
      node.setAttribute("aria-label", label);
      markNode(node, value);
    }
    const buttons = Object.keys(texts.dimensions).map((id) => {
      const { label, value } = this.#describe({ kind: "dimension", id });
      const onclick = () => this.#pick({ kind: "dimension", id });
      const pressed = String(this.#isChosen("dimension", id));
      const attributes = { type: "button", "aria-pressed": pressed, "aria-label": label, onclick };
      const name = nameOf(texts, { kind: "dimension", id });
      return build("button", attributes, name, " ", build("strong", {}, value.text));
    });
    this.#dimensions.replaceChildren(build("span", {}, words.dimensions), ...buttons);
    this.#dimensions.hidden = !buttons.length;
  }

  /**
   * @param {Code["kind"]} kind
   * @param {string} id
   */
  #isChosen(kind, id) {
    return this.#about?.kind === kind && this.#about.id === id;
  }

  /**
   * What stands on a code, and how it is said.
   * @param {Code} code
   */
  #describe(code) {
    const { words, texts, language } = this.#shown;
    const name = nameOf(texts, code);
    if (this.#painted === "alpha") {
      const { value, text, why } = this.#alphas.get(nameCode(code)) ?? { value: null, text: "", why: "" };
      const label =
        value === null ? joinLabel(words, name, why) : fill(words.nodeAlpha, { name, alpha: text });
      return { label, value: { share: value === null ? 0 : 1 - value, text: value === null ? "–" : text } };
    }
    const { waiting, decided } = this.#argued.talk.count(code);
    const most = Math.max(1, ...[...this.#argued.talk.countByCode().values()].map((tally) => tally.waiting));
    const written = [waiting, decided].map((count) => count.toLocaleString(findCulture(language)));
    const label = fill(words.nodeDifferences, { name, count: written[0], decided: written[1] });
    return { label, value: { share: waiting / most, text: written[0] } };
  }
}
