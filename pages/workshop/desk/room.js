// How people join, who did, and how long it goes on.
import { findCulture } from "../../shared/culture.js";
import { ask } from "../../shared/dialog.js";
import { build } from "../../shared/dom.js";
import { fetchTeams } from "../../shared/teams.js";
import { refill } from "../../shared/typed.js";
import { fill, joinLabel } from "../../shared/words.js";
import { fillSelect } from "../teams/team_parts.js";
import { People } from "./people.js";
import { ScreensPanel } from "./screens.js";

/**
 * @import { Team } from "../../shared/types.js"
 * @import { Desk } from "./desk.js"
 */

export class RoomPanel {
  /** @type {Team[]} those that the workshop can be given to; none for who is limited to one */
  #teams = [];

  /** @param {Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.#load();
    this.about = build("div", { class: "panel" });
    this.ending = build("div", { class: "panel" });
    this.people = new People(desk);
    this.screens = new ScreensPanel(desk);
    const parts = [this.about, this.people.element, this.screens.element, this.ending];
    this.element = build("div", { class: "panel" }, ...parts);
  }

  async #load() {
    const { teams, own } = await fetchTeams();
    if (own || !teams.length) return;
    this.#teams = teams;
    this.desk.draw();
  }

  draw() {
    const { workshop, invitation, joined, present, byRole } = this.desk.state;
    this.people.draw();
    this.screens.draw();
    refill(this.about, [workshop, invitation, joined, present, byRole], () => this.#buildAbout());
    refill(this.ending, [workshop, this.#teams], () => this.#buildEnding());
  }

  #buildAbout() {
    const { state, words, live } = this.desk;
    const { workshop, invitation, joined, present, byRole } = state;
    const link = { href: invitation.address, target: "_blank", rel: "noopener" };
    const counted = joined === 1 ? words.oneJoined : fill(words.joined, { count: joined });
    return [
      invitation.trouble ? build("p", { class: "warn" }, invitation.trouble) : null,
      build(
        "div",
        { class: workshop.isJoiningOpen ? "invite" : "invite closed" },
        build("img", { src: `${live.address}/qr.svg`, alt: joinLabel(words, "QR", invitation.address) }),
        build(
          "div",
          {},
          build(
            "p",
            {},
            build("span", { class: "quiet block" }, words.joinAt),
            build("a", link, invitation.short),
          ),
          build(
            "p",
            {},
            build("span", { class: "quiet block" }, words.key),
            build("strong", { class: "key" }, workshop.key),
          ),
        ),
      ),
      build("h3", {}, words.howMany),
      build("p", {}, `${counted} · ${fill(words.present, { count: present })}`),
      build(
        "ul",
        {},
        ...Object.entries(byRole).map(([role, count]) =>
          build("li", {}, joinLabel(words, words.roles[role] ?? role, count)),
        ),
      ),
    ];
  }

  #buildEnding() {
    const { state, words, language } = this.desk;
    const { ends, isEnded } = state.workshop;
    const time = new Date(ends).toLocaleString(findCulture(language), {
      dateStyle: "medium",
      timeStyle: "short",
    });
    const attributes = { type: "button", class: "danger", "data-focus": "end", onclick: () => this.#end() };
    return [
      build("h3", {}, words.day),
      this.#buildDay(),
      ...this.#buildTeam(),
      build("h3", {}, isEnded ? words.ended : fill(words.until, { time })),
      build(
        "div",
        { class: "buttons" },
        this.#buildExtend(),
        isEnded ? null : build("button", attributes, words.end),
      ),
    ];
  }

  #buildExtend() {
    const { desk } = this;
    const { words } = desk;
    const options = Object.entries(words.durations);
    const minutes = build(
      "select",
      { "aria-label": words.howLong },
      ...options.map(([value, name]) => build("option", { value }, name)),
    );
    const extend = () => desk.act("extend", { minutes: Number(minutes.value) });
    return build(
      "span",
      { class: "row" },
      minutes,
      build("button", { type: "button", "data-focus": "extend", onclick: extend }, words.moreTime),
    );
  }

  #buildDay() {
    const { desk } = this;
    const { words, state } = desk;
    const day = build("input", {
      type: "date",
      min: "2000-01-01",
      max: "2199-12-31",
      required: true,
      value: state.workshop.day,
      "aria-label": words.day,
      "data-focus": "day",
    });
    /** @param {SubmitEvent} event */
    const save = (event) => {
      event.preventDefault();
      if (day.value) desk.act("set-day", { day: day.value });
      else {
        desk.say(words.entries.empty, null, true);
        desk.pointTo(day);
      }
    };
    return build(
      "form",
      { novalidate: true, onsubmit: save },
      build(
        "span",
        { class: "row" },
        day,
        build("button", { type: "submit", "data-focus": "save-day" }, words.save),
      ),
      build("p", { class: "quiet" }, words.dayUse),
    );
  }

  #buildTeam() {
    const { words, state } = this.desk;
    if (!this.#teams.length) return [];
    const select = build("select", { "aria-label": words.team, "data-focus": "team" });
    select.addEventListener("change", () => this.desk.act("set-team", { team: select.value }, words.teamSet));
    fillSelect(select, this.#teams, words.noTeam, state.workshop.team ?? "");
    return [build("h3", {}, words.team), select, build("p", { class: "quiet" }, words.teamUse)];
  }

  async #end() {
    const { words } = this.desk;
    if (await ask(words.sureEnd, words.end, words)) this.desk.act("end");
  }
}
