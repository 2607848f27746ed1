// What phones named: groups of answers that are alike, and which of their words are shown.
import { build } from "../../shared/dom.js";
import { fold } from "../../shared/fold.js";
import { forgetTyped, keepTyped } from "../../shared/typed.js";
import { fill, joinLabel } from "../../shared/words.js";
import { showCount } from "../measures.js";
import { CardDrag } from "./card_drag.js";
import { buildGrip, filterCards, mergeEqual, nameCard } from "./cards.js";
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
    this.drag = new CardDrag({
      place: desk.place,
      name: (id) => this.#nameDragged(id),
      drop: (id, target) => this.#drop(id, target),
      ended: () => desk.draw(),
    });
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
    if (!answers.length && !groups.length) return build("p", { class: "quiet" }, words.noAnswers);
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
    const place = build(
      "div",
      { class: "grouping", onpointerdown: (event) => this.drag.press(event) },
      ...sections,
    );
    place.prepend(this.#buildSearch(place, round.id));
    return place;
  }

  // Search

  /**
   * @param {HTMLElement} place
   * @param {string} round
   */
  #buildSearch(place, round) {
    const { words } = this.desk;
    const name = words.searchAnswers;
    const attributes = {
      type: "search",
      "aria-label": name,
      placeholder: name,
      "data-focus": `search-${round}`,
    };
    const field = keepTyped(build("input", attributes), `search-${round}`);
    const found = build("span", { class: "quiet", role: "status" });
    const filter = () => {
      const { shown, all } = filterCards(place, field.value);
      found.textContent = field.value.trim() ? fill(words.answersFound, { shown, all }) : "";
    };
    field.addEventListener("input", filter);
    filter();
    return build("div", { class: "row" }, field, found);
  }

  // Answers in no group

  /**
   * @param {string} kept under which what is typed is kept
   * @param {string} name empty for the question alone
   * @param {Answer[]} answers
   * @param {Group[]} groups
   */
  #buildSubject(kept, name, answers, groups) {
    const loose = answers.filter((answer) => !groups.some(({ id }) => id === answer.group));
    const built = groups.map((group) =>
      this.#buildGroup(
        kept,
        group,
        answers.filter((answer) => answer.group === group.id),
      ),
    );
    return build(
      "section",
      {},
      name ? build("h4", {}, name) : null,
      build(
        "div",
        { class: "sorting" },
        this.#buildLoose(kept, loose, groups),
        groups.length ? build("div", { class: "groups", "data-scroll": `groups-${kept}` }, ...built) : null,
      ),
    );
  }

  /**
   * The answers in no group, and what puts those that are ticked into one.
   * @param {string} kept
   * @param {Answer[]} loose
   * @param {Group[]} groups
   */
  #buildLoose(kept, loose, groups) {
    const { words } = this.desk;
    const counted = build("span", { class: "quiet", role: "status" });
    const count = () => {
      const ticked = loose.filter(({ id }) => this.#ticked.has(id)).length;
      counted.textContent = ticked ? fill(words.ticked, { count: ticked }) : "";
    };
    const cards = mergeEqual(loose).map((equal) => this.#buildCard(kept, equal, count));
    const list = build("ul", { class: "answers", "data-scroll": `loose-${kept}` }, ...cards);
    const tickShown = () => {
      for (const box of list.querySelectorAll("li:not([hidden]) input"))
        if (box instanceof HTMLInputElement && !box.checked) box.click();
    };
    count();
    const tools = [
      build(
        "div",
        { class: "row" },
        build("button", { type: "button", class: "small", onclick: tickShown }, words.tickShown),
        counted,
      ),
      this.#buildGroupFields(kept, groups),
    ];
    /** @param {SubmitEvent} event */
    const onsubmit = (event) => this.#groupTicked(event, kept, loose);
    return build(
      "form",
      { class: "loose", "data-drop": "", "data-among": kept, onsubmit },
      list,
      ...(loose.length ? tools : [build("p", { class: "quiet" }, words.allGrouped)]),
    );
  }

  /**
   * @param {string} kept
   * @param {Group[]} groups
   */
  #buildGroupFields(kept, groups) {
    const { words } = this.desk;
    const name = words.groupTitle;
    const attributes = { name: "title", maxlength: 200, "aria-label": name, placeholder: name };
    return build(
      "div",
      { class: "row" },
      keepTyped(build("input", { ...attributes, "data-focus": kept }), kept),
      groups.length ? this.#buildInto(kept, groups) : null,
      build("button", { type: "submit", "data-focus": `do-${kept}` }, words.group),
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
    const attributes = { name: "into", "data-focus": `into-${kept}`, "aria-label": words.addTo };
    const select = build("select", attributes, build("option", { value: "" }, words.group), ...options);
    return keepTyped(select, `${kept}-into`);
  }

  /**
   * @param {SubmitEvent} event
   * @param {string} kept
   * @param {Answer[]} loose
   */
  async #groupTicked(event, kept, loose) {
    event.preventDefault();
    const { desk } = this;
    const form = /** @type {HTMLFormElement} */ (event.currentTarget);
    const fields = new FormData(form);
    const ticked = loose.filter(({ id }) => this.#ticked.has(id));
    if (!ticked.length) return desk.say(desk.words.tickFirst, null, true);
    const group = fields.get("into");
    const title = String(fields.get("title")).trim() || ticked[0].text;
    if (await this.#group(ticked, group ? { group } : { title })) forgetTyped(kept);
  }

  /**
   * @param {Answer[]} answers
   * @param {object} place a group that is there, or the title of a new one
   */
  async #group(answers, place) {
    const { desk } = this;
    const ids = answers.map(({ id }) => id);
    const isDone = await desk.change("group", { answers: ids, ...place }, desk.words.grouped);
    if (isDone) for (const id of ids) this.#ticked.delete(id);
    return isDone;
  }

  /**
   * @param {string} kept
   * @param {Answer[]} equal
   * @param {() => void} count
   */
  #buildCard(kept, equal, count) {
    const [{ id, text }] = equal;
    const turn = () => {
      for (const answer of equal)
        if (tick.checked) this.#ticked.add(answer.id);
        else this.#ticked.delete(answer.id);
      count();
    };
    const checked = equal.every((answer) => this.#ticked.has(answer.id));
    const tick = build("input", { type: "checkbox", checked, "data-focus": `tick-${id}`, onchange: turn });
    return build(
      "li",
      { ...nameCard(kept, equal), "data-drop": id },
      buildGrip(),
      build(
        "span",
        {},
        build("label", { class: "check" }, tick, showCount(text, equal.length)),
        ...equal.map((answer) => buildMark(this.desk, "answer", answer)),
      ),
      this.#buildDrop(equal),
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

  // Groups

  /**
   * @param {string} kept
   * @param {Group} group
   * @param {Answer[]} answers
   */
  #buildGroup(kept, group, answers) {
    const { desk } = this;
    const { words } = desk;
    const { id, title, chosen } = group;
    const box = build("input", { type: "checkbox", checked: chosen, "data-focus": `choose-${id}` });
    box.addEventListener("change", () => desk.act("choose-group", { group: id, chosen: box.checked }));
    const dissolve = () => desk.change("delete-group", { group: id }, words.dissolved);
    const named = { role: "group", "aria-label": title, "data-words": fold(title) };
    return build(
      "div",
      { class: `group ${chosen ? "chosen" : ""}`, ...named, "data-drop": id, "data-among": kept },
      build("div", { class: "named" }, this.#buildTitle(group), build("span", {}, `(${answers.length})`)),
      build(
        "div",
        { class: "row" },
        build("label", { class: "check" }, box, words.useWords),
        build("button", { type: "button", class: "small", onclick: dissolve }, words.deleteGroup),
      ),
      buildMark(desk, "group", group),
      build(
        "ul",
        { class: "answers", "data-scroll": id },
        ...mergeEqual(answers).map((equal) => this.#buildGrouped(kept, equal)),
      ),
    );
  }

  /**
   * The title, which is changed in its place; Escape puts back what it was.
   * @param {Group} group
   */
  #buildTitle({ id, title }) {
    const { desk } = this;
    const { words } = desk;
    const name = `title-${id}`;
    const undo = () => {
      forgetTyped(name);
      field.value = title;
    };
    const rename = async () => {
      const typed = field.value.trim();
      if (!typed || typed === title) return undo();
      if (await desk.change("group", { group: id, title: typed }, words.renamed)) forgetTyped(name);
    };
    const attributes = { maxlength: 200, title, "aria-label": words.groupName, "data-focus": name };
    const field = keepTyped(build("input", { ...attributes, value: title }), name);
    field.addEventListener("change", rename);
    field.addEventListener("keydown", (event) => {
      if (event.key === "Escape") undo();
    });
    return field;
  }

  /**
   * @param {string} kept
   * @param {Answer[]} equal
   */
  #buildGrouped(kept, equal) {
    const { desk } = this;
    const [{ text }] = equal;
    const title = desk.words.takeOut;
    const name = joinLabel(desk.words, title, text);
    const onclick = () => this.#takeOut(equal);
    return build(
      "li",
      nameCard(kept, equal),
      buildGrip(),
      build(
        "span",
        {},
        showCount(text, equal.length),
        ...equal.map((answer) => buildMark(desk, "answer", answer)),
      ),
      build("button", { type: "button", class: "small", title, "aria-label": name, onclick }, "↩"),
    );
  }

  /** @param {Answer[]} answers */
  #takeOut(answers) {
    const { desk } = this;
    return desk.change("ungroup", { answers: answers.map(({ id }) => id) }, desk.words.takenOut);
  }

  // Dragging

  /**
   * The answers that move with a card: equal ones, and where it is ticked all that are ticked beside it.
   * @param {string} id of its first answer
   */
  #listDragged(id) {
    const { answers } = this.desk.state;
    const card = answers.find((answer) => answer.id === id);
    if (!card) return [];
    const beside = answers.filter(
      ({ round, node, group }) => round === card.round && node === card.node && group === card.group,
    );
    const isTicked = !card.group && this.#ticked.has(id);
    return beside.filter((answer) => answer.same === card.same || (isTicked && this.#ticked.has(answer.id)));
  }

  /** @param {string} id */
  #nameDragged(id) {
    const dragged = this.#listDragged(id);
    return showCount(dragged.find((answer) => answer.id === id)?.text ?? "", dragged.length);
  }

  /**
   * Into a group, onto another card to make one, or out of all groups.
   * @param {string} id
   * @param {HTMLElement} target
   */
  #drop(id, { dataset: { drop = "" } }) {
    const { groups } = this.desk.state;
    const dragged = this.#listDragged(id);
    if (!drop) return dragged.some(({ group }) => group) && this.#takeOut(dragged);
    if (groups.some((group) => group.id === drop)) return this.#group(dragged, { group: drop });
    const onto = this.#listDragged(drop).filter(
      ({ id: other }) => !dragged.some((answer) => answer.id === other),
    );
    if (onto.length) this.#group([...onto, ...dragged], { title: onto[0].text });
  }
}
