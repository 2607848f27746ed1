// What came of what was agreed: one action after the other, settled with one key each.
import { build } from "../../shared/dom.js";
import { refill } from "../../shared/typed.js";
import { fill, joinLabel } from "../../shared/words.js";
import {
  buildSettling,
  describeDetails,
  describeState,
  forgetSettling,
  nameState,
  STATES,
} from "../settling.js";
import { planStep } from "../step_pages.js";
import { choosePage, findStep } from "../steps.js";
import { buildMark } from "./marks.js";

/**
 * @import { MarkedFollowed } from "../types.js"
 * @import { Settlement } from "../settling.js"
 * @import { Desk } from "./desk.js"
 */

const TYPING = "input, textarea, select, [contenteditable], dialog";

export class FollowedPanel {
  #card = build("div", {});
  #list = build("ol", { class: "followed" });
  /** The id of the action that was chosen from the list; "" for the next one that nobody asked about. */
  #chosen = "";
  /** @type {Set<string>} the ids of those that are being sent: the next one need not wait for the server */
  #sending = new Set();
  /** The id of the action that was asked about when this was drawn last; "" while another step is shown. */
  #asked = "";
  /** @type {((state: Settlement["state"]) => void) | null} settles the one that is asked about */
  #send = null;

  /** @param {Desk} desk */
  constructor(desk) {
    const { words } = desk;
    this.desk = desk;
    this.element = build(
      "div",
      { class: "panel" },
      build("p", { class: "quiet" }, words.followedHelp),
      this.#card,
      this.#list,
    );
  }

  /** How many were not asked about in this workshop. */
  get left() {
    return this.desk.state.followed.filter((action) => this.#isWaiting(action)).length;
  }

  /** @param {MarkedFollowed} action */
  #isWaiting({ id, state, asked }) {
    return state === "open" && asked !== this.desk.id && !this.#sending.has(id);
  }

  #findCurrent() {
    const { followed } = this.desk.state;
    const chosen = followed.find(({ id }) => id === this.#chosen && !this.#sending.has(id));
    return chosen ?? followed.find((action) => this.#isWaiting(action)) ?? null;
  }

  draw() {
    const { state } = this.desk;
    const current = this.#findCurrent();
    this.#turn(current);
    refill(this.#card, [current, state.showable, state.followed.length], () => this.#buildCard(current));
    refill(this.#list, [state.followed, current?.id], () =>
      state.followed.map((action) => this.#buildItem(action, action === current)),
    );
  }

  /**
   * Turn the projector to the page of what is asked about, once that is another action than before.
   * @param {MarkedFollowed | null} current
   */
  #turn(current) {
    const { desk } = this;
    const { state, position } = desk;
    const actionId = position.view === "followed" && current ? current.id : "";
    const before = this.#asked;
    this.#asked = actionId;
    if (!actionId || !before || actionId === before) return;
    const step = state.steps[findStep(state.steps, position)];
    const item = state.followed.findIndex(({ id }) => id === actionId);
    const { pages } = planStep(desk, step).texts.text;
    const page = pages.findIndex((slices) => slices.some((slice) => slice.item === item));
    if (page >= 0 && page !== choosePage(position, pages.length)) desk.go({ page });
  }

  /** @param {MarkedFollowed | null} current */
  #buildCard(current) {
    const { desk } = this;
    const { words, state } = desk;
    this.#send = null;
    if (!current) return [state.followed.length ? build("p", { class: "all-asked" }, words.allAsked) : null];
    const { element, send } = buildSettling({
      action: current,
      showable: state.showable,
      words,
      settle: (settlement) => this.#settle(current, settlement),
    });
    this.#send = send;
    const at = state.followed.indexOf(current) + 1;
    return [
      build(
        "section",
        { class: "card current" },
        build(
          "p",
          { class: "quiet" },
          fill(words.actionOf, { number: at, count: state.followed.length }),
          current.isOverdue ? build("span", { class: "badge late" }, words.overdue) : null,
        ),
        build("h3", {}, current.text),
        build("p", { class: "quiet" }, describeDetails(current, words)),
        buildMark(desk, "action", current, current.agreedIn),
        element,
      ),
    ];
  }

  /**
   * @param {MarkedFollowed} action
   * @param {boolean} isCurrent
   */
  #buildItem(action, isCurrent) {
    const { words } = this.desk;
    const { id, text } = action;
    const choose = () => {
      this.#chosen = id;
      this.desk.draw();
    };
    const said = describeState(action, words);
    return build(
      "li",
      { "aria-current": isCurrent ? "true" : null, class: action.state },
      build("strong", {}, text),
      said ? build("span", { class: "block state" }, said) : null,
      isCurrent ? null : buildMark(this.desk, "action", action, action.agreedIn),
      build("span", { class: "quiet block" }, describeDetails(action, words)),
      isCurrent
        ? null
        : build(
            "button",
            {
              type: "button",
              class: "small",
              "data-focus": `ask-${id}`,
              "aria-label": joinLabel(words, words.askAbout, text),
              onclick: choose,
            },
            words.askAbout,
          ),
    );
  }

  /**
   * @param {MarkedFollowed} action
   * @param {Settlement} settlement
   */
  async #settle(action, settlement) {
    const { desk } = this;
    const { id, agreedIn, mark, text } = action;
    this.#sending.add(id);
    this.#chosen = "";
    desk.draw();
    const name = nameState({ ...action, ...settlement, isOverdue: false, asked: desk.id }, desk.words);
    const isDone = await desk.remove(
      "settle-action",
      { action: id, agreedIn, mark, ...settlement },
      joinLabel(desk.words, text, name),
    );
    this.#sending.delete(id);
    if (isDone) forgetSettling(id);
    desk.draw();
  }

  /**
   * A digit settles the action that is asked about, while the projector shows this step.
   * @param {KeyboardEvent} event
   */
  press(event) {
    const { key, target, altKey, ctrlKey, metaKey, repeat, defaultPrevented } = event;
    if (defaultPrevented || repeat || altKey || ctrlKey || metaKey) return;
    if (this.desk.position.view !== "followed" || !this.#send) return;
    if (target instanceof Element && target.closest(TYPING)) return;
    const state = STATES[Number(key) - 1];
    if (!state) return;
    event.preventDefault();
    this.#send(state);
  }
}
