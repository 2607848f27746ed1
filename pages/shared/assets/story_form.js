// The form for a story, in a dialog: what is typed is kept until it is saved or discarded, whatever happens in between.
import { build, fetchText, loadSheet, loadStyle } from "./store.js";
import { openDialog, showNotice } from "./dialog.js";
import { buildSmallMap } from "./small_map.js";
import { describeRefusal, loadStoryWords, send } from "./story_api.js";
import { settleConflict } from "./story_conflict.js";
import { askAboutDraft, dropDraft, keepDraft, readDraft } from "./story_draft.js";
import { Masking } from "./story_masking.js";
import { isSameStory } from "./story_merge.js";
import { beginValues, findToday, LINES, makeId, PURPOSES } from "./story_values.js";

const ACTS = { pending: "restore", published: "publish", withdrawn: "withdraw" }; // what brings a story to a status

// Open the form for a new story (`nodes`: attached from the start) or an older one (`story`), after asking what to do
// with a draft of it. `onsaved` is told of the story as the server has it. `canPublish`: whether it may go out at once.
export async function openStoryForm({ language, content, story = null, nodes = [], canPublish = false, onsaved = () => {} }) {
  const [sheet, words] = await Promise.all([loadSheet(language, content), loadStoryWords(language, content), loadStyle()]);
  const options = { language, content, sheet, words, story, nodes, canPublish, onsaved };
  const draft = readDraft(story?.id);
  if (!draft) return openForm(options);
  const goesOn = await askAboutDraft(draft, options);
  if (goesOn === null) return null;
  if (goesOn) return openForm(options, draft);
  dropDraft(story?.id);
  return openForm(options, null, draft);
}

// `draft`: what the form begins with; `discarded`: a draft that was discarded just now, to be had back.
const openForm = (options, draft = null, discarded = null) => new StoryForm(options, draft, discarded).open();

class StoryForm {
  constructor(options, draft, discarded) {
    this.options = options;
    Object.assign(this, options, { discarded });
    const begun = beginValues(this.story, this.language, this.nodes);
    this.take({ values: { ...begun, ...draft?.values }, base: draft?.base ?? begun });
    for (const node of this.nodes) if (!this.values.nodes.includes(node)) this.values.nodes.push(node);
  }

  // `base` is what the form began with: what is typed is a change of it.
  take({ values, base }) {
    this.values = structuredClone(values);
    this.base = structuredClone(base);
  }

  // What would be lost if the form were closed: what was typed, or null.
  getTyped() {
    return isSameStory(this.values, this.base) ? null : structuredClone({ values: this.values, base: this.base });
  }

  keep() {
    if (this.getTyped()) keepDraft(this.story?.id, this.values, this.base);
    else dropDraft(this.story?.id);
  }

  open() {
    const { words } = this;
    this.draw();
    this.dialog = openDialog({
      title: this.story ? words.editStory : words.addStory,
      content: this.form,
      words,
      kind: "form",
      mayClose: () => !this.isSaving,
      onclose: () => this.leave(),
    });
    this.begin();
    return this;
  }

  // Build the form for the values.
  draw() {
    this.alert = build("div", { role: "alert", class: "form-alert" });
    this.undone = build("div", { role: "status", class: "form-undo" });
    this.inputs = new Map(); // of the texts that are looked at, by their keys
    this.masking?.stop();
    this.masking = new Masking({ words: this.words, values: () => this.values, put: (key, text) => this.put(key, text) });
    const form = build("form", { class: "story-form", novalidate: true, onsubmit: (event) => this.submit(event) }, ...this.buildFields());
    form.addEventListener("input", () => this.keep());
    form.addEventListener("change", () => this.keep());
    this.form?.replaceWith(form);
    this.form = form;
  }

  begin() {
    this.keep();
    if (this.discarded) this.offer(this.words.discarded);
    this.form.querySelector("textarea").focus();
    this.showMap();
    if (this.values.text) this.masking.check();
  }

  // Closed without saving: what was typed is gone, and can be had back for a while.
  leave() {
    this.masking.stop();
    if (this.isSaving || this.isSaved) return;
    dropDraft(this.story?.id);
    const lost = this.getTyped() ?? this.discarded;
    if (lost) showNotice(this.words.discarded, [this.words.undo, () => openForm(this.options, lost)], this.words);
  }

  offer(message) {
    this.undone.replaceChildren(message, build("button", { type: "button", onclick: () => this.swap() }, this.words.undo));
  }

  // Bring back what was discarded; what was typed since can be had back in turn.
  swap() {
    const typed = this.getTyped();
    this.take(this.discarded);
    this.discarded = typed;
    this.draw();
    this.begin();
  }

  put(key, text) {
    const input = this.inputs.get(key);
    const hidden = input.closest("details");
    if (hidden) hidden.open = true;
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  buildFields() {
    const { words, sheet, values } = this;
    const heading = build("p", { class: "form-hint" }, words.noNames);
    return [
      this.undone,
      heading,
      this.buildText(values, "text", words.text, words.textHint),
      this.masking.element,
      this.buildLine(values, "title", words.title, words.optional),
      build("div", { class: "form-row" },
        this.buildSelect("teller", words.teller, { "": words.choose, ...words.tellers }),
        this.buildSelect("language", words.language, { ...words.languages, [values.language]: words.languages[values.language] ?? values.language }),
        this.buildLine(values, "setting", words.setting, words.settingHint),
        this.buildDay()),
      this.buildNodes(),
      this.buildChecks(words.dimensions, Object.entries(sheet.dimensions), values.dimensions),
      this.buildConsent(),
      this.buildSource(),
      ...values.translations.map((one) => this.buildTranslation(one)),
      this.canPublish && !this.story ? this.buildPublish() : null,
      this.alert,
      build("div", { class: "form-buttons" },
        build("button", { type: "submit", class: "primary" }, this.story || this.canPublish ? words.save : words.sendIn),
        build("button", { type: "button", onclick: () => this.dialog.close() }, words.later)),
      this.canPublish || this.story ? null : build("p", { class: "form-hint" }, words.waits),
    ].filter(Boolean);
  }

  // `key` is that of `listTexts`.
  buildText(values, field, label, hint, key = field) {
    const { words } = this;
    const id = `story-${key}`;
    const counter = build("span", { class: "form-count", "aria-live": "off" });
    const area = build("textarea", { id, rows: 6, required: true, "aria-describedby": `${id}-hint`, "data-field": field, lang: values.language });
    area.value = values[field];
    const count = () => {
      const length = [...area.value].length;
      counter.textContent = `${length} / ${words.longest}`;
      counter.classList.toggle("over", length > words.longest);
    };
    area.addEventListener("input", () => {
      values[field] = area.value;
      count();
      this.masking.checkSoon();
    });
    count();
    this.inputs.set(key, area);
    return build("div", { class: "form-field" }, build("label", { for: id }, label), area,
      build("p", { class: "form-hint", id: `${id}-hint` }, hint, " ", counter));
  }

  buildLine(values, field, label, hint = "", type = "text", key = field) {
    const id = `story-${key}`;
    const input = build("input", { id, type, maxlength: 200, placeholder: hint, "data-field": field, oninput: () => {
      values[field] = input.value;
      this.masking.checkSoon();
    } });
    input.value = values[field] ?? "";
    this.inputs.set(key, input);
    return build("div", { class: "form-field" }, build("label", { for: id }, label), input);
  }

  buildDay() {
    const { words, values } = this;
    const day = build("input", { id: "story-told-on", type: "date", min: "1900-01-01", max: findToday(), "data-field": "told_on",
      "aria-describedby": "story-told-on-hint", oninput: () => { values.told_on = day.value || null; } });
    day.value = values.told_on ?? "";
    return build("div", { class: "form-field" }, build("label", { for: day.id }, words.fields.told_on), day,
      build("p", { class: "form-hint", id: "story-told-on-hint" }, words.toldOnHint));
  }

  buildSelect(field, label, options) {
    const id = `story-${field}`;
    const select = build("select", { id, required: true, "data-field": field, onchange: () => { this.values[field] = select.value; } },
      ...Object.entries(options).map(([value, name]) => build("option", { value }, name)));
    select.value = this.values[field] ?? "";
    return build("div", { class: "form-field" }, build("label", { for: id }, label), select);
  }

  buildChecks(legend, entries, chosen) {
    const boxes = entries.map(([id, name]) => this.buildCheck(name, chosen.includes(id), (is) => toggleIn(chosen, id, is)));
    return build("fieldset", {}, build("legend", {}, legend), build("div", { class: "form-checks" }, ...boxes));
  }

  buildCheck(name, isOn, act) {
    const box = build("input", { type: "checkbox", checked: isOn, onchange: () => act(box.checked) });
    return build("label", { class: "form-check" }, box, name);
  }

  // Nodes are ticked in a list by stage, or clicked on the map beside it.
  buildNodes() {
    const { words, sheet, values } = this;
    this.nodeBoxes = new Map();
    const groups = Object.entries(sheet.stageNames).map(([stage, name]) => {
      const boxes = Object.entries(sheet.nodes).filter(([, node]) => node.stage === stage).map(([id, node]) => {
        const label = this.buildCheck(node.name, values.nodes.includes(id), (is) => this.attach(id, is));
        label.title = sheet.levels[node.level];
        this.nodeBoxes.set(id, label.firstChild);
        return label;
      });
      return build("div", { class: "form-stage", role: "group", "aria-label": name }, build("strong", {}, name), ...boxes);
    });
    this.mapPlace = build("div", { class: "form-map" });
    this.nodeCount = build("span", { class: "form-count" });
    this.countNodes();
    return build("fieldset", {}, build("legend", {}, words.nodes, " ", this.nodeCount), build("p", { class: "form-hint" }, words.nodesHint),
      this.mapPlace, build("details", { open: matchMedia("(max-width: 700px)").matches }, build("summary", {}, words.asList), build("div", { class: "form-stages" }, ...groups)));
  }

  countNodes() {
    const { nodes } = this.values;
    this.nodeCount.textContent = nodes.length ? `(${nodes.map((id) => this.sheet.nodes[id]?.name ?? id).join(", ")})` : "";
  }

  attach(id, is) {
    toggleIn(this.values.nodes, id, is);
    this.nodeBoxes.get(id).checked = is;
    this.map?.paint(is ? this.chosen.add(id) : this.chosen.delete(id));
    this.countNodes();
    this.keep();
  }

  async showMap() {
    this.chosen = new Set(this.values.nodes);
    try {
      this.map = await buildSmallMap({ ...this, toggle: (id) => this.attach(id, !this.chosen.has(id)) });
      this.mapPlace.replaceChildren(this.map.element);
    } catch { /* the list does it too */ }
  }

  buildConsent() {
    const { words, values } = this;
    const boxes = PURPOSES.map((purpose) => this.buildCheck(words.consents[purpose], values.consent[purpose], (is) => { values.consent[purpose] = is; }));
    return build("fieldset", {}, build("legend", {}, words.consent), build("p", { class: "form-hint" }, words.consentHint), ...boxes);
  }

  buildSource() {
    const { words, values } = this;
    return build("details", { open: Boolean(values.source.name) }, build("summary", {}, words.source),
      build("div", { class: "form-row" },
        this.buildLine(values.source, "name", words.sourceName, "", "text", "source"),
        this.buildLine(values.source, "url", words.sourceUrl, "https://", "url")));
  }

  buildTranslation(one) {
    const { words } = this;
    return build("details", { class: "form-translation" },
      build("summary", {}, words.translation.replace("{language}", words.languages[one.language] ?? one.language)),
      ...LINES.map((field) => this.buildLine(one, field, words[field], "", "text", `${one.language}.${field}`)),
      this.buildText(one, "text", words.text, "", `${one.language}.text`));
  }

  buildPublish() {
    return this.buildCheck(this.words.publishAtOnce, this.values.publish, (is) => { this.values.publish = is; });
  }

  async submit(event) {
    event?.preventDefault();
    const { words, values } = this;
    const lacking = this.findLacking();
    if (lacking) {
      const field = this.form.querySelector(`[data-field="${lacking.field}"]`);
      field.setAttribute("aria-invalid", "true");
      field.addEventListener("input", () => field.removeAttribute("aria-invalid"), { once: true });
      this.say(lacking.message);
      field.focus();
      return;
    }
    const said = this.masking.sum();
    if (said !== this.passed) {
      const found = await this.masking.check();
      if (found.length) {
        this.say(words.stillThere, [
          [words.maskAndSave, () => { this.masking.mask(found); this.save(); }],
          [words.saveAsIs, () => { this.passed = said; this.save(); }],
        ]);
        return;
      }
    }
    await this.save();
  }

  findLacking() {
    const { words, values } = this;
    if (!values.text.trim()) return { field: "text", message: words.needsText };
    if ([...values.text].length > words.longest) return { field: "text", message: words.tooLong };
    if (!values.teller) return { field: "teller", message: words.needsTeller };
    if (values.source.url && !/^https?:\/\/\S+$/.test(values.source.url)) return { field: "url", message: words.needsUrl };
    if (values.translations.some((one) => one.language === values.language)) return { field: "language", message: words.sameLanguage };
    const { badInput, rangeUnderflow, rangeOverflow } = this.form.querySelector('[data-field="told_on"]').validity;
    if (badInput || rangeUnderflow || rangeOverflow) return { field: "told_on", message: words.needsDay };
    return null;
  }

  async save() {
    if (this.isSaving) return;
    this.isSaving = true;
    this.form.setAttribute("aria-busy", "true");
    try {
      const saved = this.story ? await this.sendEdit() : await this.sendNew();
      this.isSaved = true;
      dropDraft(this.story?.id);
      this.dialog.close();
      this.onsaved(saved);
    } catch (error) {
      this.isSaving = false;
      if (!this.dialog.isConnected) this.leave();
      else if (error.status === 409 && this.story) await this.settle();
      else this.say(describeRefusal(error, this.words), [[this.words.again, () => this.save()]]);
    } finally {
      this.isSaving = false;
      this.form.removeAttribute("aria-busy");
    }
  }

  async sendNew() {
    const address = `stories.json?lang=${this.language}`;
    try {
      return await send(address, this.values);
    } catch (error) {
      if (error.status !== 409) throw error;
      // It was stored before and the answer got lost; with what was typed since it is another story.
      this.values.id = makeId();
      this.keep();
      return send(address, this.values);
    }
  }

  async sendEdit() {
    const { values } = this;
    const address = `stories/${encodeURIComponent(values.id)}.json?lang=${this.language}`;
    const saved = await send(address, { do: "edit", revision: values.revision, story: values });
    if (!values.status || saved.status === values.status) return saved;
    // The status was chosen of two; the rest is saved by now.
    this.take({ values: { ...beginValues(saved, this.language), status: values.status }, base: beginValues(saved, this.language) });
    this.draw();
    this.begin();
    return send(address, { do: ACTS[values.status], revision: saved.revision });
  }

  // Somebody else changed the story: both versions are shown, and what is chosen of them is saved.
  async settle() {
    const { words, language } = this;
    try {
      const stored = JSON.parse(await fetchText(`stories/${encodeURIComponent(this.story.id)}.json?lang=${language}`));
      const theirs = beginValues(stored, language);
      const merged = await settleConflict({ base: this.base, mine: this.values, theirs, sheet: this.sheet, words, language });
      if (!merged) {
        this.say(words.conflict, [[words.showBoth, () => this.settle()]]);
        return;
      }
      if (isSameStory(merged, theirs)) {
        this.dialog.close();
        this.onsaved(null);
        return;
      }
      this.take({ values: merged, base: theirs });
      this.draw();
      this.begin();
      await this.submit();
    } catch (error) {
      this.say(describeRefusal(error, words), [[words.again, () => this.settle()]]);
    }
  }

  say(message, acts = []) {
    this.alert.replaceChildren(build("p", {}, message),
      build("div", { class: "form-buttons" }, ...acts.map(([name, act]) => build("button", { type: "button", onclick: () => { this.alert.replaceChildren(); act(); } }, name))));
    this.alert.scrollIntoView({ block: "nearest" });
  }
}

function toggleIn(list, id, is) {
  const at = list.indexOf(id);
  if (is && at < 0) list.push(id);
  if (!is && at >= 0) list.splice(at, 1);
}
