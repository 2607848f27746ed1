// What the projector shows now and next, the notes to it, and what moves it.
import { build } from "../../shared/dom.js";
import { keepTyped, refill } from "../../shared/typed.js";
import { fetchState } from "../api.js";
import { fill } from "../../shared/words.js";
import { findStep, placeOf, readKey, readTimer } from "../steps.js";

const MINUTES = [1, 2, 3, 5, 8, 10, 15, 20];

export class Presenter {
  constructor(desk) {
    this.desk = desk;
    const { words } = desk;
    const button = (name, act, kind = "") => build("button", { type: "button", class: kind, onclick: act }, name);
    this.now = build("div", { class: "now" });
    this.back = button(`← ${words.back}`, () => this.perform("back"), "big");
    this.next = button(`${words.next} →`, () => this.perform("next"), "big primary");
    this.black = button(words.black, () => this.perform("black"));
    this.minutes = keepTyped(build("select", { "aria-label": words.timer }, ...MINUTES.map((many) => build("option", { value: many, selected: many === 5 }, fill(words.minutes, { count: many })))), "timer");
    this.timer = button(words.startTimer, () => this.perform("timer"));
    this.left = build("strong", { class: "left", role: "timer" });
    this.node = build("select", { "aria-label": words.spotlightOn });
    this.light = button(words.spotlight, () => this.perform("spotlight"));
    this.notes = build("div", { class: "notes", tabindex: "0", role: "region", "aria-label": words.notes });
    this.steps = build("ol", { class: "steps" });
    this.element = build("section", { class: "presenter", "aria-label": words.now },
      this.now,
      build("div", { class: "row remote" }, this.back, this.next),
      build("div", { class: "row" }, this.black, this.minutes, this.timer, this.left),
      build("div", { class: "row" }, this.node, this.light),
      build("h3", {}, words.notes), this.notes,
      build("h3", {}, words.steps), this.steps,
      this.buildPath(),
      build("p", { class: "quiet" }, words.keysHelp));
    this.fillNodes();
  }

  fillNodes() {
    const { sheet, words } = this.desk;
    const groups = Object.entries(sheet.stageNames).map(([stage, name]) =>
      build("optgroup", { label: name }, ...Object.entries(sheet.nodes).filter(([, node]) => node.stage === stage).map(([id, node]) => build("option", { value: id }, node.name))));
    this.node.replaceChildren(build("option", { value: "" }, words.choose), ...groups);
    keepTyped(this.node, "spotlight");
  }

  get position() {
    return this.desk.state.position;
  }

  draw() {
    const { desk, position } = this;
    const { state, words, sheet } = desk;
    const number = findStep(state.steps, position);
    const [step, next] = [state.steps[number], state.steps[number + 1]];
    refill(this.now, [step, next, position.is_black, position.spotlight], () => [
      build("p", {}, build("span", { class: "quiet" }, `${words.now} (${number + 1} / ${state.steps.length})`),
        build("strong", { class: "block current" }, position.is_black ? `■ ${words.black}` : position.spotlight ? `☀ ${sheet.nodes[position.spotlight]?.name}` : name(step)),
        step.words && !name(step).endsWith(step.words) ? build("span", { class: "block" }, step.words) : null),
      build("p", {}, build("span", { class: "quiet" }, words.then), build("span", { class: "block then" }, next ? name(next) : words.lastStep)),
    ]);
    this.back.disabled = number === 0;
    this.next.disabled = !next;
    this.black.setAttribute("aria-pressed", String(position.is_black));
    this.light.textContent = position.spotlight ? words.endSpotlight : words.spotlight;
    refill(this.notes, [step, sheet.counts, position.spotlight], () => this.buildNotes(step, position.spotlight));
    refill(this.steps, [state.steps.map((one) => [name(one), one.view]), number], () => state.steps.map((one, at) =>
      build("li", {}, build("button", { type: "button", "data-focus": `step-${at}`, "aria-current": at === number ? "step" : null, onclick: () => desk.go(placeOf(one)) }, name(one)))));
    if (this.shown !== number) {
      const current = this.steps.querySelector("[aria-current]");
      if (current) this.steps.scrollTop = current.offsetTop - this.steps.clientHeight / 2;
      this.notes.scrollTop = 0;
    }
    this.shown = number;
    this.drawPath();
    this.tick();
  }

  tick() {
    const { words, state, ahead } = this.desk;
    const left = readTimer(state.position.timer_until, ahead);
    const said = left === "0:00" ? words.timeUp : left;
    if (this.left.textContent !== said) this.left.textContent = said;
    this.timer.textContent = left ? words.stopTimer : words.startTimer;
  }

  // What helps who speaks: what is known of each node, and how.
  buildNotes(step, lit = null) {
    const { sheet, words } = this.desk;
    if (lit in sheet.nodes) return [this.buildNote(sheet, words, lit)];
    const told = step.told && step.view !== "stories" ? build("div", {}, build("h4", {}, step.told.name), build("p", {}, step.told.text)) : null;
    const about = step.view === "path" ? (step.nodes ?? []).slice(-1) : ["stages", "stories"].includes(step.view) ? step.nodes ?? [] : [];
    const notes = [step.hint ? build("p", { class: "hint" }, step.hint) : null, told, ...about.map((id) => this.buildNote(sheet, words, id))].filter(Boolean);
    return notes.length ? notes : [build("p", { class: "quiet" }, words.noNotes)];
  }

  buildNote(sheet, words, id) {
    const node = sheet.nodes[id];
    const { provenance } = node;
    const known = provenance ? [sheet.words.provenances[provenance.kind], sheet.sources[provenance.source]?.short].filter(Boolean).join(", ") : "";
    return build("div", { class: "note" }, build("h4", {}, node.name),
      node.description ? build("p", {}, node.description) : null,
      node.question ? build("p", {}, build("em", {}, `${words.openQuestion}: `), node.question) : null,
      known ? build("p", { class: "quiet" }, `${words.source}: ${known}`) : null);
  }

  // A path to walk along: two ends, and one of the paths between them.
  buildPath() {
    const { words, sheet } = this.desk;
    const list = (stage) => Object.entries(sheet.nodes).filter(([, node]) => node.stage === stage);
    const stages = Object.keys(sheet.stages);
    const choose = (label, options, kept) => keepTyped(build("select", { "aria-label": label }, build("option", { value: "" }, label), ...options.map(([id, node]) => build("option", { value: id }, node.name))), kept);
    this.from = choose(words.from, list(stages[0]), "path-from");
    this.to = choose(words.to, list(stages.at(-1)), "path-to");
    this.found = build("ul", { class: "found" });
    this.walked = build("p", {});
    for (const end of [this.from, this.to]) end.addEventListener("change", () => this.findPaths());
    return build("details", {}, build("summary", {}, words.choosePath), this.walked, build("div", { class: "row" }, this.from, this.to), this.found);
  }

  async findPaths() {
    const { desk } = this;
    if (!this.from.value || !this.to.value) return;
    const query = new URLSearchParams({ from: this.from.value, to: this.to.value, sort: "told", lang: desk.language });
    const page = await fetchState(`paths.json?${query}`).catch(() => ({ paths: [] }));
    this.found.replaceChildren(...page.paths.map((path) => build("li", {},
      build("button", { type: "button", onclick: () => this.walk(path.nodes) }, path.sentence), build("span", { class: "quiet" }, desk.sheet.words.evidence[path.evidence]))));
  }

  walk(path) {
    return this.desk.go({ view: "path", at: 0, path });
  }

  drawPath() {
    const { state, words, sheet } = this.desk;
    refill(this.walked, state.position.path, () => (state.position.path.length
      ? [state.position.path.map((id) => sheet.nodes[id]?.name).join(" → "), " ", build("button", { type: "button", onclick: () => this.desk.go({ ...(state.position.view === "path" ? { view: "map", at: 0 } : {}), path: [] }) }, words.dropPath)]
      : []));
  }

  press(event) {
    const act = readKey(event);
    const isBusy = event.defaultPrevented || event.target.closest?.("input, textarea, select, [contenteditable], dialog, [role='tab'], .notes, .steps");
    const isButton = event.target.closest?.("a, button, summary") && event.key === " ";
    if (!act || act === "fullscreen" || isBusy || isButton) return;
    event.preventDefault();
    this.perform(act);
  }

  perform(act) {
    const { desk, position } = this;
    const { steps } = desk.state;
    const number = findStep(steps, position);
    const to = (other) => desk.go(placeOf(steps[Math.max(0, Math.min(steps.length - 1, other))]));
    const acts = {
      next: () => (position.is_black ? desk.go({ is_black: false }) : to(number + 1)),
      back: () => (position.is_black ? desk.go({ is_black: false }) : to(number - 1)),
      first: () => to(0),
      last: () => to(steps.length - 1),
      black: () => desk.go({ is_black: !position.is_black }),
      timer: () => desk.setTimer(position.timer_until ? 0 : Number(this.minutes.value)),
      spotlight: () => desk.go({ spotlight: position.spotlight ? null : this.node.value || steps[number].nodes?.at(-1) || null }),
      escape: () => position.spotlight && desk.go({ spotlight: null }),
    };
    acts[act]?.();
  }
}

// A story by its name; a part of a result behind the question, which has a sign of its own at its end.
function name(step) {
  if (step.view === "stories" && step.told) return step.told.name;
  if (!step.part || !step.words) return step.title;
  return /[\p{P}]$/u.test(step.title) ? `${step.title} ${step.words}` : `${step.title}: ${step.words}`;
}
