// What is asked of the room: the fields of a round that is prepared, or of one that is prepared already.
import { build } from "../../shared/dom.js";
import { field } from "../field.js";
import { buildNodeChecks, listTicked } from "./node_checks.js";

/**
 * @import { Round } from "../types.js"
 * @import { Desk } from "./desk.js"
 *
 * @typedef {object} RoundFields
 * @property {string} question
 * @property {string[]} nodes
 * @property {number} dots
 */

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
    this.dotsField = field(words.dots, this.dots);
    this.nodesField = build("details", {}, build("summary", {}, words.onWhat), element);
    this.elements = [this.help, field(words.question, this.question), this.dotsField, this.nodesField];
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
    const { texts } = this.desk;
    const { help, question, needsNodes, needsDots, suggests } = this.activity;
    const stages = Object.keys(texts.stages).slice(0, suggests.stages);
    for (const [id, check] of this.checks) {
      const node = texts.nodes[id];
      check.checked = stages.includes(node.stage) || (suggests.questions && Boolean(node.question));
    }
    this.help.textContent = help;
    this.question.placeholder = question;
    this.dotsField.hidden = !needsDots;
    this.nodesField.hidden = !needsNodes;
  }

  /**
   * What a round asks now.
   * @param {Round} round
   */
  fill({ question, nodes, dots }) {
    this.question.value = question;
    if (dots) this.dots.value = String(dots);
    for (const [id, check] of this.checks) check.checked = nodes.includes(id);
  }

  /** @returns {RoundFields} */
  read() {
    const { needsNodes, needsDots, question: usual } = this.activity;
    return {
      question: this.question.value.trim() || usual,
      nodes: needsNodes ? listTicked(this.checks) : [],
      dots: needsDots ? Number(this.dots.value) || 0 : 0,
    };
  }
}
