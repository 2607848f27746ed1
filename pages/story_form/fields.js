// The fields of the form for a story; what is typed into them is in the values.
import { build, getElement } from "../shared/dom.js";
import { pointTo } from "../shared/faulty.js";
import { isAsked, offerOptions } from "../shared/teams.js";
import { fill } from "../shared/words.js";
import { Masking } from "./masks.js";
import { NodeChoice } from "./nodes.js";
import { chooseConsentWords, findToday, PURPOSES } from "./values.js";

/**
 * @import { Child, LoadedTexts, PlainField, StoryValues, StoryWords, Wording } from "../shared/types.js"
 *
 * @typedef {object} Options
 * @property {string} language
 * @property {string} content
 * @property {LoadedTexts} texts
 * @property {StoryWords} words
 * @property {StoryValues} values follow what is typed
 * @property {boolean} mayPublish whether the story may be published at once
 * @property {() => void} changed is told where no event of the form tells it
 */

export class StoryFields {
  #options;
  #words;
  #values;
  /** @type {Map<string, HTMLInputElement | HTMLTextAreaElement>} */
  #texts = new Map(); // those that are looked at, by their keys
  /** @type {[string, HTMLInputElement][]} */
  #days = []; // with their fields

  /** @param {Options} options */
  constructor(options) {
    this.#options = options;
    this.#words = options.words;
    this.#values = options.values;
    this.masking = new Masking({
      plain: options.texts.words.plain,
      words: options.words,
      getValues: () => options.values,
      put: (key, text) => this.put(key, text),
    });
    const { nodes } = options.values;
    this.nodes = new NodeChoice({ ...options, nodes });
    /** @type {HTMLElement[]} */
    this.elements = this.#list();
  }

  /**
   * Write a text into its field.
   * @param {string} key
   * @param {string} text
   */
  put(key, text) {
    const input = this.#texts.get(key);
    if (!input) return;
    const hidden = input.closest("details");
    if (hidden) hidden.open = true;
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** The first field that does not do as it is, and why; null where all do. */
  findLacking() {
    const words = this.#words;
    const { text, teller, source, translations, language } = this.#values;
    if (!text.trim()) return { field: "text", message: words.needsText };
    if ([...text].length > words.longest) return { field: "text", message: words.tooLong };
    if (!teller) return { field: "teller", message: words.needsTeller };
    if (source.url && !/^https?:\/\/\S+$/.test(source.url)) return { field: "url", message: words.needsUrl };
    if (translations.some((wording) => wording.language === language)) {
      return { field: "language", message: words.sameLanguage };
    }
    const wrong = this.#days.find(([, day]) => !day.validity.valid);
    return wrong ? { field: wrong[0], message: words.needsDay } : null;
  }

  /**
   * Point to a field until something is typed into it.
   * @param {string} name
   * @param {HTMLElement} message where the fault is said
   */
  pointTo(name, message) {
    const form = this.elements[0].parentElement;
    if (form) pointTo(getElement(form, `[data-field="${name}"]`), message);
  }

  #list() {
    const words = this.#words;
    const values = this.#values;
    const [tellers, others] = this.#splitPlain();
    const languages = { ...words.languages };
    languages[values.language] ??= values.language;
    const publish = (/** @type {boolean} */ is) => {
      values.publish = is;
    };
    return [
      build("p", { class: "form-hint" }, words.noNames),
      this.#buildText(values, words.text, words.textHint),
      this.masking.element,
      this.#buildTitle(values, words.optional),
      build(
        "div",
        { class: "form-row" },
        ...tellers.map((field) => this.#buildPlain(field)),
        this.#buildSelect("language", words.language, languages),
        this.#buildSetting(values, words.settingHint),
        ...others.map((field) => this.#buildPlain(field)),
      ),
      this.nodes.element,
      this.#buildDimensions(),
      this.#buildConsent(),
      this.#buildSource(),
      ...values.translations.map((wording) => this.#buildTranslation(wording)),
      ...(this.#options.mayPublish
        ? [buildCheck(words.publishAtOnce, values.publish ?? false, publish)]
        : []),
    ];
  }

  /** The plain fields: who tells, and those that come after what is asked beside it. */
  #splitPlain() {
    const plain = this.#options.texts.words.plain.filter(isAsked);
    const isTeller = (/** @type {PlainField} */ { name }) => name === "teller";
    return [plain.filter(isTeller), plain.filter((field) => !isTeller(field))];
  }

  /**
   * @param {PlainField} field
   * @returns {HTMLElement}
   */
  #buildPlain(field) {
    const { name, kind, question, isRequired } = field;
    switch (kind) {
      case "day":
        return this.#buildDay(field);
      case "team":
      case "choice": {
        const none = isRequired ? this.#words.choose : "";
        const offered = offerOptions(field, this.#values[name]);
        return this.#buildSelect(name, question, { "": none, ...offered }, isRequired);
      }
      case "line":
      case "text":
        return this.#buildTyped(field);
    }
  }

  /**
   * @param {Wording} wording
   * @param {string} label
   * @param {string} hint
   */
  #buildText(wording, label, hint, before = "") {
    const { longest } = this.#words;
    const key = `${before}text`;
    const id = `story-${key}`;
    const counter = build("span", { class: "form-count", "aria-live": "off" });
    const attributes = {
      id,
      rows: 6,
      required: true,
      "aria-describedby": `${id}-hint`,
      "data-field": "text",
    };
    const area = build("textarea", { ...attributes, lang: wording.language });
    area.value = wording.text;
    const count = () => {
      const { length } = [...area.value];
      counter.textContent = `${length} / ${longest}`;
      counter.classList.toggle("over", length > longest);
    };
    area.addEventListener("input", () => {
      wording.text = area.value;
      count();
      this.masking.checkSoon();
    });
    count();
    this.#texts.set(key, area);
    const help = build("p", { class: "form-hint", id: `${id}-hint` }, hint, " ", counter);
    return buildField(area, label, help);
  }

  /** @param {Wording} wording */
  #buildTitle(wording, hint = "", before = "") {
    const take = (/** @type {string} */ text) => {
      wording.title = text;
    };
    return this.#buildLine(`${before}title`, "title", this.#words.title, wording.title, take, hint);
  }

  /** @param {Wording} wording */
  #buildSetting(wording, hint = "", before = "") {
    const take = (/** @type {string} */ text) => {
      wording.setting = text;
    };
    return this.#buildLine(`${before}setting`, "setting", this.#words.setting, wording.setting, take, hint);
  }

  /**
   * @param {string} key that of `listTexts`
   * @param {string} field
   * @param {string} label
   * @param {string | undefined} text
   * @param {(text: string) => void} take
   */
  #buildLine(key, field, label, text, take, hint = "", type = "text") {
    const maxlength = this.#words.longestLine;
    const attributes = { id: `story-${key}`, type, maxlength, placeholder: hint };
    const input = build("input", { ...attributes, "data-field": field });
    input.value = text ?? "";
    input.addEventListener("input", () => {
      take(input.value);
      this.masking.checkSoon();
    });
    this.#texts.set(key, input);
    return buildField(input, label);
  }

  /** @param {PlainField} field */
  #buildDay({ name, question, hint }) {
    const [min] = this.#words.days;
    const day = build("input", { id: nameInput(name), type: "date", min, max: findToday() });
    day.value = this.#values[name] ?? "";
    day.addEventListener("input", () => {
      this.#values[name] = day.value;
    });
    this.#days.push([name, day]);
    return buildHinted(day, name, question, hint);
  }

  /** @param {PlainField} field */
  #buildTyped({ name, kind, question, hint, longest }) {
    const attributes = { id: nameInput(name), maxlength: longest };
    const input = kind === "line" ? build("input", attributes) : build("textarea", attributes);
    input.value = this.#values[name] ?? "";
    input.addEventListener("input", () => {
      this.#values[name] = input.value;
      this.masking.checkSoon();
    });
    this.#texts.set(name, input);
    return buildHinted(input, name, question, hint);
  }

  /**
   * @param {PlainField["name"] | "language"} field
   * @param {string} label
   * @param {Record<string, string>} options
   */
  #buildSelect(field, label, options, required = true) {
    const list = Object.entries(options).map(([value, name]) => build("option", { value }, name));
    const select = build("select", { id: nameInput(field), required, "data-field": field }, ...list);
    select.value = this.#values[field] ?? "";
    select.addEventListener("change", () => {
      this.#values[field] = select.value;
    });
    return buildField(select, label);
  }

  #buildDimensions() {
    const { dimensions } = this.#values;
    const boxes = Object.entries(this.#options.texts.dimensions).map(([id, name]) =>
      buildCheck(name, dimensions.includes(id), (isOn) => {
        const others = dimensions.filter((other) => other !== id);
        dimensions.splice(0, dimensions.length, ...others, ...(isOn ? [id] : []));
      }),
    );
    const legend = build("legend", {}, this.#words.dimensions);
    return build("fieldset", {}, legend, build("div", { class: "form-checks" }, ...boxes));
  }

  #buildConsent() {
    const words = this.#words;
    const { consent, source } = this.#values;
    const { full } = chooseConsentWords(words, source);
    const boxes = PURPOSES.map((purpose) =>
      buildCheck(full[purpose], consent[purpose] ?? false, (isOn) => {
        consent[purpose] = isOn;
      }),
    );
    const hint = build("p", { class: "form-hint" }, words.consentHint);
    return build("fieldset", {}, build("legend", {}, words.consent), hint, ...boxes);
  }

  #buildSource() {
    const words = this.#words;
    const { source } = this.#values;
    const takeName = (/** @type {string} */ text) => {
      source.name = text;
    };
    const takeUrl = (/** @type {string} */ text) => {
      source.url = text;
    };
    return build(
      "details",
      { open: Boolean(source.name) },
      build("summary", {}, words.source),
      build(
        "div",
        { class: "form-row" },
        this.#buildLine("source", "name", words.sourceName, source.name, takeName),
        this.#buildLine("url", "url", words.sourceUrl, source.url, takeUrl, "https://", "url"),
      ),
    );
  }

  /** @param {Wording} wording */
  #buildTranslation(wording) {
    const words = this.#words;
    const { language } = wording;
    const before = `${language}.`;
    return build(
      "details",
      { class: "form-translation" },
      build("summary", {}, fill(words.translation, { language: words.languages[language] ?? language })),
      this.#buildTitle(wording, "", before),
      this.#buildSetting(wording, "", before),
      this.#buildText(wording, words.text, "", before),
    );
  }
}

/** @param {string} field */
const nameInput = (field) => `story-${field.replaceAll("_", "-")}`;

/**
 * An input with a hint below it, if any.
 * @param {HTMLElement} input
 * @param {string} name
 * @param {string} label
 * @param {string} hint
 */
function buildHinted(input, name, label, hint) {
  input.dataset.field = name;
  if (!hint) return buildField(input, label);
  const id = `${input.id}-hint`;
  input.setAttribute("aria-describedby", id);
  return buildField(input, label, build("p", { class: "form-hint", id }, hint));
}

/**
 * @param {HTMLElement} field
 * @param {string} label
 * @param {...Child} help
 */
const buildField = (field, label, ...help) =>
  build("div", { class: "form-field" }, build("label", { for: field.id }, label), field, ...help);

/**
 * @param {string} name
 * @param {boolean} isOn
 * @param {(isOn: boolean) => void} take
 */
function buildCheck(name, isOn, take) {
  const box = build("input", { type: "checkbox", checked: isOn });
  box.addEventListener("change", () => take(box.checked));
  return build("label", { class: "form-check" }, box, name);
}
