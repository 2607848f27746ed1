// Who is in the workshop: closing and opening joining, floods, the list of participants, removing them.
import { build } from "../../shared/dom.js";
import { ask } from "../../shared/dialog.js";
import { refill } from "../../shared/typed.js";
import { describeFault, fetchState } from "../api.js";
import { fill } from "../../shared/words.js";

// What a flood is, in words.
export function describeFlood(flood, words, language) {
  const write = (moment) => new Date(moment).toLocaleTimeString(language, { timeStyle: "short" });
  const last = write(new Date(flood.until) - 60_000);
  const time = write(flood.since) === last ? last : `${write(flood.since)} – ${last}`;
  return fill(words.floods[flood.kind], { count: flood.most, time });
}

export class People {
  constructor(desk) {
    this.desk = desk;
    this.joining = build("div", { class: "joining" });
    this.floods = build("div", { class: "floods" });
    this.list = build("div", { class: "people" });
    this.fold = build("details", { ontoggle: () => this.load() }, build("summary", {}, desk.words.participants), this.list);
    this.element = build("section", { class: "panel" }, this.joining, this.floods, this.fold);
  }

  draw() {
    const { desk } = this;
    const { state, words } = desk;
    const { isJoiningOpen, isEnded } = state.workshop;
    refill(this.joining, [isJoiningOpen, isEnded], () => (isEnded ? [] : [
      build("p", { class: isJoiningOpen ? "quiet" : "warn" }, ...(isJoiningOpen ? [words.joiningOpenHelp] : [build("strong", {}, words.joiningClosed), `. ${words.joiningClosedHelp}`])),
      build("button", { type: "button", class: isJoiningOpen ? "" : "primary", "data-focus": "joining", onclick: () => desk.act(isJoiningOpen ? "close-joining" : "open-joining") }, isJoiningOpen ? words.closeJoining : words.openJoining),
    ]));
    refill(this.floods, state.floods, () => state.floods.map((flood, at) => this.buildFlood(flood, at)));
    this.load();
  }

  buildFlood(flood, at) {
    const { words, language } = this.desk;
    const isOfJoins = flood.kind === "joins";
    const said = isOfJoins ? (flood.staying ? fill(words.floodStaying, { count: flood.staying, silent: flood.silent }) : words.floodNobody) : words.floodHarmless;
    const button = (name, count, isSilent) => build("button", { type: "button", class: isSilent ? "" : "danger", "data-focus": `flood-${at}-${isSilent}`,
      onclick: () => this.remove({ flood: flood.id, isSilent }, fill(name, { count }), isSilent) }, fill(name, { count }));
    return build("div", { class: "warn" }, build("strong", {}, describeFlood(flood, words, language)), ` ${said}`,
      flood.staying ? build("p", { class: "quiet" }, words.removeHint) : null,
      isOfJoins && flood.staying ? build("div", { class: "buttons" },
        flood.silent ? button(words.removeFloodSilent, flood.silent, true) : null, button(words.removeFlood, flood.staying, false)) : null);
  }

  // The list is asked for only while it is unfolded.
  async load() {
    const { desk } = this;
    if (!this.fold.open || this.shown === desk.state.version) return;
    const asked = (this.shown = desk.state.version);
    try {
      const { participants } = await fetchState(`${desk.address}/participants.json`);
      if (asked === this.shown) refill(this.list, participants, () => this.buildList(participants));
    } catch (error) {
      if (asked === this.shown) this.shown = null;
      desk.say(describeFault(error, desk.words));
    }
  }

  buildList(people) {
    const { words } = this.desk;
    if (!people.length) return [build("p", { class: "quiet" }, words.noParticipants)];
    const hasPlaces = new Set(people.map((one) => one.place)).size > 1;
    const silent = people.filter((one) => one.isSilent).length;
    const removeSilent = fill(words.removeSilent, { count: silent });
    return [
      hasPlaces ? build("p", { class: "quiet" }, words.placesHelp) : null,
      silent ? build("button", { type: "button", "data-focus": "remove-silent", onclick: () => this.remove({ isSilent: true }, removeSilent, true) }, removeSilent) : null,
      build("ul", { class: "participants" }, ...people.map((one) => this.buildItem(one, hasPlaces))),
    ];
  }

  buildItem(one, hasPlaces) {
    const { words, language } = this.desk;
    const time = new Date(one.joined).toLocaleTimeString(language, { timeStyle: "short" });
    const who = fill(words.participant, { role: words.roles[one.role ?? "none"], time });
    const counts = [["sentVotes", one.votes], ["sentAnswers", one.answers], ["sentStories", one.stories]].filter(([, count]) => count);
    const sent = counts.map(([name, count]) => fill(words[name], { count })).join(", ") || (one.isSilent ? words.sentNothing : words.sentGone);
    const place = hasPlaces && one.place ? fill(words.placeOf, { number: one.place }) : null;
    return build("li", {}, build("span", {}, who, build("span", { class: "quiet block" }, [sent, place].filter(Boolean).join(" · "))),
      build("button", { type: "button", class: "danger small", "aria-label": `${words.remove}: ${who}`, "data-focus": `remove-${one.id}`,
        onclick: () => this.remove({ participants: [one.id] }, words.remove, one.isSilent) }, words.remove));
  }

  async remove(whom, name, isSilent) {
    const { desk } = this;
    const { words } = desk;
    if (await ask(isSilent ? words.sureRemoveSilent : words.sureRemove, name, words)) desk.remove("remove", whom, words.removed);
  }
}
