// The facilitator's desk: what the projector shows and shows next, and beside it what the room does.
import { closeDialog } from "../../seams/dialogs.js";
import { build } from "../../shared/dom.js";
import { pointTo } from "../../shared/faulty.js";
import { makeId, Refused } from "../../shared/requests.js";
import { forgetTyped, keepTyped, refill } from "../../shared/typed.js";
import { fill, joinLabel } from "../../shared/words.js";
import { describeFault, isAway } from "../api.js";
import { LiveWorkshop } from "../live.js";
import { ActionsPanel } from "./actions.js";
import { FollowedPanel } from "./followed.js";
import { HomePanel } from "./home.js";
import { describeFlood } from "./people.js";
import { PlanPanel } from "./plan.js";
import { Presenter } from "./presenter.js";
import { RoomPanel } from "./room.js";
import { StoriesPanel } from "./stories.js";
import { Tabs } from "./tabs.js";
import { TogetherPanel } from "./together.js";

/**
 * @import { Field } from "../../shared/typed.js"
 * @import { LoadedTexts } from "../../shared/types.js"
 * @import { DeskState, PartOptions, PlaceChange, RoundMove } from "../types.js"
 *
 * @typedef {object} Drawn what is there from the first state on
 * @property {HTMLElement} head
 * @property {HTMLElement} floods
 * @property {Presenter} presenter
 * @property {Tabs} tabs
 * @property {Record<string, {draw(): void}> & {together: TogetherPanel, followed: FollowedPanel}} panels
 */

const RETRY = 3_000;
const TICK = 250;

export class Desk {
  /** @type {Drawn | null} */
  #drawn = null;
  /** @type {{state: DeskState, texts: LoadedTexts} | null} */
  #latest = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #retry;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #ticking;
  #leaving = new AbortController();
  /** What is said of a server that is away. */
  #lost = "";

  /** @param {PartOptions & {id: string}} options */
  constructor({ place, id, data, words, open }) {
    this.place = place;
    this.id = id;
    this.words = words;
    this.open = open;
    this.language = data.lang;
    this.message = build("div", { class: "message", role: "status" });
    /** @type {LiveWorkshop<DeskState>} */
    this.live = new LiveWorkshop({
      id,
      language: data.lang,
      view: "desk",
      owner: {
        take: (state, texts) => {
          this.#latest = { state, texts };
          this.draw();
        },
        draw: () => this.draw(),
        lost: (error) => this.#sayLost(error),
        refused: (error) => this.#refuse(error),
      },
    });
    this.#start();
  }

  get state() {
    return this.#get().state;
  }

  get texts() {
    return this.#get().texts;
  }

  get position() {
    return this.live.position;
  }

  #get() {
    if (!this.#latest) throw new Error("the workshop is not loaded yet");
    return this.#latest;
  }

  async #start() {
    try {
      await this.live.start();
    } catch (error) {
      if (this.#leaving.signal.aborted) return;
      const leave = build(
        "button",
        { type: "button", onclick: () => this.open(null) },
        this.words.allWorkshops,
      );
      this.place.replaceChildren(build("p", { role: "alert" }, describeFault(error, this.words), " ", leave));
      if (isAway(error)) this.#retry = setTimeout(() => this.#start(), RETRY);
      return;
    }
    const { signal } = this.#leaving;
    if (signal.aborted) return;
    this.#ticking = setInterval(() => this.#drawn?.presenter.tick(), TICK);
    /** @param {KeyboardEvent} event */
    const press = (event) => {
      this.#drawn?.panels.followed.press(event);
      this.#drawn?.presenter.press(event);
    };
    document.addEventListener("keydown", press, { signal });
  }

  leave() {
    this.#leaving.abort();
    clearTimeout(this.#retry);
    clearInterval(this.#ticking);
    this.live.end();
  }

  /** The page was sent anew: stories or model may be others. */
  follow() {
    this.live.refresh();
  }

  /** @param {unknown} error */
  #refuse(error) {
    const isGone = error instanceof Refused && error.status === 404;
    if (isGone) this.complain(error);
    return isGone;
  }

  /**
   * Let a field keep what is typed in this workshop under a name.
   * @template {Field} Kept
   * @param {Kept} field
   * @param {string} name
   */
  keep(field, name) {
    return keepTyped(field, `${this.id}-${name}`);
  }

  /** @param {string} name or the beginning of several */
  forget(name) {
    forgetTyped(`${this.id}-${name}`);
  }

  /**
   * Do something with the workshop; says what went wrong, and gives whether it was done.
   * @param {string} name
   * @param {object} [fields]
   * @param {string} [done] what is said then
   */
  act(name, fields = {}, done = "") {
    return this.#finish(this.live.act(name, fields), done);
  }

  /**
   * Do with a round what a key or Next does, once however often it is pressed.
   * @param {RoundMove} move
   */
  actOnce(move) {
    return this.#finish(this.live.actOnce(move));
  }

  /**
   * Show another place.
   * @param {PlaceChange} change
   */
  go(change) {
    return this.#finish(this.live.go(change));
  }

  /** @param {number} minutes */
  setTimer(minutes) {
    return this.#finish(this.live.setTimer(minutes));
  }

  /**
   * @param {Promise<unknown>} answer
   * @param {string} [done]
   */
  async #finish(answer, done = "") {
    try {
      await answer;
      this.say(done);
      return true;
    } catch (error) {
      this.complain(error);
      if (error instanceof Refused && (error.status === 404 || error.status === 409)) this.live.refresh();
      return false;
    }
  }

  /**
   * Do what can be undone, with an undo beside what is said of it; gives whether it was done.
   * @param {string} name
   * @param {object} fields
   * @param {string} done
   */
  async change(name, fields, done) {
    const request = makeId();
    const undo = () => this.act("undo", { deletion: request });
    const isDone = await this.act(name, { ...fields, request });
    if (isDone) this.say(done, undo);
    return isDone;
  }

  /**
   * Delete something that can be had back.
   * @param {string} name
   * @param {object} fields
   * @param {string} [done]
   */
  remove(name, fields, done = this.words.deleted) {
    return this.change(name, fields, done);
  }

  /** @param {Refused | null} error */
  #sayLost(error) {
    if (error) closeDialog(); // the desk says itself that the server is away, and works on
    const before = this.#lost;
    this.#lost = error ? describeFault(error, this.words) : "";
    if (this.#lost) this.say(this.#lost, null, true);
    else if (before && this.message.textContent === before) this.say("");
  }

  /**
   * A field is empty, which is said already, or is now.
   * @param {HTMLElement} field
   */
  pointTo(field) {
    if (!this.message.textContent) this.say(this.words.entries.empty, null, true);
    pointTo(field, this.message);
  }

  /** @param {unknown} error */
  complain(error) {
    this.say(describeFault(error, this.words), null, true);
  }

  /**
   * @param {string} text
   * @param {(() => void) | null} [undo]
   */
  say(text, undo = null, isFault = false) {
    if (this.message.textContent === text && !undo) return;
    this.message.classList.toggle("fault", isFault);
    this.message.replaceChildren(
      text,
      undo ? build("button", { type: "button", onclick: undo }, this.words.undo) : "",
    );
  }

  /**
   * Open what is asked in a round, to be changed.
   * @param {string} round
   */
  editRound(round) {
    this.#drawn?.tabs.choose("together");
    this.#drawn?.panels.together.edit(round);
  }

  draw() {
    this.#drawn ??= this.#build();
    const { head, floods, presenter, panels, tabs } = this.#drawn;
    this.#drawHead(head);
    this.#drawFloods(floods, tabs);
    presenter.draw();
    for (const panel of Object.values(panels)) panel.draw();
    this.#drawTabs(tabs);
  }

  #build() {
    const panels = {
      together: new TogetherPanel(this),
      plan: new PlanPanel(this),
      stories: new StoriesPanel(this),
      followed: new FollowedPanel(this),
      actions: new ActionsPanel(this),
      room: new RoomPanel(this),
      home: new HomePanel(this),
    };
    const drawn = {
      head: build("header", { class: "desk-head" }),
      floods: build("div", { class: "floods", role: "alert" }),
      presenter: new Presenter(this),
      tabs: new Tabs(this.words, panels),
      panels,
    };
    const { head, floods, presenter, tabs } = drawn;
    const desk = build("div", { class: "desk" }, presenter.element, tabs.element);
    this.place.replaceChildren(head, floods, desk, this.message);
    return drawn;
  }

  /** @param {Tabs} tabs */
  #drawTabs(tabs) {
    const { told, rounds, actions, followed, joined } = this.state;
    tabs.offer("followed", followed.length > 0);
    tabs.follow("followed", this.position.view === "followed" && followed.length > 0);
    tabs.count({
      stories: told.filter((story) => story.status === "pending").length,
      together: rounds.filter((round) => round.isOpen).length,
      followed: this.#drawn?.panels.followed.left ?? 0,
      actions: actions.length,
      room: joined,
    });
  }

  /**
   * More than a room does is said over the desk, whatever tab is open.
   * @param {HTMLElement} place
   * @param {Tabs} tabs
   */
  #drawFloods(place, tabs) {
    const { words, state, language } = this;
    refill(place, state.floods, () =>
      state.floods.slice(-3).map((flood) =>
        build(
          "p",
          { class: "warn" },
          describeFlood(flood, words, language),
          " ",
          build(
            "button",
            {
              type: "button",
              class: "small",
              "data-focus": `flood-${flood.kind}-${flood.id}`,
              onclick: () => tabs.choose("room"),
            },
            words.showWhoJoined,
          ),
        ),
      ),
    );
  }

  /** @param {HTMLElement} place */
  #drawHead(place) {
    const { words, state, id } = this;
    const { workshop, joined } = state;
    const theme = document.documentElement.classList.contains("diagram-theme-dark") ? "dark" : "light";
    const badges = [
      ...(workshop.isEnded ? [words.ended] : []),
      ...(workshop.isRehearsal ? [words.rehearsal] : []),
    ];
    refill(place, [workshop, joined, theme], () => [
      build("h2", {}, workshop.name, ...badges.map((badge) => build("span", { class: "badge" }, badge))),
      build("span", { class: "keyed" }, joinLabel(words, words.key, ""), build("strong", {}, workshop.key)),
      build(
        "span",
        { class: "counted" },
        joined === 1 ? words.oneJoined : fill(words.joined, { count: joined }),
      ),
      build(
        "a",
        {
          class: "button primary",
          href: `projector/${encodeURIComponent(id)}?theme=${theme}`,
          target: `projector-${id}`,
          "data-focus": "projector",
        },
        words.openProjector,
      ),
      build(
        "button",
        { type: "button", "data-focus": "all-workshops", onclick: () => this.open(null) },
        words.allWorkshops,
      ),
    ]);
  }
}
