// What is agreed: what, who (a role), when, and for which nodes.
import { build } from "../../shared/dom.js";
import { forgetTyped, keepTyped, refill } from "../../shared/typed.js";
import { joinLabel } from "../../shared/words.js";
import { field } from "../field.js";
import { buildMark } from "./marks.js";
import { buildNodeChecks, listTicked } from "./node_checks.js";

/**
 * @import { MarkedAction } from "../types.js"
 * @import { Desk } from "./desk.js"
 */

const DAYS = { type: "date", min: "2000-01-01", max: "2199-12-31" };

export class ActionsPanel {
  /**
   * The action that is edited, as it was when that began.
   * @type {MarkedAction | null}
   */
  #edited = null;
  /** After a refusal, until it is known what the action says by now: who saves meanwhile means that. */
  #settling = Promise.resolve();
  #list = build("ol", { class: "agreed" });

  /** @param {Desk} desk */
  constructor(desk) {
    const { words, texts } = desk;
    this.desk = desk;
    this.fields = {
      text: keepTyped(build("textarea", { rows: 2, maxlength: 300 }), "action-text"),
      who: keepTyped(build("input", { maxlength: 100 }), "action-who"),
      when: keepTyped(build("input", { maxlength: 100 }), "action-when"),
      due: keepTyped(build("input", { ...DAYS }), "action-due"),
    };
    const { checks, element } = buildNodeChecks(texts, (box, id) => keepTyped(box, `action-node-${id}`));
    this.checks = checks;
    this.save = build("button", { type: "submit", class: "primary" }, words.addAction);
    this.cancel = build(
      "button",
      { type: "button", hidden: true, onclick: () => this.#clear() },
      words.cancel,
    );
    const { text, who, when, due } = this.fields;
    const form = build(
      "form",
      { class: "card", novalidate: true, onsubmit: (event) => this.#submit(event) },
      build("h3", {}, words.addActionTitle),
      field(words.actionText, text),
      build(
        "div",
        { class: "row" },
        field(words.actionWho, who, words.noNames),
        field(words.actionWhen, when),
        field(words.actionDue, due, words.actionDueHint),
      ),
      build("details", {}, build("summary", {}, words.actionNodes), element),
      build("div", { class: "buttons" }, this.save, this.cancel),
    );
    const address = `${desk.live.address}/agreed.ics?lang=${desk.language}`;
    this.calendar = build(
      "a",
      { class: "button", href: address, download: true, hidden: true },
      words.calendarFile,
    );
    const files = build("div", { class: "buttons" }, this.calendar);
    this.element = build("div", { class: "panel" }, form, this.#list, files);
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault();
    await this.#settling;
    const { desk, fields } = this;
    const edited = this.#edited;
    const action = {
      text: fields.text.value,
      who: fields.who.value,
      when: fields.when.value,
      due: fields.due.value,
      nodes: listTicked(this.checks),
    };
    const isDone = await (edited
      ? desk.act("change-action", { action: edited.id, mark: edited.mark, ...action })
      : desk.act("add-action", action));
    if (isDone) this.#clear();
    else if (edited) this.#settling = this.#editLatest(edited);
  }

  /**
   * It says something else by now, or is gone: saved again, it takes the place of that, or is added anew.
   * @param {MarkedAction} edited
   */
  async #editLatest(edited) {
    await this.desk.live.refresh();
    this.#edited = this.desk.state.actions.find(({ id }) => id === edited.id) ?? null;
    if (!this.#edited) this.save.textContent = this.desk.words.addAction;
  }

  #clear() {
    this.#edited = null;
    forgetTyped("action-");
    this.#fill({ text: "", who: "", when: "", due: "", nodes: [] });
    this.save.textContent = this.desk.words.addAction;
    this.cancel.hidden = true;
  }

  /** @param {MarkedAction} action */
  #edit(action) {
    this.#edited = action;
    this.#fill(action);
    this.save.textContent = this.desk.words.save;
    this.cancel.hidden = false;
    this.fields.text.focus();
  }

  /** @param {Pick<MarkedAction, "text" | "who" | "when" | "due" | "nodes">} action */
  #fill({ text, who, when, due, nodes }) {
    this.fields.text.value = text;
    this.fields.who.value = who;
    this.fields.when.value = when;
    this.fields.due.value = due;
    for (const [id, check] of this.checks) check.checked = nodes.includes(id);
  }

  draw() {
    const { state, words } = this.desk;
    this.calendar.hidden = ![...state.followed, ...state.actions].some(({ due }) => due);
    refill(this.#list, state.actions, () =>
      state.actions.length
        ? state.actions.map((action) => this.#buildAction(action))
        : [build("li", { class: "none quiet" }, words.noActions)],
    );
  }

  /** @param {MarkedAction} action */
  #buildAction(action) {
    const { desk } = this;
    const { words, texts } = desk;
    const { id, text, who, until, nodes } = action;
    return build(
      "li",
      {},
      build("strong", {}, text),
      build("span", { class: "block" }, [who, until].filter(Boolean).join(" · ")),
      buildMark(desk, "action", action),
      build("span", { class: "quiet block" }, nodes.map((node) => texts.nodes[node].name).join(", ")),
      build(
        "div",
        { class: "buttons" },
        build(
          "button",
          {
            type: "button",
            class: "small",
            "data-focus": `edit-${id}`,
            "aria-label": joinLabel(words, words.edit, text),
            onclick: () => this.#edit(action),
          },
          words.edit,
        ),
        build(
          "button",
          {
            type: "button",
            class: "small danger",
            "data-focus": `delete-${id}`,
            "aria-label": joinLabel(words, words.delete, text),
            onclick: () => desk.remove("delete-action", { action: id }),
          },
          words.delete,
        ),
      ),
    );
  }
}
