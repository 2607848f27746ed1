// What is agreed: what, who (a role), when, and for which nodes.
import { build } from "../../shared/dom.js";
import { refill } from "../../shared/typed.js";
import { joinLabel } from "../../shared/words.js";
import { ActionForm } from "./action_form.js";
import { buildMark } from "./marks.js";

/**
 * @import { MarkedAction } from "../types.js"
 * @import { Desk } from "./desk.js"
 */

export class ActionsPanel {
  #list = build("ol", { class: "agreed" });

  /** @param {Desk} desk */
  constructor(desk) {
    const { words } = desk;
    this.desk = desk;
    this.added = new ActionForm(desk, null);
    this.form = build("div", {}, this.added.element);
    const address = `${desk.live.address}/agreed.ics?lang=${desk.language}`;
    this.calendar = build(
      "a",
      { class: "button", href: address, download: true, hidden: true },
      words.calendarFile,
    );
    const files = build("div", { class: "buttons" }, this.calendar);
    this.element = build("div", { class: "panel" }, this.form, this.#list, files);
  }

  /**
   * Its form stands in the place of that of a new one, which comes back as it was.
   * @param {MarkedAction} action
   */
  #edit(action) {
    const done = () => this.form.replaceChildren(this.added.element);
    const { element, text } = new ActionForm(this.desk, action, done);
    this.form.replaceChildren(element);
    text.focus();
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
