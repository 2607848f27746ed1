// What the room does together: prepare, open, close, reveal.
import { ask } from "../../shared/dialog.js";
import { build } from "../../shared/dom.js";
import { refill } from "../../shared/typed.js";
import { fill } from "../../shared/words.js";
import { field } from "../field.js";
import { buildCompared, buildComparing } from "./comparing.js";
import { Grouping } from "./grouping.js";
import { buildHint } from "./marks.js";
import { isOver } from "./plan.js";
import { buildResult } from "./result.js";
import { RoundForm } from "./round_form.js";

/**
 * @import { Answer, Group, Round } from "../types.js"
 * @import { Desk } from "./desk.js"
 */

export class TogetherPanel {
  /**
   * What is drawn of each round, by its id.
   * @type {Map<string, HTMLElement>}
   */
  #places = new Map();
  #list = build("div", { class: "rounds" });

  /**
   * The round that is changed, and its form.
   * @type {{id: string, form: RoundForm, element: HTMLElement} | null}
   */
  #editing = null;

  /**
   * The round that is being compared, and the form of that.
   * @type {{id: string, element: HTMLElement} | null}
   */
  #comparing = null;

  /** @param {Desk} desk */
  constructor(desk) {
    const { words } = desk;
    this.desk = desk;
    this.grouping = new Grouping(desk);
    const kinds = Object.entries(words.activities);
    this.kind = desk.keep(
      build("select", {}, ...kinds.map(([kind, { name }]) => build("option", { value: kind }, name))),
      "round-kind",
    );
    this.form = new RoundForm(desk, this.kind.value);
    desk.keep(this.form.question, "round-question");
    desk.keep(this.form.dots, "round-dots");
    desk.keep(this.form.options, "round-options");
    for (const [at, end] of this.form.ends.entries()) desk.keep(end, `round-end-${at}`);
    this.kind.addEventListener("change", () => this.form.choose(this.kind.value));
    const form = build(
      "form",
      { class: "card", novalidate: true, onsubmit: (event) => this.#prepare(event) },
      build("h3", {}, words.prepare),
      field(words.what, this.kind),
      ...this.form.elements,
      build("button", { type: "submit", class: "primary" }, words.prepareNow),
    );
    this.element = build("div", { class: "panel" }, this.#list, form);
  }

  // Preparing

  /** @param {SubmitEvent} event */
  async #prepare(event) {
    event.preventDefault();
    const { desk } = this;
    const isDone = await desk.act("add-round", { kind: this.kind.value, ...this.form.read() });
    if (!isDone) {
      if (this.form.isWithoutOptions) desk.pointTo(this.form.options);
      return;
    }
    desk.forget("round-question");
    this.form.question.value = "";
    desk.forget("round-options");
    this.form.options.value = "";
    for (const [at, end] of this.form.ends.entries()) {
      desk.forget(`round-end-${at}`);
      end.value = "";
    }
  }

  /**
   * Change what is asked in a round that nobody could answer yet.
   * @param {string} id
   */
  edit(id) {
    const { words, state } = this.desk;
    const round = state.rounds.find((each) => each.id === id);
    if (!round) return;
    const { kind } = round;
    const form = new RoundForm(this.desk, kind);
    form.fill(round);
    const cancel = () => this.#stop();
    const element = build(
      "form",
      { class: "card", novalidate: true, onsubmit: (event) => this.#save(event) },
      ...form.elements,
      build(
        "div",
        { class: "buttons" },
        build("button", { type: "submit", class: "primary" }, words.save),
        build("button", { type: "button", onclick: cancel }, words.cancel),
      ),
    );
    this.#editing = { id, form, element };
    this.draw();
    form.question.focus();
  }

  /**
   * Choose what a round is compared with.
   * @param {Round} round
   */
  #compare(round) {
    const close = () => {
      this.#comparing = null;
      this.draw();
    };
    this.#comparing = { id: round.id, element: buildComparing(this.desk, round, close) };
    this.draw();
  }

  /** @param {SubmitEvent} event */
  async #save(event) {
    event.preventDefault();
    if (!this.#editing) return;
    const { id, form } = this.#editing;
    if (await this.desk.act("change-round", { round: id, ...form.read() })) this.#stop();
    else if (form.isWithoutOptions) this.desk.pointTo(form.options);
  }

  #stop() {
    this.#editing = null;
    this.draw();
  }

  // What is prepared, open, revealed

  /** What is dragged stays under the hand: all is drawn once it is dropped. */
  draw() {
    if (this.grouping.drag.isDragging) return;
    const { state, words } = this.desk;
    this.grouping.forget(state.answers);
    const places = new Map(state.rounds.map((round) => [round.id, this.#drawRound(round)]));
    this.#places = places;
    const items = [...places.values()];
    if (!items.length) items.push(build("p", { class: "quiet" }, words.noRounds));
    const { children } = this.#list;
    if (children.length === items.length && items.every((item, at) => children[at] === item)) return;
    this.#list.replaceChildren(...items);
  }

  /** @param {Round} round */
  #drawRound(round) {
    const { state, position } = this.desk;
    const place = this.#places.get(round.id) ?? build("article", { class: "round" });
    const isShown = position.view === "round" && position.round === round.id;
    const answers = state.answers.filter((answer) => answer.round === round.id);
    const groups = state.groups.filter((group) => group.round === round.id);
    place.setAttribute("aria-label", round.question);
    const isEdited = this.#editing?.id === round.id;
    const isCompared = this.#comparing?.id === round.id;
    refill(place, [round, isShown, answers, groups, isEdited, isCompared], () =>
      this.#buildRound(round, isShown, answers, groups),
    );
    return place;
  }

  /**
   * @param {Round} round
   * @param {boolean} isShown
   * @param {Answer[]} answers
   * @param {Group[]} groups
   */
  #buildRound(round, isShown, answers, groups) {
    const { words } = this.desk;
    const { number, question, activity, counted, isOpen } = round;
    const badge = build("span", { class: `badge ${isOpen ? "on" : ""}` }, words.states[nameState(round)]);
    return [
      build("h3", {}, `${number}. ${question}`, badge),
      build("p", { class: "quiet" }, `${activity} · ${counted}${isShown ? ` · ${words.onProjector}` : ""}`),
      buildHint(words, round.identifiers),
      this.#editing?.id === round.id ? this.#editing.element : this.#buildButtons(round, isShown),
      buildCompared(this.desk, round),
      this.#comparing?.id === round.id ? this.#comparing.element : null,
      round.hasGroups ? this.grouping.build(round, answers, groups) : null,
      buildResult(this.desk, round),
    ];
  }

  /**
   * @param {Round} round
   * @param {boolean} isShown
   */
  #buildButtons(round, isShown) {
    const { words } = this.desk;
    const { id, isOpen, isRevealed } = round;
    const isAnswered = round.answers > 0;
    /**
     * @param {string} act
     * @param {string} name
     * @param {string} [kind]
     */
    const button = (act, name, kind = "", disabled = false) => {
      const onclick = () => this.#change(round, act);
      return build(
        "button",
        { type: "button", class: kind, disabled, "data-focus": `${act}-${id}`, onclick },
        name,
      );
    };
    const open = () =>
      isAnswered || isRevealed
        ? button("open-round", words.reopen)
        : button("open-round", words.openRound, "primary");
    const reveal = () => {
      const isPrepared = !isOpen && !isAnswered; // nobody could answer it yet
      return button("reveal-round", words.reveal, !isOpen && isAnswered ? "primary" : "", isPrepared);
    };
    const result = () => (isRevealed ? button("hide-round", words.hide) : reveal());
    return build(
      "div",
      { class: "buttons" },
      isOpen ? button("close-round", words.closeRound, "primary") : open(),
      round.hasResult ? result() : null,
      isShown ? null : button("show", words.showIt),
      isOver(round) ? null : button("edit", words.edit),
      button("duplicate-round", words.duplicate),
      round.comparable ? button("compare", words.compareWith) : null,
      button("delete-round", words.deleteRound, "danger"),
    );
  }

  /**
   * @param {Round} round
   * @param {string} act
   */
  async #change(round, act) {
    const { desk } = this;
    const { words } = desk;
    const { id, isRevealed } = round;
    if (act === "edit") return this.edit(id);
    if (act === "compare") return this.#compare(round);
    if (act === "show")
      return desk.go({ view: "round", round: id, at: isRevealed && round.hasResult ? 1 : 0 });
    if (act === "open-round" && isRevealed && !(await ask(words.sureReopen, words.reopen, words)))
      return false;
    if (act !== "delete-round") return desk.act(act, { round: id });
    const question = fill(words.sureDeleteRound, { name: round.question });
    return (await ask(question, words.deleteRound, words)) && desk.remove(act, { round: id });
  }
}

/**
 * What a round is at.
 * @param {Round} round
 */
export function nameState({ isOpen, isRevealed, answers }) {
  if (isOpen) return "open";
  if (isRevealed) return "revealed";
  return answers ? "closed" : "prepared";
}
