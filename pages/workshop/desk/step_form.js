// A step of the facilitator's own: its texts, and a picture.
import { build } from "../../shared/dom.js";
import { makeId, send } from "../../shared/requests.js";
import { field } from "../field.js";

/**
 * @import { OwnStep } from "../types.js"
 * @import { Desk } from "./desk.js"
 */

const FORMATS = "image/png,image/jpeg,image/webp,image/gif";

export class StepForm {
  /** @type {string} */
  #step;

  /**
   * @param {Desk} desk
   * @param {OwnStep | null} step that is changed; null for a new one
   * @param {() => void} done
   */
  constructor(desk, step, done) {
    const { words } = desk;
    this.desk = desk;
    this.done = done;
    this.#step = step?.id ?? "";
    const kinds = Object.entries(words.stepKinds);
    const options = kinds.map(([value, name]) =>
      build("option", { value, selected: value === (step?.kind ?? "text") }, name),
    );
    this.kind = build("select", {}, ...options);
    this.title = build("input", { maxlength: 100, value: step?.title ?? "" });
    this.text = build("textarea", { maxlength: 2000, rows: 3 }, step?.text ?? "");
    this.notes = build("textarea", { maxlength: 2000, rows: 2 }, step?.notes ?? "");
    this.picture = build("input", { type: "file", accept: FORMATS });
    const drop = () => desk.remove("drop-picture", { step: this.#step });
    this.element = build(
      "form",
      { class: "card", novalidate: true, onsubmit: (event) => this.#save(event) },
      build("h3", {}, step ? words.edit : words.addStep),
      build("div", { class: "row" }, field(words.stepKind, this.kind), field(words.stepTitle, this.title)),
      field(words.stepText, this.text),
      field(words.stepNotes, this.notes),
      field(words.stepPicture, this.picture, words.pictureHint),
      build(
        "div",
        { class: "buttons" },
        build("button", { type: "submit", class: "primary" }, step ? words.save : words.addStep),
        step ? build("button", { type: "button", onclick: done }, words.cancel) : null,
        step?.picture ? build("button", { type: "button", onclick: drop }, words.dropPicture) : null,
      ),
    );
  }

  /** @param {SubmitEvent} event */
  async #save(event) {
    event.preventDefault();
    const { desk } = this;
    const fields = {
      kind: this.kind.value,
      title: this.title.value,
      text: this.text.value,
      notes: this.notes.value,
    };
    const before = new Set(desk.state.ownSteps.map(({ id }) => id));
    const isNew = !this.#step;
    const isDone = isNew
      ? await desk.act("add-step", fields)
      : await desk.act("change-step", { ...fields, step: this.#step });
    if (!isDone) {
      if (!fields.title.trim()) desk.pointTo(this.title);
      return;
    }
    const step = this.#step || desk.state.ownSteps.find(({ id }) => !before.has(id))?.id;
    const file = this.picture.files?.[0];
    if (file && step && !(await this.#send(step, file))) {
      this.#step = step; // what was typed is there; only the picture is to be chosen anew
      return;
    }
    this.#step = "";
    for (const input of [this.title, this.text, this.notes, this.picture]) input.value = "";
    this.done();
  }

  /**
   * @param {string} step
   * @param {File} file
   */
  async #send(step, file) {
    const { desk } = this;
    try {
      const picture = await toBase64(file);
      await send(`${desk.live.address}/picture.json`, { step, picture, request: makeId() });
    } catch (error) {
      desk.complain(error);
      return false;
    }
    desk.live.announce();
    await desk.live.refresh();
    return true;
  }
}

/**
 * The bytes of a file as text.
 * @param {File} file
 * @returns {Promise<string>}
 */
const toBase64 = (file) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(String(reader.result).split(",")[1] ?? ""));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(file);
  });
