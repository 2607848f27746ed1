// The form for a story, in a dialog: what is typed is kept until it is saved, whatever happens in between.
import { build, loadSheet, loadStyle } from "./store.js";
import { ask, openDialog } from "./dialog.js";
import { buildSmallMap } from "./small_map.js";
import { describeRefusal, findIdentifiers, loadStoryWords, send } from "./story_api.js";

const LINES = ["title", "setting"];
const CHECKED = ["text", ...LINES]; // what could tell who somebody is
const PURPOSES = ["room", "exports", "publications"];

// Open the form for a new story (`nodes`: attached from the start) or an older one (`story`).
// `onsaved` is told of the story as the server has it. `canPublish`: whether it may go out at once.
export async function openStoryForm({ language, content, story = null, nodes = [], canPublish = false, onsaved = () => {} }) {
  const [sheet, words] = await Promise.all([loadSheet(language, content), loadStoryWords(language, content), loadStyle()]);
  const form = new StoryForm({ language, content, sheet, words, story, nodes, canPublish, onsaved });
  form.open();
  return form;
}

class StoryForm {
  constructor(options) {
    Object.assign(this, options);
    this.key = `mangomoment-story-${this.story?.id ?? "new"}`;
    this.found = []; // what could tell who somebody is
    this.saved = false;
    const draft = this.readDraft();
    this.isDraft = Boolean(draft);
    this.values = draft ?? this.begin();
    for (const node of this.nodes) if (!this.values.nodes.includes(node)) this.values.nodes.push(node);
  }

  begin() {
    const { story } = this;
    if (!story) {
      return { id: makeId(), language: this.language, title: "", text: "", setting: "",
        teller: "", nodes: [], dimensions: [], consent: {}, source: {}, translations: [] };
    }
    const [first, ...translations] = story.wordings;
    return { id: story.id, revision: story.revision, ...first, teller: story.teller, nodes: [...story.nodes, ...(story.lost ?? [])],
      dimensions: [...story.dimensions], consent: { ...story.consent }, source: { ...(story.source ?? {}) },
      translations: structuredClone(translations) };
  }

  readDraft() {
    try {
      return JSON.parse(sessionStorage.getItem(this.key));
    } catch {
      return null;
    }
  }

  keepDraft() {
    try {
      sessionStorage.setItem(this.key, JSON.stringify(this.values));
      this.isChanged = true;
    } catch { /* the form itself still holds it */ }
  }

  dropDraft() {
    sessionStorage.removeItem(this.key);
  }

  open() {
    const { words } = this;
    this.alert = build("div", { role: "alert", class: "form-alert" });
    this.notes = build("div", { class: "form-identifiers", role: "status" });
    this.form = build("form", { class: "story-form", novalidate: true, onsubmit: (event) => this.submit(event) }, ...this.buildFields());
    this.dialog = openDialog({
      title: this.story ? words.editStory : words.addStory,
      content: this.form,
      words,
      kind: "form",
    });
    this.form.addEventListener("input", () => this.keepDraft());
    this.form.addEventListener("change", () => this.keepDraft());
    if (this.isDraft) this.say(words.draftFound, [[words.discard, () => this.discard()]]);
    this.form.querySelector("textarea").focus();
    this.showMap();
    if (this.values.text) this.check();
  }

  discard() {
    this.dropDraft();
    this.dialog.close();
    openStoryForm({ ...this, nodes: this.nodes });
  }

  buildFields() {
    const { words, sheet, values } = this;
    const heading = build("p", { class: "form-hint" }, words.noNames);
    return [
      heading,
      this.buildText(values, "text", words.text, words.textHint),
      this.notes,
      this.buildLine(values, "title", words.title, words.optional),
      build("div", { class: "form-row" },
        this.buildSelect("teller", words.teller, { "": words.choose, ...words.tellers }),
        this.buildSelect("language", words.language, { ...words.languages, [values.language]: words.languages[values.language] ?? values.language }),
        this.buildLine(values, "setting", words.setting, words.settingHint)),
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

  buildText(values, field, label, hint) {
    const { words } = this;
    const id = `story-${field}-${values.language ?? ""}`;
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
      if (values === this.values) this.checkSoon();
    });
    count();
    return build("div", { class: "form-field" }, build("label", { for: id }, label), area,
      build("p", { class: "form-hint", id: `${id}-hint` }, hint, " ", counter));
  }

  buildLine(values, field, label, hint = "", type = "text") {
    const id = `story-${field}-${values.language ?? field}-${(this.lines = (this.lines ?? 0) + 1)}`;
    const input = build("input", { id, type, maxlength: 200, placeholder: hint, "data-field": field, oninput: () => {
      values[field] = input.value;
      if (values === this.values) this.checkSoon();
    } });
    input.value = values[field] ?? "";
    return build("div", { class: "form-field" }, build("label", { for: id }, label), input);
  }

  buildSelect(field, label, options) {
    const id = `story-${field}`;
    const select = build("select", { id, required: true, "data-field": field, onchange: () => { this.values[field] = select.value; } },
      ...Object.entries(options).map(([value, name]) => build("option", { value }, name)));
    select.value = this.values[field];
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
    this.keepDraft();
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
        this.buildLine(values.source, "name", words.sourceName), this.buildLine(values.source, "url", words.sourceUrl, "https://", "url")));
  }

  buildTranslation(one) {
    const { words } = this;
    return build("details", { class: "form-translation" },
      build("summary", {}, words.translation.replace("{language}", words.languages[one.language] ?? one.language)),
      ...LINES.map((field) => this.buildLine(one, field, words[field])), this.buildText(one, "text", words.text, ""));
  }

  buildPublish() {
    return this.buildCheck(this.words.publishAtOnce, this.values.publish, (is) => { this.values.publish = is; });
  }

  // What could tell who somebody is: asked for a little after the last letter, and before saving.
  checkSoon() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.check(), 700);
  }

  async check() {
    clearTimeout(this.waiting);
    const asked = CHECKED.map((field) => [field, this.values[field] ?? ""]).filter(([, text]) => text.trim());
    try {
      const found = await findIdentifiers(asked, this.values.language);
      if (asked.every(([field, text]) => text === this.values[field])) this.showFound(found);
    } catch { /* saving will say that the server is away */ }
  }

  showFound(found) {
    const { words } = this;
    this.found = found;
    if (!found.length) {
      this.notes.replaceChildren();
      return;
    }
    const buttons = found.map((one) =>
      build("button", { type: "button", class: "form-mask", title: words.maskThis, onclick: () => this.maskAll([one]) },
        build("strong", {}, one.text), ` → ${one.mask}`, build("small", {}, words.kinds[one.kind] ?? one.kind)));
    this.notes.replaceChildren(
      build("p", {}, build("strong", {}, words.couldTell), " ", words.aidOnly),
      build("div", { class: "form-masks" }, ...buttons,
        found.length > 1 ? build("button", { type: "button", class: "form-mask-all", onclick: () => this.maskAll(found) }, words.maskAll) : null),
    );
  }

  // Places are counted in letters of the cleaned text.
  maskAll(found) {
    for (const field of CHECKED) {
      const here = found.filter((one) => one.field === field).sort((a, b) => b.start - a.start);
      if (!here.length) continue;
      const letters = [...here[0].cleaned];
      for (const one of here) letters.splice(one.start, one.end - one.start, one.mask);
      const input = this.form.querySelector(`[data-field="${field}"]`);
      input.value = letters.join("");
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
    this.notes.replaceChildren(build("p", {}, this.words.masked));
    this.check();
  }

  async submit(event) {
    event.preventDefault();
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
    const said = CHECKED.map((field) => values[field]).join("\n");
    if (said !== this.passed) {
      await this.check();
      if (this.found.length) {
        this.say(words.stillThere, [
          [words.maskAndSave, () => { this.maskAll(this.found); this.save(); }],
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
    return null;
  }

  async save(revision = this.values.revision) {
    if (this.isSaving) return;
    this.isSaving = true;
    this.form.setAttribute("aria-busy", "true");
    const { words, values } = this;
    try {
      const address = this.story ? `stories/${values.id}.json?lang=${this.language}` : `stories.json?lang=${this.language}`;
      const saved = await send(address, this.story ? { do: "edit", revision, story: values } : values);
      this.dropDraft();
      this.dialog.close();
      this.onsaved(saved);
    } catch (error) {
      if (error.status === 409 && !this.story) {
        // It was stored before and the answer got lost; with what was typed since it is another story.
        values.id = makeId();
        this.keepDraft();
        this.isSaving = false;
        return await this.save();
      }
      const isConflict = error.status === 409 && this.story;
      this.say(describeRefusal(error, words), isConflict ? [
        [words.saveMine, () => this.save(error.answer.current)],
        [words.takeTheirs, () => this.takeTheirs()],
      ] : [[words.again, () => this.save(revision)]]);
    } finally {
      this.isSaving = false;
      this.form.removeAttribute("aria-busy");
    }
  }

  async takeTheirs() {
    if (!(await ask(this.words.dropMine, this.words.takeTheirs, this.words))) return;
    this.dropDraft();
    this.dialog.close();
    this.onsaved(null);
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

// Not randomUUID, which browsers do not have away from this computer and without HTTPS.
const makeId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, "0")).join("");
