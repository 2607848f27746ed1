// What a revealed vote came to, at the desk: each part to unfold.
import { build } from "../../shared/dom.js";
import { buildComparedTable, buildDifferenceMap, buildKey, describeSpread } from "../compared.js";
import { describeResult, isRevealedPoll } from "../measures.js";
import { buildTable, buildTraced, buildWeakest, drawBars } from "../results.js";

/**
 * @import { ResultOptions, ResultPart, RevealedPoll, Round } from "../types.js"
 * @import { Desk } from "./desk.js"
 *
 * @typedef {(options: ResultOptions, content: string, part: ResultPart) => Built} Builder
 *
 * @typedef {object} Built
 * @property {HTMLElement} content
 * @property {() => unknown} [draw] what is done once it is unfolded
 */

const LETTERS = 13;

/** @type {Builder} */
const buildBars = (options, _, part) => {
  const { round, words } = options;
  const place = build("div", { class: "bars" });
  const content = build(
    "div",
    {},
    place,
    build("p", { class: "quiet" }, describeResult(round, part, words)),
    part === "ranking" ? buildTable(options) : null,
  );
  const draw = () => drawBars(place, options, part, LETTERS).catch(() => place.replaceChildren(words.failed));
  return { content, draw };
};

/** @type {Partial<Record<ResultPart, Builder>>} */
const BUILDERS = {
  ranking: buildBars,
  spread: buildBars,
  roles: buildBars,
  compared: ({ round: { compared }, words }) => ({
    content: build(
      "div",
      { class: "compared" },
      ...(compared?.subjects.length
        ? [
            build("p", { class: "quiet" }, words.chanceNote),
            build("p", { class: "quiet" }, describeSpread(words, compared.range)),
            buildComparedTable(compared, words),
          ]
        : []),
      ...(compared?.notes ?? []).map((note) => build("p", { class: "quiet" }, note)),
    ),
  }),
  change: ({ round: { compared }, words, texts, language }, content) => {
    const place = build("div", { class: "compared" });
    const draw = () => {
      if (!compared || place.childElementCount) return;
      const shown = { texts, words, language, content };
      place.replaceChildren(
        buildKey(words),
        buildDifferenceMap(compared, shown, () => {}),
      );
    };
    return { content: place, draw };
  },
  weakest: (options) => ({ content: buildWeakest(options) }),
  traced: (options) => ({ content: buildTraced(options) }),
};

/**
 * The result of a round, where it is one with a result that is revealed.
 * @param {Desk} desk
 * @param {Round} round
 */
export function buildResult(desk, round) {
  const { texts, words, language } = desk;
  if (!isRevealedPoll(round)) return null;
  if (!round.result.voters) return build("p", { class: "quiet" }, words.noVotes);
  const options = { round, texts, words, language };
  return build(
    "div",
    { class: "result" },
    ...round.parts.map((part) => buildPart(desk, options, part)),
    round.parts.includes("roles")
      ? null
      : build("p", { class: "quiet" }, `${words.noRoles} ${words.roleNote}`),
  );
}

/**
 * A part is called as its step on the projector is.
 * @param {Desk} desk
 * @param {ResultOptions} options
 * @param {ResultPart} part
 */
function buildPart(desk, options, part) {
  const builder = BUILDERS[part];
  if (!builder) return null;
  const { content, draw } = builder(options, desk.state.content, part);
  const step = desk.state.steps.find((shown) => shown.round === options.round.id && shown.part === part);
  return build(
    "details",
    { "data-fold": part, ontoggle: ({ currentTarget }) => currentTarget.open && draw?.() },
    build("summary", {}, step?.words),
    content,
  );
}
