// The teams: add one, call it otherwise, give it a colour, an end, and a passcode of its own.
import { ask, openDialog } from "../../shared/dialog.js";
import { build } from "../../shared/dom.js";
import { pointTo } from "../../shared/faulty.js";
import { makeId, Refused, send } from "../../shared/requests.js";
import { may } from "../../shared/signed_in.js";
import { forgetTyped, keepTyped, refill } from "../../shared/typed.js";
import { fill, joinLabel } from "../../shared/words.js";
import { describeFault, fetchState } from "../api.js";
import { field } from "../field.js";
import { writeDay } from "../list.js";
import { buildMark, buildName, COLOURS } from "./team_parts.js";

/**
 * @import { Team, TeamsAnswer } from "../../shared/types.js"
 * @import { PartOptions } from "../types.js"
 */

const DAYS = { type: "date", min: "2000-01-01", max: "2199-12-31" };
const LONGEST_NAME = 60;
const SHORTEST_PASSCODE = 8;

export class TeamsView {
  #request = makeId(); // the same one again makes no second team
  #message = build("div", { class: "message", role: "status" });
  #list = build("ul", { class: "workshops teams" });

  /** @param {PartOptions} options */
  constructor({ place, data, words }) {
    this.words = words;
    this.language = data.lang;
    this.hasPasscodes = data.access !== "open" && may(data, "administer"); // "open": nobody signs in
    const section = build("section", {}, build("h2", {}, words.teams), this.#list);
    const side = [this.#buildForm(), build("p", { class: "quiet" }, words.teamsHelp)];
    const aside = build("div", { class: "panel" }, ...side);
    place.replaceChildren(this.#message, build("div", { class: "two" }, aside, section));
    this.#load();
  }

  leave() {}

  #buildForm() {
    const { words } = this;
    const name = keepTyped(
      build("input", { id: "team-name", maxlength: LONGEST_NAME, placeholder: words.teamHint }),
      "team-name",
    );
    const colour = this.#buildColours("blue");
    /** @param {SubmitEvent} event */
    const add = async (event) => {
      event.preventDefault();
      const values = { request: this.#request, name: name.value, colour: colour.read() };
      const done = fill(words.teamAdded, { name: name.value.trim() });
      if (!(await this.#send("add", values, done, name))) return;
      this.#request = makeId();
      forgetTyped("team-");
      name.value = "";
      name.focus();
    };
    return build(
      "form",
      { class: "card", novalidate: true, onsubmit: add },
      build("h2", {}, words.addTeam),
      field(words.teamName, name),
      colour.element,
      build("button", { type: "submit", class: "primary" }, words.addTeam),
    );
  }

  /** @param {string} chosen */
  #buildColours(chosen) {
    const { words } = this;
    const group = `colour-${makeId().slice(0, 8)}`;
    const boxes = COLOURS.map((colour) =>
      build("input", { type: "radio", name: group, value: colour, checked: colour === chosen }),
    );
    const element = build(
      "fieldset",
      { class: "colours" },
      build("legend", {}, words.colour),
      ...boxes.map((box) =>
        build("label", { class: "check" }, box, buildMark(box.value), words.colours[box.value]),
      ),
    );
    return { element, read: () => boxes.find(({ checked }) => checked)?.value ?? chosen };
  }

  async #load() {
    const { words } = this;
    try {
      this.#draw(await fetchState("teams.json"));
    } catch (error) {
      const again = build("button", { type: "button", onclick: () => this.#load() }, words.again);
      this.#list.replaceChildren(build("li", {}, describeFault(error, words), " ", again));
    }
  }

  /** @param {TeamsAnswer} answer */
  #draw({ teams }) {
    const { words } = this;
    refill(this.#list, teams, () =>
      teams.length
        ? teams.map((team) => this.#buildItem(team))
        : [build("li", { class: "quiet" }, words.noTeams)],
    );
  }

  /** @param {Team} team */
  #buildItem(team) {
    const { words } = this;
    const { id, name, ends, isEnded, hasPasscode } = team;
    const badges = [
      ...(isEnded ? [words.ended] : []),
      ...(ends && !isEnded ? [fill(words.endsOn, { day: writeDay(ends, this.language) })] : []),
      ...(hasPasscode ? [words.hasPasscode] : []),
    ];
    /**
     * @param {string} act
     * @param {string} text
     * @param {() => void} onclick
     * @param {string} [kind]
     */
    const button = (act, text, onclick, kind = "") => {
      const label = joinLabel(words, text, name);
      const attributes = { class: kind, "aria-label": label, "data-focus": `${act}-${id}` };
      return build("button", { type: "button", ...attributes, onclick }, text);
    };
    return build(
      "li",
      {},
      build(
        "div",
        {},
        build("strong", {}, buildName(team)),
        ...badges.map((badge) => build("span", { class: "badge" }, badge)),
      ),
      build(
        "div",
        { class: "buttons" },
        button("edit", words.edit, () => this.#edit(team)),
        this.hasPasscodes ? button("passcode", words.teamPasscode, () => this.#askPasscode(team)) : null,
        ends
          ? button("reopen", words.reopenTeam, () => this.#send("reopen", { team: id }))
          : button("end", words.endTeam, () => this.#end(team), "danger"),
      ),
    );
  }

  /** @param {Team} team */
  #edit({ id, name, colour }) {
    const { words } = this;
    const named = build("input", { maxlength: LONGEST_NAME, value: name });
    const colours = this.#buildColours(colour);
    this.#ask(
      joinLabel(words, words.edit, name),
      [field(words.teamName, named), colours.element],
      words.save,
      () => this.#send("change", { team: id, name: named.value, colour: colours.read() }, "", named),
    );
    named.focus();
  }

  /** @param {Team} team */
  #end({ id, name }) {
    const { words } = this;
    const day = build("input", { ...DAYS });
    const parts = [
      build("p", {}, fill(words.sureEndTeam, { name })),
      field(words.endsFrom, day, words.endsToday),
    ];
    this.#ask(words.endTeam, parts, words.endTeam, () =>
      this.#send("end", { team: id, ends: day.value }, "", day),
    );
  }

  /** @param {Team} team */
  #askPasscode({ id, name, hasPasscode }) {
    const { words } = this;
    const passcode = build("input", {
      type: "password",
      autocomplete: "new-password",
      minlength: SHORTEST_PASSCODE,
    });
    const shown = build("input", {
      type: "checkbox",
      onchange: () => {
        passcode.type = shown.checked ? "text" : "password";
      },
    });
    const parts = [
      build("p", {}, fill(words.passcodeUse, { name })),
      field(words.newPasscode, passcode, words.passcodeHint),
      build("label", { class: "check" }, shown, words.showPasscode),
    ];
    const remove = async () => {
      if (await ask(fill(words.surePasscode, { name }), words.remove, words))
        await this.#send("remove-passcode", { team: id }, words.passcodeRemoved);
    };
    this.#ask(
      joinLabel(words, words.teamPasscode, name),
      parts,
      words.save,
      () => this.#send("set-passcode", { team: id, passcode: passcode.value }, words.passcodeSet, passcode),
      hasPasscode ? { name: words.removePasscode, act: remove } : null,
    );
    passcode.focus();
  }

  /**
   * Ask for something in a dialog, which stays until it was taken.
   * @param {string} title
   * @param {HTMLElement[]} parts
   * @param {string} yes
   * @param {() => Promise<boolean>} take
   * @param {{name: string, act: () => void} | null} [other]
   */
  #ask(title, parts, yes, take, other = null) {
    const fault = build("p", { role: "alert", class: "form-alert" });
    /** @param {SubmitEvent} event */
    const submit = async (event) => {
      event.preventDefault();
      this.#fault = fault;
      fault.textContent = "";
      if (await take()) dialog.close();
      this.#fault = null;
    };
    const further = () => {
      dialog.close();
      other?.act();
    };
    const content = build(
      "form",
      { class: "story-form team-form", novalidate: true, onsubmit: submit },
      ...parts,
      fault,
      build(
        "div",
        { class: "buttons" },
        build("button", { type: "submit", class: "primary" }, yes),
        other ? build("button", { type: "button", class: "danger", onclick: further }, other.name) : null,
      ),
    );
    const dialog = openDialog({ title, content, words: this.words, kind: "small" });
  }

  /** @type {HTMLElement | null} where a fault is said while a dialog is open */
  #fault = null;

  /**
   * Do something with teams; gives whether it was done.
   * @param {string} act
   * @param {object} values
   * @param {string} [done] what is said then
   * @param {HTMLElement | null} [field] what may be refused of it
   */
  async #send(act, values, done = "", field = null) {
    const { words } = this;
    try {
      this.#draw(await send("teams.json", { do: act, request: makeId(), ...values }));
      this.#say(done, false);
      return true;
    } catch (error) {
      const said = describeFault(error, words);
      if (this.#fault) this.#fault.textContent = said;
      else this.#say(said, true);
      const isEntry = error instanceof Refused && error.answer.reason === "entry";
      if (field && isEntry) pointTo(field, this.#fault ?? this.#message);
      return false;
    }
  }

  /**
   * @param {string} text
   * @param {boolean} isFault
   */
  #say(text, isFault) {
    this.#message.classList.toggle("fault", isFault);
    this.#message.textContent = text;
  }
}
