// The workshops there are: start one, open an earlier one again, delete one.
import { read, write } from "../shared/address.js";
import { findCulture } from "../shared/culture.js";
import { ask } from "../shared/dialog.js";
import { build } from "../shared/dom.js";
import { pointTo } from "../shared/faulty.js";
import { makeId, Refused, send } from "../shared/requests.js";
import { fetchTeams } from "../shared/teams.js";
import { forgetTyped, keepTyped } from "../shared/typed.js";
import { fill, joinLabel } from "../shared/words.js";
import { describeFault, fetchState, Line } from "./api.js";
import { field } from "./field.js";
import { buildName, fillSelect, hiddenField } from "./teams/team_parts.js";
import { nameTemplate, TemplateList } from "./template_list.js";

/**
 * @import { TeamsAnswer } from "../shared/types.js"
 * @import { PartOptions, Workshop, WorkshopsAnswer, WorkshopTemplate } from "./types.js"
 */

const USUAL_MINUTES = "180";
const DAYS = { type: "date", min: "2000-01-01", max: "2199-12-31" };

export class WorkshopList {
  #request = makeId(); // the same one again makes no second workshop
  #leaving = new AbortController();
  #message = build("div", { class: "message", role: "status" });
  #list = build("ul", { class: "workshops" });
  /** @type {TeamsAnswer} */
  #whose = { teams: [], own: null };
  #owner = keepTyped(build("select", { id: "workshop-team" }), "new-team");
  #filter = build("select", {
    id: "workshops-of",
    onchange: () => {
      write({ team: this.#filter.value }, { replace: true });
      this.#draw();
    },
  });
  /** @type {Workshop[]} */
  #workshops = [];

  /** @param {PartOptions} options */
  constructor({ place, data, words, open }) {
    this.words = words;
    this.open = open;
    this.language = data.lang;
    this.isLimited = data.access === "limited";
    this.choices = [hiddenField(words.team, this.#owner), hiddenField(words.ofTeam, this.#filter)];
    const [, filter] = this.choices;
    this.source = build("select", { id: "workshop-source" });
    this.name = keepTyped(
      build("input", { id: "workshop-name", maxlength: 100, required: true, placeholder: words.nameHint }),
      "new-name",
    );
    this.templates = new TemplateList(this);
    const earlier = build(
      "section",
      {},
      build("h2", { class: "list-heading", tabindex: "-1" }, words.earlier),
      filter,
      this.#list,
      this.isLimited ? null : this.templates.element,
      this.isLimited ? null : this.#buildReturn(),
    );
    place.replaceChildren(this.#message, build("div", { class: "two" }, this.#buildForm(), earlier));
    this.load();
  }

  leave() {
    this.#leaving.abort();
  }

  #buildForm() {
    const { words } = this;
    /**
     * @param {string} name
     * @param {Record<string, string>} options
     * @param {string} chosen
     */
    const select = (name, options, chosen) => {
      const list = Object.entries(options).map(([value, text]) =>
        build("option", { value, selected: value === chosen }, text),
      );
      return keepTyped(build("select", { id: `workshop-${name}` }, ...list), `new-${name}`);
    };
    const fields = {
      name: this.name,
      language: select("language", words.languages, this.language),
      minutes: select("minutes", words.durations, USUAL_MINUTES),
      day: keepTyped(build("input", { id: "workshop-day", ...DAYS }), "new-day"),
      rehearsal: keepTyped(build("input", { type: "checkbox" }), "new-rehearsal"),
    };
    const { name, language, minutes, day, rehearsal } = fields;
    /** @param {SubmitEvent} event */
    const start = (event) => {
      event.preventDefault();
      if (name.value.trim()) return this.#start(fields);
      this.complain(words.entries.empty);
      pointTo(name, this.#message);
    };
    return build(
      "form",
      { class: "card", novalidate: true, onsubmit: start },
      build("h2", {}, words.start),
      field(words.name, name),
      field(words.beginWith, this.source),
      build("div", { class: "row" }, field(words.language, language), field(words.howLong, minutes)),
      field(words.day, day, words.dayHint),
      this.choices[0],
      build("label", { class: "check" }, rehearsal, words.rehearse),
      build("button", { type: "submit", class: "primary" }, words.startNow),
    );
  }

  /**
   * @param {object} fields
   * @param {{value: string}} fields.name
   * @param {{value: string}} fields.language
   * @param {{value: string}} fields.minutes
   * @param {{value: string}} fields.day
   * @param {{checked: boolean}} fields.rehearsal
   */
  async #start({ name, language, minutes, day, rehearsal }) {
    try {
      const { id } = await send("workshops.json", {
        request: this.#request,
        name: name.value,
        language: language.value,
        minutes: Number(minutes.value),
        day: day.value,
        isRehearsal: rehearsal.checked,
        team: this.#owner.value,
        source: this.source.value,
      });
      forgetTyped("new-");
      this.open(id);
    } catch (error) {
      this.complain(describeFault(error, this.words));
    }
  }

  /** A session that was taken home as a file comes back. */
  #buildReturn() {
    const { words } = this;
    const file = build("input", {
      type: "file",
      accept: ".json,application/json",
      onchange: async () => {
        const session = file.files?.[0];
        if (session) await this.#putBack(session);
        file.value = "";
      },
    });
    return build("details", {}, build("summary", {}, words.bringBack), field(words.sessionFile, file));
  }

  /** @param {File} file */
  async #putBack(file) {
    const { words } = this;
    const { name } = file;
    try {
      const found = await send("workshops/session.json", { name, session: await file.text() });
      this.say(fill(words.broughtBack, { name: found.name }));
      await this.load();
    } catch (error) {
      const { reason, error: details } = error instanceof Refused ? error.answer : {};
      if (reason === "file") this.complain(fill(words.refusedFile, { name }), details);
      else this.complain(reason === "exists" ? words.existsAlready : describeFault(error, words));
    }
  }

  /**
   * What a workshop can begin with.
   * @param {Workshop[]} workshops
   * @param {WorkshopTemplate[]} templates
   */
  #listSources(workshops, templates) {
    const { words, source } = this;
    const chosen = source.value;
    /**
     * @param {string} label
     * @param {HTMLElement[]} options
     */
    const group = (label, options) => (options.length ? [build("optgroup", { label }, ...options)] : []);
    const begun = templates.map((template) =>
      build("option", { value: `template:${template.id}` }, nameTemplate(template, words)),
    );
    const copied = workshops.map(({ id, name, day }) =>
      build("option", { value: `workshop:${id}` }, `${name} · ${writeDay(day, this.language)}`),
    );
    source.replaceChildren(
      build("option", { value: "" }, words.nothingPrepared),
      ...group(words.templates, begun),
      ...group(words.copyOf, copied),
    );
    source.value = chosen;
    if (!source.value) source.value = "";
  }

  /**
   * Begin another one with what a workshop held.
   * @param {Workshop} workshop
   */
  #copy({ id, name }) {
    this.source.value = `workshop:${id}`;
    this.name.value = name;
    this.name.dispatchEvent(new Event("input"));
    this.name.focus();
    this.name.select();
  }

  async load() {
    const { words } = this;
    try {
      const address = `workshops.json?lang=${this.language}`;
      const [answer, whose] = await Promise.all([fetchState(address), fetchTeams()]);
      const { workshops, templates } = /** @type {WorkshopsAnswer} */ (answer);
      this.#workshops = workshops;
      this.#whose = whose;
      this.templates.draw(templates);
      this.#listSources(workshops, templates);
      this.#offerTeams();
      this.#draw();
    } catch (error) {
      const again = build("button", { type: "button", onclick: () => this.load() }, words.again);
      this.#list.replaceChildren(build("li", {}, describeFault(error, words), " ", again));
    }
  }

  /** A choice of teams is there once there are some; for who is limited to some, of several of these. */
  #offerTeams() {
    const { words } = this;
    const { teams, own } = this.#whose;
    const teamId = read().get("team") ?? "";
    const owner = this.#owner.value || teamId;
    for (const element of this.choices) element.hidden = teams.length < (own ? 2 : 1);
    const isOffered = teams.some(({ id, isEnded }) => id === owner && !isEnded);
    fillSelect(this.#owner, teams, own ? null : words.noTeam, isOffered ? owner : (own?.[0] ?? ""));
    const all = teams.map((team) => ({ ...team, isEnded: false })); // what was theirs can still be found
    fillSelect(this.#filter, all, words.allTeams, teams.some(({ id }) => id === teamId) ? teamId : "");
  }

  #draw() {
    const { words } = this;
    const { value } = this.#filter;
    const shown = this.#workshops.filter(({ team }) => !value || team === value);
    const items = shown.map((workshop) => this.#buildItem(workshop));
    const nothing = this.#workshops.length ? words.noneOfTeam : words.noneYet;
    if (!items.length) items.push(build("li", { class: "quiet" }, nothing));
    this.#list.replaceChildren(...items);
  }

  /** @param {Workshop} workshop */
  #buildItem(workshop) {
    const { words } = this;
    const { id, name, day, isEnded, isRehearsal } = workshop;
    const badges = [isEnded ? words.ended : words.running, ...(isRehearsal ? [words.rehearsal] : [])];
    const language = words.languages[workshop.language] ?? workshop.language;
    const team = this.#whose.teams.find((owner) => owner.id === workshop.team);
    /**
     * @param {string} text
     * @param {() => void} onclick
     * @param {string} [kind]
     */
    const button = (text, onclick, kind = "") =>
      build(
        "button",
        { type: "button", class: kind, "aria-label": joinLabel(words, text, name), onclick },
        text,
      );
    return build(
      "li",
      {},
      build(
        "div",
        {},
        build("strong", {}, name),
        ...badges.map((badge) => build("span", { class: `badge ${isEnded ? "" : "on"}` }, badge)),
        build(
          "span",
          { class: "quiet block" },
          `${writeDay(day, this.language)} · ${language}`,
          ...(team ? [" · ", buildName(team)] : []),
        ),
      ),
      build(
        "div",
        { class: "buttons" },
        button(words.open, () => this.open(id)),
        button(words.copy, () => this.#copy(workshop)),
        this.isLimited ? null : button(words.delete, () => this.#remove(workshop), "danger"),
      ),
    );
  }

  /** @param {Workshop} workshop */
  async #remove({ id, name }) {
    const { words } = this;
    if (!(await ask(fill(words.sureDelete, { name }), words.delete, words))) return;
    /** @param {unknown} error */
    const complain = (error) => this.complain(describeFault(error, words));
    const address = `workshops/${encodeURIComponent(id)}.json?lang=${this.language}`;
    const line = new Line(address, (error) => error && complain(error));
    this.#leaving.signal.addEventListener("abort", () => line.end(), { once: true });
    const request = makeId();
    const undo = async () => {
      await line.act("undo", { deletion: request }).then(() => this.say(""), complain);
      this.load();
    };
    await line.act("delete", { request }).then(() => this.say(words.deleted, undo), complain);
    this.load();
  }

  /**
   * What went wrong; details of a file are in English.
   * @param {string} text
   * @param {string} [details]
   */
  complain(text, details = "") {
    this.say(text);
    this.#message.classList.add("fault");
    if (details) this.#message.append(build("span", { class: "quiet block", lang: "en" }, details));
  }

  /**
   * @param {string} text
   * @param {(() => void) | null} [undo]
   */
  say(text, undo = null) {
    this.#message.classList.remove("fault");
    this.#message.replaceChildren(
      text,
      undo ? build("button", { type: "button", onclick: undo }, this.words.undo) : "",
    );
  }
}

/**
 * A day such as 2026-05-01 in words, whatever the time zone.
 * @param {string} day
 * @param {string} language
 */
export const writeDay = (day, language) =>
  new Date(`${day}T12:00:00`).toLocaleDateString(findCulture(language), { dateStyle: "medium" });
