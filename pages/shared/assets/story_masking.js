// What in a story could tell who somebody is: in each of its texts, pointed out and masked.
import { build } from "./store.js";
import { findIdentifiers } from "./story_api.js";
import { listTexts } from "./story_values.js";

// As `findIdentifiers`, for all texts of a story; the web address of its source tells where it was made public.
export async function findTelltales(values, known) {
  const found = await findIdentifiers(listTexts(values), known);
  return found.filter(({ kind, field, text }) => !(kind === "web" && field === "source" && values.source.url?.includes(text)));
}

// Where something was found, in words: nothing for the text that the form begins with.
export function namePlace({ field, key }, words) {
  const language = key.includes(".") ? key.split(".")[0] : "";
  return [words.languages[language] ?? language, field === "text" ? "" : words.fields[field]].filter(Boolean).join(", ");
}

// The part of a form that points out and masks. `values` gives what the form holds, `put` writes a text into it.
export class Masking {
  constructor({ words, values, put }) {
    Object.assign(this, { words, values, put });
    this.known = new Map();
    this.found = [];
    this.element = build("div", { class: "form-identifiers", role: "status" });
  }

  // A little after the last letter.
  checkSoon() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.check(), 700);
  }

  stop() {
    clearTimeout(this.waiting);
  }

  // What every text says, to know whether it was looked at.
  sum() {
    return JSON.stringify(listTexts(this.values()).map(({ key, language, text }) => [key, language, text]));
  }

  async check() {
    this.stop();
    const said = this.sum();
    try {
      const found = await findTelltales(this.values(), this.known);
      if (this.sum() === said) this.show(found);
    } catch { /* saving will say that the server is away */ }
    return this.found;
  }

  show(found) {
    const { words } = this;
    this.found = found;
    if (!found.length) {
      this.element.replaceChildren();
      return;
    }
    const buttons = found.map((one) => {
      const where = [words.kinds[one.kind] ?? one.kind, namePlace(one, words)].filter(Boolean).join(" · ");
      return build("button", { type: "button", class: "form-mask", title: words.maskThis, onclick: () => this.mask([one]) },
        build("strong", {}, one.text), ` → ${one.mask}`, build("small", {}, where));
    });
    this.element.replaceChildren(
      build("p", {}, build("strong", {}, words.couldTell), " ", words.aidOnly),
      build("div", { class: "form-masks" }, ...buttons,
        found.length > 1 ? build("button", { type: "button", class: "form-mask-all", onclick: () => this.mask(found) }, words.maskAll) : null));
  }

  // Places are counted in letters of the cleaned text.
  mask(found) {
    for (const key of new Set(found.map((one) => one.key))) {
      const here = found.filter((one) => one.key === key).sort((a, b) => b.start - a.start);
      const letters = [...here[0].cleaned];
      for (const one of here) letters.splice(one.start, one.end - one.start, one.mask);
      this.put(key, letters.join(""));
    }
    this.element.replaceChildren(build("p", {}, this.words.masked));
    this.check();
  }
}
