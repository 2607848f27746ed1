// The plan of a workshop: its steps in their order with their minutes, steps of one's own, a template of it.
import { build } from "../../shared/dom.js";
import { refill } from "../../shared/typed.js";
import { fill, joinLabel } from "../../shared/words.js";
import { field } from "../field.js";
import { StepForm } from "./step_form.js";

/**
 * @import { PlanItem } from "../types.js"
 * @import { Desk } from "./desk.js"
 */

const MOST_MINUTES = 600;
const USUAL = ["join", "followed", "stages", "path", "map", "stories", "actions"];

export class PlanPanel {
  #list = build("ol", { class: "plan" });
  #out = build("div", { class: "buttons" });
  #total = build("p", { class: "quiet", role: "status" });
  /** @type {StepForm | null} the form of the step that is changed */
  #editing = null;
  #edited = "";
  /**
   * The order that was asked for last, while the server has not answered: the next change goes on from it.
   * @type {PlanItem[] | null}
   */
  #wanted = null;

  /** @param {Desk} desk */
  constructor(desk) {
    const { words } = desk;
    this.desk = desk;
    this.name = desk.keep(build("input", { maxlength: 100 }), "template-name");
    this.element = build(
      "div",
      { class: "panel" },
      build("h3", {}, words.plan),
      build("p", { class: "quiet" }, words.planHelp),
      this.#list,
      this.#total,
      this.#out,
      new StepForm(desk, null, () => {}).element,
      build(
        "form",
        { class: "card", novalidate: true, onsubmit: (event) => this.#save(event) },
        build("h3", {}, words.saveTemplate),
        build("p", { class: "quiet" }, words.saveTemplateHint),
        field(words.templateName, this.name),
        build("button", { type: "submit" }, words.saveTemplate),
      ),
    );
  }

  draw() {
    const { plan, leftOut, ownSteps, rounds } = this.desk.state;
    const { words } = this.desk;
    if (!ownSteps.some(({ id }) => id === this.#edited)) this.#stop();
    refill(this.#list, [plan, ownSteps, rounds.map(({ id }) => id), this.#edited], () =>
      plan.map((item, at) => this.#buildItem(item, at)),
    );
    const minutes = plan.reduce((sum, item) => sum + item.minutes, 0);
    const total = minutes ? fill(words.planTotal, { count: minutes }) : "";
    if (this.#total.textContent !== total) this.#total.textContent = total;
    refill(this.#out, leftOut, () => [
      ...(leftOut.length ? [build("span", { class: "quiet" }, joinLabel(words, words.leftOut, ""))] : []),
      ...leftOut.map(({ part, name }) => this.#button(words.putIn, name, () => this.#putIn(part), name)),
    ]);
  }

  /**
   * @param {string} text
   * @param {string} name of what it is done with
   * @param {() => void} onclick
   * @param {string} [shown] in place of the text
   */
  #button(text, name, onclick, shown = text, disabled = false) {
    return build(
      "button",
      {
        type: "button",
        class: "small",
        disabled,
        "aria-label": joinLabel(this.desk.words, text, name),
        "data-focus": `${text}-${name}`,
        onclick,
      },
      shown,
    );
  }

  /**
   * @param {PlanItem} item
   * @param {number} at
   */
  #buildItem({ part, name, minutes }, at) {
    const { desk } = this;
    const { words, state } = desk;
    const own = state.ownSteps.find(({ id }) => id === part);
    const round = state.rounds.find(({ id }) => id === part);
    const kind = own ? words.stepKinds[own.kind] : (round?.activity ?? "");
    const about = [kind === name ? "" : kind, own?.picture ? words.hasPicture : ""].filter(Boolean);
    const input = build("input", {
      type: "number",
      min: 0,
      max: MOST_MINUTES,
      value: minutes || "",
      placeholder: "–",
      "aria-label": joinLabel(words, words.planMinutes, name),
      "data-focus": `minutes-${part}`,
    });
    const change = () => this.#arrange((plan) => setMinutes(plan, part, Number(input.value)));
    input.addEventListener("change", change);
    const buttons = [
      this.#button(words.moveUp, name, () => this.#move(part, -1), "↑", at === 0),
      this.#button(words.moveDown, name, () => this.#move(part, 1), "↓", at === state.plan.length - 1),
    ];
    if (own) buttons.push(this.#button(words.edit, name, () => this.#edit(part)));
    if (round && !isOver(round)) buttons.push(this.#button(words.edit, name, () => desk.editRound(part)));
    if (round) buttons.push(this.#button(words.duplicate, name, () => this.#duplicate(part)));
    if (own) buttons.push(this.#button(words.delete, name, () => desk.remove("delete-step", { step: part })));
    if (round && !isOver(round))
      buttons.push(this.#button(words.delete, name, () => desk.remove("delete-round", { round: part })));
    if (!own && !round && part !== "path")
      buttons.push(this.#button(words.leaveOut, name, () => this.#leaveOut(part, name)));
    /** @param {KeyboardEvent} event */
    const onkeydown = (event) => {
      const steps = /** @type {Record<string, number>} */ ({ ArrowUp: -1, ArrowDown: 1 });
      if (!event.altKey || !steps[event.key]) return;
      event.preventDefault();
      event.stopPropagation();
      this.#move(part, steps[event.key]);
    };
    return build(
      "li",
      { onkeydown, "data-part": part },
      build(
        "div",
        { class: "planned" },
        build(
          "span",
          { class: "name" },
          name,
          about.length ? build("span", { class: "quiet block" }, about.join(" · ")) : null,
        ),
        build("label", {}, input, fill(words.minutes, { count: "" }).trim()),
        build("div", { class: "buttons" }, ...buttons),
      ),
      this.#edited === part ? this.#editing?.element : null,
    );
  }

  /** @param {string} part */
  #edit(part) {
    const step = this.desk.state.ownSteps.find(({ id }) => id === part);
    if (!step) return;
    this.#edited = part;
    this.#editing = new StepForm(this.desk, step, () => {
      this.#stop();
      this.draw();
    });
    this.draw();
    this.#editing.title.focus();
  }

  #stop() {
    this.#edited = "";
    this.#editing = null;
  }

  /**
   * @param {string} part
   * @param {number} by
   */
  #move(part, by) {
    return this.#arrange((plan) => moveBy(plan, part, by), this.desk.words.moved);
  }

  /** @param {string} part */
  #putIn(part) {
    return this.#arrange((plan) => putIn(plan, part));
  }

  /**
   * @param {string} part
   * @param {string} name
   */
  #leaveOut(part, name) {
    const { words } = this.desk;
    return this.#arrange((plan) => without(plan, part), joinLabel(words, words.leftOut, name));
  }

  /**
   * Another order, with an undo where that is said.
   * @param {(plan: PlanItem[]) => PlanItem[]} change
   * @param {string} [done]
   */
  async #arrange(change, done = "") {
    const { desk } = this;
    const now = this.#wanted ?? desk.state.plan;
    const wanted = change(now);
    this.#wanted = wanted;
    const isDone = await desk.act("arrange", { plan: toPlan(wanted) });
    if (this.#wanted === wanted) this.#wanted = null;
    if (isDone && done) desk.say(done, () => desk.act("arrange", { plan: toPlan(now) }));
  }

  /** @param {string} part */
  #duplicate(part) {
    return this.desk.act("duplicate-round", { round: part });
  }

  /** @param {SubmitEvent} event */
  async #save(event) {
    event.preventDefault();
    const { desk } = this;
    const name = this.name.value.trim() || desk.state.workshop.name;
    if (!(await desk.act("make-template", { name }, desk.words.templateSaved))) return;
    desk.forget("template-name");
    this.name.value = "";
  }
}

/**
 * Whether a round can only be worded otherwise: somebody could answer it.
 * @param {{wasOpened: boolean, answers: number}} round
 */
export const isOver = ({ wasOpened, answers }) => wasOpened || answers > 0;

/** @param {PlanItem[]} plan */
const toPlan = (plan) => plan.map(({ part, minutes }) => [part, minutes]);

/**
 * @param {PlanItem[]} plan
 * @param {string} part
 */
const without = (plan, part) => plan.filter((item) => item.part !== part);

/**
 * @param {PlanItem[]} plan
 * @param {string} part
 * @param {number} minutes
 */
export const setMinutes = (plan, part, minutes) => {
  const bounded = Math.min(MOST_MINUTES, Math.max(0, Math.round(minutes) || 0));
  return plan.map((item) => (item.part === part ? { ...item, minutes: bounded } : item));
};

/**
 * The plan with a fixed part after the one that usually comes before it.
 * @param {PlanItem[]} plan
 * @param {string} part
 */
export function putIn(plan, part) {
  const before = USUAL.slice(0, USUAL.indexOf(part));
  const at = plan.findLastIndex((item) => before.includes(item.part)) + 1;
  return [...plan.slice(0, at), { part, minutes: 0, name: "" }, ...plan.slice(at)];
}

/**
 * The plan with a part some places further on, or back; as it is at the ends.
 * @param {PlanItem[]} plan
 * @param {string} part
 * @param {number} by
 */
export function moveBy(plan, part, by) {
  const at = plan.findIndex((item) => item.part === part);
  const others = without(plan, part);
  const to = Math.min(others.length, Math.max(0, at + by));
  return [...others.slice(0, to), plan[at], ...others.slice(to)];
}
