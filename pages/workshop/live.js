// A workshop as one window follows it: its state, the place that all windows show at once, and what is done
// with it.

import { loadTexts } from "../shared/model_texts.js";
import { watch } from "../shared/news.js";
import { makeId, Refused } from "../shared/requests.js";
import { fetchState, Line } from "./api.js";
import { addOwn } from "./own_words.js";
import { ShownPosition } from "./position.js";
import { changePlace } from "./steps.js";

/**
 * @import { LoadedTexts } from "../shared/types.js"
 * @import { PlaceChange, Position, RoundMove, WindowNews, WorkshopState } from "./types.js"
 */

const SECONDS = 0.7;
const SLOWEST = 3_000;
const RETRY = 1_500;
const BOUNCE = 600; // within which a second press of a clicker is none

/**
 * @template {WorkshopState} State
 * @typedef {object} Owner who is told of a workshop
 * @property {(state: State, texts: LoadedTexts) => void} take there is another state
 * @property {() => void} draw another place is shown
 * @property {(error: Refused | null) => void} lost the server is away, or back
 * @property {(error: unknown) => boolean} refused it could not be asked; whether to leave it at that
 */

/** @template {WorkshopState} State */
export class LiveWorkshop {
  #owner;
  #language;
  #source;
  #takesAnswers;
  #isViewer;
  #line;
  #channel;
  /** @type {ShownPosition | null} */
  #shown = null;
  /** @type {ReturnType<typeof watch> | null} */
  #watching = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #retry;
  #asked = 0; // how often the server was asked
  #taken = 0; // the latest of these whose answer counts
  #isOver = false;
  #isActing = false;
  /** @type {LoadedTexts | undefined} */
  #texts;
  /** By how many milliseconds the server's clock is ahead. */
  ahead = 0;

  /**
   * @param {object} options
   * @param {string} options.id
   * @param {string} options.language
   * @param {"desk" | "room"} options.view what is asked for; an act is answered with the desk
   * @param {string} [options.screen] the address of its screen, for a window that only looks
   * @param {Owner<State>} options.owner
   */
  constructor({ id, language, view, screen = "", owner }) {
    this.#owner = owner;
    this.#language = language;
    this.address = screen || `workshops/${encodeURIComponent(id)}`;
    const desk = `${this.address}.json?lang=${language}`;
    this.#source = view === "desk" ? desk : `${this.address}/room.json?lang=${language}`;
    this.#takesAnswers = view === "desk";
    this.#isViewer = screen !== "";
    this.#line = new Line(desk, owner.lost);
    this.#channel = new BroadcastChannel(`mangomoment-workshop-${id}`);
    this.#channel.addEventListener("message", this.#hear);
    addEventListener("pagehide", this.#giveUp);
  }

  /** What is shown, here and in the other windows. */
  get position() {
    if (!this.#shown) throw new Error("the workshop is not loaded yet");
    return this.#shown.value;
  }

  /** Load the workshop, and follow it from then on; throws what `fetchState` does. */
  async start() {
    const state = await this.#load();
    if (this.#isOver) return;
    this.#watching = watch(`${this.address}/version.json`, SECONDS, state.version, () => this.refresh(), {
      slowest: SLOWEST,
      lost: (isLost) => {
        this.#owner.lost(isLost ? new Refused(0, {}) : null);
        if (isLost && this.#isViewer) this.refresh(); // or its link works no longer
      },
    });
  }

  /** Follow it no longer. What waits to be sent is sent all the same, and the other windows are told. */
  end() {
    this.#isOver = true;
    this.#watching?.end();
    clearTimeout(this.#retry);
    this.#channel.removeEventListener("message", this.#hear);
    return this.#line.end().then(() => {
      removeEventListener("pagehide", this.#giveUp);
      this.#channel.close();
    });
  }

  /** Ask for the state again, until it is there. */
  async refresh() {
    clearTimeout(this.#retry);
    if (this.#isOver) return;
    try {
      await this.#load();
    } catch (error) {
      if (this.#isOver || this.#owner.refused(error) || this.#isOver) return;
      clearTimeout(this.#retry);
      this.#retry = setTimeout(() => this.refresh(), RETRY);
    }
  }

  /**
   * Do something with the workshop; throws `Refused`.
   * @param {string} name
   * @param {object} [fields]
   */
  async act(name, fields = {}) {
    await this.#answer(await this.#line.act(name, fields));
    this.announce();
  }

  /**
   * Do something with a round, unless another such act is under way or was just done: a clicker that is
   * pressed twice is meant once. Gives whether it was done; throws `Refused`.
   * @param {RoundMove} move
   */
  async actOnce({ act, round }) {
    if (this.#isActing) return false;
    this.#isActing = true;
    try {
      await this.act(act, { round });
      return true;
    } finally {
      setTimeout(() => {
        this.#isActing = false;
      }, BOUNCE);
    }
  }

  /** Let the other windows see what changed. */
  announce() {
    this.#tell({ changed: true });
  }

  /**
   * Show another place at once, here and in the other windows, and tell the server; throws `Refused`.
   * @param {PlaceChange} change
   */
  go(change) {
    const place = changePlace(this.position, change);
    return this.#move("move", place, place);
  }

  /**
   * Let the timer run for some minutes; 0 ends it.
   * @param {number} minutes
   */
  setTimer(minutes) {
    const end = new Date(Date.now() + this.ahead + minutes * 60_000).toISOString();
    return this.#move("timer", { timer_until: minutes ? end : null }, { minutes });
  }

  /**
   * @param {string} act
   * @param {Partial<Position>} change
   * @param {object} fields
   */
  async #move(act, change, fields) {
    const move = makeId();
    this.#shown?.begin({ id: move, change, isOwn: true });
    this.#tell({ begun: { move, change } });
    const sent = this.#line.act(act, fields); // first: others show what cannot be drawn here
    this.#drawMove();
    /** @param {boolean} isDone */
    const finish = (isDone) => {
      this.#shown?.end(move, isDone);
      this.#tell({ over: { move, isDone } });
    };
    try {
      const answer = await sent;
      finish(answer !== null);
      await this.#answer(answer);
    } catch (error) {
      finish(false);
      if (!this.#isOver) this.#drawMove();
      throw error;
    }
  }

  #drawMove() {
    try {
      this.#owner.draw();
    } catch (error) {
      console.error("workshop:", error);
    }
  }

  /**
   * What an act was answered with; null where a later move took its place.
   * @param {State | null} state
   */
  async #answer(state) {
    if (!state) return;
    this.#outdate();
    if (this.#takesAnswers) await this.#take(state);
    else this.refresh();
  }

  /** Something was done: an answer that is under way may not know of it. */
  #outdate() {
    this.#asked += 1;
    this.#taken = this.#asked;
  }

  async #load() {
    this.#asked += 1;
    const number = this.#asked;
    const state = /** @type {State} */ (await fetchState(this.#source));
    if (number <= this.#taken) return state; // a newer one was faster
    this.#taken = number;
    await this.#take(state);
    return state;
  }

  /** @param {State} state */
  async #take(state) {
    const number = this.#taken;
    const texts = await this.#loadTexts(state.content);
    if (this.#isOver || number < this.#taken) return;
    this.ahead = Date.parse(state.now) - Date.now();
    this.#shown ??= new ShownPosition(state.position);
    this.#shown.learn(state.position);
    this.#watching?.known(state.version);
    this.#owner.take(state, addOwn(texts, state));
  }

  /**
   * The texts that belong to a state; the ones before where they cannot be had just now.
   * @param {string} content
   */
  async #loadTexts(content) {
    try {
      this.#texts = await loadTexts(this.#language, content);
    } catch (error) {
      if (!this.#texts) throw error;
    }
    return this.#texts;
  }

  /** @param {WindowNews} news */
  #tell(news) {
    this.#channel.postMessage(news);
  }

  /** @param {MessageEvent<WindowNews>} event */
  #hear = ({ data: { begun, over, changed } }) => {
    if (!this.#shown) return;
    if (begun) {
      this.#shown.begin({ id: begun.move, change: begun.change, isOwn: false });
      this.#drawMove();
    }
    if (over) {
      this.#shown.end(over.move, over.isDone);
      this.#outdate();
    }
    if (over || changed) this.refresh();
  };

  /** The page goes: what it did not get through yet, the other windows need not wait for. */
  #giveUp = () => {
    for (const move of this.#shown?.own ?? []) this.#tell({ over: { move, isDone: false } });
  };
}
