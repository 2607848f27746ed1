// What phones named: groups of answers that are alike, and which of their words are shown.
import { build } from "../../shared/dom.js";
import { forgetTyped, keepTyped } from "../../shared/typed.js";
import { joinLabel } from "../../shared/words.js";
import { showCount } from "../measures.js";
import { buildMark } from "./marks.js";

/**
 * @import { Answer, Group, Round } from "../types.js"
 * @import { Desk } from "./desk.js"
 */

export class Grouping {
  /**
   * The ids of the answers that are ticked.
   * @type {Set<string>}
   */
  #ticked = new Set();

  /** @param {Desk} desk */
  constructor(desk) {
    this.desk = desk;
  }

  /**
   * Forget what was ticked of answers that are gone.
   * @param {Answer[]} answers that are there
   */
  forget(answers) {
    const ids = new Set(answers.map(({ id }) => id));
    for (const id of this.#ticked) if (!ids.has(id)) this.#ticked.delete(id);
  }

  /**
   * @param {Round} round
   * @param {Answer[]} answers
   * @param {Group[]} groups
   */
  build(round, answers, groups) {
    const { words } = this.desk;
    if (!answers.length) return build("p", { class: "quiet" }, words.noAnswers);
    const used = new Set([...answers, ...groups].map(({ node }) => node));
    const subjects = round.subjects.filter(({ id }) => used.has(id));
    const sections = subjects.map(({ id, name }) =>
      this.#buildSubject(
        `group-${round.id}-${id}`,
        name,
        answers.filter(({ node }) => node === id),
        groups.filter(({ node }) => node === id),
      ),
    );
    return build("div", { class: "grouping" }, ...sections);
  }

  /**
   * @param {string} kept under which what is typed is kept
   * @param {string} name empty for the question alone
   * @param {Answer[]} answers
   * @param {Group[]} groups
   */
  #buildSubject(kept, name, answers, groups) {
    const loose = answers.filter((answer) => !groups.some(({ id }) => id === answer.group));
    return build(
      "section",
      {},
      name ? build("h4", {}, name) : null,
      ...groups.map((group) =>
        this.#buildGroup(
          group,
          answers.filter((answer) => answer.group === group.id),
        ),
      ),
      loose.length ? this.#buildLoose(kept, loose, groups) : null,
    );
  }

  /**
   * The answers in no group, and what puts those that are ticked into one.
   * @param {string} kept
   * @param {Answer[]} loose
   * @param {Group[]} groups
   */
  #buildLoose(kept, loose, groups) {
    const { desk } = this;
    const { words } = desk;
    const name = words.groupTitle;
    const attributes = { maxlength: 200, "aria-label": name, placeholder: name, "data-focus": kept };
    const title = keepTyped(build("input", attributes), kept);
    const into = groups.length ? this.#buildInto(kept, groups) : null;
    /** @param {SubmitEvent} event */
    const group = async (event) => {
      event.preventDefault();
      const ticked = loose.filter(({ id }) => this.#ticked.has(id));
      if (!ticked.length) return desk.say(words.tickFirst, null, true);
      const answers = ticked.map(({ id }) => id);
      const place = into?.value ? { group: into.value } : { title: title.value.trim() || ticked[0].text };
      if (!(await desk.act("group", { answers, ...place }))) return;
      for (const id of answers) this.#ticked.delete(id);
      forgetTyped(kept);
      title.value = "";
    };
    return build(
      "form",
      { onsubmit: group },
      build(
        "ul",
        { class: "answers" },
        ...mergeEqual(loose).map((equal) => build("li", {}, this.#buildTick(equal), this.#buildDrop(equal))),
      ),
      build(
        "div",
        { class: "row" },
        title,
        into,
        build("button", { type: "submit", "data-focus": `do-${kept}` }, words.group),
      ),
    );
  }

  /**
   * @param {string} kept
   * @param {Group[]} groups
   */
  #buildInto(kept, groups) {
    const { words } = this.desk;
    const options = groups.map(({ id, title }) =>
      build("option", { value: id }, joinLabel(words, words.addTo, title)),
    );
    const attributes = { "data-focus": `into-${kept}`, "aria-label": words.addTo };
    const select = build("select", attributes, build("option", { value: "" }, words.group), ...options);
    return keepTyped(select, `${kept}-into`);
  }

  /** @param {Answer[]} equal */
  #buildTick(equal) {
    const [{ id, text }] = equal;
    const turn = () => {
      for (const answer of equal)
        if (tick.checked) this.#ticked.add(answer.id);
        else this.#ticked.delete(answer.id);
    };
    const checked = equal.every((answer) => this.#ticked.has(answer.id));
    const tick = build("input", { type: "checkbox", checked, "data-focus": `tick-${id}`, onchange: turn });
    return build(
      "span",
      {},
      build("label", { class: "check" }, tick, showCount(text, equal.length)),
      ...equal.map((answer) => buildMark(this.desk, "answer", answer)),
    );
  }

  /**
   * What deletes an answer; of equal ones the last.
   * @param {Answer[]} equal
   */
  #buildDrop(equal) {
    const { desk } = this;
    const { id, text } = equal[equal.length - 1];
    const title = desk.words.dropAnswer;
    const name = joinLabel(desk.words, title, text);
    const onclick = () => desk.remove("drop-answer", { answer: id });
    return build("button", { type: "button", class: "small", title, "aria-label": name, onclick }, "✕");
  }

  /**
   * @param {Group} group
   * @param {Answer[]} answers
   */
  #buildGroup(group, answers) {
    const { desk } = this;
    const { words } = desk;
    const { id, title, chosen } = group;
    const box = build("input", { type: "checkbox", checked: chosen, "data-focus": `choose-${id}` });
    box.addEventListener("change", () => desk.act("choose-group", { group: id, chosen: box.checked }));
    const dissolve = () => desk.act("delete-group", { group: id });
    return build(
      "div",
      { class: `group ${chosen ? "chosen" : ""}` },
      build(
        "div",
        { class: "row" },
        build("strong", {}, `${title} (${answers.length})`),
        build("label", { class: "check" }, box, words.useWords),
        build("button", { type: "button", class: "small", onclick: dissolve }, words.deleteGroup),
      ),
      buildMark(desk, "group", group),
      build("ul", { class: "answers" }, ...mergeEqual(answers).map((equal) => this.#buildGrouped(equal))),
    );
  }

  /** @param {Answer[]} equal */
  #buildGrouped(equal) {
    const { desk } = this;
    const [{ text }] = equal;
    const title = desk.words.takeOut;
    const name = joinLabel(desk.words, title, text);
    const onclick = () => desk.act("ungroup", { answers: equal.map(({ id }) => id) });
    return build(
      "li",
      {},
      build(
        "span",
        {},
        showCount(text, equal.length),
        ...equal.map((answer) => buildMark(desk, "answer", answer)),
      ),
      build("button", { type: "button", class: "small", title, "aria-label": name, onclick }, "↩"),
    );
  }
}

/**
 * The answers, those that say the same together, in the order of the first of them.
 * @param {Answer[]} answers
 */
export function mergeEqual(answers) {
  /** @type {Map<string, Answer[]>} */
  const merged = new Map();
  for (const answer of answers) {
    const equal = merged.get(answer.same);
    if (equal) equal.push(answer);
    else merged.set(answer.same, [answer]);
  }
  return [...merged.values()];
}
