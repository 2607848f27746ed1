// The projector: what the room sees, large, in step with the facilitator's window.
import { build } from "../../shared/dom.js";
import { loadSheet } from "../../shared/sheet.js";
import { fetchState, Line, loadWorkshopWords } from "../api.js";
import { findStep, placeOf, readKey, readTimer } from "../steps.js";
import { Views } from "./views.js";
import { Refused } from "../../shared/requests.js";
import { watch } from "../../shared/news.js";

const SECONDS = 0.7;
const SLOWEST = 3_000;
const FRESH = 8_000; // how long a new story lights up
const MINUTES = 5; // what the timer is started with from here
const HEARD = 1_500; // so long what another window said counts more than what the server said before it

class Projector {
  constructor(root) {
    this.root = root;
    ({ workshop: this.id, lang: this.language } = root.dataset);
    this.address = `workshops/${encodeURIComponent(this.id)}`;
    this.line = new Line(`${this.address}.json?lang=${this.language}`, (error) => this.note(error));
    this.channel = new BroadcastChannel(`mangomoment-workshop-${this.id}`);
    this.channel.addEventListener("message", ({ data }) => {
      if (data.position) this.heardAt = performance.now();
      this.take(data);
    });
    this.fresh = new Map();
  }

  async start() {
    this.followTheme();
    this.asked = this.asked === undefined ? this.readAddress() : this.asked;
    try {
      await this.load();
    } catch (error) {
      this.root.replaceChildren(build("p", { class: "starting", role: "alert" }, this.words?.away ?? "…"));
      setTimeout(() => this.start(), SLOWEST / 2);
      return;
    }
    if (this.asked) this.go(this.asked);
    addEventListener("keydown", (event) => this.press(event));
    addEventListener("resize", () => this.draw());
    addEventListener("popstate", () => this.readAddress() && this.go(this.readAddress()));
    setInterval(() => this.tick(), 250);
    this.watching = watch(`${this.address}/version.json`, SECONDS, this.state.version, () => this.refresh(), {
      slowest: SLOWEST,
      lost: (isLost) => this.note(isLost),
    });
  }

  // The theme of the address, else that of the machine.
  followTheme() {
    const page = document.documentElement;
    if (page.dataset.theme) return;
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const follow = () => {
      page.classList.toggle("diagram-theme-dark", dark.matches);
      page.classList.toggle("diagram-theme-light", !dark.matches);
      if (this.views) this.draw();
    };
    dark.addEventListener("change", follow);
    follow();
  }

  // An answer that is overtaken by a newer one, or by a step to somewhere else, knows less than what is shown.
  async load() {
    const number = (this.loads = (this.loads ?? 0) + 1);
    const { moves } = this.line;
    const content = this.state?.content ?? this.root.dataset.content;
    this.words ??= await loadWorkshopWords(this.language, content);
    const state = await fetchState(`${this.address}/room.json?lang=${this.language}`);
    const sheet = await loadSheet(this.language, state.content);
    if (this.state && (number !== this.loads || moves !== this.line.moves)) return;
    this.sheet = sheet;
    this.ahead = new Date(state.now) - Date.now();
    this.notice(state);
    const before = this.state;
    this.state = state;
    if (before && this.isAhead) {
      state.position = before.position;
      this.lookAgain();
    }
    this.draw();
  }

  // Whether what is shown here is newer than what the server knew a moment ago.
  get isAhead() {
    return this.line.waiting > 0 || performance.now() < (this.heardAt ?? -Infinity) + HEARD;
  }

  lookAgain() {
    clearTimeout(this.looking);
    this.looking = setTimeout(() => this.refresh(), HEARD);
  }

  async refresh() {
    try {
      await this.load();
      this.note(null);
    } catch (error) {
      if (error.status === 404 || error.status === 403) location.reload();
      else setTimeout(() => this.refresh(), SECONDS * 1000);
      if (!(error instanceof Refused)) console.error("projector:", error);
    }
  }

  // Stories that were approved since light their nodes.
  notice(state) {
    const known = new Set(this.state?.stories.map((story) => story.id));
    const fresh = this.state ? state.stories.filter((story) => !known.has(story.id)) : [];
    for (const story of fresh) {
      this.fresh.set(story.id, story);
      setTimeout(() => {
        this.fresh.delete(story.id);
        this.draw();
      }, FRESH);
    }
  }

  note(isLost) {
    this.isLost = Boolean(isLost);
    this.views?.note(this.isLost);
  }

  get step() {
    return this.state.steps[findStep(this.state.steps, this.state.position)];
  }

  get round() {
    return this.state.rounds.find((round) => round.id === this.step.round);
  }

  draw() {
    // What was clicked belongs to the step it was clicked on.
    const shown = JSON.stringify(placeOf(this.step));
    if (this.shown !== shown) this.selected = null;
    this.shown = shown;
    this.views ??= new Views(this);
    this.views.draw();
    this.writeAddress();
    this.tick();
  }

  tick() {
    if (!this.views) return;
    const left = readTimer(this.state.position.timer_until, this.ahead);
    this.views.showTimer(left === "0:00" ? this.words.timeUp : left, left === "0:00");
  }

  // The position in the address: `?view=…&at=…`, for a reload, a bookmark, another machine.
  writeAddress() {
    const { view, at, round, story, path, spotlight } = this.state.position;
    const query = new URLSearchParams(location.search);
    const parts = { view, at: String(at), round, story, path: view === "path" ? path.join(",") : "", node: spotlight };
    for (const [name, value] of Object.entries(parts)) value ? query.set(name, value) : query.delete(name);
    const address = `${location.pathname}?${query}`;
    if (address !== location.pathname + location.search) history.replaceState(null, "", address);
  }

  // A link that names a position leads there; after a reload the server knows better.
  readAddress() {
    const query = new URLSearchParams(location.search);
    const [visit] = performance.getEntriesByType("navigation");
    if (!query.get("view") || (!this.state && visit?.type === "reload")) return null;
    const place = { view: query.get("view"), at: Number(query.get("at") ?? 0) || 0, round: query.get("round"), story: query.get("story") };
    if (query.get("path")) place.path = query.get("path").split(",");
    return place;
  }

  // Show another place at once, and tell the other windows and the server.
  go(place) {
    const cleared = "view" in place ? { round: null, story: null, spotlight: null, is_black: false } : {};
    const position = { ...this.state.position, ...cleared, ...place };
    this.take({ position });
    this.channel.postMessage({ position });
    this.line.act("move", placeFields(position)).finally(() => this.refresh()).catch(() => {});
  }

  take({ position, changed }) {
    if (changed) this.refresh();
    if (!position) return;
    const isNew = position.path?.join() !== this.state?.position.path.join();
    if (!this.state) return;
    this.state.position = { ...this.state.position, ...position };
    if (isNew) this.refresh(); // the steps along a path come from the server
    this.draw();
  }

  press(event) {
    const act = readKey(event);
    if (!act) return;
    const isOnNode = event.target.closest?.("a, button, input, select");
    if (isOnNode && [" ", "Enter"].includes(event.key)) return;
    event.preventDefault();
    this.perform(act);
  }

  perform(act) {
    const { steps, position } = this.state;
    const number = findStep(steps, position);
    const to = (other) => this.go(placeOf(steps[Math.max(0, Math.min(steps.length - 1, other))]));
    const acts = {
      next: () => (position.is_black ? this.go({ is_black: false }) : to(number + 1)),
      back: () => (position.is_black ? this.go({ is_black: false }) : to(number - 1)),
      first: () => to(0),
      last: () => to(steps.length - 1),
      black: () => this.go({ is_black: !position.is_black }),
      timer: () => this.setTimer(position.timer_until ? 0 : MINUTES),
      fullscreen: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen().catch(() => {})),
      spotlight: () => this.go({ spotlight: position.spotlight ? null : this.selected ?? this.step.nodes?.at(-1) ?? null }),
      escape: () => position.spotlight && this.go({ spotlight: null }),
    };
    acts[act]();
  }

  setTimer(minutes) {
    const until = minutes ? new Date(Date.now() + this.ahead + minutes * 60_000).toISOString() : null;
    this.take({ position: { timer_until: until } });
    this.channel.postMessage({ position: { timer_until: until } });
    this.line.act("timer", { minutes }).finally(() => this.refresh()).catch(() => {});
  }

  select(id) {
    this.selected = this.selected === id ? null : id;
    this.draw();
  }
}

// What of a position is sent to the server; the timer has an act of its own.
export const placeFields = ({ view, at, round, story, path, spotlight, is_black }) => ({ view, at, round: round ?? null, story: story ?? null, path, spotlight: spotlight ?? null, is_black });

const root = document.getElementById("projector");
if (root) {
  const projector = new Projector(root);
  projector.start();
}
