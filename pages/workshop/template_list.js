// The templates that somebody made: renamed, deleted, had back.
import { build } from "../shared/dom.js";
import { makeId, send } from "../shared/requests.js";
import { fill, joinLabel } from "../shared/words.js";
import { describeFault } from "./api.js";

/**
 * @import { WorkshopTemplate, WorkshopWords } from "./types.js"
 *
 * @typedef {object} ListOwner
 * @property {WorkshopWords} words
 * @property {string} language
 * @property {(text: string, undo?: (() => void) | null) => void} say
 * @property {(text: string) => void} complain
 * @property {() => Promise<void>} load
 */

export class TemplateList {
  #list = build("ul", { class: "templates" });

  /** @param {ListOwner} owner */
  constructor(owner) {
    this.owner = owner;
    this.element = build("div", {});
    this.fold = build("details", {}, build("summary", {}, owner.words.templates), this.#list);
  }

  /** @param {WorkshopTemplate[]} templates */
  draw(templates) {
    const own = templates.filter(({ isOwn }) => isOwn);
    if (!own.length) this.fold.remove();
    else if (!this.fold.isConnected) this.element.append(this.fold);
    this.#list.replaceChildren(...own.map((template) => this.#buildItem(template)));
  }

  /** @param {WorkshopTemplate} template */
  #buildItem(template) {
    const { words } = this.owner;
    const { id, name } = template;
    const input = build("input", { value: name, maxlength: 100, "aria-label": words.templateName });
    /**
     * @param {string} text
     * @param {() => void} onclick
     */
    const button = (text, onclick) =>
      build(
        "button",
        { type: "button", class: "small", "aria-label": joinLabel(words, text, name), onclick },
        text,
      );
    return build(
      "li",
      {},
      input,
      template.minutes
        ? build("span", { class: "quiet" }, fill(words.minutes, { count: template.minutes }))
        : null,
      build(
        "div",
        { class: "buttons" },
        button(words.rename, () => this.#change({ change: "rename", template: id, name: input.value })),
        button(words.delete, () => this.#remove(template)),
      ),
    );
  }

  /** @param {WorkshopTemplate} template */
  async #remove({ id }) {
    const { owner } = this;
    if (!(await this.#change({ change: "delete", template: id }))) return;
    owner.say(owner.words.deleted, async () => {
      if (await this.#change({ change: "restore", template: id })) owner.say("");
    });
  }

  /** @param {{change: string, template: string, name?: string}} change */
  async #change(change) {
    const { owner } = this;
    try {
      await send("workshops/templates.json", { ...change, request: makeId() });
    } catch (error) {
      owner.complain(describeFault(error, owner.words));
      return false;
    }
    await owner.load();
    return true;
  }
}

/**
 * A template with how long it takes, where that is said.
 * @param {WorkshopTemplate} template
 * @param {WorkshopWords} words
 */
export const nameTemplate = ({ name, minutes, isOwn }, words) =>
  isOwn && minutes ? fill(words.templateMinutes, { name, count: minutes }) : name;
