// The story that is coded, and beside it what is attached: drawn anew with each act.
import { build } from "../../shared/dom.js";
import { describeTelling } from "../../shared/story.js";
import { CodeInput } from "./code_input.js";
import { cut, LEFTOVER, listPassages, listTexts, nameKey, readPassage, removePassage } from "./codings.js";
import { buildMemo, Definition } from "./definition.js";
import { MarkList } from "./mark_list.js";
import { listCodes } from "./named_codes.js";
import { StoryText } from "./text.js";

/**
 * @import { Coding, CodingEntry, CodingWords, LoadedTexts, SentPassage } from "../../shared/types.js"
 * @import { Story, StoryListData, StoryWords } from "../../shared/types.js"
 * @import { NamedCode } from "./named_codes.js"
 * @import { Code } from "./codings.js"
 * @import { Part } from "./positions.js"
 *
 * What is done with a story.
 * @typedef {object} Coder
 * @property {LoadedTexts} texts
 * @property {StoryListData} data
 * @property {boolean} isPressing whether something is done with what is selected just now
 * @property {(code: Code) => void} attach
 * @property {(code: Code) => void} detach
 * @property {() => void} removeLast
 * @property {() => void} mark
 * @property {(part: Part | null) => void} select
 * @property {(change: (coding: Coding) => Coding) => boolean} change
 * @property {(code: Code) => string} findMemo
 * @property {(code: Code, text: string) => void} saveMemo
 */

/**
 * The language that a coder marked passages in, where that is not the one that a story is shown in.
 * @param {CodingEntry} entry
 * @param {Coding} coding
 */
function findMarked({ story }, { marks, leftovers }) {
  const marked = [...marks.flatMap(({ passages }) => passages), ...leftovers].map(([language]) => language);
  return marked.length && !marked.includes(story.language) ? marked[0] : null;
}

export class StoryPanel {
  #coder;
  #words;
  #codes;
  #text;
  #input;
  #marks;
  #definition;
  #memo;
  #heading = build("h2", { tabindex: -1 });
  #who = build("p", { class: "stories-who" });
  #status = build("span", { class: "coding-status" });
  #languages = build("div", { class: "coding-languages control buttons joined", role: "group" });
  #walking = build("p", { class: "coding-hint", role: "status" });
  #story;
  #side;
  /** @type {CodingEntry | null} */
  #entry = null;
  /** @type {Coding | null} */
  #coding = null;
  /** @type {string | null} the language that the story is read in, where one was chosen */
  #language = null;
  #wasWalking = false;

  /**
   * @param {Coder} coder
   * @param {StoryWords & CodingWords} words
   */
  constructor(coder, words) {
    this.#coder = coder;
    this.#words = words;
    this.#codes = listCodes(coder.texts, words.dimension);
    this.#text = new StoryText(words.text, {
      select: (part) => {
        if (part || !coder.isPressing) coder.select(part);
      },
      mark: () => coder.mark(),
      open: (key) => this.#openMark(key),
      walk: (isWalking) => {
        this.#walking.textContent = isWalking ? words.walking : "";
        if (isWalking) this.#wasWalking = true;
      },
    });
    this.#definition = new Definition(
      words,
      coder.texts,
      (code) => coder.findMemo(code),
      (code, text) => coder.saveMemo(code, text),
    );
    this.#input = new CodeInput(words, this.#codes, {
      take: (code) => coder.attach({ kind: code.kind, id: code.id }),
      point: (code) => this.#definition.paint(code),
      removeLast: () => coder.removeLast(),
      leave: () => this.goOn(),
    });
    this.#marks = new MarkList(words, {
      detach: (code) => coder.detach(code),
      removePassage: (code, at) => this.#removePassage(code, at),
      show: (passage) => this.#show(passage),
      define: (code) => this.#definition.paint(this.name(code)),
    });
    this.#memo = buildMemo(words, (memo) => this.#saveMemo(memo));
    this.#memo.field.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") this.#heading.focus({ preventScroll: true });
    });
    const head = build("header", {}, this.#heading, this.#status);
    this.#story = build(
      "article",
      { class: "coding-story" },
      head,
      this.#who,
      this.#languages,
      this.#text.element,
      this.#walking,
    );
    const parts = [this.#input.element, this.#definition.element, this.#marks.element, this.#memo.element];
    this.#side = build("section", { class: "coding-side", "aria-label": words.attached }, ...parts);
    this.element = build("div", { class: "coding-panel" }, this.#story, this.#side);
  }

  get input() {
    return this.#input.input;
  }

  get memo() {
    return this.#memo.field;
  }

  /** The text that is shown, in its language. */
  get shownText() {
    const language = this.#findLanguage();
    const text = this.#entry && language ? listTexts(this.#entry.story).get(language) : undefined;
    return text === undefined || !language ? null : { text, language };
  }

  /**
   * The name of a code, also of one that the model does not have any more.
   * @param {Code} code
   * @returns {NamedCode}
   */
  name({ kind, id }) {
    const known = this.#codes.find((code) => code.kind === kind && code.id === id);
    return known ?? { kind, id, name: id, place: this.#words.lostCode };
  }

  /**
   * @param {CodingEntry} entry
   * @param {Coding} coding
   * @param {boolean} isOther whether another story was shown before
   */
  paint(entry, coding, isOther) {
    const words = this.#words;
    if (isOther) {
      this.#language = findMarked(entry, coding);
      this.#text.rest();
      this.#wasWalking = false;
      this.#definition.paint(null);
    }
    this.#entry = entry;
    this.#coding = coding;
    const { story } = entry;
    this.#story.hidden = this.#side.hidden = false;
    this.#heading.textContent = story.name;
    const shown = this.shownText;
    const elsewhere = shown && shown.language !== this.#coder.data.lang ? shown.language : null;
    const titled = story.language === this.#coder.data.lang ? null : story.language;
    if (titled) this.#heading.lang = titled;
    else this.#heading.removeAttribute("lang");
    this.#who.textContent = describeTelling(
      this.#coder.texts,
      /** @type {Story} */ (/** @type {unknown} */ (story)),
    );
    this.#status.textContent = coding.done ? words.isDone : "";
    this.#status.hidden = !coding.done;
    this.#paintLanguages(story.wordings.map(({ language }) => language));
    const texts = listTexts(story);
    if (shown) {
      const passages = listPassages(coding, texts, shown.language);
      const numbers = new Map(coding.marks.map((mark, at) => [nameKey(mark), at + 1]));
      const pieces = cut(shown.text.length, passages);
      this.#text.paint({ ...shown, lang: elsewhere, pieces, numbers });
    }
    this.#marks.paint(coding, texts, (code) => this.name(code));
    this.#memo.paint(words.storyMemo, coding.memo);
    if (isOther) this.#story.scrollTop = 0;
  }

  /** @param {string} message there is no story to show */
  paintNone(message) {
    this.#entry = null;
    this.#coding = null;
    this.#story.hidden = false;
    this.#side.hidden = true;
    this.#heading.textContent = message;
    this.#who.textContent = this.#words.noneHint;
    this.#status.hidden = true;
    this.#languages.hidden = true;
    this.#text.paint({
      text: "",
      language: this.#coder.data.lang,
      lang: null,
      pieces: [],
      numbers: new Map(),
    });
  }

  #findLanguage() {
    const { story } = this.#entry ?? {};
    return this.#language ?? story?.language ?? null;
  }

  /** @param {string[]} languages */
  #paintLanguages(languages) {
    this.#languages.hidden = languages.length < 2;
    this.#languages.setAttribute("aria-label", this.#words.readIn);
    const now = this.#findLanguage();
    const buttons = languages.map((language) => {
      const onclick = () => this.#readIn(language);
      const pressed = String(language === now);
      const name = this.#words.languages[language] ?? language;
      return build(
        "button",
        { type: "button", "data-focus": language, "aria-pressed": pressed, onclick },
        name,
      );
    });
    const focused = document.activeElement;
    const at = this.#languages.contains(focused) ? focused?.getAttribute("data-focus") : null;
    this.#languages.replaceChildren(...buttons);
    if (at) buttons.find((button) => button.dataset.focus === at)?.focus();
  }

  /** @param {string} language */
  #readIn(language) {
    this.#language = language;
    this.#coder.select(null);
    if (this.#entry && this.#coding) this.paint(this.#entry, this.#coding, false);
  }

  /** @param {SentPassage} passage */
  #show(passage) {
    const [language] = passage;
    if (language !== this.#findLanguage()) this.#readIn(language);
    const read = this.#entry && readPassage(listTexts(this.#entry.story), passage);
    if (read) this.#text.show(read);
  }

  /** @param {string} key */
  #openMark(key) {
    const first = key === LEFTOVER ? `${LEFTOVER} 0` : key;
    const mark = this.#marks.element.querySelector(`[data-focus="${CSS.escape(first)}"]`);
    if (mark instanceof HTMLElement) mark.focus();
  }

  /**
   * @param {Code | null} code
   * @param {number} at
   */
  #removePassage(code, at) {
    this.#coder.change((coding) => removePassage(coding, code, at));
  }

  /** @param {string} memo */
  #saveMemo(memo) {
    this.#coder.change((coding) => ({ ...coding, memo }));
  }

  /** Save at once what is typed. */
  flush() {
    this.#memo.flush();
    this.#definition.flush();
  }

  /** Select words by the keyboard. */
  walk() {
    this.#text.walk();
  }

  /** Go on where one was: selecting words, or reading. */
  goOn() {
    const isTyping = document.activeElement === this.input;
    if (this.#wasWalking) this.#text.walk();
    else if (isTyping) this.#heading.focus({ preventScroll: true });
    if (!this.#wasWalking) this.#text.clearSelection();
  }

  /** The keyboard is at the story, unless somebody goes on typing codes or choosing stories. */
  focus() {
    const { activeElement } = document;
    if (activeElement === this.input || activeElement instanceof HTMLSelectElement) return;
    this.#heading.focus({ preventScroll: true });
  }

  /** @param {Part | null} part */
  highlight(part) {
    this.#text.highlight(part);
  }

  clearSelection() {
    this.#wasWalking = false;
    this.#text.rest();
  }

  leave() {
    this.#text.leave();
  }
}
