// The letterboxes there are: each with its address, its code, what it asks, and what can be printed for it.
import { write } from "../../shared/address.js";
import { copyText } from "../../shared/clipboard.js";
import { ask, showNotice } from "../../shared/dialog.js";
import { build } from "../../shared/dom.js";
import { buildMenu } from "../../shared/menu.js";
import { describeRefusal } from "../../shared/requests.js";
import { fill, joinLabel } from "../../shared/words.js";
import { nameBox, SHEETS, saveLetterbox, turnDeleted } from "./api.js";
import { openBoxForm } from "./box_form.js";
import { readKept } from "./card_queue.js";

/**
 * @import { Shown } from "./letterbox_view.js"
 * @import { Letterbox } from "./types.js"
 */

export class BoxList {
  #message = build("div", { class: "stories-message", role: "status" });

  /**
   * @param {Shown} shown
   * @param {Letterbox[]} boxes
   * @param {string} trouble what is in the way of phones
   * @param {() => void} again draws the list anew
   */
  constructor(shown, boxes, trouble, again) {
    this.shown = shown;
    this.again = again;
    const { words } = shown;
    const make = build(
      "button",
      { type: "button", class: "primary", onclick: () => openBoxForm(shown, null, again) },
      words.make,
    );
    const items = boxes.map((box) => this.#buildItem(box));
    this.element = build(
      "div",
      { class: "letterbox-list" },
      build("p", { class: "hint" }, words.about),
      trouble ? build("p", { class: "letterbox-trouble" }, trouble) : null,
      make,
      this.#message,
      items.length ? build("ul", {}, ...items) : build("p", {}, words.none),
    );
  }

  /** @param {Letterbox} box */
  #buildItem(box) {
    const { words } = this.shown;
    const { name, key, address, isOpen } = box;
    /**
     * @param {string} text
     * @param {() => void} onclick
     * @param {string} [kind]
     */
    const button = (text, onclick, kind = "") =>
      build(
        "button",
        { type: "button", class: kind, onclick, "aria-label": joinLabel(words, text, name) },
        text,
      );
    const state = build("span", { class: `letterbox-state ${isOpen ? "open" : ""}` }, "");
    state.textContent = isOpen ? words.open : words.closed;
    const counts = fill(words.tally, { count: box.told, waiting: box.waiting });
    const stories = { href: `stories?letterbox=${box.id}&lang=${this.shown.language}` };
    return build(
      "li",
      { "data-box": key },
      build("img", {
        class: "letterbox-qr",
        src: nameBox(box.id, "/qr.svg"),
        alt: fill(words.qrOf, { address }),
      }),
      build(
        "div",
        { class: "letterbox-what" },
        build("h2", {}, name, " ", state),
        build("p", {}, nameQuestion(box, words)),
        build("p", { class: "letterbox-address" }, build("a", { href: address, target: "_blank" }, address)),
        build(
          "p",
          { class: "hint" },
          `${joinLabel(words, words.code, key)} · ${counts}`,
          ...(box.told ? [" · ", build("a", stories, words.showStories)] : []),
        ),
        build(
          "div",
          { class: "letterbox-acts" },
          button(words.copyAddress, () => this.#copy(box)),
          this.#buildPrint(box),
          button(words.typeCards, () => write({ box: box.id })),
          button(words.edit, () => openBoxForm(this.shown, box, this.again)),
          button(isOpen ? words.close_ : words.open_, () => this.#turn(box)),
          button(words.delete, () => this.#delete(box), "danger"),
        ),
      ),
    );
  }

  /** @param {Letterbox} box */
  async #copy({ address }) {
    await copyText(address);
    this.#say(this.shown.words.copied);
  }

  /**
   * What can be printed, in a language that is chosen.
   * @param {Letterbox} box
   */
  #buildPrint(box) {
    const { words, language } = this.shown;
    const options = Object.entries(words.languages).map(([id, name]) =>
      build("option", { value: id, selected: id === language }, name),
    );
    const choice = build("select", {}, ...options);
    const links = Object.entries(words.sheets).map(([sheet, name]) => {
      const link = build("a", { class: "letterbox-sheet", download: "" }, name);
      const lead = () => {
        link.href = new URL(SHEETS[sheet](box.id, choice.value), document.baseURI).href;
      };
      choice.addEventListener("change", lead);
      lead();
      return link;
    });
    const label = build("label", {}, words.sheetLanguage, choice);
    const { element, button } = buildMenu(`letterbox_print_${box.key}`, words.print, label, ...links);
    button.setAttribute("aria-label", joinLabel(words, words.print, box.name));
    return element;
  }

  /** @param {Letterbox} box */
  async #turn({ id, isOpen }) {
    try {
      await saveLetterbox(id, { isOpen: !isOpen });
      this.again();
    } catch (error) {
      this.#say(describeRefusal(error, this.shown.words));
    }
  }

  /**
   * Delete a letterbox once it is said what happens, with an undo; not while cards typed here wait for it.
   * @param {Letterbox} box
   */
  async #delete({ id, name }) {
    const { words } = this.shown;
    const { length: count } = readKept(id);
    if (count) return this.#say(`${fill(words.lateCards, { count })} ${words.saveFirst}`);
    if (!(await ask(fill(words.sureDelete, { name }), words.delete, words))) return;
    /** @param {boolean} isDeleted */
    const turn = async (isDeleted) => {
      try {
        await turnDeleted(id, isDeleted);
        this.again();
        if (isDeleted) showNotice(fill(words.deleted, { name }), [words.undo, () => turn(false)], words);
      } catch (error) {
        this.#say(describeRefusal(error, words));
      }
    };
    await turn(true);
  }

  /** @param {string} text */
  #say(text) {
    this.#message.textContent = text;
  }
}

/**
 * The question as it is asked here.
 * @param {Letterbox} box
 * @param {Shown["words"]} words
 */
const nameQuestion = ({ question, isWeekly }, words) =>
  question || (isWeekly ? words.questions.week : words.questions.moment);
