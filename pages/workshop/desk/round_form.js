// What is asked of the room: the fields of a round that is prepared, or of one that is prepared already.
import { build } from "../../shared/dom.js";
import { fill } from "../../shared/words.js";
import { field } from "../field.js";
import { buildEdgeChecks, buildNodeChecks, listTicked } from "./node_checks.js";

/**
 * @import { Round } from "../types.js"
 * @import { Desk } from "./desk.js"
 *
 * @typedef {object} RoundFields
 * @property {string} question
 * @property {string[]} nodes
 * @property {string[]} edges
 * @property {string[]} options
 * @property {number} dots
 * @property {string[]} ends
 */

const ENDS = [1, 5];

export class RoundForm {
  kind = "";

  /**
   * @param {Desk} desk
   * @param {string} kind
   */
  constructor(desk, kind) {
    const { words, texts } = desk;
    this.desk = desk;
    this.question = build("input", { maxlength: 200, "data-focus": "edit-question" });
    this.dots = build("input", { type: "number", min: 1, max: 100, value: 3 });
    this.help = build("p", { class: "quiet" });
    const { checks, element } = buildNodeChecks(texts);
    this.checks = checks;
    this.dotsName = document.createTextNode("");
    this.dotsField = field(this.dotsName, this.dots);
    this.options = build("textarea", { rows: 5 });
    this.optionsHint = build("p", { class: "quiet" });
    this.optionsField = build("div", {}, field(words.ownTexts, this.options), this.optionsHint);
    this.ends = ENDS.map(() => build("input", { maxlength: 40 }));
    this.endsField = build(
      "div",
      { class: "row" },
      ...this.ends.map((end, at) => field(fill(words.endMeans, { number: ENDS[at] }), end)),
    );
    this.nodesField = build("details", {}, build("summary", {}, words.onWhat), element);
    const links = buildEdgeChecks(texts);
    this.links = links.checks;
    this.linksField = build("details", {}, build("summary", {}, words.onWhichLinks), links.element);
    this.elements = [
      this.help,
      field(words.question, this.question),
      this.optionsField,
      this.dotsField,
      this.endsField,
      this.nodesField,
      this.linksField,
    ];
    this.choose(kind);
  }

  /** The activity: what it is called, needs and usually asks. */
  get activity() {
    return this.desk.words.activities[this.kind];
  }

  /**
   * Another kind, with what is usually asked of it.
   * @param {string} kind
   */
  choose(kind) {
    this.kind = kind;
    const { texts, words } = this.desk;
    const { help, question, about, mayAskNodes, dots, ends, suggests } = this.activity;
    const stages = Object.keys(texts.stages).slice(0, suggests.stages);
    for (const [id, check] of this.checks) {
      const node = texts.nodes[id];
      check.checked = stages.includes(node.stage) || (suggests.questions && Boolean(node.question));
    }
    this.help.textContent = help;
    this.question.placeholder = question;
    this.dotsName.textContent = dots;
    this.dotsField.hidden = !dots;
    this.dots.value = about === "options" ? "1" : "3";
    this.endsField.hidden = !ends;
    for (const [at, end] of this.ends.entries()) end.placeholder = ends?.[at] ?? "";
    this.nodesField.hidden = about !== "nodes" && !mayAskNodes;
    this.optionsHint.textContent = mayAskNodes ? words.ownTextsOrNodes : words.ownTextsHint;
    this.linksField.hidden = about !== "edges";
    this.optionsField.hidden = about !== "options";
  }

  /**
   * What a round asks now.
   * @param {Round} round
   */
  fill({ question, nodes, dots, ends, subjects }) {
    const { about } = this.activity;
    this.question.value = question;
    if (dots) this.dots.value = String(dots);
    for (const [at, end] of this.ends.entries()) end.value = ends[at] ?? "";
    if (about === "options" && !nodes.length)
      this.options.value = subjects.map(({ name }) => name).join("\n");
    const linked = about === "edges" ? subjects.map(({ id }) => id) : [];
    for (const [id, check] of this.links) check.checked = linked.includes(id);
    for (const [id, check] of this.checks) check.checked = nodes.includes(id);
  }

  /** Whether there is nothing to choose from. */
  get isWithoutOptions() {
    const { nodes, options } = this.read();
    return !this.optionsField.hidden && !options.length && !nodes.length;
  }

  /** @returns {RoundFields} */
  read() {
    const { about, mayAskNodes, dots, ends, question: usual } = this.activity;
    const options = about === "options" ? this.options.value.split("\n").filter((line) => line.trim()) : [];
    const isOnNodes = about === "nodes" || (mayAskNodes && !options.length);
    return {
      question: this.question.value.trim() || usual,
      nodes: isOnNodes ? listTicked(this.checks) : [],
      edges: about === "edges" ? listTicked(this.links) : [],
      options,
      dots: dots ? Number(this.dots.value) || 0 : 0,
      ends: ends ? this.ends.map(({ value }) => value.trim()) : [],
    };
  }
}
