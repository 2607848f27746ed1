// What in a story could identify a person: in each of its texts, pointed out and masked.
import { build } from "../shared/dom.js";
import { findIdentifiers, keepChecked } from "./api.js";
import { listTexts } from "./values.js";

/** @import { PlainField, StoryValues, StoryWords, Telltale } from "../shared/types.js" */

/**
 * As `findIdentifiers`, for all texts of a story; the address of its source tells where it was made public.
 * @param {PlainField[]} plain
 * @param {StoryValues} values
 * @param {ReturnType<typeof keepChecked>} [checked]
 * @returns {Promise<Telltale[]>}
 */
export async function findTelltales(plain, values, checked) {
  const found = await findIdentifiers(listTexts(plain, values), checked);
  const isAddress = (/** @type {Telltale} */ { kind, field, text }) =>
    kind === "web" && field === "source" && values.source.url?.includes(text);
  return found.filter((telltale) => !isAddress(telltale));
}

/**
 * What was found and where, in words; of the text that the form begins with only what.
 * @param {Telltale} telltale
 * @param {StoryWords} words
 */
export function listNames({ kind, field, key }, words) {
  const language = key.includes(".") ? key.split(".")[0] : "";
  const place = [words.languages[language] ?? language, field === "text" ? "" : words.fields[field]];
  return [words.kinds[kind] ?? kind, place.filter(Boolean).join(", ")].filter(Boolean);
}

/**
 * A cleaned text with what was found in it masked; places are counted in its letters.
 * @param {Telltale[]} found in this text
 */
export function maskText(found) {
  const letters = [...found[0].cleaned];
  for (const { start, end, mask } of [...found].sort((a, b) => b.start - a.start)) {
    letters.splice(start, end - start, mask);
  }
  return letters.join("");
}

/**
 * A button for each of what was found that masks it, and one for all of it.
 * @param {StoryWords} words
 * @param {Telltale[]} found
 * @param {(found: Telltale[]) => void} mask
 */
export function buildMaskButtons(words, found, mask) {
  const buttons = found.map((telltale) => {
    const place = build("small", {}, listNames(telltale, words).join(" · "));
    const attributes = { type: "button", class: "form-mask", title: words.maskThis };
    const onclick = () => mask([telltale]);
    const text = build("strong", {}, telltale.text);
    return build("button", { ...attributes, onclick }, text, ` → ${telltale.mask}`, place);
  });
  const all = { type: "button", class: "form-mask-all", onclick: () => mask(found) };
  return found.length > 1 ? [...buttons, build("button", all, words.maskAll)] : buttons;
}

const PAUSE = 700; // milliseconds after the last letter

/** The part of a form that points out and masks. */
export class Masking {
  #plain;
  #words;
  #getValues;
  #put;
  #checked = keepChecked();
  /** @type {Telltale[]} */
  #found = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #waiting;
  element = build("div", { class: "form-identifiers", role: "status" });

  /**
   * @param {object} form
   * @param {PlainField[]} form.plain
   * @param {StoryWords} form.words
   * @param {() => StoryValues} form.getValues what the form holds
   * @param {(key: string, text: string) => void} form.put writes a text into it
   */
  constructor({ plain, words, getValues, put }) {
    this.#plain = plain;
    this.#words = words;
    this.#getValues = getValues;
    this.#put = put;
  }

  /** A little after the last letter. */
  checkSoon() {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.check(), PAUSE);
  }

  stop() {
    clearTimeout(this.#waiting);
  }

  /** What every text says, to know whether it was looked at. */
  sum() {
    const texts = listTexts(this.#plain, this.#getValues());
    return JSON.stringify(texts.map(({ key, language, text }) => [key, language, text]));
  }

  async check() {
    this.stop();
    const sum = this.sum();
    try {
      const found = await findTelltales(this.#plain, this.#getValues(), this.#checked);
      if (this.sum() === sum) this.#show(found);
    } catch {
      /* saving will say that the server is away */
    }
    return this.#found;
  }

  /** @param {Telltale[]} found */
  #show(found) {
    const words = this.#words;
    this.#found = found;
    if (!found.length) {
      this.element.replaceChildren();
      return;
    }
    const buttons = buildMaskButtons(words, found, (some) => this.mask(some));
    this.element.replaceChildren(
      build("p", {}, build("strong", {}, words.couldTell), " ", words.aidOnly),
      build("div", { class: "form-masks" }, ...buttons),
    );
  }

  /** @param {Telltale[]} found */
  mask(found) {
    for (const key of new Set(found.map((telltale) => telltale.key))) {
      this.#put(key, maskText(found.filter((telltale) => telltale.key === key)));
    }
    this.element.replaceChildren(build("p", {}, this.#words.masked));
    this.check();
  }
}
