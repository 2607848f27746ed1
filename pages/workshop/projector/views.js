// What the projector shows at each step: one view at a time, large.
import { build } from "../../shared/dom.js";
import { fill } from "../../shared/words.js";
import { findStep } from "../steps.js";
import { RoomMap } from "../room_map.js";
import { loadPlotly } from "../../shared/plotly.js";
import { buildTraced, buildWeakest, describeResult, drawBars, listValues } from "../results.js";

const SLACK = 8; // pixels by which letters may stand out of their lines
const MOST_WEAK = 5;
const BARS = new Set(["ranking", "spread", "roles"]);

export class Views {
  constructor(projector) {
    this.projector = projector;
    this.picture = new RoomMap({ language: projector.language, sheet: projector.sheet, pick: (id) => projector.select(id) });
    this.title = build("h1", {});
    this.count = build("span", { class: "count" });
    this.body = build("div", { class: "body" });
    this.way = build("p", { class: "way" });
    this.people = build("p", { class: "people" });
    this.timer = build("p", { class: "timer", role: "timer", hidden: true });
    this.lost = build("p", { class: "lost", role: "status", hidden: true }, projector.words.away);
    this.news = build("div", { class: "news", role: "status" });
    this.black = build("div", { class: "black", hidden: true });
    projector.root.replaceChildren(
      build("header", {}, this.title, this.count), this.body,
      build("footer", {}, this.way, this.lost, this.timer, this.people), this.news, this.black);
  }

  get state() {
    return this.projector.state;
  }

  draw() {
    const { state, projector } = this;
    const { step } = projector;
    const { position } = state;
    const node = position.spotlight in projector.sheet.nodes ? position.spotlight : null;
    this.picture.sheet = projector.sheet;
    this.black.hidden = !position.is_black;
    const number = findStep(state.steps, position);
    this.count.textContent = `${number + 1} / ${state.steps.length}`;
    this.title.textContent = node ? projector.sheet.nodes[node].name : step.title;
    document.title = `${step.title} · ${state.workshop.name}`;
    this.drawFooter(step);
    this.drawNews();
    const fresh = [...projector.fresh.keys()];
    const size = [innerWidth, innerHeight, document.documentElement.className];
    const { view } = position;
    const used = { map: [state.words, state.content], actions: [state.actions], round: [projector.round, state.joined, state.words], join: [state.joined, state.invitation, state.workshop] }[view];
    const signature = JSON.stringify([step, node, projector.selected, fresh, size, used ?? state.words]);
    if (signature === this.signature) return;
    this.signature = signature;
    this.body.className = `body view-${node ? "spotlight" : view}${step.part && !node ? ` part-${step.part}` : ""}`;
    this.body.replaceChildren(...(node ? this.buildSpotlight(node) : this[view](step)).filter(Boolean));
    this.fillMap(node, step);
    this.fit();
  }

  drawFooter(step) {
    const { state, projector } = this;
    const { words } = projector;
    const { key, isEnded, isRehearsal, isJoiningOpen } = state.workshop;
    const isOpen = !isEnded && isJoiningOpen && step.view !== "join";
    this.way.replaceChildren(...(isOpen ? [shorten(state.invitation.short), " · ", build("strong", {}, key)] : [isEnded ? words.ended : ""]), isRehearsal ? build("span", { class: "badge" }, words.rehearsal) : "");
    this.people.textContent = step.view === "join" || !state.joined ? "" : `${state.joined} ${state.joined === 1 ? words.personHere : words.peopleHere}`;
  }

  drawNews() {
    const { projector } = this;
    const [story] = [...projector.fresh.values()].slice(-1);
    const shown = story && projector.step.view !== "stories" ? `${projector.words.newStory}: ${story.name}` : "";
    if (this.news.textContent !== shown) this.news.textContent = shown;
  }

  note(isLost) {
    this.lost.hidden = !isLost;
  }

  showTimer(text, isOver) {
    this.timer.hidden = !text;
    if (this.timer.textContent !== text) this.timer.textContent = text;
    this.timer.classList.toggle("over", isOver);
  }

  // The views: each gives the elements of the body; a slot is filled with the map afterwards.

  join(step) {
    const { state, projector } = this;
    const { words } = projector;
    if (state.workshop.isEnded) return [build("p", { class: "question" }, step.words)];
    const { short, address, trouble } = state.invitation;
    const people = build("p", { class: "here" }, build("strong", {}, state.joined), ` ${state.joined === 1 ? words.personHere : words.peopleHere}`);
    if (!state.workshop.isJoiningOpen) return [build("div", { class: "invitation" }, build("p", { class: "lead first" }, words.joiningClosed), people)];
    return [
      build("img", { class: "qr", src: `workshops/${encodeURIComponent(projector.id)}/qr.svg`, alt: `QR: ${address}` }),
      build("div", { class: "invitation" },
        build("p", { class: "lead first" }, words.joinHere),
        build("p", { class: "lead" }, words.orType), build("p", { class: "address" }, shorten(short)),
        build("p", { class: "lead" }, words.andType), build("p", { class: "key" }, state.workshop.key),
        people, build("p", { class: "quiet" }, trouble ? words.cannotJoin : words.noAccount)),
    ];
  }

  stages(step) {
    return [
      build("div", { class: "side" }, this.buildChips(step.nodes ?? []), build("p", { class: "question" }, step.words)),
      slot(),
    ];
  }

  path(step) {
    const { words } = this.projector;
    const { path } = this.state.position;
    const reached = (step.nodes ?? []).length;
    const told = step.told;
    return [
      build("div", { class: "side" },
        build("p", { class: "sentence" }, step.words),
        told
          ? build("blockquote", { class: "told", lang: told.language }, told.title ? build("h2", {}, told.title) : null, build("p", {}, told.text))
          : build("p", { class: "quiet" }, this.projector.sheet.nodes[path[step.at]]?.question ?? words.nobodyTold)),
      slot(),
      build("div", { class: "way-along" }, this.buildChips(path, reached)),
    ];
  }

  stories(step) {
    const { words } = this.projector;
    const { told } = step;
    if (!told) return [build("p", { class: "question" }, step.words)];
    const who = [words.tellers[told.teller], told.setting].filter(Boolean).join(", ");
    const number = fill(words.storiesOf, { number: step.at + 1, count: this.state.stories.length });
    return [
      build("div", { class: "side" },
        build("blockquote", { class: "story", lang: told.language }, build("p", {}, told.text)),
        build("p", { class: "quiet" }, told.title ? `${who} · ${number}` : who)),
      build("div", { class: "beside" }, slot(), this.buildChips(told.nodes)),
    ];
  }

  map() {
    return [slot(), Object.keys(this.state.words).length ? build("section", { class: "own-words" }, this.markOwn()) : null];
  }

  round(step) {
    const { projector } = this;
    const { words, round } = projector;
    if (!round) return [build("p", { class: "question" }, words.none)];
    if (step.part === "words") return [this.buildWords(pickWords(this.state.words, round.nodes)) ?? build("p", { class: "question" }, words.none)];
    if (!step.part) return this.buildQuestion(round);
    const heading = build("h2", { class: "part" }, step.words);
    if (!round.result.voters) return [heading, build("p", { class: "question" }, words.noVotes)];
    if (BARS.has(step.part)) {
      const bars = build("div", { class: "bars" });
      setTimeout(() => this.drawResult(bars, round, step.part));
      return [heading, bars, build("p", { class: "quiet" }, describeResult({ round, part: step.part, words }))];
    }
    const options = { round, sheet: projector.sheet, words, language: projector.language };
    if (step.part === "map") return [heading, slot(), this.buildScale(round)];
    const said = step.part === "weakest" ? buildWeakest({ ...options, most: MOST_WEAK }) : buildTraced(options);
    return [heading, build("div", { class: "side" }, said), slot()];
  }

  actions() {
    const { words, sheet } = this.projector;
    const { actions } = this.state;
    if (!actions.length) return [build("p", { class: "question" }, words.noAgreement)];
    return [build("ol", { class: "actions" }, ...actions.map((one) =>
      build("li", {}, build("span", { class: "what" }, one.text),
        build("span", { class: "who" }, [one.who, one.when].filter(Boolean).join(" · ")),
        one.nodes.length ? build("span", { class: "for" }, one.nodes.map((id) => sheet.nodes[id].name).join(", ")) : null)))];
  }

  buildQuestion(round) {
    if (round.measure) loadPlotly().catch(() => {}); // ready by the time the result is shown
    const { words } = this.projector;
    const { number, words: counted } = round.turnout;
    const how = round.isOpen ? words.openNow : round.isRevealed || number ? words.closedNow : words.notOpen;
    return [
      build("div", { class: "asked" },
        build("p", { class: "kind" }, round.about),
        build("p", { class: `how ${round.isOpen ? "open" : ""}` }, how),
        build("p", { class: "answered" }, build("strong", {}, number), ` ${counted}`)),
      this.buildAsked(round),
    ];
  }

  // What a round is about; the questions that the phones ask, as "Catalyst: climate" asks nothing.
  buildAsked({ asksQuestions, nodes }) {
    const { sheet } = this.projector;
    const questions = asksQuestions ? nodes.map((id) => sheet.nodes[id].question || sheet.nodes[id].name) : [];
    if (questions.length) return build("ul", { class: "questions" }, ...questions.map((question) => build("li", {}, question)));
    return nodes.length ? this.buildChips(nodes) : null;
  }

  // What was clicked, to be framed; in a round nothing is, as that would tell who votes what to choose.
  get framed() {
    return this.projector.step.view === "round" ? null : this.projector.selected ?? null;
  }

  buildChips(ids, reached = ids.length) {
    const { sheet } = this.projector;
    const { framed } = this;
    const levels = Object.keys(sheet.levels);
    return build("ul", { class: `chips chips-${Math.min(9, ids.length)}` }, ...ids.map((id, number) => {
      const node = sheet.nodes[id];
      const words = this.state.words[id];
      return build("li", {}, build("button", { type: "button", class: `chip level-${levels.indexOf(node.level) % 8} ${number >= reached ? "ahead" : ""} ${number === reached - 1 ? "last" : ""}`,
        "aria-pressed": String(framed === id), onclick: (event) => { event.currentTarget.blur(); this.projector.select(id); } },
      node.name, words ? build("em", {}, ` ✎ ${words.join("; ")}`) : null));
    }));
  }

  // This workshop's own words, marked as such.
  buildWords(all) {
    const { sheet } = this.projector;
    const said = Object.entries(all);
    if (!said.length) return null;
    return build("section", { class: "own-words" },
      this.markOwn(),
      build("dl", {}, ...said.map(([id, titles]) => build("div", {}, build("dt", {}, sheet.nodes[id].name), ...titles.map((title) => build("dd", {}, title))))));
  }

  markOwn() {
    const { words } = this.projector;
    return build("h2", {}, `✎ ${words.ourWords}`, build("small", {}, ` (${words.ourWordsNote})`));
  }

  buildSpotlight(id) {
    const { sheet } = this.projector;
    const node = sheet.nodes[id];
    const own = this.state.words[id];
    return [
      build("div", { class: "side" },
        build("p", { class: "kind" }, `${sheet.stages[node.stage]} · ${sheet.levels[node.level]}`),
        own ? build("p", { class: "sentence" }, `✎ ${own.join("; ")}`) : null,
        node.description ? build("p", { class: "sentence" }, node.description) : null,
        node.question ? build("p", { class: "question" }, node.question) : null,
        build("p", { class: "quiet" }, `${sheet.words.stories}: ${sheet.counts[id] ?? 0}`)),
      slot(),
    ];
  }

  buildScale(round) {
    const [low, high] = round.measure.ends;
    return build("p", { class: "scale", "aria-hidden": "true" }, low, build("span", {}), high);
  }

  async drawResult(place, round, part) {
    const { sheet, words, language } = this.projector;
    const size = parseFloat(getComputedStyle(document.documentElement).fontSize);
    await drawBars(place, { round, part, sheet, words, language, size }).catch(() => place.replaceChildren(words.failed));
  }

  // Put the map into the slot of the view, where there is one, and paint what the step is about.
  async fillMap(node, step) {
    const place = this.body.querySelector(".slot");
    if (!place) return;
    place.replaceChildren(this.picture.element);
    this.picture.paint(this.choosePaint(node, step));
    const { clientWidth: width, clientHeight: height } = place;
    await this.picture.load({ width, height, content: this.state.content, counts: step.view === "map" }).catch(() => setTimeout(() => this.fillMap(node, step), 1500));
  }

  choosePaint(node, step) {
    const { projector, state } = this;
    const { round, sheet } = projector;
    const fresh = new Set([...projector.fresh.values()].flatMap((story) => story.nodes));
    const base = { words: state.words, fresh, selected: this.framed, label: this.title.textContent };
    const steps = (ids) => new Set(ids.slice(1).map((id, number) => `${ids[number]}>${id}`));
    if (node) {
      const near = [node, ...sheet.nodes[node].from.map((edge) => edge.from), ...sheet.nodes[node].to.map((edge) => edge.to)];
      const edges = sheet.edges.filter((edge) => edge.from === node || edge.to === node).map((edge) => `${edge.from}>${edge.to}`);
      return { ...base, lit: new Set(near), edges: new Set(edges), selected: node };
    }
    if (step.view === "stages") {
      const shown = state.steps.filter((one) => one.view === "stages" && one.at <= step.at).flatMap((one) => one.nodes ?? []);
      return { ...base, shown: new Set(shown), marked: new Set(step.nodes) };
    }
    if (step.view === "path") return { ...base, lit: new Set(step.nodes), edges: steps(step.nodes), selected: step.nodes.at(-1) };
    if (step.view === "stories" && step.told?.nodes.length) return { ...base, lit: new Set(step.told.nodes) };
    if (step.part === "map") return { ...base, values: listValues(round, projector.language) };
    if (step.part === "weakest") {
      const weak = round.result.weakest.slice(0, MOST_WEAK).map((one) => one.id);
      const values = listValues(round, projector.language);
      return { ...base, lit: new Set(weak), edges: new Set(), values: Object.fromEntries(weak.map((id) => [id, values[id]])) };
    }
    if (step.part === "traced") {
      const { starts, reached, edges } = round.result.traced;
      return { ...base, lit: new Set([...starts, ...reached]), edges: new Set(edges.map((edge) => edge.join(">"))), selected: starts[0] };
    }
    return base;
  }

  // Long texts get smaller letters, down to what can still be read from the back; what is longer scrolls.
  fit() {
    for (const text of this.body.querySelectorAll(".story, .side")) {
      text.style.removeProperty("--letters");
      for (let letters = 100; letters > 55 && text.scrollHeight > text.clientHeight + SLACK; letters -= 5) text.style.setProperty("--letters", `${letters}%`);
      const isLong = text.scrollHeight > text.clientHeight + SLACK;
      isLong ? text.setAttribute("tabindex", "0") : text.removeAttribute("tabindex");
    }
  }
}

const slot = () => build("div", { class: "slot" });
const shorten = (address) => address.replace(/^https?:\/\//, "");
const pickWords = (all, nodes) => Object.fromEntries(Object.entries(all).filter(([id]) => nodes.includes(id)));
