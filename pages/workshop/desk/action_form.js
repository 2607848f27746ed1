// The form of an action, a new one or one that is there; each keeps what is typed of it apart from others.
import { build } from "../../shared/dom.js";
import { field } from "../field.js";
import { buildNodeChecks, listTicked } from "./node_checks.js";

/**
 * @import { MarkedAction } from "../types.js"
 * @import { Desk } from "./desk.js"
 */

const DAYS = { type: "date", min: "2000-01-01", max: "2199-12-31" };
const EMPTY = { text: "", who: "", when: "", due: "", nodes: /** @type {string[]} */ ([]) };

export class ActionForm {
  /**
   * The action that is changed, as it was when that began.
   * @type {MarkedAction | null}
   */
  #action;
  /** The name of what is kept: an action that says something else by now is another one. */
  #kept = "action-new-";
  /** After a refusal, until it is known what the action says by now: who saves meanwhile means that. */
  #settling = Promise.resolve();

  /**
   * @param {Desk} desk
   * @param {MarkedAction | null} action that is changed; null for a new one
   * @param {() => void} [done]
   */
  constructor(desk, action, done = () => {}) {
    const { words, texts } = desk;
    this.desk = desk;
    this.done = done;
    this.#action = action;
    if (action) this.#kept = `action-${action.id}-${action.mark}-`;
    this.text = build("textarea", { rows: 2, maxlength: 300 });
    this.who = build("input", { maxlength: 100 });
    this.when = build("input", { maxlength: 100 });
    this.due = build("input", { ...DAYS });
    const { checks, element } = buildNodeChecks(texts);
    this.checks = checks;
    this.#fill(action ?? EMPTY);
    for (const name of /** @type {const} */ (["text", "who", "when", "due"]))
      desk.keep(this[name], this.#kept + name);
    for (const [id, check] of checks) desk.keep(check, `${this.#kept}node-${id}`);
    this.save = build("button", { type: "submit", class: "primary" }, action ? words.save : words.addAction);
    const cancel = () => this.#end();
    this.element = build(
      "form",
      { class: "card", novalidate: true, onsubmit: (event) => this.#submit(event) },
      build("h3", {}, words.addActionTitle),
      field(words.actionText, this.text),
      build(
        "div",
        { class: "row" },
        field(words.actionWho, this.who, words.noNames),
        field(words.actionWhen, this.when),
        field(words.actionDue, this.due, words.actionDueHint),
      ),
      build("details", {}, build("summary", {}, words.actionNodes), element),
      build(
        "div",
        { class: "buttons" },
        this.save,
        action ? build("button", { type: "button", onclick: cancel }, words.cancel) : null,
      ),
    );
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault();
    await this.#settling;
    const { desk } = this;
    const changed = this.#action;
    const action = {
      text: this.text.value,
      who: this.who.value,
      when: this.when.value,
      due: this.due.value,
      nodes: listTicked(this.checks),
    };
    const isDone = await (changed
      ? desk.act("change-action", { action: changed.id, mark: changed.mark, ...action })
      : desk.act("add-action", action));
    if (isDone) this.#end();
    else if (!action.text.trim()) desk.pointTo(this.text);
    else if (changed) this.#settling = this.#changeLatest(changed);
  }

  /**
   * It says something else by now, or is gone: saved again, it takes the place of that, or is added anew.
   * @param {MarkedAction} changed
   */
  async #changeLatest(changed) {
    await this.desk.live.refresh();
    this.#action = this.desk.state.actions.find(({ id }) => id === changed.id) ?? null;
    if (!this.#action) this.save.textContent = this.desk.words.addAction;
  }

  #end() {
    this.desk.forget(this.#kept);
    this.#fill(EMPTY);
    this.done();
  }

  /** @param {Pick<MarkedAction, "text" | "who" | "when" | "due" | "nodes">} action */
  #fill({ text, who, when, due, nodes }) {
    this.text.value = text;
    this.who.value = who;
    this.when.value = when;
    this.due.value = due;
    for (const [id, check] of this.checks) check.checked = nodes.includes(id);
  }
}
