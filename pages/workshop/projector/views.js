// What the projector shows: a heading, one view at a time, large, and a foot.
import { build } from "../../shared/dom.js";
import { fill } from "../../shared/words.js";
import { findStep } from "../steps.js";
import { buildJoin, namePeople, shorten } from "./join.js";
import { Pictures } from "./pictures.js";
import { buildRound } from "./round.js";
import { buildChips, buildSlot, markOwn } from "./view_parts.js";

/**
 * @import { Child } from "../../shared/types.js"
 * @import { RoomState, Step, StepView } from "../types.js"
 * @import { Projector } from "./projector.js"
 */

const SLACK = 8; // pixels by which letters may stand out of their lines

export class Views {
  title = build("h1", {});
  count = build("span", { class: "count" });
  body = build("div", { class: "body" });
  way = build("p", { class: "way" });
  people = build("p", { class: "people" });
  timer = build("p", { class: "timer", role: "timer", hidden: true });
  news = build("div", { class: "news", role: "status" });
  black = build("div", { class: "black", hidden: true });
  /** What the body was drawn of. */
  #signature = "";

  /** @param {Projector} projector */
  constructor(projector) {
    this.projector = projector;
    this.pictures = new Pictures(projector);
    this.lost = build("p", { class: "lost", role: "status", hidden: true }, projector.words.away);
    projector.root.replaceChildren(
      build("header", {}, this.title),
      this.body,
      build("footer", {}, this.way, this.lost, this.timer, this.people, this.count),
      this.news,
      this.black,
      projector.charts.shelf,
    );
  }

  end() {
    this.pictures.end();
  }

  draw() {
    const { projector } = this;
    const { state, sheet, step, position } = projector;
    const node = position.spotlight && position.spotlight in sheet.nodes ? position.spotlight : null;
    this.black.hidden = !position.is_black;
    if (this.#isWaiting(step, node)) return;
    this.count.textContent = `${findStep(state.steps, position) + 1} / ${state.steps.length}`;
    this.title.textContent = node ? sheet.nodes[node].name : step.title;
    document.title = `${step.title} · ${state.workshop.name}`;
    this.#drawFooter(step);
    this.#drawNews();
    const fresh = projector.fresh.map(({ id }) => id);
    const size = [innerWidth, innerHeight, document.documentElement.className];
    const used = listUsed(state, position.view, projector.round);
    const signature = JSON.stringify([step, position.path, node, projector.selected, fresh, size, used]);
    if (signature === this.#signature) return;
    this.#signature = signature;
    const part = step.part && !node ? ` part-${step.part}` : "";
    this.body.className = `body view-${node ? "spotlight" : position.view}${part}`;
    const content = node ? this.#buildSpotlight(node) : this.#views[position.view](step);
    projector.charts.shelve();
    this.body.replaceChildren(...content.filter((child) => child !== null && child !== undefined));
    this.pictures.fill(this.body, step, node, this.title.textContent ?? "");
    this.#fit();
  }

  /**
   * Whether a step has to wait for its chart: until that is there, what was shown before stays.
   * @param {Step} step
   * @param {string | null} node
   */
  #isWaiting(step, node) {
    const { charts } = this.projector;
    charts.prepare();
    const drawn = node ? null : charts.waitFor(step);
    drawn?.then(() => this.draw());
    return drawn !== null && this.#signature !== "";
  }

  /** @param {Step} step */
  #drawFooter(step) {
    const { state, words } = this.projector;
    const { workshop, invitation, joined } = state;
    const isJoinStep = step.view === "join";
    const isOpen = !workshop.isEnded && workshop.isJoiningOpen && !isJoinStep;
    const way = isOpen
      ? [shorten(invitation.short), " · ", build("strong", {}, workshop.key)]
      : [workshop.isEnded ? words.ended : ""];
    if (workshop.isRehearsal) way.push(build("span", { class: "badge" }, words.rehearsal));
    this.way.replaceChildren(...way);
    this.people.textContent = isJoinStep || !joined ? "" : `${joined} ${namePeople(this.projector)}`;
  }

  #drawNews() {
    const { fresh, step, words } = this.projector;
    const story = fresh.at(-1);
    const text = story && step.view !== "stories" ? `${words.newStory}: ${story.name}` : "";
    if (this.news.textContent !== text) this.news.textContent = text;
  }

  /** @param {boolean} isLost */
  showLost(isLost) {
    this.lost.hidden = !isLost;
  }

  /**
   * @param {string} text
   * @param {boolean} isOver
   */
  showTimer(text, isOver) {
    this.timer.hidden = !text;
    if (this.timer.textContent !== text) this.timer.textContent = text;
    this.timer.classList.toggle("over", isOver);
  }

  /**
   * What stands in the body at each step. A slot is filled with the map afterwards.
   * @type {Record<StepView, (step: Step) => Child[]>}
   */
  #views = {
    join: (step) => buildJoin(this.projector, step),
    stages: (step) => [
      build("p", { class: "question" }, step.words),
      build("div", { class: "landmark" }),
      buildSlot(),
    ],
    path: (step) => this.#buildPath(step),
    stories: (step) => this.#buildStory(step),
    map: () => {
      const { state, words } = this.projector;
      const hasOwn = Object.keys(state.words).length > 0;
      return [buildSlot(), hasOwn ? build("section", { class: "own-words" }, markOwn(words)) : null];
    },
    round: (step) => buildRound(this.projector, step),
    actions: () => this.#buildActions(),
  };

  /** @param {Step} step */
  #buildPath({ at, words: sentence, told, nodes = [] }) {
    const { projector } = this;
    const { sheet, words, position } = projector;
    const { path } = position;
    const title = told?.title ? build("h2", {}, told.title) : null;
    const story = told
      ? build("blockquote", { class: "told", lang: told.language }, title, build("p", {}, told.text))
      : build("p", { class: "quiet" }, sheet.nodes[path[at]]?.question ?? words.nobodyTold);
    return [
      build("div", { class: "side" }, build("p", { class: "sentence" }, sentence), story),
      buildSlot(),
      build("div", { class: "way-along" }, buildChips(projector, path, nodes.length)),
    ];
  }

  /** @param {Step} step */
  #buildStory({ at, words: text, told }) {
    const { projector } = this;
    const { state, words } = projector;
    if (!told) return [build("p", { class: "question" }, text)];
    const who = [words.tellers[told.teller], told.setting].filter(Boolean).join(", ");
    const number = fill(words.storiesOf, { number: at + 1, count: state.stories.length });
    return [
      build(
        "div",
        { class: "side" },
        build("blockquote", { class: "story", lang: told.language }, build("p", {}, told.text)),
        build("p", { class: "quiet" }, told.title ? `${who} · ${number}` : who),
      ),
      build("div", { class: "beside" }, buildSlot(), buildChips(projector, told.nodes)),
    ];
  }

  #buildActions() {
    const { state, sheet, words } = this.projector;
    if (!state.actions.length) return [build("p", { class: "question" }, words.noAgreement)];
    const items = state.actions.map(({ text, who, when, nodes }) => {
      const names = nodes.map((id) => sheet.nodes[id].name).join(", ");
      return build(
        "li",
        {},
        build("span", { class: "what" }, text),
        build("span", { class: "who" }, [who, when].filter(Boolean).join(" · ")),
        names ? build("span", { class: "for" }, names) : null,
      );
    });
    return [build("ol", { class: "actions" }, ...items)];
  }

  /** @param {string} id */
  #buildSpotlight(id) {
    const { state, sheet } = this.projector;
    const { stage, level, description, question } = sheet.nodes[id];
    const own = state.words[id];
    return [
      build(
        "div",
        { class: "side" },
        build("p", { class: "kind" }, `${sheet.stages[stage]} · ${sheet.levels[level]}`),
        own ? build("p", { class: "sentence" }, `✎ ${own.join("; ")}`) : null,
        description ? build("p", { class: "sentence" }, description) : null,
        question ? build("p", { class: "question" }, question) : null,
        build("p", { class: "quiet" }, `${sheet.words.stories}: ${sheet.counts[id] ?? 0}`),
      ),
      buildSlot(),
    ];
  }

  /** Long texts get smaller letters, down to what can still be read from the back; what is longer scrolls. */
  #fit() {
    for (const text of this.body.querySelectorAll(".story, .side")) {
      if (!(text instanceof HTMLElement)) continue;
      const isLong = () => text.scrollHeight > text.clientHeight + SLACK;
      text.style.removeProperty("--letters");
      for (let letters = 100; letters > 55 && isLong(); letters -= 5)
        text.style.setProperty("--letters", `${letters}%`);
      if (isLong()) text.setAttribute("tabindex", "0");
      else text.removeAttribute("tabindex");
    }
  }
}

/**
 * What a view shows besides its step.
 * @param {RoomState} state
 * @param {StepView} view
 * @param {unknown} round
 */
function listUsed({ words, content, actions, joined, invitation, workshop }, view, round) {
  switch (view) {
    case "actions":
      return [actions, content];
    case "round":
      return [round, words, content];
    case "join":
      return [joined, invitation, workshop];
    default:
      return [words, content];
  }
}
