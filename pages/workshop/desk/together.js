// What the room does together: prepare, open, close, reveal; group answers and choose the words to show.
import { build } from "../../shared/dom.js";
import { ask } from "../../shared/dialog.js";
import { buildTable, buildTraced, buildWeakest, describeResult, drawBars } from "../results.js";
import { forgetTyped, keepTyped, refill } from "../../shared/typed.js";
import { fill } from "../../shared/words.js";
import { buildMark } from "./marks.js";
import { field } from "../list.js";

export class TogetherPanel {
  constructor(desk) {
    this.desk = desk;
    this.ticked = new Set();
    this.list = build("div", { class: "rounds" });
    this.element = build("div", { class: "panel" }, this.list, this.buildForm());
  }

  // Preparing

  buildForm() {
    const { words, sheet } = this.desk;
    this.kind = keepTyped(build("select", {}, ...Object.entries(words.activities).map(([kind, { name }]) => build("option", { value: kind }, name))), "round-kind");
    this.question = keepTyped(build("input", { maxlength: 200 }), "round-question");
    this.dots = keepTyped(build("input", { type: "number", min: 1, max: 100, value: 3 }), "round-dots");
    this.help = build("p", { class: "quiet" });
    this.checks = new Map(Object.keys(sheet.nodes).map((id) => [id, build("input", { type: "checkbox", value: id })]));
    const stages = Object.entries(sheet.stageNames).map(([stage, name]) => build("fieldset", {}, build("legend", {}, name),
      ...Object.entries(sheet.nodes).filter(([, node]) => node.stage === stage).map(([id, node]) => build("label", { class: "check" }, this.checks.get(id), node.name))));
    this.dotsField = field(words.dots, this.dots);
    this.nodesField = build("details", {}, build("summary", {}, words.onWhat), build("div", { class: "stages" }, ...stages));
    this.kind.addEventListener("change", () => this.suggest());
    const form = build("form", { class: "card", novalidate: true, onsubmit: (event) => this.prepare(event) },
      build("h3", {}, words.prepare), field(words.what, this.kind), this.help, field(words.question, this.question), this.dotsField, this.nodesField,
      build("button", { type: "submit", class: "primary" }, words.prepareNow));
    this.suggest();
    return form;
  }

  // The activity that is chosen: what it is called, needs and usually asks.
  get activity() {
    return this.desk.words.activities[this.kind.value];
  }

  // What is usually asked of the chosen kind.
  suggest() {
    const { sheet } = this.desk;
    const { help, question, needsNodes, needsDots, suggests } = this.activity;
    const stages = Object.keys(sheet.stages).slice(0, suggests.stages);
    for (const [id, check] of this.checks) {
      const node = sheet.nodes[id];
      check.checked = stages.includes(node.stage) || (suggests.questions && Boolean(node.question));
    }
    this.help.textContent = help;
    this.question.placeholder = question;
    this.dotsField.hidden = !needsDots;
    this.nodesField.hidden = !needsNodes;
  }

  async prepare(event) {
    event.preventDefault();
    const { desk } = this;
    const { needsNodes, needsDots, question: usual } = this.activity;
    const nodes = needsNodes ? [...this.checks].filter(([, check]) => check.checked).map(([id]) => id) : [];
    const question = this.question.value.trim() || usual;
    const dots = needsDots ? Number(this.dots.value) || 0 : 0;
    const isDone = await desk.act("add-round", { kind: this.kind.value, question, nodes, dots });
    if (!isDone) return;
    forgetTyped("round-question");
    this.question.value = "";
  }

  // What is prepared, open, revealed

  draw() {
    const { state, words } = this.desk;
    if (!state.rounds.length) return refill(this.list, "none", () => [build("p", { class: "quiet" }, words.noRounds)]);
    this.places ??= new Map();
    const items = state.rounds.map((round) => {
      const place = this.places.get(round.id) ?? build("article", { class: "round", "aria-label": round.question });
      this.places.set(round.id, place);
      const isShown = state.position.view === "round" && state.position.round === round.id;
      const answers = state.answers.filter((one) => one.round === round.id);
      const groups = state.groups.filter((one) => one.round === round.id);
      refill(place, [round, isShown, state.joined, answers, groups], () => this.buildRound(round, isShown, answers, groups));
      return place;
    });
    if (this.list.childElementCount !== items.length || items.some((item, at) => this.list.children[at] !== item)) this.list.replaceChildren(...items);
    this.list.signature = null;
    return undefined;
  }

  buildRound(round, isShown, answers, groups) {
    const { words } = this.desk;
    const status = round.isOpen ? "open" : round.isRevealed ? "revealed" : round.answers ? "closed" : "prepared";
    return [
      build("h3", {}, `${round.number}. ${round.question}`, build("span", { class: `badge ${round.isOpen ? "on" : ""}` }, words.states[status])),
      build("p", { class: "quiet" }, `${round.activity} · ${round.counted}${isShown ? ` · ${words.onProjector}` : ""}`),
      this.buildButtons(round, isShown),
      round.hasGroups ? this.buildGrouping(round, answers, groups) : null,
      round.result ? this.buildResult(round) : null,
    ];
  }

  buildButtons(round, isShown) {
    const { desk } = this;
    const { words } = desk;
    const button = (act, name, kind = "", disabled = false) => build("button", { type: "button", class: kind, disabled, "data-focus": `${act}-${round.id}`, onclick: () => this.change(round, act) }, name);
    const isPrepared = !round.isOpen && !round.answers; // nobody could answer it yet
    return build("div", { class: "buttons" },
      round.isOpen ? button("close-round", words.closeRound, "primary") : button("open-round", round.answers || round.isRevealed ? words.reopen : words.openRound, round.isRevealed || round.answers ? "" : "primary"),
      !round.hasResult ? null : round.isRevealed ? button("hide-round", words.hide) : button("reveal-round", words.reveal, !round.isOpen && round.answers ? "primary" : "", isPrepared),
      isShown ? null : button("show", words.showIt),
      button("delete-round", words.deleteRound, "danger"));
  }

  async change(round, act) {
    const { desk } = this;
    const { words } = desk;
    if (act === "show") return desk.go({ view: "round", round: round.id, at: round.isRevealed && round.hasResult ? 1 : 0 });
    if (act === "delete-round" && !(await ask(fill(words.sureDeleteRound, { name: round.question }), words.deleteRound, words))) return undefined;
    if (act === "open-round" && round.isRevealed && !(await ask(words.sureReopen, words.reopen, words))) return undefined;
    return act === "delete-round" ? desk.remove(act, { round: round.id }) : desk.act(act, { round: round.id });
  }

  // Grouping what was named

  buildGrouping(round, answers, groups) {
    const { sheet, words } = this.desk;
    if (!answers.length) return build("p", { class: "quiet" }, words.noAnswers);
    const nodes = round.nodes.filter((id) => answers.some((one) => one.node === id) || groups.some((one) => one.node === id));
    return build("div", { class: "grouping" }, ...nodes.map((id) =>
      this.buildNode(round, id, answers.filter((one) => one.node === id), groups.filter((one) => one.node === id), sheet.nodes[id].name, words)));
  }

  buildNode(round, id, answers, groups, name, words) {
    const { desk } = this;
    const loose = answers.filter((one) => !groups.some((group) => group.id === one.group));
    const kept = `group-${round.id}-${id}`;
    const title = keepTyped(build("input", { maxlength: 200, "aria-label": words.groupTitle, placeholder: words.groupTitle, "data-focus": kept }), kept);
    const into = groups.length ? keepTyped(build("select", { "data-focus": `into-${kept}`, "aria-label": words.addTo }, build("option", { value: "" }, words.group), ...groups.map((group) => build("option", { value: group.id }, `${words.addTo}: ${group.title}`))), `${kept}-into`) : null;
    const group = async (event) => {
      event.preventDefault();
      const ids = loose.filter((one) => this.ticked.has(one.id)).map((one) => one.id);
      if (!ids.length) return desk.say(words.tickFirst, null, true);
      const first = loose.find((one) => one.id === ids[0]).text;
      const isDone = await desk.act("group", into?.value ? { answers: ids, group: into.value } : { answers: ids, title: title.value.trim() || first });
      if (isDone) {
        ids.forEach((one) => this.ticked.delete(one));
        forgetTyped(kept);
        title.value = "";
      }
      return undefined;
    };
    return build("section", {}, build("h4", {}, name),
      ...groups.map((one) => this.buildGroup(one, answers.filter((answer) => answer.group === one.id), words)),
      loose.length ? build("form", { onsubmit: group },
        build("ul", { class: "answers" }, ...loose.map((one) => build("li", {}, this.buildTick(one), this.buildDrop(one, words)))),
        build("div", { class: "row" }, title, into, build("button", { type: "submit", "data-focus": `do-${kept}` }, words.group))) : null);
  }

  buildTick(one) {
    const tick = build("input", { type: "checkbox", checked: this.ticked.has(one.id), "data-focus": `tick-${one.id}`, onchange: () => (tick.checked ? this.ticked.add(one.id) : this.ticked.delete(one.id)) });
    return build("span", {}, build("label", { class: "check" }, tick, one.text), buildMark(this.desk, "answer", one));
  }

  buildDrop(one, words) {
    return build("button", { type: "button", class: "small", title: words.dropAnswer, "aria-label": `${words.dropAnswer}: ${one.text}`, onclick: () => this.desk.remove("drop-answer", { answer: one.id }) }, "✕");
  }

  buildGroup(group, answers, words) {
    const { desk } = this;
    const shown = build("input", { type: "checkbox", checked: group.chosen, "data-focus": `choose-${group.id}`, onchange: () => desk.act("choose-group", { group: group.id, chosen: shown.checked }) });
    return build("div", { class: `group ${group.chosen ? "chosen" : ""}` },
      build("div", { class: "row" }, build("strong", {}, `${group.title} (${answers.length})`),
        build("label", { class: "check" }, shown, words.useWords),
        build("button", { type: "button", class: "small", onclick: () => desk.act("delete-group", { group: group.id }) }, words.deleteGroup)),
      buildMark(desk, "group", group),
      build("ul", { class: "answers" }, ...answers.map((one) => build("li", {}, build("span", {}, one.text, buildMark(desk, "answer", one)),
        build("button", { type: "button", class: "small", title: words.takeOut, "aria-label": `${words.takeOut}: ${one.text}`, onclick: () => desk.act("ungroup", { answers: [one.id] }) }, "↩")))));
  }

  // What it came to

  // A part of a result is called as its step on the projector is.
  findTitle(round, part) {
    return this.desk.state.steps.find((step) => step.round === round.id && step.part === part)?.words;
  }

  buildResult(round) {
    const { sheet, words, language } = this.desk;
    const options = { round, sheet, words, language };
    if (!round.result.voters) return build("p", { class: "quiet" }, words.noVotes);
    const bars = (part) => {
      const place = build("div", { class: "bars" });
      const content = build("div", {}, place, build("p", { class: "quiet" }, describeResult({ round, part, words })));
      if (part === "ranking") content.append(buildTable(options));
      return [content, () => drawBars(place, { ...options, part, size: 13 }).catch(() => place.replaceChildren(words.failed))];
    };
    const builders = { ranking: bars, spread: bars, roles: bars, weakest: () => [buildWeakest(options)], traced: () => [buildTraced(options)] };
    const part = (name) => {
      const [content, draw] = builders[name](name);
      return build("details", { "data-fold": name, ontoggle: (event) => event.currentTarget.open && draw?.() }, build("summary", {}, this.findTitle(round, name)), content);
    };
    return build("div", { class: "result" }, ...round.parts.filter((name) => name in builders).map(part),
      round.parts.includes("roles") ? null : build("p", { class: "quiet" }, `${words.noRoles} ${words.roleNote}`));
  }
}
