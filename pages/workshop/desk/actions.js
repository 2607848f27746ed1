// What is agreed: what, who (a role), when, and for which nodes.
import { build } from "../../shared/dom.js";
import { forgetTyped, keepTyped, refill } from "../../shared/typed.js";
import { field } from "../list.js";
import { buildMark } from "./marks.js";

const FIELDS = ["text", "who", "when"];

export class ActionsPanel {
  constructor(desk) {
    this.desk = desk;
    this.edited = null;
    this.list = build("ol", { class: "agreed" });
    this.element = build("div", { class: "panel" }, this.buildForm(), this.list);
  }

  buildForm() {
    const { words, sheet } = this.desk;
    this.text = keepTyped(build("textarea", { rows: 2, maxlength: 300 }), "action-text");
    this.who = keepTyped(build("input", { maxlength: 100 }), "action-who");
    this.when = keepTyped(build("input", { maxlength: 100 }), "action-when");
    this.checks = new Map(Object.keys(sheet.nodes).map((id) => [id, keepTyped(build("input", { type: "checkbox", value: id }), `action-node-${id}`)]));
    const stages = Object.entries(sheet.stageNames).map(([stage, name]) => build("fieldset", {}, build("legend", {}, name),
      ...Object.entries(sheet.nodes).filter(([, node]) => node.stage === stage).map(([id, node]) => build("label", { class: "check" }, this.checks.get(id), node.name))));
    this.title = build("h3", {}, words.addActionTitle);
    this.save = build("button", { type: "submit", class: "primary" }, words.addAction);
    this.leave = build("button", { type: "button", hidden: true, onclick: () => this.clear() }, words.cancel);
    return build("form", { class: "card", novalidate: true, onsubmit: (event) => this.submit(event) }, this.title,
      field(words.actionText, this.text), build("div", { class: "row" }, field(words.actionWho, this.who, words.noNames), field(words.actionWhen, this.when)),
      build("details", {}, build("summary", {}, words.actionNodes), build("div", { class: "stages" }, ...stages)),
      build("div", { class: "buttons" }, this.save, this.leave));
  }

  async submit(event) {
    event.preventDefault();
    const nodes = [...this.checks].filter(([, check]) => check.checked).map(([id]) => id);
    const said = Object.fromEntries(FIELDS.map((name) => [name, this[name].value]));
    const isDone = await (this.edited
      ? this.desk.act("change-action", { action: this.edited.id, mark: this.edited.mark, ...said, nodes })
      : this.desk.act("add-action", { ...said, nodes }));
    if (isDone) return this.clear();
    if (!this.edited) return undefined;
    // It says something else by now, or is gone: saved again, it takes the place of that, or is added anew.
    await this.desk.refresh();
    this.edited = this.desk.state.actions.find((one) => one.id === this.edited.id) ?? null;
    if (!this.edited) this.save.textContent = this.desk.words.addAction;
    return undefined;
  }

  clear() {
    const { words } = this.desk;
    this.edited = null;
    forgetTyped("action-");
    for (const name of FIELDS) this[name].value = "";
    for (const check of this.checks.values()) check.checked = false;
    this.save.textContent = words.addAction;
    this.leave.hidden = true;
  }

  edit(action) {
    const { words } = this.desk;
    this.edited = action;
    for (const name of FIELDS) this[name].value = action[name];
    for (const [id, check] of this.checks) check.checked = action.nodes.includes(id);
    this.save.textContent = words.save;
    this.leave.hidden = false;
    this.text.focus();
  }

  draw() {
    const { state, words, sheet } = this.desk;
    refill(this.list, state.actions, () => (state.actions.length
      ? state.actions.map((one) => build("li", {}, build("strong", {}, one.text),
        build("span", { class: "block" }, [one.who, one.when].filter(Boolean).join(" · ")), buildMark(this.desk, "action", one),
        build("span", { class: "quiet block" }, one.nodes.map((id) => sheet.nodes[id].name).join(", ")),
        build("div", { class: "buttons" },
          build("button", { type: "button", class: "small", "data-focus": `edit-${one.id}`, "aria-label": `${words.edit}: ${one.text}`, onclick: () => this.edit(one) }, words.edit),
          build("button", { type: "button", class: "small danger", "aria-label": `${words.delete}: ${one.text}`, onclick: () => this.desk.remove("delete-action", { action: one.id }) }, words.delete))))
      : [build("li", { class: "none quiet" }, words.noActions)]));
  }
}
