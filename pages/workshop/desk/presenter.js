// What the projector shows now and next, the notes to it, and what moves it.
import { build } from "../../shared/dom.js";
import { refill } from "../../shared/typed.js";
import { fill, joinLabel } from "../../shared/words.js";
import { countPages } from "../step_pages.js";
import { chooseMove, choosePage, findStep, placeOf, readKey, readTimer } from "../steps.js";
import { buildNotes, nameStep } from "./notes.js";
import { PathChoice } from "./path_choice.js";

/**
 * @import { KeyAct } from "../types.js"
 * @import { Desk } from "./desk.js"
 */

const MINUTES = [1, 2, 3, 5, 8, 10, 15, 20];
const USUAL = 5;
const TYPING = "input, textarea, select, [contenteditable], dialog, [role='tab'], .notes, .steps";
const BUTTONS = "a, button, summary";

export class Presenter {
  /** @type {number | null} */
  #shown = null;

  /** @param {Desk} desk */
  constructor(desk) {
    this.desk = desk;
    const { words } = desk;
    /**
     * @param {string} name
     * @param {KeyAct} act
     * @param {string} [kind]
     */
    const button = (name, act, kind = "") =>
      build("button", { type: "button", class: kind, onclick: () => this.#perform(act) }, name);
    this.now = build("div", { class: "now" });
    this.back = button(`← ${words.back}`, "back", "big");
    this.next = button(`${words.next} →`, "next", "big primary");
    this.black = button(words.black, "black");
    this.minutes = this.#buildMinutes();
    this.timer = button(words.startTimer, "timer");
    this.left = build("strong", { class: "left", role: "timer" });
    this.node = this.#buildNodes();
    this.light = button(words.spotlight, "spotlight");
    const region = { class: "notes", tabindex: "0", role: "region", "aria-label": words.notes };
    this.notes = build("div", region);
    this.steps = build("ol", { class: "steps" });
    this.path = new PathChoice(desk);
    this.element = build(
      "section",
      { class: "presenter", "aria-label": words.now },
      this.now,
      build("div", { class: "row remote" }, this.back, this.next),
      build("div", { class: "row" }, this.black, this.minutes, this.timer, this.left),
      build("div", { class: "row" }, this.node, this.light),
      build("h3", {}, words.notes),
      this.notes,
      build("h3", {}, words.steps),
      this.steps,
      this.path.element,
      build("p", { class: "quiet" }, words.keysHelp),
    );
  }

  #buildMinutes() {
    const { words } = this.desk;
    const options = MINUTES.map((count) =>
      build("option", { value: count, selected: count === USUAL }, fill(words.minutes, { count })),
    );
    return this.desk.keep(build("select", { "aria-label": words.timer }, ...options), "timer");
  }

  /** The nodes that a spotlight can fall on. */
  #buildNodes() {
    const { texts, words } = this.desk;
    const nodes = Object.entries(texts.nodes);
    const groups = Object.entries(texts.stageNames).map(([stage, label]) => {
      const own = nodes.filter(([, node]) => node.stage === stage);
      const options = own.map(([id, node]) => build("option", { value: id }, node.name));
      return build("optgroup", { label }, ...options);
    });
    const nothing = build("option", { value: "" }, words.choose);
    return this.desk.keep(
      build("select", { "aria-label": words.spotlightOn }, nothing, ...groups),
      "spotlight",
    );
  }

  draw() {
    const { state, words, texts, position } = this.desk;
    const { steps } = state;
    const number = findStep(steps, position);
    const step = steps[number];
    const { is_black, spotlight } = position;
    const count = countPages(this.desk, step);
    const page = choosePage(position, count);
    const then = this.#nameNext();
    refill(
      this.now,
      [number, steps.length, page, count, step, steps[number + 1], is_black, spotlight, then],
      () => this.#buildNow(number, page, count, then),
    );
    this.back.disabled = number === 0 && page === 0;
    const isLast = number === steps.length - 1 && page === count - 1;
    this.next.disabled = isLast && !then;
    this.next.textContent = then ? `${joinLabel(words, words.next, then)} →` : `${words.next} →`;
    this.black.setAttribute("aria-pressed", String(is_black));
    this.light.textContent = spotlight ? words.endSpotlight : words.spotlight;
    refill(this.notes, [step, texts.counts, spotlight], () => buildNotes(texts, words, step, spotlight));
    refill(this.steps, [steps.map((each) => nameStep(each, words)), number], () => this.#buildSteps(number));
    if (this.#shown !== number) this.#scroll();
    this.#shown = number;
    this.path.draw();
    this.tick();
  }

  /**
   * @param {number} number
   * @param {number} page
   * @param {number} count of the pages
   * @param {string} act what Next does with the round that is shown, or ""
   */
  #buildNow(number, page, count, act) {
    const { state, words, texts, position } = this.desk;
    const { steps } = state;
    const step = steps[number];
    const next = steps[number + 1];
    const name = nameStep(step, words);
    const light = position.spotlight && `☀ ${texts.nodes[position.spotlight]?.name}`;
    const current = position.is_black ? `■ ${words.black}` : light || name;
    const namePage = (/** @type {number} */ at) => fill(words.pageOf, { page: at + 1, count });
    const then = act || (next ? nameStep(next, words) : words.lastStep);
    const isSaid = !step.words || name.endsWith(step.words);
    return [
      build(
        "p",
        {},
        build("span", { class: "quiet" }, `${words.now} (${number + 1} / ${steps.length})`),
        " ",
        count > 1 ? build("span", { class: "page" }, namePage(page)) : null,
        build("strong", { class: "block current" }, current),
        isSaid ? null : build("span", { class: "block" }, step.words),
      ),
      build(
        "p",
        {},
        build("span", { class: "quiet" }, words.then),
        build("span", { class: "block then" }, page + 1 < count ? namePage(page + 1) : then),
      ),
    ];
  }

  /** @param {number} number */
  #buildSteps(number) {
    const { desk } = this;
    return desk.state.steps.map((step, at) => {
      const attributes = {
        type: "button",
        "data-focus": `step-${at}`,
        "aria-current": at === number ? "step" : null,
        onclick: () => desk.go(placeOf(desk.state.steps[at])),
      };
      return build("li", {}, build("button", attributes, nameStep(step, desk.words)));
    });
  }

  #scroll() {
    const current = this.steps.querySelector("[aria-current]");
    if (current instanceof HTMLElement)
      this.steps.scrollTop = current.offsetTop - this.steps.clientHeight / 2;
    this.notes.scrollTop = 0;
  }

  tick() {
    const { words, position, live } = this.desk;
    const left = readTimer(position.timer_until, live.ahead);
    const text = left === "0:00" ? words.timeUp : left;
    if (this.left.textContent !== text) this.left.textContent = text;
    const act = left ? words.stopTimer : words.startTimer;
    if (this.timer.textContent !== act) this.timer.textContent = act;
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const act = readKey(event);
    const { target } = event;
    const isOn = (/** @type {string} */ places) => target instanceof Element && target.closest(places);
    if (!act || act === "fullscreen" || event.defaultPrevented || event.repeat || isOn(TYPING)) return;
    if (event.key === " " && isOn(BUTTONS)) return;
    event.preventDefault();
    this.#perform(act);
  }

  /** @param {KeyAct} act */
  #perform(act) {
    const { desk } = this;
    const move = this.#choose(act);
    if (!move) return;
    if ("act" in move) desk.actOnce(move);
    else if ("minutes" in move) desk.setTimer(move.minutes);
    else desk.go(move.change);
  }

  /** @param {KeyAct} act */
  #choose(act) {
    const { desk } = this;
    const { steps, rounds, workshop } = desk.state;
    return chooseMove(act, {
      steps,
      rounds,
      isEnded: workshop.isEnded,
      position: desk.position,
      minutes: Number(this.minutes.value),
      picked: this.node.value,
      countPages: (step) => countPages(desk, step),
    });
  }

  /** What Next does now, where it does something with a round: as the button says it. */
  #nameNext() {
    const { words } = this.desk;
    const move = this.#choose("next");
    if (!move || !("act" in move)) return "";
    const names = {
      "open-round": words.openRound,
      "close-round": words.closeRound,
      "reveal-round": words.reveal,
    };
    return names[move.act];
  }
}
