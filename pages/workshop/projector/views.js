// What the projector shows: a heading, one view at a time, large, and a foot.
import { build } from "../../shared/dom.js";
import { fill } from "../../shared/words.js";
import { isRevealedPoll } from "../measures.js";
import { RoomMap } from "../room_map.js";
import { findStep } from "../steps.js";
import { choosePaint } from "./paint.js";
import { buildRound } from "./round.js";
import { buildChips, buildSlot, markOwn } from "./view_parts.js";

/**
 * @import { Child } from "../../shared/types.js"
 * @import { RoomState, Step, StepView } from "../types.js"
 * @import { Projector } from "./projector.js"
 */

const SLACK = 8; // pixels by which letters may stand out of their lines
const RETRY = 1_500;

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
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #retry;

  /** @param {Projector} projector */
  constructor(projector) {
    this.projector = projector;
    this.picture = new RoomMap(projector.language, (id) => projector.select(id));
    this.lost = build("p", { class: "lost", role: "status", hidden: true }, projector.words.away);
    projector.root.replaceChildren(
      build("header", {}, this.title, this.count),
      this.body,
      build("footer", {}, this.way, this.lost, this.timer, this.people),
      this.news,
      this.black,
    );
  }

  end() {
    clearTimeout(this.#retry);
  }

  draw() {
    const { projector } = this;
    const { state, sheet, step, position } = projector;
    const node = position.spotlight && position.spotlight in sheet.nodes ? position.spotlight : null;
    this.black.hidden = !position.is_black;
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
    this.body.replaceChildren(...content.filter((child) => child !== null && child !== undefined));
    this.#fillMap(node, step);
    this.#fit();
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
    this.people.textContent = isJoinStep || !joined ? "" : `${joined} ${this.#namePeople()}`;
  }

  #namePeople() {
    const { state, words } = this.projector;
    return state.joined === 1 ? words.personHere : words.peopleHere;
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
    join: (step) => this.#buildJoin(step),
    stages: (step) => {
      const { projector } = this;
      const question = build("p", { class: "question" }, step.words);
      return [
        build("div", { class: "side" }, buildChips(projector, step.nodes ?? []), question),
        buildSlot(),
      ];
    },
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
  #buildJoin(step) {
    const { state, words, live } = this.projector;
    const { workshop, invitation, joined } = state;
    if (workshop.isEnded) return [build("p", { class: "question" }, step.words)];
    const { short, address, trouble } = invitation;
    const here = build("strong", {}, String(joined));
    const people = build("p", { class: "here" }, here, ` ${this.#namePeople()}`);
    if (!workshop.isJoiningOpen) {
      const closed = build("p", { class: "lead first" }, words.joiningClosed);
      return [build("div", { class: "invitation" }, closed, people)];
    }
    return [
      build("img", { class: "qr", src: `${live.address}/qr.svg`, alt: `QR: ${address}` }),
      build(
        "div",
        { class: "invitation" },
        build("p", { class: "lead first" }, words.joinHere),
        build("p", { class: "lead" }, words.orType),
        build("p", { class: "address" }, shorten(short)),
        build("p", { class: "lead" }, words.andType),
        build("p", { class: "key" }, workshop.key),
        people,
        build("p", { class: "quiet" }, trouble ? words.cannotJoin : words.noAccount),
      ),
    ];
  }

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

  /**
   * Put the map into the slot of the view, where there is one, and paint what the step is about.
   * @param {string | null} node
   * @param {Step} step
   */
  async #fillMap(node, step) {
    clearTimeout(this.#retry);
    const { projector } = this;
    const place = this.body.querySelector(".slot");
    if (!place) return;
    place.replaceChildren(this.picture.element);
    const { round, sheet, state, fresh, language } = projector;
    const about = {
      steps: state.steps,
      sheet,
      step,
      spotlight: node,
      poll: round && isRevealedPoll(round) ? round : null,
      language,
    };
    this.picture.paint({
      words: state.words,
      fresh: new Set(fresh.flatMap(({ nodes }) => nodes)),
      selected: projector.framed,
      label: this.title.textContent ?? "",
      ...choosePaint(about),
    });
    const { clientWidth: width, clientHeight: height } = place;
    const { content } = state;
    try {
      await this.picture.load({ width, height, content, counts: step.view === "map" });
    } catch {
      if (place.isConnected) this.#retry = setTimeout(() => this.#fillMap(node, step), RETRY);
    }
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

/** @param {string} address */
const shorten = (address) => address.replace(/^https?:\/\//, "");
