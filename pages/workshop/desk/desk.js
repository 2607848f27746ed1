// The facilitator's desk: what the projector shows and shows next, and beside it what the room does.
import { build } from "../../shared/dom.js";
import { loadSheet } from "../../shared/sheet.js";
import { ActionsPanel } from "./actions.js";
import { HomePanel } from "./home.js";
import { RoomPanel } from "./room.js";
import { StoriesPanel } from "./stories.js";
import { TogetherPanel } from "./together.js";
import { Presenter } from "./presenter.js";
import { refill } from "../../shared/typed.js";
import { describeFault, fetchState, Line, makeId } from "../api.js";
import { fill } from "../../shared/words.js";
import { describeFlood } from "./people.js";
import { watch } from "../../shared/news.js";

const SECONDS = 0.7;
const SLOWEST = 3_000;
const HEARD = 1_500; // so long what another window said counts more than what the server said before it
const PANELS = { together: TogetherPanel, stories: StoriesPanel, actions: ActionsPanel, room: RoomPanel, home: HomePanel };

export class Desk {
  constructor({ place, id, data, sheet, words, open }) {
    Object.assign(this, { place, id, data, sheet, words, open, language: data.lang });
    this.address = `workshops/${encodeURIComponent(id)}`;
    this.line = new Line(`${this.address}.json?lang=${this.language}`, (error) => this.away(error));
    this.channel = new BroadcastChannel(`mangomoment-workshop-${id}`);
    this.channel.addEventListener("message", ({ data: said }) => {
      if (said.position) this.heardAt = performance.now();
      this.hear(said);
    });
    this.message = build("div", { class: "message", role: "status" });
    this.start();
  }

  async start() {
    try {
      this.take(await fetchState(`${this.address}.json?lang=${this.language}`));
    } catch (error) {
      if (this.isOver) return;
      const leave = build("button", { type: "button", onclick: () => this.open(null) }, this.words.allWorkshops);
      this.place.replaceChildren(build("p", { role: "alert" }, describeFault(error, this.words), " ", leave));
      if (error.status === 0 || error.status === 503) this.retry = setTimeout(() => this.start(), SLOWEST);
      return;
    }
    this.watching = watch(`${this.address}/version.json`, SECONDS, this.state.version, () => this.refresh(), {
      slowest: SLOWEST,
      lost: (isLost) => (isLost ? this.away({ status: 0 }) : this.away(null)),
    });
    this.timer = setInterval(() => this.presenter.tick(), 250);
    this.press = (event) => this.presenter.press(event);
    document.addEventListener("keydown", this.press);
  }

  leave() {
    this.isOver = true;
    this.watching?.end();
    clearInterval(this.timer);
    clearTimeout(this.retry);
    clearTimeout(this.looking);
    if (this.press) document.removeEventListener("keydown", this.press);
    this.channel.close();
  }

  // The page was sent anew: stories or model may be others.
  follow(data) {
    this.data = data;
    this.refresh();
  }

  async refresh() {
    const asked = (this.asked = (this.asked ?? 0) + 1);
    try {
      const state = await fetchState(`${this.address}.json?lang=${this.language}`);
      if (asked === this.asked && !this.isOver) this.take(state);
    } catch (error) {
      if (error.status === 404) this.say(describeFault(error, this.words), null, true);
      else if (!this.isOver) this.retry = setTimeout(() => this.refresh(), SLOWEST / 2);
    }
  }

  async take(state) {
    if (!state || this.isOver) return;
    const before = this.state;
    this.state = state;
    this.ahead = new Date(state.now) - Date.now();
    if (before && (this.line.waiting || performance.now() < (this.heardAt ?? -Infinity) + HEARD)) {
      state.position = before.position;
      clearTimeout(this.looking);
      this.looking = setTimeout(() => this.refresh(), HEARD);
    }
    this.watching?.known(state.version);
    if (state.content !== before?.content && before) this.sheet = await loadSheet(this.language, state.content).catch(() => this.sheet);
    this.draw();
  }

  // Do something with the workshop; says what went wrong, and gives whether it was done.
  async act(name, fields = {}, done = "") {
    try {
      const state = await this.line.act(name, fields);
      this.asked = (this.asked ?? 0) + 1; // an answer that is under way knows less than this one
      await this.take(state);
      this.say(done);
      this.channel.postMessage({ changed: true });
      return true;
    } catch (error) {
      this.say(describeFault(error, this.words), null, true);
      if (error.status === 404 || error.status === 409) this.refresh();
      return false;
    }
  }

  // Delete something, with an undo beside what is said of it.
  async remove(name, fields, done = this.words.deleted) {
    const request = makeId();
    if (await this.act(name, { ...fields, request })) this.say(done, () => this.act("undo", { deletion: request }));
  }

  // Show another place at once, here and in other windows, and tell the server.
  go(place) {
    const cleared = "view" in place ? { round: null, story: null, spotlight: null, is_black: false } : {};
    const position = { ...this.state.position, ...cleared, ...place };
    this.hear({ position });
    this.channel.postMessage({ position });
    const { view, at, round, story, path, spotlight, is_black } = position;
    return this.act("move", { view, at, round, story, path, spotlight, is_black });
  }

  setTimer(minutes) {
    const until = minutes ? new Date(Date.now() + this.ahead + minutes * 60_000).toISOString() : null;
    this.hear({ position: { timer_until: until } });
    this.channel.postMessage({ position: { timer_until: until } });
    return this.act("timer", { minutes });
  }

  hear({ position, changed }) {
    if (changed) this.refresh();
    if (!position || !this.state) return;
    this.state.position = { ...this.state.position, ...position };
    this.draw();
  }

  away(error) {
    // Streamlit lays a dialog over its page; the desk says itself that the server is away, and works on.
    if (error) document.querySelector('[data-testid="stDialog"] button[aria-label="Close"]')?.click();
    const said = error ? describeFault(error.status === 0 ? { status: 0, answer: {} } : error, this.words) : "";
    const text = error && error.status === 0 ? this.words.unreachable : said;
    if (text) this.say((this.lost = text), null, true);
    else if (this.lost) {
      if (this.message.textContent === this.lost) this.say("");
      this.lost = "";
    }
  }

  say(text, undo = null, isFault = false) {
    if (this.message.textContent === text && !undo) return;
    this.message.classList.toggle("fault", isFault);
    this.message.replaceChildren(text, undo ? build("button", { type: "button", onclick: undo }, this.words.undo) : "");
  }

  draw() {
    if (!this.head) this.build();
    this.drawHead();
    this.drawFloods();
    this.presenter.draw();
    for (const panel of Object.values(this.panels)) panel.draw();
    this.drawTabs();
  }

  build() {
    const { words } = this;
    this.head = build("header", { class: "desk-head" });
    this.presenter = new Presenter(this);
    this.panels = Object.fromEntries(Object.entries(PANELS).map(([name, Panel]) => [name, new Panel(this)]));
    this.tabs = Object.keys(PANELS).map((name) => build("button", {
      type: "button", role: "tab", id: `tab-${name}`, "aria-controls": `panel-${name}`, onclick: () => this.choose(name), onkeydown: (event) => this.walk(event, name) }));
    for (const [name, panel] of Object.entries(this.panels)) {
      Object.assign(panel.element, { id: `panel-${name}` });
      panel.element.setAttribute("role", "tabpanel");
      panel.element.setAttribute("aria-labelledby", `tab-${name}`);
    }
    this.chosen = sessionStorage.getItem("mangomoment-workshop-tab") ?? "together";
    if (!(this.chosen in PANELS)) this.chosen = "together";
    const side = build("section", { class: "desk-side" },
      build("div", { class: "tabs", role: "tablist", "aria-label": words.sections }, ...this.tabs),
      ...Object.values(this.panels).map((panel) => panel.element));
    this.floods = build("div", { class: "floods", role: "alert" });
    this.place.replaceChildren(this.head, this.floods, build("div", { class: "desk" }, this.presenter.element, side), this.message);
  }

  choose(name) {
    this.chosen = name;
    sessionStorage.setItem("mangomoment-workshop-tab", name);
    this.drawTabs();
  }

  walk(event, name) {
    const names = Object.keys(PANELS);
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const next = names[(names.indexOf(name) + step + names.length) % names.length];
    this.choose(next);
    this.tabs[names.indexOf(next)].focus();
  }

  drawTabs() {
    const waiting = this.state.told.filter((story) => story.status === "pending").length;
    const open = this.state.rounds.filter((round) => round.isOpen).length;
    const counts = { stories: waiting, together: open, actions: this.state.actions.length, room: this.state.joined };
    Object.keys(PANELS).forEach((name, at) => {
      const isChosen = name === this.chosen;
      const tab = this.tabs[at];
      const said = `${this.words.tabs[name]}${counts[name] ? ` (${counts[name]})` : ""}`;
      if (tab.textContent !== said) tab.textContent = said;
      tab.setAttribute("aria-selected", String(isChosen));
      tab.setAttribute("tabindex", isChosen ? "0" : "-1");
      this.panels[name].element.hidden = !isChosen;
    });
  }

  // More than a room does is said over the desk, whatever tab is open.
  drawFloods() {
    const { words, state } = this;
    refill(this.floods, state.floods, () => state.floods.slice(-3).map((flood) => build("p", { class: "warn" }, describeFlood(flood, words, this.language), " ",
      build("button", { type: "button", class: "small", "data-focus": `flood-${flood.kind}-${flood.id}`, onclick: () => this.choose("room") }, words.showWhoJoined))));
  }

  drawHead() {
    const { words, state } = this;
    const { workshop, joined } = state;
    const shown = JSON.stringify([workshop, joined]);
    if (this.headShown === shown) return;
    this.headShown = shown;
    const theme = document.documentElement.classList.contains("diagram-theme-dark") ? "dark" : "light";
    const badges = [workshop.isEnded ? words.ended : null, workshop.isRehearsal ? words.rehearsal : null].filter(Boolean);
    this.head.replaceChildren(
      build("h2", {}, workshop.name, ...badges.map((said) => build("span", { class: "badge" }, said))),
      build("span", { class: "keyed" }, `${words.key}: `, build("strong", {}, workshop.key)),
      build("span", { class: "counted" }, joined === 1 ? words.oneJoined : fill(words.joined, { count: joined })),
      build("a", { class: "button primary", href: `projector/${encodeURIComponent(this.id)}?theme=${theme}`, target: `projector-${this.id}` }, words.openProjector),
      build("button", { type: "button", onclick: () => this.open(null) }, words.allWorkshops));
  }
}
