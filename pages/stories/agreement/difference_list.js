// The list of where coders differ: by what it is about, with each story; and the choice of what it is about.
import { write } from "../../shared/address.js";
import { build } from "../../shared/dom.js";
import { fill, joinLabel } from "../../shared/words.js";
import { nameCode, nameOf } from "./talk.js";

/**
 * @import { Argued, Shown } from "./agreement_view.js"
 * @import { Code, State } from "./talk.js"
 * @import { Difference } from "./types.js"
 */

const PAGE = 100;

/**
 * What the address restricts differences to.
 * @param {URLSearchParams} query
 * @param {Shown} shown
 * @returns {Code | null}
 */
export function readAbout(query, { texts }) {
  for (const kind of /** @type {const} */ (["node", "dimension"])) {
    const id = query.get(kind);
    const known = kind === "node" ? texts.nodes : texts.dimensions;
    if (id && Object.hasOwn(known, id)) return { kind, id };
  }
  return null;
}

/** @param {Code | null} about */
export const writeAbout = (about) =>
  write({ node: null, dimension: null, story: null, ...(about ? { [about.kind]: about.id } : {}) });

export class DifferenceList {
  #shown;
  #argued;
  #pick;
  #most = PAGE;
  /** @type {string} */
  #of = "";
  #groups = build("div", { class: "difference-groups" });
  #tally = build("p", { class: "difference-tally", role: "status" });
  #about = build("select", {});
  #turn;

  /**
   * @param {Shown} shown
   * @param {Argued} argued
   * @param {{pick: (difference: Difference) => void, turn: (state: State) => void}} acts
   */
  constructor(shown, argued, { pick, turn }) {
    this.#shown = shown;
    this.#argued = argued;
    this.#pick = pick;
    this.#turn = turn;
    const { words } = shown;
    this.#about.addEventListener("change", () => writeAbout(readCode(this.#about.value)));
    this.states = Object.entries(words.states).map(([state, name]) => {
      const onclick = () => this.#turn(/** @type {State} */ (state));
      return build("button", { type: "button", "data-state": state, onclick }, name);
    });
    this.element = build(
      "section",
      { class: "difference-list", "aria-label": words.list },
      build("label", {}, build("span", {}, words.filter), this.#about),
      build("div", { class: "difference-states", role: "group" }, ...this.states),
      this.#tally,
      this.#groups,
    );
  }

  /**
   * @param {Code | null} about
   * @param {State} state
   * @param {Difference | null} current
   */
  paint(about, state, current) {
    const { words, texts, language } = this.#shown;
    const { talk } = this.#argued;
    const of = `${about ? nameCode(about) : ""} ${state}`;
    if (of !== this.#of) this.#most = PAGE;
    this.#of = of;
    this.#paintAbout(about);
    for (const button of this.states)
      button.setAttribute("aria-pressed", String(button.dataset.state === state));
    const count = talk.count(about);
    const [waiting, decided] = [count.waiting, count.decided].map((number) =>
      number.toLocaleString(language),
    );
    this.#tally.textContent = fill(words.left, { count: waiting, decided });
    const found = talk.list(about, state);
    const at = current ? found.indexOf(current) : -1;
    const most = Math.max(this.#most, at + 1);
    /** @type {Map<string, Difference[]>} */
    const groups = Map.groupBy(found.slice(0, most), nameCode);
    const parts = [...groups.values()].map((group) => this.#buildGroup(group, texts, current));
    const more = () => {
      this.#most = most + PAGE;
      this.paint(about, state, current);
    };
    const rest = found.length > most ? build("button", { type: "button", onclick: more }, words.more) : null;
    this.#groups.replaceChildren(...parts, ...(rest ? [rest] : []));
    if (!found.length) {
      const isNone = !count.waiting && !count.decided;
      this.#groups.replaceChildren(build("p", {}, isNone ? words.noneHere : nameNothing(words, state)));
    }
    this.#groups.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }

  /** @param {Code | null} about */
  #paintAbout(about) {
    const { words, texts } = this.#shown;
    const counts = this.#argued.talk.countByCode();
    const option = (/** @type {Code} */ code) => {
      const key = nameCode(code);
      const { waiting = 0 } = counts.get(key) ?? {};
      return build("option", { value: key }, `${nameOf(texts, code)} (${waiting})`);
    };
    const nodes = Object.keys(texts.nodes).map((id) => option({ kind: "node", id }));
    const dimensions = Object.keys(texts.dimensions).map((id) => option({ kind: "dimension", id }));
    const { inputs } = texts.words;
    this.#about.replaceChildren(
      build("option", { value: "" }, words.everything),
      build("optgroup", { label: words.fields.nodes ?? inputs.anyNode }, ...nodes),
      ...(dimensions.length ? [build("optgroup", { label: words.dimensions }, ...dimensions)] : []),
    );
    this.#about.value = about ? nameCode(about) : "";
  }

  /**
   * @param {Difference[]} group
   * @param {Shown["texts"]} texts
   * @param {Difference | null} current
   */
  #buildGroup(group, texts, current) {
    const [first] = group;
    const name = nameOf(texts, first);
    const items = group.map((difference) => {
      const { decision, story } = difference;
      const sign = decision ? (decision.attached ? "✓ " : "✗ ") : "";
      const label = decision ? this.#describe(difference) : null;
      const attributes = {
        type: "button",
        "aria-current": difference === current ? "true" : null,
        title: label,
        onclick: () => this.#pick(difference),
      };
      const said = sign ? build("span", { "aria-hidden": "true" }, sign) : null;
      const button = build("button", attributes, said, this.#argued.found.stories[story] ?? story);
      if (label) button.append(build("span", { class: "visually-hidden" }, `. ${label}`));
      return build("li", {}, button);
    });
    return build(
      "section",
      { "aria-label": name },
      build("h3", {}, name, " ", build("small", {}, String(group.length))),
      build("ul", {}, ...items),
    );
  }

  /** @param {Difference} difference */
  #describe({ decision }) {
    const { words } = this.#shown;
    return joinLabel(words, words.states.decided, decision?.attached ? words.attach : words.attachNot);
  }
}

/**
 * @param {Shown["words"]} words
 * @param {State} state
 */
const nameNothing = (words, state) => (state === "waiting" ? words.allDecided : words.nothing);

/**
 * @param {string} value
 * @returns {Code | null}
 */
function readCode(value) {
  const [kind, ...rest] = value.split(":");
  if (kind !== "node" && kind !== "dimension") return null;
  return { kind, id: rest.join(":") };
}
