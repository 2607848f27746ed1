// What the projector shows: a heading, one view at a time, large, and a foot.
import { build } from "../../shared/dom.js";
import { fill, joinLabel } from "../../shared/words.js";
import { getPublishedName } from "../own_words.js";
import { describeTeller, planStep } from "../step_pages.js";
import { choosePage, findStep } from "../steps.js";
import { buildJoin, namePeople, shorten } from "./join.js";
import { buildEntries, buildParagraphs, findPage, listPageNodes, setSize } from "./paged.js";
import { Pictures } from "./pictures.js";
import { buildRound } from "./round.js";
import { buildChips, buildSlot, markOwn } from "./view_parts.js";

/**
 * @import { Child } from "../../shared/types.js"
 * @import { PagedText, StepPlan } from "../step_pages.js"
 * @import { RoomState, Step, StepView } from "../types.js"
 * @import { Projector } from "./projector.js"
 */

const SLACK = 8; // pixels by which letters may stand out of their lines
const SHRINK = 0.96;
const LEAST = 0.3;
const PLACES = ".side, .asked, .beside";
const TEXTS = "p, h2, li, dd, button";

export class Views {
  title = build("h1", {});
  count = build("span", { class: "count" });
  body = build("div", { class: "body" });
  way = build("p", { class: "way" });
  people = build("p", { class: "people" });
  pages = build("p", { class: "pages", role: "img", hidden: true });
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
      build("footer", {}, this.way, this.lost, this.timer, this.people, this.pages, this.count),
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
    const { state, texts, step, position } = projector;
    const node = position.spotlight && position.spotlight in texts.nodes ? position.spotlight : null;
    this.black.hidden = !position.is_black;
    const plan = planStep(projector, step);
    const page = choosePage(position, plan.count);
    if (this.#isWaiting(step, node, page)) return;
    this.count.textContent = `${findStep(state.steps, position) + 1} / ${state.steps.length}`;
    this.title.textContent = node ? getPublishedName(texts.nodes[node]) : step.title;
    document.title = `${step.title} · ${state.workshop.name}`;
    this.#drawPages(node ? 1 : plan.count, page);
    this.#drawFooter(step);
    this.#drawNews();
    const fresh = projector.fresh.map(({ id }) => id);
    const size = [innerWidth, innerHeight, document.documentElement.className];
    const used = listUsed(state, position.view, projector.round);
    const signature = JSON.stringify([
      step,
      position.path,
      node,
      page,
      projector.selected,
      fresh,
      size,
      used,
    ]);
    const chart = node ? null : projector.charts.get(step, page);
    if (signature === this.#signature && (!chart || this.body.contains(chart))) return;
    this.#signature = signature;
    const part = step.part && !node ? ` part-${step.part}` : "";
    this.body.className = `body view-${node ? "spotlight" : position.view}${part}`;
    this.title.style.fontSize = node ? "" : `${plan.title.toFixed(3)}rem`;
    const content = node ? this.#buildSpotlight(node) : this.#views[position.view](step, plan, page);
    projector.charts.shelve();
    this.body.replaceChildren(...content.filter((child) => child !== null && child !== undefined));
    this.pictures.fill(this.body, step, node, this.title.textContent ?? "");
    this.#fit();
  }

  /**
   * Whether a step has to wait for its chart: until that is there, what was shown before stays.
   * @param {Step} step
   * @param {string | null} node
   * @param {number} page
   */
  #isWaiting(step, node, page) {
    const { charts } = this.projector;
    charts.prepare(page);
    const drawn = node ? null : charts.waitFor(step, page);
    drawn?.then(() => this.draw());
    return drawn !== null && this.#signature !== "";
  }

  /**
   * @param {number} count
   * @param {number} page
   */
  #drawPages(count, page) {
    this.pages.hidden = count === 1;
    this.pages.textContent = count === 1 ? "" : `${page + 1}/${count}`;
    this.pages.setAttribute("aria-label", fill(this.projector.words.pageOf, { page: page + 1, count }));
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
    const text = story && step.view !== "stories" ? joinLabel(words, words.newStory, story.name) : "";
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
   * @type {Record<StepView, (step: Step, plan: StepPlan, page: number) => Child[]>}
   */
  #views = {
    join: (step) => buildJoin(this.projector, step),
    stages: (step) => [
      build("p", { class: "question" }, step.words),
      build("div", { class: "landmark" }),
      buildSlot(),
    ],
    path: (step, plan, page) => this.#buildPath(step, plan, page),
    stories: (step, plan, page) => this.#buildStory(step, plan, page),
    map: () => {
      const { state, words } = this.projector;
      const hasOwn = Object.keys(state.words).length > 0;
      const numbers = state.workshop.isOwnOnly ? words.numbersOfOwn : words.numbersOfAll;
      return [
        buildSlot(),
        build(
          "section",
          { class: "own-words" },
          hasOwn ? markOwn(words) : null,
          build("p", { class: "quiet" }, numbers),
        ),
      ];
    },
    round: (step, plan, page) => buildRound(this.projector, step, plan, page),
    own: (step, plan, page) => this.#buildOwn(step, plan, page),
    followed: (_, { texts: { text } }, page) => [
      setSize(build("div", { class: "side" }, ...buildEntries(text, page, "ol", "actions followed")), text),
    ],
    actions: (_, plan, page) => this.#buildActions(plan, page),
  };

  /**
   * @param {Step} step
   * @param {StepPlan} plan
   * @param {number} page
   */
  #buildPath({ told, nodes = [] }, { texts: { text, way } }, page) {
    const { projector } = this;
    const quotation = { class: "told", lang: told?.language ?? projector.language };
    const along = buildWay(projector, way, nodes.length);
    return [
      setSize(build("div", { class: "side" }, ...buildParagraphs(text, page, quotation)), text),
      buildSlot(),
      setSize(build("div", { class: "way-along" }, along), way),
    ];
  }

  /**
   * @param {Step} step
   * @param {StepPlan} plan
   * @param {number} page
   */
  #buildStory(step, { texts: { text, nodes } }, page) {
    const { projector } = this;
    const { told, words: nothing } = step;
    if (!told) return [build("p", { class: "question" }, nothing)];
    const quotation = { class: "story", lang: told.language };
    const paragraphs = build("div", {}, ...buildParagraphs(text, page, quotation));
    const chips = nodes && setSize(buildChips(projector, listPageNodes(nodes, page)), nodes);
    return [
      build(
        "div",
        { class: "side" },
        setSize(paragraphs, text),
        build("p", { class: "quiet" }, describeTeller(projector, step)),
      ),
      build("div", { class: "beside" }, buildSlot(), chips),
    ];
  }

  /**
   * @param {Step} step
   * @param {StepPlan} plan
   * @param {number} page
   */
  #buildOwn({ title, picture }, { texts: { text } }, page) {
    const { language, live } = this.projector;
    const source = `${live.address}/pictures/${picture}`;
    return [
      text
        ? setSize(
            build(
              "div",
              { class: "side" },
              ...buildParagraphs(text, page, { class: "own", lang: language }, "div"),
            ),
            text,
          )
        : null,
      picture ? build("img", { class: "picture", src: source, alt: title }) : null,
    ];
  }

  /**
   * @param {StepPlan} plan
   * @param {number} page
   */
  #buildActions({ texts: { text } }, page) {
    const { state, words } = this.projector;
    if (!state.actions.length) return [build("p", { class: "question" }, words.noAgreement)];
    return [setSize(build("div", { class: "side" }, ...buildEntries(text, page, "ol", "actions")), text)];
  }

  /** @param {string} id */
  #buildSpotlight(id) {
    const { state, texts, words } = this.projector;
    const { stage, level, description, question } = texts.nodes[id];
    const own = state.words[id];
    return [
      build(
        "div",
        { class: "side" },
        build("p", { class: "kind" }, `${texts.stages[stage]} · ${texts.levels[level]}`),
        own ? build("p", { class: "sentence" }, `✎ ${own.join("; ")}`) : null,
        description ? build("p", { class: "sentence" }, description) : null,
        question ? build("p", { class: "question" }, question) : null,
        build("p", { class: "quiet" }, joinLabel(words, texts.words.stories, texts.counts[id] ?? 0)),
      ),
      buildSlot(),
    ];
  }

  /**
   * Texts that are not paged get smaller letters until they fit; so do those that are, where a screen is
   * narrower than what they were split for, or has other letters.
   */
  #fit() {
    const { body } = this;
    const places = [body, ...body.querySelectorAll(PLACES)];
    const isCut = () => places.some((place) => isOutside(place.querySelectorAll(TEXTS), place));
    body.style.removeProperty("--shrink");
    for (let shrink = SHRINK; shrink > LEAST && isCut(); shrink *= SHRINK)
      body.style.setProperty("--shrink", shrink.toFixed(3));
  }
}

/**
 * Whether any of some elements stands out of a place.
 * @param {Iterable<Element>} elements
 * @param {Element} place
 */
function isOutside(elements, place) {
  const { bottom, right } = place.getBoundingClientRect();
  return [...elements].some((element) => {
    const box = element.getBoundingClientRect();
    return box.bottom > bottom + SLACK || box.right > right + SLACK;
  });
}

/**
 * The elements of a path on as many lines as there is room for: those among which the step is.
 * @param {Projector} projector
 * @param {PagedText} way
 * @param {number} reached how many were come to
 */
function buildWay(projector, way, reached) {
  const { path } = projector.position;
  const shown = new Set(listPageNodes(way, findPage(way, reached - 1)));
  const before = path.findIndex((id) => shown.has(id));
  const chips = buildChips(projector, path.slice(before, before + shown.size), reached - before);
  if (before > 0) chips.prepend(build("li", {}, "…"));
  if (before + shown.size < path.length) chips.append(build("li", {}, "…"));
  return chips;
}

/**
 * What a view shows besides its step.
 * @param {RoomState} state
 * @param {StepView} view
 * @param {unknown} round
 */
function listUsed(state, view, round) {
  const { words, content, actions, followed, joined, invitation, workshop, stories } = state;
  switch (view) {
    case "followed":
      return [followed, content];
    case "actions":
      return [actions, content];
    case "round":
      return [round, words, content];
    case "join":
      return [joined, invitation, workshop];
    default:
      return [words, content, workshop.isOwnOnly, stories];
  }
}
