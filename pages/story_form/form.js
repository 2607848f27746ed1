// The form for a story, in a dialog: what is typed is kept until it is saved or discarded, whatever happens
// in between.
import { openDialog, showNotice } from "../shared/dialog.js";
import { build } from "../shared/dom.js";
import { loadTexts } from "../shared/model_texts.js";
import { describeRefusal, fetchText, makeId, Refused, send } from "../shared/requests.js";
import { loadStyles } from "../shared/styles.js";
import { fillTeams, loadTeams } from "../shared/teams.js";
import { loadStoryWords, nameStory } from "./api.js";
import { settleConflict } from "./conflict.js";
import { askAboutDraft, dropDraft, keepDraft, readDraft } from "./draft.js";
import { StoryFields } from "./fields.js";
import { isSameStory } from "./merge.js";
import { saveStory } from "./saving.js";
import { beginValues } from "./values.js";

/**
 * @import { Draft } from "./draft.js"
 * @import { Act, LoadedTexts, Story } from "../shared/types.js"
 * @import { StoryValues, StoryWords, Telltale } from "../shared/types.js"
 *
 * @typedef {object} Options
 * @property {string} language
 * @property {string} content
 * @property {Story | null} story the one that is edited, if it is no new one
 * @property {string[]} nodes attached from the start
 * @property {boolean} canPublish whether it may go out at once
 * @property {(saved: Story | null) => void} onsaved is told of the story as the server has it
 *
 * @typedef {Options & {texts: LoadedTexts, words: StoryWords}} FormOptions
 */

/**
 * Open the form for a new story or an older one, after asking what to do with a draft of it.
 * @param {Partial<Options> & Pick<Options, "language" | "content">} options
 */
export async function openStoryForm(options) {
  const { language, content } = options;
  const [texts, words, teams] = await Promise.all([
    loadTexts(language, content),
    loadStoryWords(language, content),
    options.canPublish ? loadTeams() : [],
    loadStyles("shared/dialog.css", "story_form/form.css"),
  ]);
  fillTeams(texts, teams);
  const nothing = { story: null, nodes: [], canPublish: false, onsaved: () => {} };
  const form = { ...nothing, ...options, texts, words };
  const draft = readDraft(form.story?.id);
  if (!draft) return openForm(form);
  const goesOn = await askAboutDraft(draft, form);
  if (goesOn === null) return null;
  if (goesOn) return openForm(form, draft);
  dropDraft(form.story?.id);
  return openForm(form, null, draft);
}

/**
 * @param {FormOptions} options
 * @param {Draft | null} [draft] what the form begins with
 * @param {Draft | null} [discarded] a draft that was discarded just now, to be had back
 */
const openForm = (options, draft = null, discarded = null) => new StoryForm(options, draft, discarded);

class StoryForm {
  #options;
  #words;
  #values;
  #base; // what the form began with: what is typed is a change of it
  /** @type {Draft | null} */
  #discarded;
  /** @type {string | null} what was typed when somebody chose to save it with what could tell who they are */
  #passed = null;
  #isSaving = false;
  #isSaved = false;
  #alert = build("div", { role: "alert", class: "form-alert" });
  #undone = build("div", { role: "status", class: "form-undo" });
  #fields;
  #form;
  #dialog;

  /**
   * @param {FormOptions} options
   * @param {Draft | null} draft
   * @param {Draft | null} discarded
   */
  constructor(options, draft, discarded) {
    const { story, language, nodes, words } = options;
    this.#options = options;
    this.#words = words;
    this.#discarded = discarded;
    const begun = beginValues(this.#plain, story, language, nodes);
    this.#values = structuredClone({ ...begun, ...draft?.values });
    this.#base = structuredClone(draft?.base ?? begun);
    for (const node of nodes) if (!this.#values.nodes.includes(node)) this.#values.nodes.push(node);
    this.#fields = this.#buildFields();
    this.#form = this.#buildForm();
    this.#dialog = openDialog({
      title: story ? words.editStory : words.addStory,
      content: this.#form,
      words,
      kind: "form",
      mayClose: () => !this.#isSaving,
      onclose: () => this.#leave(),
    });
    this.#begin();
  }

  get #plain() {
    return this.#options.texts.words.plain;
  }

  /** What would be lost if the form were closed: what was typed, or null. */
  #getTyped() {
    if (isSameStory(this.#plain, this.#values, this.#base)) return null;
    return structuredClone({ values: this.#values, base: this.#base });
  }

  #keep() {
    const id = this.#options.story?.id;
    if (this.#getTyped()) keepDraft(id, this.#values, this.#base);
    else dropDraft(id);
  }

  #buildFields() {
    const { story, canPublish } = this.#options;
    return new StoryFields({
      ...this.#options,
      values: this.#values,
      mayPublish: canPublish && !story,
      changed: () => this.#keep(),
    });
  }

  #buildForm() {
    const words = this.#words;
    const { story, canPublish } = this.#options;
    const name = story || canPublish ? words.save : words.sendIn;
    const form = build(
      "form",
      { class: "story-form", novalidate: true, onsubmit: (event) => this.#submit(event) },
      this.#undone,
      ...this.#fields.elements,
      this.#alert,
      build(
        "div",
        { class: "form-buttons" },
        build("button", { type: "submit", class: "primary" }, name),
        build("button", { type: "button", onclick: () => this.#dialog.close() }, words.later),
      ),
      canPublish || story ? null : build("p", { class: "form-hint" }, words.waits),
    );
    form.addEventListener("input", () => this.#keep());
    form.addEventListener("change", () => this.#keep());
    return form;
  }

  /**
   * Build the form anew for other values.
   * @param {StoryValues} values
   * @param {StoryValues} base
   */
  #take(values, base) {
    this.#values = structuredClone(values);
    this.#base = structuredClone(base);
    this.#fields.masking.stop();
    this.#alert.replaceChildren();
    this.#undone.replaceChildren();
    this.#fields = this.#buildFields();
    const form = this.#buildForm();
    this.#form.replaceWith(form);
    this.#form = form;
    this.#begin();
  }

  #begin() {
    this.#keep();
    if (this.#discarded) this.#offer(this.#words.discarded);
    this.#form.querySelector("textarea")?.focus();
    this.#fields.nodes.showMap();
    if (this.#values.text) this.#fields.masking.check();
  }

  /** Closed without saving: what was typed is gone, and can be had back for a while. */
  #leave() {
    this.#fields.masking.stop();
    if (this.#isSaving || this.#isSaved) return;
    dropDraft(this.#options.story?.id);
    const lost = this.#getTyped() ?? this.#discarded;
    const words = this.#words;
    if (lost) showNotice(words.discarded, [words.undo, () => openForm(this.#options, lost)], words);
  }

  /** @param {string} message */
  #offer(message) {
    const undo = build("button", { type: "button", onclick: () => this.#swap() }, this.#words.undo);
    this.#undone.replaceChildren(message, undo);
  }

  /** Bring back what was discarded; what was typed since can be had back in turn. */
  #swap() {
    const typed = this.#getTyped();
    const back = this.#discarded;
    this.#discarded = typed;
    if (back) this.#take(back.values, back.base ?? this.#base);
  }

  /** @param {Event} [event] */
  async #submit(event) {
    event?.preventDefault();
    const words = this.#words;
    const { masking } = this.#fields;
    const lacking = this.#fields.findLacking();
    if (lacking) {
      this.#say(lacking.message);
      this.#fields.pointTo(lacking.field, this.#alert);
      return;
    }
    const sum = masking.sum();
    const found = sum === this.#passed ? [] : await masking.check();
    if (!found.length) {
      await this.#save();
      return;
    }
    this.#say(words.stillThere, [
      [words.maskAndSave, () => this.#maskAndSave(found)],
      [words.saveAsIs, () => this.#saveAsIs(sum)],
    ]);
  }

  /** @param {Telltale[]} found */
  #maskAndSave(found) {
    this.#fields.masking.mask(found);
    this.#save();
  }

  /** @param {string} sum */
  #saveAsIs(sum) {
    this.#passed = sum;
    this.#save();
  }

  async #save() {
    if (this.#isSaving) return;
    this.#isSaving = true;
    this.#form.setAttribute("aria-busy", "true");
    const { story, onsaved } = this.#options;
    try {
      const saved = story ? await this.#sendEdit() : await this.#sendNew();
      this.#isSaved = true;
      dropDraft(story?.id);
      this.#dialog.close();
      onsaved(saved);
    } catch (error) {
      this.#isSaving = false;
      if (!this.#dialog.isConnected) this.#leave();
      else if (isConflict(error) && story) await this.#settle(story);
      else this.#say(describeRefusal(error, this.#words), [[this.#words.again, () => this.#save()]]);
    } finally {
      this.#isSaving = false;
      this.#form.removeAttribute("aria-busy");
    }
  }

  async #sendNew() {
    const address = `stories.json?lang=${this.#options.language}`;
    try {
      return await send(address, this.#values);
    } catch (error) {
      if (!isConflict(error)) throw error;
      // It was stored before and the answer got lost; with what was typed since it is another story.
      this.#values.id = makeId();
      this.#keep();
      return send(address, this.#values);
    }
  }

  #sendEdit() {
    const { language } = this.#options;
    const { status } = this.#values;
    return saveStory(this.#values, language, (saved) => {
      const base = beginValues(this.#plain, saved, language);
      this.#take({ ...base, status }, base);
    });
  }

  /**
   * Somebody else changed the story: both versions are shown, and what is chosen of them is saved.
   * @param {Story} story
   */
  async #settle(story) {
    const words = this.#words;
    const { language, texts, onsaved } = this.#options;
    const again = () => this.#settle(story);
    try {
      const stored = JSON.parse(await fetchText(nameStory(story.id, language)));
      const theirs = beginValues(this.#plain, stored, language);
      const [base, mine] = [this.#base, this.#values];
      const merged = await settleConflict({ base, mine, theirs, texts, words, language });
      if (!merged) this.#say(words.conflict, [[words.showBoth, again]]);
      else if (isSameStory(this.#plain, merged, theirs)) {
        this.#dialog.close();
        onsaved(null);
      } else {
        this.#take(merged, theirs);
        await this.#submit();
      }
    } catch (error) {
      this.#say(describeRefusal(error, words), [[words.again, again]]);
    }
  }

  /**
   * @param {string} message
   * @param {Act[]} [acts]
   */
  #say(message, acts = []) {
    const buttons = acts.map(([name, act]) => {
      const onclick = () => {
        this.#alert.replaceChildren();
        act();
      };
      return build("button", { type: "button", onclick }, name);
    });
    this.#alert.replaceChildren(build("p", {}, message), build("div", { class: "form-buttons" }, ...buttons));
    this.#alert.scrollIntoView({ block: "nearest" });
  }
}

/** @param {unknown} error */
const isConflict = (error) => error instanceof Refused && error.status === 409;
