// The workshops there are: start one, open an earlier one again, delete one.
import { build } from "../shared/dom.js";
import { ask } from "../shared/dialog.js";
import { send } from "../shared/requests.js";
import { forgetTyped, keepTyped } from "../shared/typed.js";
import { describeFault, fetchState, Line, makeId } from "./api.js";
import { fill } from "../shared/words.js";

export class WorkshopList {
  constructor({ place, data, words, open }) {
    Object.assign(this, { place, data, words, open });
    this.message = build("div", { class: "message", role: "status" });
    this.list = build("ul", { class: "workshops" });
    this.request = makeId();
    place.replaceChildren(this.message, build("div", { class: "two" }, this.buildForm(), build("section", {}, build("h2", {}, words.earlier), this.list, this.buildReturn())));
    this.load();
  }

  leave() {}

  buildForm() {
    const { words } = this;
    const name = keepTyped(build("input", { id: "workshop-name", maxlength: 100, required: true, placeholder: words.nameHint }), "new-name");
    const language = keepTyped(build("select", { id: "workshop-language" }, ...Object.entries(words.languages).map(([code, said]) => build("option", { value: code, selected: code === this.data.lang }, said))), "new-language");
    const minutes = keepTyped(build("select", { id: "workshop-minutes" }, ...Object.entries(words.durations).map(([many, said]) => build("option", { value: many, selected: many === "180" }, said))), "new-minutes");
    const day = keepTyped(build("input", { id: "workshop-day", type: "date", min: "2000-01-01", max: "2199-12-31" }), "new-day");
    const rehearsal = keepTyped(build("input", { type: "checkbox" }), "new-rehearsal");
    const start = async (event) => {
      event.preventDefault();
      if (!name.value.trim()) {
        name.focus();
        return this.complain(words.entries.empty);
      }
      try {
        const made = await send("workshops.json", { request: this.request, name: name.value, language: language.value, minutes: Number(minutes.value), day: day.value, isRehearsal: rehearsal.checked });
        forgetTyped("new-");
        this.open(made.id);
      } catch (error) {
        this.complain(describeFault(error, words)); // the same request again makes no second workshop
      }
      return undefined;
    };
    return build("form", { class: "card", novalidate: true, onsubmit: start },
      build("h2", {}, words.start),
      field(words.name, name),
      build("div", { class: "row" }, field(words.language, language), field(words.howLong, minutes)),
      field(words.day, day, words.dayHint),
      build("label", { class: "check" }, rehearsal, words.rehearse),
      build("button", { type: "submit", class: "primary" }, words.startNow));
  }

  // A session that was taken home as a file comes back.
  buildReturn() {
    const { words } = this;
    const file = build("input", { type: "file", accept: ".json,application/json", onchange: async () => {
      const [given] = file.files;
      if (!given) return;
      try {
        const found = await send("workshops/session.json", { name: given.name, session: await given.text() });
        this.say(fill(words.broughtBack, { name: found.name }));
        await this.load();
      } catch (error) {
        const said = { file: fill(words.refusedFile, { name: given.name }), exists: words.existsAlready }[error.answer?.reason];
        this.complain(said ?? describeFault(error, words), error.answer?.reason === "file" ? error.answer.error : "");
      }
      file.value = "";
    } });
    return build("details", {}, build("summary", {}, words.bringBack), field(words.sessionFile, file));
  }

  async load() {
    try {
      const { workshops } = await fetchState("workshops.json");
      this.list.replaceChildren(...workshops.map((one) => this.buildItem(one)));
      if (!workshops.length) this.list.replaceChildren(build("li", { class: "quiet" }, this.words.noneYet));
    } catch (error) {
      const again = build("button", { type: "button", onclick: () => this.load() }, this.words.again);
      this.list.replaceChildren(build("li", {}, describeFault(error, this.words), " ", again));
    }
  }

  buildItem(one) {
    const { words } = this;
    const day = writeDay(one.day, this.data.lang);
    const states = [one.isEnded ? words.ended : words.running, one.isRehearsal ? words.rehearsal : null].filter(Boolean);
    return build("li", {},
      build("div", {}, build("strong", {}, one.name), ...states.map((said) => build("span", { class: `badge ${one.isEnded ? "" : "on"}` }, said)),
        build("span", { class: "quiet block" }, `${day} · ${words.languages[one.language] ?? one.language}`)),
      build("div", { class: "buttons" },
        build("button", { type: "button", "aria-label": `${words.open}: ${one.name}`, onclick: () => this.open(one.id) }, words.open),
        build("button", { type: "button", class: "danger", "aria-label": `${words.delete}: ${one.name}`, onclick: () => this.remove(one) }, words.delete)));
  }

  async remove(one) {
    const { words } = this;
    if (!(await ask(fill(words.sureDelete, { name: one.name }), words.delete, words))) return;
    const line = new Line(`workshops/${encodeURIComponent(one.id)}.json?lang=${this.data.lang}`, (error) => error && this.complain(describeFault(error, words)));
    const request = makeId();
    const tell = (error) => this.complain(describeFault(error, words));
    const undo = () => line.act("undo", { deletion: request }).then(() => this.say(""), tell).finally(() => this.load());
    await line.act("delete", { request }).then(() => this.say(words.deleted, undo), tell);
    this.load();
  }

  // What went wrong; details of a file are in English.
  complain(text, details = "") {
    this.say(text);
    this.message.classList.add("fault");
    if (details) this.message.append(build("span", { class: "quiet block", lang: "en" }, details));
  }

  say(text, undo = null) {
    this.message.classList.remove("fault");
    this.message.replaceChildren(text, undo ? build("button", { type: "button", onclick: undo }, this.words.undo) : "");
  }
}

// A day such as 2026-05-01 in words, whatever the time zone.
export const writeDay = (day, language) => new Date(`${day}T12:00:00`).toLocaleDateString(language, { dateStyle: "medium" });

let number = 0;

// A field with its label.
export function field(label, control, hint = "") {
  control.id ||= `field-${(number += 1)}`;
  return build("div", { class: "field" }, build("label", { for: control.id }, label), control, hint ? build("span", { class: "quiet" }, hint) : null);
}
