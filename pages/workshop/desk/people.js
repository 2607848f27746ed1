// Who is in the workshop: closing and opening joining, floods, the list of participants, removing them.
import { findCulture } from "../../shared/culture.js";
import { ask } from "../../shared/dialog.js";
import { build } from "../../shared/dom.js";
import { refill } from "../../shared/typed.js";
import { fill, joinLabel } from "../../shared/words.js";
import { fetchState } from "../api.js";

/**
 * @import { Attendance, Flood, Participant, WorkshopWords } from "../types.js"
 * @import { Desk } from "./desk.js"
 */

/**
 * What a flood is, in words.
 * @param {Flood} flood
 * @param {WorkshopWords} words
 * @param {string} language
 */
export function describeFlood(flood, words, language) {
  /** @param {number} moment */
  const write = (moment) =>
    new Date(moment).toLocaleTimeString(findCulture(language), { timeStyle: "short" });
  const first = write(Date.parse(flood.since));
  const last = write(Date.parse(flood.until) - 60_000);
  const time = first === last ? last : `${first} – ${last}`;
  return fill(words.floods[flood.kind], { count: flood.most, time });
}

/**
 * What a participant sent, in words; never what it says.
 * @param {Participant} participant
 * @param {WorkshopWords} words
 */
export function describeSent({ votes, answers, stories, isSilent }, words) {
  /** @type {[string, number][]} */
  const counts = [
    [words.sentVotes, votes],
    [words.sentAnswers, answers],
    [words.sentStories, stories],
  ];
  const sent = counts.filter(([, count]) => count).map(([text, count]) => fill(text, { count }));
  return sent.join(", ") || (isSilent ? words.sentNothing : words.sentGone);
}

export class People {
  /** The version of the workshop that the list was asked for with. */
  #listed = "";

  /** @param {Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.joining = build("div", { class: "joining" });
    this.floods = build("div", { class: "floods" });
    this.list = build("div", { class: "people" });
    const title = build("summary", {}, desk.words.participants);
    this.fold = build("details", { ontoggle: () => this.#load() }, title, this.list);
    this.element = build("section", { class: "panel" }, this.joining, this.floods, this.fold);
  }

  draw() {
    const { state } = this.desk;
    const { isJoiningOpen, isEnded } = state.workshop;
    refill(this.joining, [isJoiningOpen, isEnded], () => (isEnded ? [] : this.#buildJoining(isJoiningOpen)));
    refill(this.floods, state.floods, () => state.floods.map((flood, at) => this.#buildFlood(flood, at)));
    this.#load();
  }

  /** @param {boolean} isOpen */
  #buildJoining(isOpen) {
    const { desk } = this;
    const { words } = desk;
    const help = isOpen
      ? build("p", { class: "quiet" }, words.joiningOpenHelp)
      : build(
          "p",
          { class: "warn" },
          build("strong", {}, words.joiningClosed),
          `. ${words.joiningClosedHelp}`,
        );
    const attributes = {
      type: "button",
      class: isOpen ? "" : "primary",
      "data-focus": "joining",
      onclick: () => desk.act(isOpen ? "close-joining" : "open-joining"),
    };
    return [help, build("button", attributes, isOpen ? words.closeJoining : words.openJoining)];
  }

  /**
   * @param {Flood} flood
   * @param {number} at
   */
  #buildFlood(flood, at) {
    const { words, language } = this.desk;
    const { staying, silent } = flood;
    const isOfJoins = flood.kind === "joins";
    const stay = staying ? fill(words.floodStaying, { count: staying, silent }) : words.floodNobody;
    /**
     * @param {string} text
     * @param {number} count
     * @param {boolean} isSilent
     */
    const button = (text, count, isSilent) => {
      const name = fill(text, { count });
      const attributes = {
        type: "button",
        class: isSilent ? "" : "danger",
        "data-focus": `flood-${at}-${isSilent}`,
        onclick: () => this.#remove({ flood: flood.id, isSilent }, name, isSilent),
      };
      return build("button", attributes, name);
    };
    return build(
      "div",
      { class: "warn" },
      build("strong", {}, describeFlood(flood, words, language)),
      ` ${isOfJoins ? stay : words.floodHarmless}`,
      staying ? build("p", { class: "quiet" }, words.removeHint) : null,
      isOfJoins && staying
        ? build(
            "div",
            { class: "buttons" },
            silent ? button(words.removeFloodSilent, silent, true) : null,
            button(words.removeFlood, staying, false),
          )
        : null,
    );
  }

  /** The list is asked for only while it is unfolded. */
  async #load() {
    const { desk } = this;
    const { version } = desk.state;
    if (!this.fold.open || this.#listed === version) return;
    this.#listed = version;
    try {
      const attendance = /** @type {Attendance} */ (
        await fetchState(`${desk.live.address}/participants.json`)
      );
      const { participants } = attendance;
      if (this.#listed === version) refill(this.list, participants, () => this.#buildList(participants));
    } catch (error) {
      if (this.#listed === version) this.#listed = "";
      desk.complain(error);
    }
  }

  /** @param {Participant[]} people */
  #buildList(people) {
    const { words } = this.desk;
    if (!people.length) return [build("p", { class: "quiet" }, words.noParticipants)];
    const hasPlaces = new Set(people.map(({ place }) => place)).size > 1;
    const silent = people.filter(({ isSilent }) => isSilent).length;
    const removeSilent = fill(words.removeSilent, { count: silent });
    const attributes = {
      type: "button",
      "data-focus": "remove-silent",
      onclick: () => this.#remove({ isSilent: true }, removeSilent, true),
    };
    return [
      hasPlaces ? build("p", { class: "quiet" }, words.placesHelp) : null,
      silent ? build("button", attributes, removeSilent) : null,
      build(
        "ul",
        { class: "participants" },
        ...people.map((participant) => this.#buildItem(participant, hasPlaces)),
      ),
    ];
  }

  /**
   * @param {Participant} participant
   * @param {boolean} hasPlaces
   */
  #buildItem(participant, hasPlaces) {
    const { words, language } = this.desk;
    const { id, role, place, isSilent } = participant;
    const time = new Date(participant.joined).toLocaleTimeString(findCulture(language), {
      timeStyle: "short",
    });
    const who = fill(words.participant, { role: words.roles[role ?? "none"], time });
    const about = [
      describeSent(participant, words),
      ...(hasPlaces && place ? [fill(words.placeOf, { number: place })] : []),
    ];
    return build(
      "li",
      {},
      build("span", {}, who, build("span", { class: "quiet block" }, about.join(" · "))),
      build(
        "button",
        {
          type: "button",
          class: "danger small",
          "aria-label": joinLabel(words, words.remove, who),
          "data-focus": `remove-${id}`,
          onclick: () => this.#remove({ participants: [id] }, words.remove, isSilent),
        },
        words.remove,
      ),
    );
  }

  /**
   * @param {object} whom
   * @param {string} name
   * @param {boolean} isSilent
   */
  async #remove(whom, name, isSilent) {
    const { desk } = this;
    const { words } = desk;
    const question = isSilent ? words.sureRemoveSilent : words.sureRemove;
    if (await ask(question, name, words)) desk.remove("remove", whom, words.removed);
  }
}
