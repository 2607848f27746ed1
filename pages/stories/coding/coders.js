// Who codes: the names that the facilitator gave, one of which is chosen; facilitators change them here.
import { build } from "../../shared/dom.js";
import { pointTo } from "../../shared/faulty.js";
import { describeRefusal, Refused } from "../../shared/requests.js";
import { fill } from "../../shared/words.js";
import { changeCoders, listCoders } from "./api.js";

/**
 * @import { Coder, CodingWords, StoryWords } from "../../shared/types.js"
 *
 * @typedef {StoryWords & CodingWords} Words
 */

export class CoderChoice {
  #words;
  #givesNames;
  #choose;
  /** @type {Coder[]} */
  #coders = [];
  /** @type {string | null} the coder of whom the name is changed */
  #renamed = null;
  #message = build("p", { role: "alert", class: "form-alert" });
  #list = build("ul", { class: "coding-coders" });

  /**
   * @param {Words} words
   * @param {boolean} givesNames whether who looks may add, rename and remove coders
   * @param {(coder: Coder) => void} choose
   */
  constructor(words, givesNames, choose) {
    this.#words = words;
    this.#givesNames = givesNames;
    this.#choose = choose;
    this.element = build(
      "div",
      { class: "coding-who" },
      build("p", {}, givesNames ? words.coderHint : words.chooseName),
      this.#list,
      givesNames ? this.#buildAdding() : null,
      this.#message,
    );
  }

  #buildAdding() {
    const words = this.#words;
    return this.#buildForm(words.newCoder, words.addCoder, "", async (name) => {
      const coder = await changeCoders("add", { name });
      if (coder) this.#choose(coder);
    });
  }

  async load() {
    this.#coders = await listCoders();
    this.#paint();
  }

  /** @param {string} message */
  say(message) {
    this.#message.textContent = message;
  }

  #paint() {
    this.#list.replaceChildren(...this.#coders.map((coder) => this.#buildCoder(coder)));
    this.#list.hidden = !this.#coders.length;
  }

  /** @param {Coder} coder */
  #buildCoder(coder) {
    const words = this.#words;
    const { name } = coder;
    if (this.#renamed === coder.id) {
      const rename = async (/** @type {string} */ to) => {
        await changeCoders("rename", { coder: coder.id, name: to });
        this.#renamed = null;
        await this.load();
      };
      return build("li", {}, this.#buildForm(fill(words.nameOf, { name }), words.save, name, rename));
    }
    const rename = () => {
      this.#renamed = coder.id;
      this.#paint();
      this.#list.querySelector("input")?.select();
    };
    const remove = () =>
      this.#try(async () => {
        await changeCoders("remove", { coder: coder.id });
        await this.load();
      });
    const button = (
      /** @type {string} */ label,
      /** @type {string} */ act,
      /** @type {() => void} */ onclick,
    ) => build("button", { type: "button", "aria-label": fill(label, { name }), onclick }, act);
    return build(
      "li",
      {},
      build(
        "button",
        { type: "button", class: "primary", "data-coder": coder.id, onclick: () => this.#choose(coder) },
        name,
      ),
      ...(this.#givesNames
        ? [button(words.renameOf, words.rename, rename), button(words.remove, words.removeCoder, remove)]
        : []),
    );
  }

  /**
   * @param {string} label
   * @param {string} act
   * @param {string} value
   * @param {(name: string) => Promise<void>} save
   */
  #buildForm(label, act, value, save) {
    const field = build("input", { type: "text", maxlength: 60, required: true, autocomplete: "off", value });
    const onsubmit = (/** @type {Event} */ event) => {
      event.preventDefault();
      if (field.value.trim()) this.#try(() => save(field.value.trim()), field);
    };
    return build(
      "form",
      { class: "coding-coder", onsubmit },
      build("label", {}, build("span", {}, label), field),
      build("button", { type: "submit" }, act),
    );
  }

  /**
   * @param {() => Promise<void>} act
   * @param {HTMLElement | null} [field] the name that may be taken
   */
  async #try(act, field = null) {
    this.say("");
    try {
      await act();
    } catch (error) {
      const words = this.#words;
      const reason = error instanceof Refused ? error.answer.reason : "";
      const known = { name: words.nameTaken, "in-use": words.coderInUse, coder: words.unknownCoder }[
        reason ?? ""
      ];
      this.say(known ?? describeRefusal(error, words));
      if (field && reason === "name") pointTo(field, this.#message);
      if (reason === "coder") await this.load().catch(() => {});
    }
  }
}
