// Two ratings side by side: of two teams, or of one team at two times; in words, and on the map.
import { build } from "../../shared/dom.js";
import { loadTexts } from "../../shared/model_texts.js";
import { drawSvg } from "../../shared/node_values.js";
import { fill } from "../../shared/words.js";
import { describeFault, fetchState } from "../api.js";
import { field } from "../field.js";
import { RoomMap } from "../room_map.js";
import { isShared, suggest } from "./suggestion.js";
import { buildMark } from "./team_parts.js";

/**
 * @import { LoadedTexts } from "../../shared/types.js"
 * @import { ComparedNode, ComparedSpread, ComparisonAnswer, PartOptions, Rating } from "../types.js"
 * @import { RatingsAnswer } from "../types.js"
 */

const SIDES = /** @type {const} */ (["before", "after"]);
const [LEAST, MOST] = [1, 5];
const WIDTH = 132; // of a spread, in units of its picture
const HEIGHT = 18;
const EDGE = 6;

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
  /** @type {ResizeObserver | null} */
  #sizes = null;

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
    this.#sizes?.disconnect();
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
      const another = this.#ratings.find((one) => one !== mine && isShared(one, mine));
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
    const asked = this.#asked;
    const [before, after] = this.#selects.map(({ value }) => encodeURIComponent(value));
    const address = `teams/comparison.json?lang=${this.language}&before=${before}&after=${after}`;
    try {
      const [compared, texts] = await Promise.all([
        /** @type {Promise<ComparisonAnswer>} */ (fetchState(address)),
        loadTexts(this.language, this.content),
      ]);
      if (asked === this.#asked) this.#draw(compared, texts);
    } catch (error) {
      if (asked !== this.#asked) return;
      const again = build("button", { type: "button", onclick: () => this.#compare() }, words.again);
      this.#result.replaceChildren(build("p", { role: "alert" }, describeFault(error, words), " ", again));
    }
  }

  /**
   * @param {ComparisonAnswer} compared
   * @param {LoadedTexts} texts
   */
  #draw(compared, texts) {
    const { words } = this;
    const { nodes, hidden, unshared, isHidden } = compared;
    const list = (/** @type {string[]} */ ids) => ids.map((id) => texts.nodes[id]?.name ?? id).join(", ");
    this.#sizes?.disconnect();
    const notes = [
      isHidden ? words.tooFewAnswered : "",
      !isHidden && !nodes.length && !hidden.length ? words.nothingShared : "",
      !isHidden && hidden.length ? fill(words.hiddenNodes, { names: list(hidden) }) : "",
      unshared.length && (nodes.length || hidden.length)
        ? fill(words.unsharedNodes, { names: list(unshared) })
        : "",
    ].filter(Boolean);
    const said = notes.map((note) => build("p", { class: "quiet" }, note));
    if (!nodes.length) {
      this.#result.replaceChildren(...said);
      return;
    }
    this.#result.replaceChildren(
      build("p", { class: "quiet" }, words.chanceNote),
      build(
        "div",
        { class: "compared-key" },
        build("span", {}, buildMark("blue"), ` ${words.higherColour}`),
        build("span", {}, buildMark("orange"), ` ${words.lowerColour}`),
        build("span", {}, words.meanAndMiddle),
      ),
      ...(compared.paired
        ? [build("p", {}, build("strong", { class: "block" }, words.samePeople), compared.paired)]
        : []),
      buildTable(compared, texts, words),
      ...said,
      this.#buildMap(nodes, texts),
    );
  }

  /**
   * @param {ComparedNode[]} nodes
   * @param {LoadedTexts} texts
   */
  #buildMap(nodes, texts) {
    const map = new RoomMap(
      this.language,
      (id) => pointTo(this.#result, id),
      (id) => {
        const found = nodes.find((node) => node.id === id);
        const name = texts.nodes[id]?.name ?? id;
        return found ? `${name}, ${found.words}` : name;
      },
    );
    map.element.classList.add("compared-map");
    map.paint({
      values: Object.fromEntries(nodes.map(({ id, share, text }) => [id, { share, text }])),
      lit: new Set(nodes.map(({ id }) => id)),
      label: this.words.differenceMap,
    });
    const draw = () => {
      const { clientWidth: width, clientHeight: height } = map.element;
      if (width) map.load({ width, height, content: this.content }).catch(() => {}); // the table says it all
    };
    this.#sizes = new ResizeObserver(draw);
    this.#sizes.observe(map.element);
    return map.element;
  }
}

/** @param {Rating} rating */
const nameRating = ({ workshop, round }) => `${workshop}.${round}`;

/**
 * @param {ComparisonAnswer} compared
 * @param {LoadedTexts} texts
 * @param {PartOptions["words"]} words
 */
function buildTable({ sides, nodes }, texts, words) {
  const heads = sides.map(({ name, voters }) =>
    build(
      "th",
      { scope: "col" },
      name,
      build("span", { class: "quiet block" }, fill(words.answeredBy, { count: voters ?? "" })),
    ),
  );
  const rows = nodes.map(({ id, before, after, text, words: said, paired }) =>
    build(
      "tr",
      { "data-row": id, tabindex: "-1" },
      build("th", { scope: "row" }, texts.nodes[id]?.name ?? id),
      build("td", { "data-side": sides[0].name }, buildSpread(before)),
      build("td", { "data-side": sides[1].name }, buildSpread(after)),
      build(
        "td",
        {},
        build("strong", {}, text),
        build("span", { class: "block" }, said),
        paired ? build("span", { class: "quiet block" }, paired) : null,
      ),
    ),
  );
  return build(
    "div",
    { class: "compared-table" },
    build(
      "table",
      { class: "result-table" },
      build(
        "thead",
        {},
        build(
          "tr",
          {},
          build("th", { scope: "col" }, words.element),
          ...heads,
          build("th", { scope: "col" }, words.differs),
        ),
      ),
      build("tbody", {}, ...rows),
    ),
  );
}

/**
 * The mean with its number, in the middle half of the answers, on the scale from 1 to 5.
 * @param {ComparedSpread} spread
 */
function buildSpread({ mean, text, low, high }) {
  const place = (/** @type {number} */ value) =>
    EDGE + ((value - LEAST) / (MOST - LEAST)) * (WIDTH - 2 * EDGE);
  const middle = HEIGHT / 2;
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
  svg.setAttribute("aria-hidden", "true");
  svg.append(
    drawSvg("rect", { class: "scale", x: EDGE, y: middle - 1, width: WIDTH - 2 * EDGE, height: 2 }),
    drawSvg("rect", {
      class: "middle",
      x: place(low) - 1,
      y: middle - 5,
      width: Math.max(2, place(high) - place(low) + 2),
      height: 10,
      rx: 3,
    }),
    drawSvg("rect", { class: "mean", x: place(mean) - 4, y: middle - 4, width: 8, height: 8, rx: 4 }),
  );
  return build("span", { class: "spread" }, build("strong", {}, text), svg);
}

/**
 * Show what the table says of an element that was clicked on the map.
 * @param {HTMLElement} place
 * @param {string} id
 */
function pointTo(place, id) {
  const row = place.querySelector(`[data-row="${CSS.escape(id)}"]`);
  if (row instanceof HTMLElement) row.focus();
}
