// What one coder does with one story after the other: what is shown, and what keys and buttons do.
import { write } from "../../shared/address.js";
import { findCulture } from "../../shared/culture.js";
import { build } from "../../shared/dom.js";
import { describeRefusal } from "../../shared/requests.js";
import { fill } from "../../shared/words.js";
import { readConflict } from "./api.js";
import { buildHead, buildSelected } from "./bar.js";
import * as codings from "./codings.js";
import { settleCoding } from "./conflict.js";
import { buildKeys } from "./keyed_acts.js";
import { StoryPanel } from "./story_panel.js";

/**
 * @import { Refused } from "../../shared/requests.js"
 * @import { Coding, CodingEntry, CodingWords, LoadedTexts } from "../../shared/types.js"
 * @import { StoryListData, StoryWords } from "../../shared/types.js"
 * @import { CoderWork } from "./coder_work.js"
 * @import { Code } from "./codings.js"
 * @import { Part } from "./positions.js"
 *
 * @typedef {object} Page what it is part of
 * @property {LoadedTexts} texts
 * @property {StoryListData} data
 * @property {StoryWords & CodingWords} words
 * @property {() => void} changeCoder
 */

export class CodingDesk {
  #work;
  #panel;
  #head;
  #selection;
  #acts;
  #message = build("div", { class: "stories-message", role: "status" });
  /** @type {string | null} the story that is shown */
  #shown = null;
  /** @type {Code | null} the one that was attached last */
  #last = null;
  /** @type {Part | null} what is selected in the text */
  #selected = null;
  #isSettling = false;

  /**
   * @param {CoderWork} work
   * @param {Page} page
   */
  constructor(work, { texts, data, words, changeCoder }) {
    this.#work = work;
    this.texts = texts;
    this.data = data;
    this.words = words;
    this.changeCoder = changeCoder;
    this.#panel = new StoryPanel(this, words);
    this.#head = buildHead(words, (number) => number.toLocaleString(findCulture(data.lang)), this);
    this.#selection = buildSelected(words, {
      mark: () => this.mark(),
      choose: () => this.#panel.input.focus(),
      leave: () => this.leaveOver(),
      clear: () => this.clear(),
    });
    this.#acts = buildKeys(this, this.#panel, words);
    const foot = build("div", { class: "coding-foot" }, this.#selection.element, this.#acts.element);
    const { element: panel } = this.#panel;
    this.element = build("div", { class: "coding" }, this.#head.element, this.#message, panel, foot);
  }

  /** @param {string} message said beside the story that is current */
  begin(message) {
    this.#say(message);
    this.#draw();
    const [refused] = this.#work.refusals;
    if (refused) this.bringBack(...refused);
  }

  leave() {
    this.#panel.flush();
    this.#panel.leave();
    this.#acts.leave();
  }

  /**
   * Turn to the story that the address asks for.
   * @param {string | null} story
   */
  async turnTo(story) {
    const { line } = this.#work;
    if (!story || story === line.current) return;
    this.#panel.flush();
    if (line.goTo(story)) await this.#show();
  }

  /** @param {number} by */
  step(by) {
    this.#panel.flush();
    if (this.#work.line.step(by)) this.#show();
  }

  /** Show the story that is current: at once where it is at hand. */
  async #show() {
    const { line } = this.#work;
    this.#say("");
    const id = line.current;
    if (id && !line.find(id)) {
      this.#draw();
      try {
        if (!(await line.load(id))) {
          line.remove(id);
          this.#say(this.words.gone);
        }
      } catch (error) {
        this.#say(describeRefusal(error, this.words), [this.words.again, () => this.#show()]);
        return;
      }
      if (line.current !== id && line.find(id)) return; // gone on meanwhile
    }
    this.#draw();
    line.fetchAround().catch(() => {}); // each is fetched when it is there to be read
  }

  get #entry() {
    const id = this.#work.line.current;
    return (id && this.#work.line.find(id)) || null;
  }

  #draw() {
    const entry = this.#entry;
    this.#head.paint(this.#work.coder?.name ?? "", this.#work.line.place);
    const id = entry?.story.id ?? null;
    const isOther = this.#shown !== id;
    this.#shown = id;
    if (isOther) this.select(null);
    if (!entry) {
      this.#panel.paintNone(this.#work.line.current ? "…" : this.words.noneHere);
      this.#paintActs();
      return;
    }
    this.#panel.paint(entry, this.#work.find(entry), isOther);
    this.#paintActs();
    this.#paintSaved();
    if (isOther) write({ story: id }, { replace: true });
    if (isOther) this.#panel.focus();
    if (entry.coding.lost) this.#say(this.#describeLost(entry));
    const refusal = this.#work.findRefusal(entry.story.id);
    if (refusal && isOther) this.#sayRefusal(entry.story.id, refusal);
  }

  #paintActs() {
    const entry = this.#entry;
    const isDone = Boolean(entry && this.#work.find(entry).done);
    this.#acts.paintKeys();
    this.#acts.rename("done", isDone ? this.words.next : this.words.doneNext);
    for (const id of ["done", "passage", "memo", "attach"]) this.#acts.disable(id, !entry);
    this.#acts.disable("undo", !this.#work.canUndo);
    this.#acts.show("reopen", isDone);
  }

  #paintSaved() {
    this.#head.paintSaved(this.#work.waiting);
  }

  // What is done ------------------------------------------------------------------------------------------

  /**
   * Change the coding of the story that is shown.
   * @param {(coding: Coding) => Coding} change
   */
  change(change) {
    const entry = this.#entry;
    if (!entry || !this.#work.change(entry, change)) return false;
    this.#say("");
    this.#repaint(entry);
    return true;
  }

  /** @param {CodingEntry} entry */
  #repaint(entry) {
    this.#panel.paint(entry, this.#work.find(entry), false);
    this.#head.paint(this.#work.coder?.name ?? "", this.#work.line.place);
    this.#paintActs();
    this.#paintSaved();
  }

  /**
   * Attach a code, with the words that are selected as its reason.
   * @param {Code} code
   */
  attach(code) {
    const passage = this.#findPassage();
    this.#last = code;
    this.change((coding) =>
      passage ? codings.addPassage(coding, code, passage) : codings.attach(coding, code),
    );
    if (passage) this.#unselect();
  }

  /** @param {Code} code */
  detach(code) {
    if (!this.change((coding) => codings.detach(coding, code))) return;
    const { name } = this.#panel.name(code);
    this.#say(fill(this.words.removed, { name }), [this.words.undo, () => this.undo()]);
  }

  removeLast() {
    const entry = this.#entry;
    const last = entry && this.#work.find(entry).marks.at(-1);
    if (last) this.detach(last);
  }

  #findPassage() {
    const text = this.#panel.shownText;
    return this.#selected && text ? codings.writePassage(text, this.#selected) : null;
  }

  get #lastCode() {
    const entry = this.#entry;
    if (!entry) return null;
    const coding = this.#work.find(entry);
    return this.#last && codings.has(coding, this.#last) ? this.#last : (coding.marks.at(-1) ?? null);
  }

  /** The selected words are the reason for the code that was attached last. */
  mark() {
    const code = this.#lastCode;
    if (this.#selected && code) this.attach({ kind: code.kind, id: code.id });
    else if (this.#selected) this.#panel.input.focus();
  }

  /** The selected words have no place in the model. */
  leaveOver() {
    const passage = this.#findPassage();
    if (!passage) return;
    this.change((coding) => codings.addPassage(coding, null, passage));
    this.#unselect();
  }

  /** @param {Part | null} part */
  select(part) {
    this.#selected = part;
    const text = this.#panel.shownText?.text ?? "";
    const code = this.#lastCode;
    this.#selection.paint(part && text.slice(part.start, part.end), code && this.#panel.name(code).name);
    this.#panel.highlight(part);
  }

  #unselect() {
    this.select(null);
    this.#panel.goOn();
  }

  clear() {
    if (!this.#selected) return;
    this.#panel.clearSelection();
    this.select(null);
  }

  get isPressing() {
    return this.#selection.isPressed;
  }

  done() {
    if (!this.#entry) return;
    this.#panel.flush();
    this.change((coding) => ({ ...coding, done: true }));
    if (this.#work.line.stepToOpen()) this.#show();
    else this.#say(this.words.allDone);
  }

  reopen() {
    this.change((coding) => ({ ...coding, done: false }));
  }

  async undo() {
    this.#panel.flush();
    try {
      const id = await this.#work.undo();
      if (!id) return;
      this.#work.line.goTo(id);
      const entry = this.#entry;
      if (this.#shown === id && entry) this.#repaint(entry);
      else await this.#show();
      this.#say(this.words.undone);
    } catch (error) {
      this.fail(error);
    }
  }

  // What the server says ----------------------------------------------------------------------------------

  /**
   * @param {string} id
   * @param {boolean} isTextChanged
   */
  saved(id, isTextChanged) {
    this.#head.paint(this.#work.coder?.name ?? "", this.#work.line.place);
    this.#paintSaved();
    const { fault } = this.#work.waiting;
    if (fault) this.#say(describeRefusal(fault, this.words));
    else if (this.#message.dataset.of === "fault") this.#say("");
    this.#message.dataset.of = fault ? "fault" : "";
    const entry = this.#entry;
    if (!isTextChanged || entry?.story.id !== id) return;
    this.#repaint(entry);
    this.#say(entry.coding.lost ? this.#describeLost(entry) : this.words.textChanged);
  }

  /** @param {CodingEntry} entry */
  #describeLost({ coding: { lost } }) {
    return fill(lost === 1 ? this.words.lostOne : this.words.lost, { count: lost });
  }

  /**
   * A story that the server did not take comes back.
   * @param {string} id
   * @param {Refused} refusal
   */
  async bringBack(id, refusal) {
    this.#panel.flush();
    if (this.#work.line.goTo(id) && this.#shown !== id) await this.#show();
    this.#paintSaved();
    this.#sayRefusal(id, refusal);
    if (readConflict(refusal)) await this.#settle(id);
  }

  /**
   * @param {string} id
   * @param {Refused} refusal
   */
  #sayRefusal(id, refusal) {
    if (readConflict(refusal)) {
      this.#say(this.words.codedTwice, [this.words.showBoth, () => this.#settle(id)]);
      return;
    }
    const drop = () => {
      this.#work.drop(id);
      if (refusal.status === 404) this.#work.line.remove(id);
      this.#shown = null;
      this.#show();
    };
    this.#say(describeRefusal(refusal, this.words), [this.words.discard, drop]);
  }

  /** @param {string} id */
  async #settle(id) {
    const draft = this.#work.findDraft(id);
    const refusal = this.#work.findRefusal(id);
    const stored = refusal && readConflict(refusal);
    if (!draft || !stored || this.#isSettling) return;
    this.#isSettling = true;
    const { coding: theirs, story } = stored;
    const name = (/** @type {Code} */ code) => this.#panel.name(code);
    const chosen = await settleCoding({
      base: draft.base,
      mine: draft.coding,
      theirs,
      story,
      words: this.words,
      name,
    });
    this.#isSettling = false;
    if (!chosen) return;
    this.#work.resolve(stored, chosen);
    this.#shown = null;
    await this.#show();
  }

  /** @param {unknown} error */
  fail(error) {
    this.#say(describeRefusal(error, this.words));
  }

  /**
   * @param {string} message
   * @param {[name: string, act: () => void] | null} [act]
   */
  #say(message, act = null) {
    if (!act && this.#message.textContent === message) return; // nobody is told twice
    const button = act ? [build("button", { type: "button", onclick: act[1] }, act[0])] : [];
    this.#message.replaceChildren(message, ...button);
  }

  retry() {
    this.#work.retry();
  }

  /** @param {Code} code */
  findMemo(code) {
    return this.#work.findMemo(code);
  }

  /**
   * @param {Code} code
   * @param {string} text
   */
  saveMemo(code, text) {
    this.#work.saveMemo(code, text);
    this.#paintSaved();
  }
}
