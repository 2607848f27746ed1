// A round on the projector: the question while it is asked, then what it came to, part by part.
import { build } from "../../shared/dom.js";
import { describeResult, isRevealedPoll } from "../measures.js";
import { buildTraced, buildWeakest } from "../results.js";
import { MOST_WEAK } from "./paint.js";
import { buildChips, buildSlot, buildWords } from "./view_parts.js";

/**
 * @import { ResultPart, RevealedPoll, Round, Step } from "../types.js"
 * @import { Projector } from "./projector.js"
 */

/**
 * What stands in the body at a step of a round.
 * @param {Projector} projector
 * @param {Step} step
 */
export function buildRound(projector, step) {
  const { part, words: name } = step;
  const { words, round } = projector;
  const nothing = build("p", { class: "question" }, words.none);
  if (!round) return [nothing];
  if (part === "words") return [buildWords(projector, round.nodes) ?? nothing];
  if (!part) return buildQuestion(projector, round);
  const heading = build("h2", { class: "part" }, name);
  if (!isRevealedPoll(round) || !round.result.voters)
    return [heading, build("p", { class: "question" }, words.noVotes)];
  return [heading, ...buildPart(projector, round, step, part)];
}

/**
 * @param {Projector} projector
 * @param {RevealedPoll} round
 * @param {Step} step
 * @param {ResultPart} part
 */
function buildPart({ sheet, words, language, charts }, round, step, part) {
  const options = { round, sheet, words, language };
  if (part === "map") return [buildSlot(), buildScale(round)];
  if (part === "weakest" || part === "traced") {
    const about = part === "weakest" ? buildWeakest(options, MOST_WEAK) : buildTraced(options);
    return [build("div", { class: "side" }, about), buildSlot()];
  }
  return [charts.get(step), build("p", { class: "quiet" }, describeResult(round, part, words))];
}

/** @param {RevealedPoll} round */
function buildScale(round) {
  const [low, high] = round.measure.ends;
  return build("p", { class: "scale", "aria-hidden": "true" }, low, build("span", {}), high);
}

/**
 * @param {Projector} projector
 * @param {Round} round
 */
function buildQuestion(projector, round) {
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
      build("p", { class: "answered" }, build("strong", {}, String(turnout.number)), ` ${turnout.words}`),
    ),
    buildAsked(projector, round),
  ];
}

/**
 * What a round is about; the questions that the phones ask, as "Catalyst: climate" asks nothing.
 * @param {Projector} projector
 * @param {Round} round
 */
function buildAsked(projector, { asksQuestions, nodes }) {
  const { sheet } = projector;
  if (!nodes.length) return null;
  if (!asksQuestions) return buildChips(projector, nodes);
  const questions = nodes.map((id) => sheet.nodes[id].question || sheet.nodes[id].name);
  return build("ul", { class: "questions" }, ...questions.map((question) => build("li", {}, question)));
}
