// The charts of results, drawn before anybody goes to their step: what is shown is never blank.
import { build } from "../../shared/dom.js";
import { loadPlotly } from "../../shared/plotly.js";
import { isRevealedPoll } from "../measures.js";
import { drawBars } from "../results.js";

/**
 * @import { ResultOptions, ResultPart, Step } from "../types.js"
 * @import { Projector } from "./projector.js"
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

  /** Draw what is not drawn yet, the step that is shown first; drop what is shown no longer. */
  prepare() {
    const { state, step } = this.projector;
    if (state.rounds.some(({ measure }) => measure)) loadPlotly().catch(() => {});
    const wanted = new Map(this.#list().map((chart) => [this.#name(chart), chart]));
    for (const [name, { place }] of this.#charts) {
      if (wanted.has(name)) continue;
      this.#charts.delete(name);
      place.remove();
    }
    const isShown = (/** @type {ResultPart} */ part, /** @type {string} */ id) =>
      step.part === part && step.round === id;
    const missing = [...wanted].filter(([name]) => !this.#charts.has(name));
    missing.sort(
      ([, one], [, two]) => Number(isShown(two.part, two.round.id)) - Number(isShown(one.part, one.round.id)),
    );
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
   */
  waitFor(step) {
    const chart = this.#find(step);
    return !chart || chart.isReady ? null : chart.ready;
  }

  /**
   * The chart of a step, to be put into its view.
   * @param {Step} step
   */
  get(step) {
    return this.#find(step)?.place ?? null;
  }

  /** @param {Step} step */
  #find({ part, round: id }) {
    const chart = this.#list().find(({ round, part: own }) => round.id === id && part === own);
    return chart ? this.#charts.get(this.#name(chart)) : undefined;
  }

  #list() {
    return this.projector.state.rounds
      .filter(isRevealedPoll)
      .filter(({ result }) => result.voters)
      .flatMap((round) => BARS.filter((part) => round.parts.includes(part)).map((part) => ({ round, part })));
  }

  /** @param {{round: ResultOptions["round"], part: ResultPart}} chart all that it is drawn of */
  #name({ round, part }) {
    const { documentElement: page } = document;
    return JSON.stringify([
      part,
      round.id,
      round.result,
      this.projector.state.content,
      innerWidth,
      innerHeight,
      page.className,
    ]);
  }

  /**
   * @param {string} name
   * @param {{round: ResultOptions["round"], part: ResultPart}} chart
   */
  #add(name, { round, part }) {
    const { sheet, words, language } = this.projector;
    const place = build("div", { class: "bars" });
    this.shelf.append(place);
    const letters = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const draw = async () => {
      if (this.#charts.get(name) !== chart) return;
      await drawBars(place, { round, sheet, words, language }, part, letters).catch(() => {
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
