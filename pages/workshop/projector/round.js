// A round on the projector: the question while it is asked, then what it came to, part by part.
import { build } from "../../shared/dom.js";
import { buildKey, buildSpread, describeCompared, nameSides } from "../compared.js";
import { describeResult, isRevealedPoll } from "../measures.js";
import { buildEntries, buildOwnWords, getSlices, listPageNodes, setSize } from "./paged.js";
import { buildChips, buildSlot } from "./view_parts.js";

/**
 * @import { PagedText, StepPlan } from "../step_pages.js"
 * @import { ComparisonAnswer, ResultPart, RevealedPoll, Round, Step, WorkshopWords } from "../types.js"
 * @import { Projector } from "./projector.js"
 */

/**
 * What stands in the body at a step of a round.
 * @param {Projector} projector
 * @param {Step} step
 * @param {StepPlan} plan
 * @param {number} page
 */
export function buildRound(projector, step, plan, page) {
  const { part, words: name } = step;
  const { words, round } = projector;
  const nothing = build("p", { class: "question" }, words.none);
  if (!round) return [nothing];
  const { text } = plan.texts;
  if (part === "words") return [text ? buildOwnWords(text, page, words) : nothing];
  if (!part) return buildQuestion(projector, round, plan, page);
  const heading = build("h2", { class: "part" }, name);
  if (!isRevealedPoll(round) || !round.result.voters)
    return [heading, build("p", { class: "question" }, words.noVotes)];
  if (part === "compared" || part === "change") {
    const { compared } = round;
    const isThere = compared && compared.subjects.length > 0;
    if (!isThere)
      return [heading, ...(compared?.notes ?? []).map((note) => build("p", { class: "question" }, note))];
    if (part === "change") return [heading, buildSlot(), buildKey(words)];
    return [heading, ...buildThen(compared, plan.texts.compared, page, words)];
  }
  if (text) {
    const entries = buildEntries(text, page, part === "weakest" ? "ol" : "ul", part);
    return [heading, setSize(build("div", { class: "side" }, ...entries), text), buildSlot()];
  }
  return [heading, ...buildPart(projector, round, step, part, page)];
}

/**
 * @param {Projector} projector
 * @param {RevealedPoll} round
 * @param {Step} step
 * @param {ResultPart} part
 * @param {number} page
 */
function buildPart({ words, charts }, round, step, part, page) {
  if (part === "map") return [buildSlot(), buildScale(round)];
  return [charts.get(step, page), build("p", { class: "quiet" }, describeResult(round, part, words))];
}

/**
 * What two ratings say of each subject of a page: the name and the difference in words, then both means.
 * @param {ComparisonAnswer} compared
 * @param {PagedText} text
 * @param {number} page
 * @param {WorkshopWords} words
 */
function buildThen(compared, text, page, words) {
  const { subjects, range } = compared;
  const sides = nameSides(compared, words);
  const rows = getSlices(text, page).map(({ item, texts: [name, said] }) => {
    const { before, after } = subjects[item];
    return build(
      "tr",
      {},
      build("th", { scope: "row" }, name, build("span", { class: "said" }, said)),
      build("td", {}, buildSpread(before, range)),
      build("td", {}, buildSpread(after, range)),
    );
  });
  const heads = sides.map(({ name, count }) =>
    build("th", { scope: "col" }, name, build("small", {}, count)),
  );
  const table = build(
    "table",
    { class: "compared-rows" },
    build("thead", {}, build("tr", {}, build("td", {}), ...heads)),
    build("tbody", {}, ...rows),
  );
  return [
    setSize(build("div", { class: "side" }, table), text),
    build("p", { class: "quiet" }, describeCompared(compared, words)),
  ];
}

/** @param {RevealedPoll} round */
function buildScale(round) {
  const { ends, lines } = round.measure;
  if (lines) return build("p", { class: "quiet" }, lines);
  const [low, high] = ends;
  return build("p", { class: "scale", "aria-hidden": "true" }, low, build("span", {}), high);
}

/**
 * @param {Projector} projector
 * @param {Round} round
 * @param {StepPlan} plan
 * @param {number} page
 */
function buildQuestion(projector, round, { texts: { nodes, text } }, page) {
  const { words } = projector;
  const { about, isOpen, isRevealed, turnout } = round;
  const isOver = isRevealed || turnout.number > 0;
  const closed = isOver ? words.closedNow : words.notOpen;
  return [
    build(
      "div",
      { class: "asked" },
      build("p", { class: "kind" }, about),
      build("p", { class: `how ${isOpen ? "open" : ""}` }, isOpen ? words.openNow : closed),
      turnout.words // nobody is told of it where the workshop hides its people
        ? build("p", { class: "answered" }, build("strong", {}, String(turnout.number)), ` ${turnout.words}`)
        : null,
    ),
    nodes ? setSize(buildChips(projector, listPageNodes(nodes, page)), nodes) : null,
    text
      ? setSize(build("div", { class: "side" }, ...buildEntries(text, page, "ul", "questions")), text)
      : null,
  ];
}
