// Where somebody types paper cards in, by keyboard alone: one after the other, each listed and undone below.
import { build } from "../../shared/dom.js";
import { describeRefusal, makeId } from "../../shared/requests.js";
import { forgetTyped, keepTyped } from "../../shared/typed.js";
import { fill } from "../../shared/words.js";
import { dropCard, saveCard } from "./api.js";
import { CardQueue } from "./card_queue.js";

/**
 * @import { Shown } from "./letterbox_view.js"
 * @import { Card, CardEntry, Letterbox } from "./types.js"
 */

const MOST_LISTED = 30;

export class CardTyping {
  #message = build("p", { class: "stories-message", role: "status" });
  #state = build("p", { class: "hint", role: "status" });
  #list = build("ol", { class: "card-list", reversed: true });

  /**
   * @param {Shown} shown
   * @param {Letterbox} box
   * @param {() => void} onback
   */
  constructor(shown, box, onback) {
    const { words, language } = shown;
    this.shown = shown;
    this.queue = new CardQueue({
      box: box.id,
      save: (card) => saveCard(box.id, language, card),
      onchange: () => this.#paint(),
    });
    this.drafts = `card-${box.id}-`;
    const kept = (/** @type {string} */ name) => this.drafts + name;
    const long = { id: "card-text", rows: 5, maxlength: words.most.text, required: true, dir: "auto" };
    this.text = keepTyped(build("textarea", long), kept("text"));
    this.setting = keepTyped(
      build("input", { id: "card-setting", maxlength: words.most.line, autocomplete: "off" }),
      kept("setting"),
    );
    this.tellers = Object.entries(words.tellers).map(([value, name]) => {
      const box = build("input", { type: "radio", name: "card-teller", value, required: true });
      return { value, box, label: build("label", { class: "form-check" }, box, name) };
    });
    this.teller = keepTyped(build("input", { type: "hidden" }), kept("teller"));
    this.consents = Object.entries(words.cardConsents).map(([value, name]) => {
      const box = keepTyped(build("input", { type: "checkbox" }), kept(value));
      return { value, box, label: build("label", { class: "form-check" }, box, name) };
    });
    const options = Object.entries(words.storyLanguages).map(([id, name]) =>
      build("option", { value: id }, name),
    );
    this.language = build("select", { id: "card-language" }, ...options);
    this.language.value = language;
    keepTyped(this.language, `card-language-${box.id}`);
    this.element = this.#build(words, box, onback);
    this.#showTeller();
  }

  /** Where somebody begins to type. */
  begin() {
    this.text.focus();
    this.#paint();
    this.queue.send();
  }

  leave() {
    this.queue.end();
  }

  /**
   * @param {Shown["words"]} words
   * @param {Letterbox} box
   * @param {() => void} onback
   */
  #build(words, box, onback) {
    const group = (/** @type {string} */ legend, /** @type {{label: HTMLElement}[]} */ parts) =>
      build(
        "fieldset",
        {},
        build("legend", {}, legend),
        build("div", { class: "form-checks" }, ...parts.map(({ label }) => label)),
      );
    for (const { box: radio, value } of this.tellers) {
      radio.addEventListener("change", () => this.#chooseTeller(value));
    }
    const form = build(
      "form",
      {
        class: "story-form card-form",
        novalidate: true,
        onsubmit: (event) => {
          event.preventDefault();
          this.#save();
        },
        onkeydown: (event) => {
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          if (!event.repeat) this.#save();
        },
      },
      build("label", { for: this.text.id }, words.text),
      this.text,
      group(words.teller, this.tellers),
      build("label", { for: this.setting.id }, words.setting),
      this.setting,
      group(words.agrees, this.consents),
      build(
        "div",
        { class: "form-buttons" },
        build("button", { type: "submit", class: "primary" }, words.saveCard),
        build("span", { class: "hint" }, words.typingHint),
      ),
    );
    const back = build("button", { type: "button", onclick: onback }, words.back);
    const language = build("label", {}, words.cardLanguage, " ", this.language);
    const title = build("h2", {}, fill(words.typing, { name: box.name }));
    return build(
      "div",
      { class: "card-typing" },
      build("div", { class: "card-head" }, title, language, back),
      build("div", {}, this.#message, form),
      build("section", { "aria-label": words.typeCards }, this.#state, this.#list),
    );
  }

  /** @param {string} value */
  #chooseTeller(value) {
    this.teller.value = value;
    this.teller.dispatchEvent(new Event("change"));
  }

  #showTeller() {
    for (const { box, value } of this.tellers) box.checked = value === this.teller.value;
  }

  #save() {
    const { words } = this.shown;
    if (!this.text.value.trim()) {
      this.#say(words.missingText);
      this.text.focus();
    } else if (!this.teller.value) {
      this.#say(words.missingTeller);
      this.tellers[0].box.focus();
    } else {
      const card = this.#read();
      this.#clear();
      this.#say("");
      this.queue.add(card);
    }
  }

  /** @returns {Card} */
  #read() {
    return {
      request: makeId(),
      text: this.text.value,
      teller: this.teller.value,
      setting: this.setting.value,
      language: this.language.value,
      consent: Object.fromEntries(this.consents.map(({ value, box }) => [value, box.checked])),
    };
  }

  #clear() {
    for (const field of [this.text, this.setting, this.teller]) field.value = "";
    for (const { box } of this.consents) box.checked = false;
    forgetTyped(this.drafts);
    this.#showTeller();
    this.text.focus();
  }

  /** @param {Card} card */
  #fill(card) {
    this.text.value = card.text;
    this.setting.value = card.setting;
    this.language.value = card.language;
    for (const { value, box } of this.consents) box.checked = Boolean(card.consent[value]);
    for (const field of [this.text, this.setting, this.language, ...this.consents.map(({ box }) => box)]) {
      field.dispatchEvent(new Event("change"));
    }
    this.#chooseTeller(card.teller);
    this.#showTeller();
    this.text.focus();
  }

  /**
   * Take a card back: its text is in the form again.
   * @param {CardEntry} entry
   */
  async #undo(entry) {
    const { words, language } = this.shown;
    if (this.text.value.trim()) {
      this.#say(words.formFull);
      this.text.focus();
      return;
    }
    try {
      if (entry.saved) await dropCard(entry.saved, language);
    } catch (error) {
      this.#say(describeRefusal(error, words));
      return;
    }
    this.queue.remove(entry);
    this.#fill(entry.card);
    this.#say(words.undone);
  }

  #paint() {
    const { words } = this.shown;
    const { entries, isAway, waiting } = this.queue;
    const saved = entries.filter(({ state }) => state === "saved").length;
    const said = [
      saved ? fill(words.savedCards, { count: saved }) : "",
      waiting && isAway ? words.waitsForServer : "",
      waiting ? fill(words.lateCards, { count: waiting }) : "",
    ];
    this.#state.textContent = said.filter(Boolean).join(" ");
    this.#list.start = entries.length;
    const items = entries.slice(-MOST_LISTED).reverse();
    this.#list.replaceChildren(...items.map((entry) => this.#buildItem(entry)));
  }

  /** @param {CardEntry} entry */
  #buildItem(entry) {
    const { words } = this.shown;
    const name = entry.saved?.name ?? entry.card.text.slice(0, 60);
    const onclick = () => this.#undo(entry);
    const label = fill(words.undoCard, { name });
    const undo = build("button", { type: "button", onclick, "aria-label": label }, words.undo);
    const note = { waiting: words.sending, refused: words.refused, saved: "" }[entry.state];
    return build(
      "li",
      { "data-state": entry.state },
      build("span", { class: "card-name", dir: "auto" }, name),
      note ? build("span", { class: "hint" }, note) : null,
      entry.state === "waiting" ? null : undo,
    );
  }

  /** @param {string} text */
  #say(text) {
    this.#message.textContent = text;
  }
}
