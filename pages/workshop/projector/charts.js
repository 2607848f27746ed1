// The charts of results, drawn before anybody goes to their step: what is shown is never blank.
import { build } from "../../shared/dom.js";
import { loadPlotly } from "../../shared/plotly.js";
import { isRevealedPoll } from "../measures.js";
import { drawBars } from "../results.js";
import { NAMES, planStep, WIDTH } from "../step_pages.js";
import { listPageNodes } from "./paged.js";

/**
 * @import { PagedText } from "../step_pages.js"
 * @import { ResultOptions, ResultPart, Step } from "../types.js"
 * @import { Projector } from "./projector.js"
 *
 * @typedef {object} Wanted a chart of the bars that stand on one page
 * @property {ResultOptions["round"]} round
 * @property {ResultPart} part
 * @property {PagedText} names
 * @property {number} page
 *
 * @typedef {object} Chart
 * @property {HTMLElement} place
 * @property {boolean} isReady
 * @property {Promise<void>} ready
 */

const LONGEST = 2_000; // for which a step waits for its chart
const RETRY = 5_000; // after which a chart that failed is tried again, where it is asked for
const BARS = /** @type {ResultPart[]} */ (["ranking", "spread", "roles"]);

export class Charts {
  /** Where charts stand that are not shown: on the page, as they are measured there. */
  shelf = build("div", { class: "shelf", "aria-hidden": "true" });
  /** @type {Map<string, Chart>} */
  #charts = new Map();
  /** @type {Promise<void>} */
  #queue = Promise.resolve();

  /** @param {Projector} projector */
  constructor(projector) {
    this.projector = projector;
  }

  /**
   * Draw what is not drawn yet, the page that is shown first; drop what is shown no longer.
   * @param {number} page
   */
  prepare(page) {
    const { state, step } = this.projector;
    if (state.rounds.some(({ measure }) => measure)) loadPlotly().catch(() => {});
    const wanted = new Map(this.#list().map((chart) => [this.#name(chart), chart]));
    for (const [name, { place }] of this.#charts) {
      if (wanted.has(name)) continue;
      this.#charts.delete(name);
      place.remove();
    }
    const isShown = (/** @type {Wanted} */ chart) => isOf(chart, step, page);
    const missing = [...wanted].filter(([name]) => !this.#charts.has(name));
    missing.sort(([, one], [, two]) => Number(isShown(two)) - Number(isShown(one)));
    for (const [name, chart] of missing) this.#add(name, chart);
  }

  /** Put all of them on the shelf, before what they stand in leaves the page. */
  shelve() {
    for (const { place } of this.#charts.values())
      if (place.parentElement !== this.shelf) this.shelf.append(place);
  }

  /**
   * When the chart of a step will be there; null where it is, or there is none.
   * @param {Step} step
   * @param {number} page
   */
  waitFor(step, page) {
    const chart = this.#find(step, page);
    return !chart || chart.isReady ? null : chart.ready;
  }

  /**
   * The chart of a page of a step, to be put into its view.
   * @param {Step} step
   * @param {number} page
   */
  get(step, page) {
    return this.#find(step, page)?.place ?? null;
  }

  /**
   * @param {Step} step
   * @param {number} page
   */
  #find(step, page) {
    const chart = this.#list().find((chart) => isOf(chart, step, page));
    return chart ? this.#charts.get(this.#name(chart)) : undefined;
  }

  /** @returns {Wanted[]} */
  #list() {
    const { state } = this.projector;
    const polls = new Map(state.rounds.filter(isRevealedPoll).map((round) => [round.id, round]));
    return state.steps.flatMap((step) => {
      const round = polls.get(step.round ?? "");
      const { part } = step;
      if (!round?.result.voters || !part || !BARS.includes(part)) return [];
      const { bars: names } = planStep(this.projector, step).texts;
      return names.pages.map((_, page) => ({ round, part, names, page }));
    });
  }

  /** @param {Wanted} chart all that it is drawn of */
  #name({ round, part, page }) {
    const { className } = document.documentElement;
    const { content } = this.projector.state;
    return JSON.stringify([part, page, round.id, round.result, content, innerWidth, innerHeight, className]);
  }

  /**
   * @param {string} name
   * @param {Wanted} wanted
   */
  #add(name, { round, part, names, page }) {
    const { texts, words, language } = this.projector;
    const place = build("div", { class: "bars" });
    this.shelf.append(place);
    const letters = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const draw = async () => {
      if (this.#charts.get(name) !== chart) return;
      const size = names.size * letters;
      const shown = { nodes: listPageNodes(names, page), width: (NAMES * WIDTH) / names.size };
      await drawBars(place, { round, texts, words, language }, part, size, shown).catch(() => {
        place.replaceChildren(words.failed);
        setTimeout(() => this.#charts.delete(name), RETRY);
      });
      chart.isReady = true;
    };
    const drawn = this.#queue.then(draw);
    this.#queue = drawn;
    const late = new Promise((resolve) => setTimeout(resolve, LONGEST));
    const ready = Promise.race([drawn, late]).then(() => {
      chart.isReady = true; // or late: then it is waited for no longer
    });
    /** @type {Chart} */
    const chart = { place, isReady: false, ready };
    this.#charts.set(name, chart);
  }
}

/**
 * Whether a chart is that of a page of a step.
 * @param {Wanted} chart
 * @param {Step} step
 * @param {number} shown the page
 */
const isOf = ({ round, part, names, page }, step, shown) =>
  step.round === round.id && step.part === part && page === Math.min(shown, names.pages.length - 1);
