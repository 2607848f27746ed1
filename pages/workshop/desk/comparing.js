// With which earlier rating the result of a round is compared: chosen among those that ask the same.
import { build } from "../../shared/dom.js";
import { joinLabel } from "../../shared/words.js";
import { describeFault, fetchState } from "../api.js";
import { field } from "../field.js";
import { listComparable, suggestEarlier } from "../teams/suggestion.js";

/**
 * @import { Rating, RatingsAnswer, Round } from "../types.js"
 * @import { Desk } from "./desk.js"
 */

/**
 * What a round is compared with, and a way to end that; nothing where it is compared with none.
 * @param {Desk} desk
 * @param {Round} round
 */
export function buildCompared(desk, { id, comparedWith = "" }) {
  const { words } = desk;
  if (!comparedWith) return null;
  const stop = () => desk.remove("compare-round", { round: id }, words.compareEnded);
  return build(
    "p",
    { class: "quiet" },
    `${joinLabel(words, words.comparedWith, comparedWith)} `,
    build(
      "button",
      { type: "button", class: "plain", "data-focus": `stop-comparing-${id}`, onclick: stop },
      words.stopComparing,
    ),
  );
}

/**
 * A form in which another rating is chosen.
 * @param {Desk} desk
 * @param {Round} round
 * @param {() => void} close
 */
export function buildComparing(desk, round, close) {
  const { words, language, id: workshop } = desk;
  const place = build("div", { role: "status" });
  const cancel = build("button", { type: "button", onclick: close }, words.cancel);
  const load = async () => {
    try {
      const address = `teams/ratings.json?lang=${language}&workshop=${workshop}`;
      const { ratings } = /** @type {RatingsAnswer} */ (await fetchState(address));
      const offered = listComparable(ratings, workshop, round);
      place.replaceChildren(
        ...(offered.length ? choose(offered) : [build("p", { class: "quiet" }, words.noEarlier), cancel]),
      );
      place.querySelector("select")?.focus();
    } catch (error) {
      const again = build("button", { type: "button", onclick: load }, words.again);
      place.replaceChildren(build("p", { role: "alert" }, describeFault(error, words), " ", again), cancel);
    }
  };
  /** @param {Rating[]} ratings */
  const choose = (ratings) => {
    const options = ratings.map((rating, at) => build("option", { value: String(at) }, name(rating)));
    const select = build("select", {}, ...options);
    select.value = String(ratings.indexOf(suggestEarlier(ratings, workshop, desk.state.workshop.team)));
    const compare = async () => {
      const { workshop: withWorkshop, round: withRound } = ratings[Number(select.value)];
      close();
      await desk.remove("compare-round", { round: round.id, withWorkshop, withRound }, words.compareSet);
    };
    return [
      field(words.compareWith, select, words.compareUse),
      build(
        "div",
        { class: "buttons" },
        build("button", { type: "button", class: "primary", onclick: compare }, words.compareNow),
        cancel,
      ),
    ];
  };
  /** @param {Rating} rating */
  const name = ({ workshop: whose, day, name: title, question, teamName }) =>
    whose === workshop
      ? `${question} (${words.sameQuestion})`
      : [day, teamName, title, question].filter(Boolean).join(" · ");
  load();
  return build("section", { class: "card", "aria-label": words.compareWith }, place);
}
