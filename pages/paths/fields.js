// What is asked about paths: where they start and end, what they pass, what if something were missing.
import { read, write } from "../shared/address.js";
import * as controls from "../shared/controls.js";
import { build, getElement } from "../shared/dom.js";
import { bind, button, groupNodes } from "../shared/input_parts.js";
import { readSelection } from "../shared/selection.js";
import { fill } from "../shared/words.js";

/**
 * @import { Group } from "../shared/controls.js"
 * @import { Part } from "../shared/input_parts.js"
 * @import { Selection } from "../shared/selection.js"
 * @import { LoadedTexts } from "../shared/types.js"
 */

/** The fields of a model; they show what the address says when they are told to. */
export class Fields {
  /** @type {Required<Part>[]} */
  #parts = [];
  #texts;
  #start;
  #end;

  /** @param {LoadedTexts} texts */
  constructor(texts) {
    const { words } = texts;
    const { inputs } = words;
    this.#texts = texts;
    const ends = nameEnds(texts);
    const nodes = groupNodes(texts);
    this.#start = this.#add(buildEnd(texts, "path_start", "from", ends));
    this.#end = this.#add(buildEnd(texts, "path_end", "to", ends));
    const swap = this.#add(buildSwap(texts));
    this.step = build("p", { class: "paths-start paths-step", role: "status" });
    this.ends = build("div", { class: "paths-ends" }, this.step, this.#start, this.#end, swap);
    this.loss = build("div", { class: "paths-loss", role: "status" });
    const off = this.#add(buildNodes(texts, "off", inputs.off, nodes, inputs.noneOff));
    this.whatIf = build("details", { class: "paths-what-if" }, build("summary", {}, inputs.off));
    this.whatIf.append(off, this.loss);
    const via = this.#add(buildNodes(texts, "via", inputs.via, nodes, inputs.anyNode));
    const choices = texts.opened ? [] : [this.#add(buildEvidence(texts)), this.#add(buildSort(texts))];
    this.which = build("details", { class: "paths-which" }, build("summary", {}, inputs.which));
    this.which.append(via, ...choices);
  }

  /** @param {Required<Part>} part */
  #add(part) {
    this.#parts.push(part);
    return part.element;
  }

  /**
   * Show what is selected, and which of the ends is to be chosen.
   * @param {Selection} selection
   */
  paint(selection) {
    const query = read();
    for (const part of this.#parts) part.show(selection, query);
    const { from, to, off, evidence, sort } = selection;
    const { words } = this.#texts;
    const step = !from ? words.chooseStart : !to ? words.chooseEnd : "";
    if (this.step.textContent !== step) this.step.textContent = step;
    this.step.hidden = !step;
    mark(this.#start, !from);
    mark(this.#end, Boolean(from) && !to);
    if (off.length) this.whatIf.open = true;
    if (evidence || sort !== "short") this.which.open = true;
    if (!off.length) this.loss.replaceChildren();
  }

  /** @param {string[]} sentences what is lost without the nodes that are switched off */
  showLoss(sentences) {
    this.loss.replaceChildren(...sentences.map((text) => build("p", {}, text)));
  }
}

/**
 * @param {HTMLElement} field
 * @param {boolean} isNext whether it is the one to fill in now
 */
function mark(field, isNext) {
  field.classList.toggle("next", isNext);
  if (isNext) field.setAttribute("aria-current", "step");
  else field.removeAttribute("aria-current");
}

/**
 * A closed list shows one line of a name: the whole of it stands over that, on as many lines as it needs.
 * @param {LoadedTexts} texts
 * @param {string} key
 * @param {"from" | "to"} name
 * @param {Group[]} ends
 */
function buildEnd({ words: { inputs } }, key, name, ends) {
  const pick = (/** @type {string | null} */ id) => write({ [name]: id, path: null });
  const { element, paint } = controls.choice(key, inputs[name], ends, pick, inputs.chooseEnd);
  const field = getElement(element, "select");
  const whole = build("span", { class: "paths-end-name", "aria-hidden": "true" });
  element.append(whole);
  /** @type {Record<string, string>} */
  const names = Object.assign({}, ...ends.map(([, some]) => some));
  const paintWhole = (/** @type {string | null} */ id) => {
    paint(id);
    whole.textContent = id === null ? inputs.chooseEnd : (names[id] ?? "");
    field.title = whole.textContent;
  };
  return bind({ element, paint: paintWhole }, (selection) => selection[name]);
}

/**
 * @param {LoadedTexts} texts
 * @param {"via" | "off"} name
 * @param {string} label
 * @param {Group[]} nodes
 * @param {string} none
 */
function buildNodes({ words }, name, label, nodes, none) {
  const pick = (/** @type {string[]} */ ids) => write({ [name]: ids, path: null });
  const control = controls.choices(name, label, nodes, pick, none, words.inputs.takeOut);
  return bind(control, (selection) => selection[name]);
}

/** @param {LoadedTexts} texts */
function buildEvidence({ words: { inputs, evidence } }) {
  const pick = (/** @type {string | null} */ kind) => write({ evidence: kind, path: null });
  const control = controls.choice("evidence", inputs.evidence, [["", evidence]], pick, inputs.allPaths);
  return bind(control, (selection) => selection.evidence);
}

/** @param {LoadedTexts} texts */
function buildSort({ words: { inputs } }) {
  const pick = (/** @type {string | null} */ sort) => write({ sort: sort !== "short" && sort });
  return bind(controls.choice("sort", inputs.order, [["", inputs.sorts]], pick), ({ sort }) => sort);
}

/** @param {LoadedTexts} texts */
function buildSwap(texts) {
  const { element } = button("swap", "⇅", () => {
    const { from, to } = readSelection(read(), texts);
    write({ from: to, to: from, path: null });
  });
  element.title = texts.words.inputs.swap;
  element.setAttribute("aria-label", element.title);
  const show = (/** @type {Selection} */ { from, to }) => {
    element.disabled = !(from && to);
  };
  return { element, show };
}

/**
 * Where paths can start and end: stages, levels, the nodes of a stage on a level, and each node.
 * @param {LoadedTexts} texts
 * @returns {Group[]}
 */
export function nameEnds(texts) {
  const { all } = texts.words.inputs;
  /** @type {Record<string, string>} */
  const whole = {};
  for (const [id, name] of Object.entries(texts.stageNames)) whole[`stage:${id}`] = fill(all, { name });
  for (const [id, name] of Object.entries(texts.levels)) whole[`level:${id}`] = fill(all, { name });
  const nodes = Object.values(texts.nodes);
  for (const [stage, stageName] of Object.entries(texts.stageNames)) {
    const there = nodes.filter((node) => node.stage === stage);
    for (const [level, levelName] of Object.entries(texts.levels)) {
      const size = there.filter((node) => node.level === level).length;
      const name = `${stageName}, ${levelName}`;
      if (size > 1 && size < there.length) whole[`level:${level}+stage:${stage}`] = fill(all, { name });
    }
  }
  return [["", whole], ...groupNodes(texts)];
}
