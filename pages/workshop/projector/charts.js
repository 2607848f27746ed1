// The charts of results, drawn before anybody goes to their step: what is shown is never blank.
import { build } from "../../shared/dom.js";
import { isRevealedPoll } from "../measures.js";
import { loadPlotly } from "../plotly.js";
import { drawBars } from "../results.js";
import { NAMES, planStep, WIDTH } from "../step_pages.js";
import { listPageNodes } from "./paged.js";

/**
 * @import { PagedText } from "../step_pages.js"
 * @import { ResultOptions, ResultPart, Step } from "../types.js"
 * @import { Projector } from "./projector.js"
 *
 * @typedef {object} ChartPage a page of bars that a chart is drawn of
 * @property {ResultOptions["round"]} round
 * @property {ResultPart} part
 * @property {PagedText} names
 * @property {number} page
 *
 * @typedef {object} Chart
 * @property {HTMLElement} place
 * @property {boolean} isReady
 * @property {Promise<void>} ready
 * @property {ReturnType<typeof setTimeout>} [retry]
 */

const LONGEST = 2_000; // for which a step waits for its chart
const RETRY = 5_000; // after which a chart that failed is tried again
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
    for (const name of this.#charts.keys()) if (!wanted.has(name)) this.#drop(name);
    const isShown = (/** @type {ChartPage} */ chart) => isOf(chart, step, page);
    const missing = [...wanted].filter(([name]) => !this.#charts.has(name));
    missing.sort(([, chart], [, other]) => Number(isShown(other)) - Number(isShown(chart)));
    for (const [name, chart] of missing) this.#add(name, chart);
  }

  end() {
    for (const name of this.#charts.keys()) this.#drop(name);
  }

  /** @param {string} name */
  #drop(name) {
    const chart = this.#charts.get(name);
    this.#charts.delete(name);
    clearTimeout(chart?.retry);
    // One that is shown stays until the one that takes its place is drawn.
    if (chart?.place.parentElement === this.shelf) chart.place.remove();
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

  /** @returns {ChartPage[]} */
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

  /** @param {ChartPage} chart all that it is drawn of */
  #name({ round, part, names, page }) {
    const { className } = document.documentElement;
    const { items, size } = names;
    const screen = [innerWidth, innerHeight, className];
    return JSON.stringify([part, page, round.id, round.result, items, size, ...screen]);
  }

  /**
   * @param {string} name
   * @param {ChartPage} page
   */
  #add(name, { round, part, names, page }) {
    const { texts, words, language } = this.projector;
    const place = build("div", { class: "bars" });
    this.shelf.append(place);
    const letters = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const size = names.size * letters;
    const shown = { nodes: listPageNodes(names, page), width: (NAMES * WIDTH) / names.size };
    const failed = build("p", {}, words.failed);
    const draw = async () => {
      if (this.#charts.get(name) !== chart) return;
      try {
        await drawBars(place, { round, texts, words, language }, part, size, shown);
        failed.remove();
      } catch (error) {
        console.warn("chart:", error);
        place.replaceChildren(failed);
        chart.retry = setTimeout(enqueue, RETRY);
      }
      chart.isReady = true;
    };
    const enqueue = () => {
      this.#queue = this.#queue.then(draw);
      return this.#queue;
    };
    const drawn = enqueue();
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
 * @param {ChartPage} chart
 * @param {Step} step
 * @param {number} shown the page
 */
const isOf = ({ round, part, names, page }, step, shown) =>
  step.round === round.id && step.part === part && page === Math.min(shown, names.pages.length - 1);
