// How people join, who did, and how long it goes on.
import { build } from "../../shared/dom.js";
import { ask } from "../../shared/dialog.js";
import { refill } from "../../shared/typed.js";
import { fill } from "../../shared/words.js";
import { People } from "./people.js";

export class RoomPanel {
  constructor(desk) {
    this.desk = desk;
    this.about = build("div", { class: "panel" });
    this.ending = build("div", { class: "panel" });
    this.people = new People(desk);
    this.element = build("div", { class: "panel" }, this.about, this.people.element, this.ending);
  }

  draw() {
    const { desk } = this;
    const { state, words } = desk;
    const { workshop, invitation } = state;
    this.people.draw();
    refill(this.about, [workshop, invitation, state.joined, state.present, state.byRole], () => [
      invitation.trouble ? build("p", { class: "warn" }, invitation.trouble) : null,
      build("div", { class: workshop.isJoiningOpen ? "invite" : "invite closed" },
        build("img", { src: `workshops/${encodeURIComponent(desk.id)}/qr.svg`, alt: `QR: ${invitation.address}` }),
        build("div", {},
          build("p", {}, build("span", { class: "quiet block" }, words.joinAt), build("a", { href: invitation.address, target: "_blank", rel: "noopener" }, invitation.short)),
          build("p", {}, build("span", { class: "quiet block" }, words.key), build("strong", { class: "key" }, workshop.key)))),
      build("h3", {}, words.howMany),
      build("p", {}, state.joined === 1 ? words.oneJoined : fill(words.joined, { count: state.joined }), ` · ${fill(words.present, { count: state.present })}`),
      build("ul", {}, ...Object.entries(state.byRole).map(([role, count]) => build("li", {}, `${words.roles[role] ?? role}: ${count}`))),
    ]);
    refill(this.ending, [workshop], () => [
      build("h3", {}, words.day), this.buildDay(),
      build("h3", {}, workshop.isEnded ? words.ended : fill(words.until, { time: new Date(workshop.ends).toLocaleString(desk.language, { dateStyle: "medium", timeStyle: "short" }) })),
      build("div", { class: "buttons" }, this.buildExtend(),
        workshop.isEnded ? null : build("button", { type: "button", class: "danger", "data-focus": "end", onclick: () => this.end() }, words.end)),
    ]);
  }

  buildExtend() {
    const { words } = this.desk;
    const minutes = build("select", { "aria-label": words.howLong }, ...Object.entries(words.durations).map(([many, said]) => build("option", { value: many }, said)));
    return build("span", { class: "row" }, minutes, build("button", { type: "button", "data-focus": "extend", onclick: () => this.desk.act("extend", { minutes: Number(minutes.value) }) }, words.moreTime));
  }

  buildDay() {
    const { desk } = this;
    const { words, state } = desk;
    const day = build("input", { type: "date", min: "2000-01-01", max: "2199-12-31", required: true, value: state.workshop.day, "aria-label": words.day, "data-focus": "day" });
    const save = (event) => {
      event.preventDefault();
      return day.value ? desk.act("set-day", { day: day.value }) : desk.say(words.entries.empty, null, true);
    };
    return build("form", { novalidate: true, onsubmit: save }, build("span", { class: "row" }, day, build("button", { type: "submit", "data-focus": "save-day" }, words.save)),
      build("p", { class: "quiet" }, words.dayUse));
  }

  async end() {
    const { words } = this.desk;
    if (await ask(words.sureEnd, words.end, words)) this.desk.act("end");
  }
}
