// What phones named: groups of answers that are alike, and which of their words are shown.
import { build } from "../../shared/dom.js";
import { forgetTyped, keepTyped } from "../../shared/typed.js";
import { joinLabel } from "../../shared/words.js";
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
    const nodes = round.nodes.filter((id) => used.has(id));
    const sections = nodes.map((id) =>
      this.#buildNode(
        `group-${round.id}-${id}`,
        id,
        answers.filter(({ node }) => node === id),
        groups.filter(({ node }) => node === id),
      ),
    );
    return build("div", { class: "grouping" }, ...sections);
  }

  /**
   * @param {string} kept under which what is typed is kept
   * @param {string} node
   * @param {Answer[]} answers
   * @param {Group[]} groups
   */
  #buildNode(kept, node, answers, groups) {
    const { texts } = this.desk;
    const loose = answers.filter((answer) => !groups.some(({ id }) => id === answer.group));
    return build(
      "section",
      {},
      build("h4", {}, texts.nodes[node].name),
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
        ...loose.map((answer) => build("li", {}, this.#buildTick(answer), this.#buildDrop(answer))),
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

  /** @param {Answer} answer */
  #buildTick(answer) {
    const { id, text } = answer;
    const turn = () => (tick.checked ? this.#ticked.add(id) : this.#ticked.delete(id));
    const checked = this.#ticked.has(id);
    const tick = build("input", { type: "checkbox", checked, "data-focus": `tick-${id}`, onchange: turn });
    return build(
      "span",
      {},
      build("label", { class: "check" }, tick, text),
      buildMark(this.desk, "answer", answer),
    );
  }

  /** @param {Answer} answer */
  #buildDrop({ id, text }) {
    const { desk } = this;
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
      build("ul", { class: "answers" }, ...answers.map((answer) => this.#buildGrouped(answer))),
    );
  }

  /** @param {Answer} answer */
  #buildGrouped(answer) {
    const { desk } = this;
    const { id, text } = answer;
    const title = desk.words.takeOut;
    const name = joinLabel(desk.words, title, text);
    const onclick = () => desk.act("ungroup", { answers: [id] });
    return build(
      "li",
      {},
      build("span", {}, text, buildMark(desk, "answer", answer)),
      build("button", { type: "button", class: "small", title, "aria-label": name, onclick }, "↩"),
    );
  }
}
