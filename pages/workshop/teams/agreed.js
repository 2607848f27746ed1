// What came of what was agreed: all actions of a team, those that are open first, each settled here, too.

import { read, write } from "../../shared/address.js";
import { build } from "../../shared/dom.js";
import { makeId } from "../../shared/requests.js";
import { fetchTeams } from "../../shared/teams.js";
import { refill } from "../../shared/typed.js";
import { joinLabel } from "../../shared/words.js";
import { describeFault, fetchState, Line } from "../api.js";
import { nameIdentifiers } from "../desk/marks.js";
import { field } from "../field.js";
import {
  buildSettling,
  describeDetails,
  describeState,
  forgetSettling,
  nameState,
  sortAgreed,
} from "../settling.js";
import { buildName, fillSelect } from "./team_parts.js";

/**
 * @import { TeamsAnswer } from "../../shared/types.js"
 * @import { Settlement } from "../settling.js"
 * @import { AgreedAnswer, MarkedFollowed, PartOptions } from "../types.js"
 */

export class AgreedView {
  #message = build("div", { class: "message", role: "status" });
  #list = build("ol", { class: "workshops agreed-list" });
  /** @type {AgreedAnswer} */
  #answer = { agreed: [], showable: [] };
  /** @type {TeamsAnswer} */
  #whose = { teams: [], own: null };
  /** The id of the action whose form is open. */
  #open = "";
  #isOver = false;

  /** @param {PartOptions} options */
  constructor({ place, data, words }) {
    this.words = words;
    this.language = data.lang;
    this.team = build("select", { onchange: () => this.#choose() });
    this.choice = field(words.team, this.team);
    this.calendar = build("a", { class: "button", download: true, hidden: true }, words.calendarFile);
    place.replaceChildren(
      this.#message,
      build("h2", {}, words.parts.agreed),
      build("p", { class: "quiet" }, words.agreedHelp),
      build("div", { class: "row agreed-choice" }, this.choice, this.calendar),
      this.#list,
    );
    this.load();
  }

  leave() {
    this.#isOver = true;
  }

  async load() {
    const { words, language } = this;
    const teamId = read().get("team") ?? "";
    const query = new URLSearchParams({ lang: language, ...(teamId ? { team: teamId } : {}) });
    try {
      const [answer, whose] = await Promise.all([fetchState(`teams/agreed.json?${query}`), fetchTeams()]);
      if (this.#isOver) return;
      this.#answer = answer;
      this.#whose = whose;
    } catch (error) {
      const again = build("button", { type: "button", onclick: () => this.load() }, words.again);
      this.#list.replaceChildren(build("li", {}, describeFault(error, words), " ", again));
      return;
    }
    const { teams, own } = this.#whose;
    this.choice.hidden = !teams.length || Boolean(own);
    const all = teams.map((team) => ({ ...team, isEnded: false }));
    fillSelect(this.team, all, words.allTeams, teams.some(({ id }) => id === teamId) ? teamId : "");
    this.calendar.href = `teams/agreed.ics?${query}`;
    this.calendar.hidden = !this.#answer.agreed.some(({ due, state }) => due && state === "open");
    this.#draw();
  }

  #choose() {
    write({ team: this.team.value || null });
    this.load();
  }

  #draw() {
    const { words } = this;
    const { agreed, showable } = this.#answer;
    refill(this.#list, [agreed, showable, this.#open, this.#whose], () =>
      agreed.length
        ? sortAgreed(agreed).map((action) => this.#buildItem(action))
        : [build("li", { class: "quiet" }, words.noActions)],
    );
  }

  /** @param {MarkedFollowed} action */
  #buildItem(action) {
    const { words } = this;
    const { id, text, isOverdue, state, identifiers } = action;
    const team = this.#whose.teams.find((owner) => owner.id === action.team);
    const isOpen = this.#open === id;
    const said = describeState({ ...action, isOverdue: false }, words);
    const toggle = () => {
      this.#open = isOpen ? "" : id;
      this.#draw();
    };
    return build(
      "li",
      { class: state, "data-action": id },
      build(
        "div",
        { class: "texts" },
        build("strong", {}, text),
        isOverdue ? build("span", { class: "badge late" }, words.overdue) : null,
        said ? build("span", { class: "block state" }, said) : null,
        build(
          "span",
          { class: "quiet block" },
          describeDetails(action, words),
          team ? " · " : "",
          team ? buildName(team) : "",
        ),
        identifiers ? this.#buildMark(action) : null,
      ),
      build(
        "button",
        {
          type: "button",
          class: "small",
          "aria-expanded": String(isOpen),
          "aria-label": joinLabel(words, words.actionOutcome, text),
          "data-focus": `open-${id}`,
          onclick: toggle,
        },
        words.actionOutcome,
      ),
      isOpen ? this.#buildForm(action) : null,
    );
  }

  /** @param {MarkedFollowed} action */
  #buildForm(action) {
    const { element } = buildSettling({
      action,
      showable: this.#answer.showable,
      words: this.words,
      settle: (settlement) => this.#settle(action, settlement),
    });
    return build("div", { class: "card" }, element);
  }

  /** @param {MarkedFollowed} action */
  #buildMark({ id, agreedIn, identifiers = [] }) {
    const { words } = this;
    const found = nameIdentifiers(identifiers, words);
    return build(
      "span",
      { class: "warn mark" },
      build("span", {}, build("strong", {}, `${words.couldTell} `), found),
      build(
        "button",
        {
          type: "button",
          class: "small",
          "aria-label": joinLabel(words, words.maskIt, found),
          onclick: () => this.#send(agreedIn, "mask", { kind: "action", part: id }),
        },
        words.maskIt,
      ),
    );
  }

  /**
   * @param {MarkedFollowed} action
   * @param {Settlement} settlement
   */
  async #settle({ id, agreedIn, mark, text, ...others }, settlement) {
    const { words } = this;
    const request = makeId();
    const values = { action: id, mark, request, ...settlement };
    if (!(await this.#send(agreedIn, "settle-action", values))) return;
    forgetSettling(id);
    this.#open = "";
    this.#draw();
    const name = nameState(
      { ...others, id, agreedIn, mark, text, ...settlement, isOverdue: false, asked: id },
      words,
    );
    this.#say(joinLabel(words, text, name), () => this.#send(agreedIn, "undo", { deletion: request }));
  }

  /**
   * Do something with the workshop that agreed on an action; gives whether it was done.
   * @param {string} workshop
   * @param {string} act
   * @param {object} fields
   */
  async #send(workshop, act, fields) {
    const address = `workshops/${encodeURIComponent(workshop)}.json?lang=${this.language}`;
    const line = new Line(address, (error) => error && this.#complain(error));
    try {
      await line.act(act, fields);
      this.#say("");
      await this.load();
      return true;
    } catch (error) {
      this.#complain(error);
      await this.load();
      return false;
    } finally {
      line.end();
    }
  }

  /** @param {unknown} error */
  #complain(error) {
    this.#say(describeFault(error, this.words));
    this.#message.classList.add("fault");
  }

  /**
   * @param {string} text
   * @param {(() => void) | null} [undo]
   */
  #say(text, undo = null) {
    this.#message.classList.remove("fault");
    this.#message.replaceChildren(
      text,
      undo ? build("button", { type: "button", onclick: undo }, this.words.undo) : "",
    );
  }
}
