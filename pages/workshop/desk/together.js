// What the room does together: prepare, open, close, reveal.
import { ask } from "../../shared/dialog.js";
import { build } from "../../shared/dom.js";
import { forgetTyped, keepTyped, refill } from "../../shared/typed.js";
import { fill } from "../../shared/words.js";
import { field } from "../field.js";
import { Grouping } from "./grouping.js";
import { buildEdgeChecks, buildNodeChecks, listTicked } from "./node_checks.js";
import { buildResult } from "./result.js";

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

  /** @param {Desk} desk */
  constructor(desk) {
    const { words, texts } = desk;
    this.desk = desk;
    this.grouping = new Grouping(desk);
    const kinds = Object.entries(words.activities);
    this.kind = keepTyped(
      build("select", {}, ...kinds.map(([kind, { name }]) => build("option", { value: kind }, name))),
      "round-kind",
    );
    this.question = keepTyped(build("input", { maxlength: 200 }), "round-question");
    this.dots = keepTyped(build("input", { type: "number", min: 1, max: 100, value: 3 }), "round-dots");
    this.help = build("p", { class: "quiet" });
    const { checks, element } = buildNodeChecks(texts);
    this.checks = checks;
    this.dotsName = document.createTextNode("");
    this.dotsField = field(this.dotsName, this.dots);
    this.options = keepTyped(build("textarea", { rows: 5 }), "round-options");
    this.optionsHint = build("p", { class: "quiet" });
    const links = buildEdgeChecks(texts);
    this.links = links.checks;
    this.linksField = build("details", {}, build("summary", {}, words.onWhichLinks), links.element);
    this.optionsField = build("div", {}, field(words.ownTexts, this.options), this.optionsHint);
    this.nodesField = build("details", {}, build("summary", {}, words.onWhat), element);
    this.kind.addEventListener("change", () => this.#suggest());
    const form = build(
      "form",
      { class: "card", novalidate: true, onsubmit: (event) => this.#prepare(event) },
      build("h3", {}, words.prepare),
      field(words.what, this.kind),
      this.help,
      field(words.question, this.question),
      this.optionsField,
      this.dotsField,
      this.nodesField,
      this.linksField,
      build("button", { type: "submit", class: "primary" }, words.prepareNow),
    );
    this.element = build("div", { class: "panel" }, this.#list, form);
    this.#suggest();
  }

  // Preparing

  /** The activity that is chosen: what it is called, needs and usually asks. */
  get activity() {
    return this.desk.words.activities[this.kind.value];
  }

  /** What is usually asked of the chosen kind. */
  #suggest() {
    const { texts, words } = this.desk;
    const { help, question, about, mayAskNodes, dots, suggests } = this.activity;
    const stages = Object.keys(texts.stages).slice(0, suggests.stages);
    for (const [id, check] of this.checks) {
      const node = texts.nodes[id];
      check.checked = stages.includes(node.stage) || (suggests.questions && Boolean(node.question));
    }
    this.help.textContent = help;
    this.question.placeholder = question;
    this.dotsName.textContent = dots;
    this.dotsField.hidden = !dots;
    this.dots.value = about === "options" ? "1" : "3";
    this.nodesField.hidden = about !== "nodes" && !mayAskNodes;
    this.optionsHint.textContent = mayAskNodes ? words.ownTextsOrNodes : words.ownTextsHint;
    this.linksField.hidden = about !== "edges";
    this.optionsField.hidden = about !== "options";
  }

  /** @param {SubmitEvent} event */
  async #prepare(event) {
    event.preventDefault();
    const { about, mayAskNodes, dots, question: usual } = this.activity;
    const options = about === "options" ? this.options.value.split("\n").filter((line) => line.trim()) : [];
    const isOnNodes = about === "nodes" || (mayAskNodes && !options.length);
    const isDone = await this.desk.act("add-round", {
      kind: this.kind.value,
      question: this.question.value.trim() || usual,
      nodes: isOnNodes ? listTicked(this.checks) : [],
      edges: about === "edges" ? listTicked(this.links) : [],
      options,
      dots: dots ? Number(this.dots.value) || 0 : 0,
    });
    if (!isDone) return;
    forgetTyped("round-question");
    this.question.value = "";
    forgetTyped("round-options");
    this.options.value = "";
  }

  // What is prepared, open, revealed

  draw() {
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
    refill(place, [round, isShown, answers, groups], () => this.#buildRound(round, isShown, answers, groups));
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
      this.#buildButtons(round, isShown),
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
