// Two ratings side by side: of two teams, or of one team at two times; in words, and on the map.
import { build } from "../../shared/dom.js";
import { loadTexts } from "../../shared/model_texts.js";
import { describeFault, fetchState } from "../api.js";
import { buildComparedTable, buildDifferenceMap, buildKey } from "../compared.js";
import { field } from "../field.js";
import { isShared, suggest } from "./suggestion.js";

/**
 * @import { LoadedTexts } from "../../shared/types.js"
 * @import { ComparisonAnswer, PartOptions, Rating, RatingsAnswer } from "../types.js"
 */

const SIDES = /** @type {const} */ (["before", "after"]);

export class CompareView {
  #message = build("div", { class: "message", role: "status" });
  #result = build("div", { class: "compared" });
  /** @type {Rating[]} */
  #ratings = [];
  #selects = SIDES.map((side) =>
    build("select", { id: `compare-${side}`, onchange: () => this.#choose(side) }),
  );
  /** Counts what was asked for: only the answer to the last is shown. */
  #asked = 0;

  /** @param {PartOptions} options */
  constructor({ place, data, words }) {
    this.words = words;
    this.language = data.lang;
    this.content = data.content;
    const [before, after] = this.#selects;
    this.form = build(
      "div",
      { class: "card" },
      build("h2", {}, words.compareTitle),
      build("p", { class: "quiet" }, words.compareHelp),
      build("div", { class: "row" }, field(words.compareFirst, before), field(words.compareSecond, after)),
    );
    place.replaceChildren(this.#message, this.form, this.#result);
    this.#load();
  }

  leave() {
    this.#asked += 1;
  }

  async #load() {
    const { words } = this;
    try {
      const address = `teams/ratings.json?lang=${this.language}`;
      this.#ratings = /** @type {RatingsAnswer} */ (await fetchState(address)).ratings;
    } catch (error) {
      const again = build("button", { type: "button", onclick: () => this.#load() }, words.again);
      this.#result.replaceChildren(build("p", { role: "alert" }, describeFault(error, words), " ", again));
      return;
    }
    const begun = suggest(this.#ratings);
    if (!begun) {
      this.#result.replaceChildren(build("p", { class: "quiet" }, words.noRatings));
      for (const select of this.#selects) select.disabled = true;
      return;
    }
    for (const [at, select] of this.#selects.entries()) {
      select.replaceChildren(...this.#listOptions());
      select.value = nameRating(begun[at]);
    }
    await this.#compare();
  }

  /** The ratings, below the names of their teams. */
  #listOptions() {
    /** @type {Map<string, HTMLElement[]>} */
    const groups = new Map();
    for (const rating of this.#ratings) {
      const { day, name, question, teamName } = rating;
      const option = build("option", { value: nameRating(rating) }, `${day} · ${name} · ${question}`);
      const label = teamName || this.words.noTeam;
      groups.set(label, [...(groups.get(label) ?? []), option]);
    }
    return [...groups].map(([label, options]) => build("optgroup", { label }, ...options));
  }

  /** @param {(typeof SIDES)[number]} side the one that was chosen just now */
  #choose(side) {
    const [before, after] = this.#selects;
    const [chosen, other] = side === "before" ? [before, after] : [after, before];
    const mine = this.#find(chosen.value);
    const theirs = this.#find(other.value);
    if (mine && theirs && chosen.value === other.value) {
      const another = this.#ratings.find((rating) => rating !== mine && isShared(rating, mine));
      if (another) other.value = nameRating(another);
    }
    this.#compare();
  }

  /** @param {string} name */
  #find(name) {
    return this.#ratings.find((rating) => nameRating(rating) === name);
  }

  async #compare() {
    const { words } = this;
    this.#asked += 1;
    const number = this.#asked;
    const [before, after] = this.#selects.map(({ value }) => encodeURIComponent(value));
    const address = `teams/comparison.json?lang=${this.language}&before=${before}&after=${after}`;
    try {
      const [compared, texts] = await Promise.all([
        /** @type {Promise<ComparisonAnswer>} */ (fetchState(address)),
        loadTexts(this.language, this.content),
      ]);
      if (number === this.#asked) this.#draw(compared, texts);
    } catch (error) {
      if (number !== this.#asked) return;
      const again = build("button", { type: "button", onclick: () => this.#compare() }, words.again);
      this.#result.replaceChildren(build("p", { role: "alert" }, describeFault(error, words), " ", again));
    }
  }

  /**
   * @param {ComparisonAnswer} compared
   * @param {LoadedTexts} texts
   */
  #draw(compared, texts) {
    const { words, language, content } = this;
    const { subjects, notes, range, isOnMap } = compared;
    const said = notes.map((note) => build("p", { class: "quiet" }, note));
    if (!subjects.length) {
      this.#result.replaceChildren(...said);
      return;
    }
    const shown = { texts, words, language, content };
    this.#result.replaceChildren(
      build("p", { class: "quiet" }, words.chanceNote),
      buildKey(words, range),
      ...(compared.paired
        ? [build("p", {}, build("strong", { class: "block" }, words.samePeople), compared.paired)]
        : []),
      buildComparedTable(compared, words),
      ...said,
      ...(isOnMap ? [buildDifferenceMap(compared, shown, (id) => pointTo(this.#result, id))] : []),
    );
  }
}

/** @param {Rating} rating */
const nameRating = ({ workshop, round }) => `${workshop}.${round}`;

/**
 * Show what the table says of an element that was clicked on the map.
 * @param {HTMLElement} place
 * @param {string} id
 */
function pointTo(place, id) {
  const row = place.querySelector(`[data-row="${CSS.escape(id)}"]`);
  if (row instanceof HTMLElement) row.focus();
}
