// The projector: what the room sees, large, in step with the facilitator's window.
import { build } from "../../shared/dom.js";
import { Refused } from "../../shared/requests.js";
import { loadWorkshopWords } from "../api.js";
import { LiveWorkshop } from "../live.js";
import { countPages } from "../step_pages.js";
import { chooseMove, findStep, placeOf, readKey, readTimer } from "../steps.js";
import { Charts } from "./charts.js";
import { FreshStories } from "./fresh.js";
import { checkPlace, readPlace, writePlace } from "./place.js";
import { Views } from "./views.js";

/**
 * @import { LoadedTexts } from "../../shared/types.js"
 * @import { KeyAct, PlaceChange, RoomState, WorkshopWords } from "../types.js"
 */

const RETRY = 1_500;
const TICK = 250;
const FRESH = 8_000; // how long a new story lights up
const MINUTES = 5; // what the timer is started with from here
const PRESSED = "a, button, input, select, [role=button]";

export class Projector {
  /** @type {WorkshopWords | null} */
  #words = null;
  /** @type {{state: RoomState, texts: LoadedTexts} | null} */
  #latest = null;
  /** @type {Views | null} */
  #views = null;
  /** @type {PlaceChange | null} what the address names, until it is shown: before anything else is */
  #entry = null;
  /**
   * The node that was clicked, and the step that it was clicked on: with that it is forgotten.
   * @type {{id: string, step: string} | null}
   */
  #clicked = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #retry;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #ticking;
  /** Whether this window only looks: by a link, it shows where the others are. */
  #isViewer;
  charts = new Charts(this);
  #leaving = new AbortController();
  #fresh = new FreshStories(FRESH, () => this.draw());

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    const { workshop = "", screen = "", lang = "", content = "" } = root.dataset;
    this.#isViewer = screen !== "";
    this.language = lang;
    this.content = content;
    /** @type {LiveWorkshop<RoomState>} */
    this.live = new LiveWorkshop({
      id: workshop,
      language: lang,
      view: "room",
      screen,
      owner: {
        take: (state, texts) => {
          this.#latest = { state, texts };
          this.#fresh.notice(state.stories);
          const entry = this.#entry;
          this.#entry = null;
          if (entry) this.go(checkPlace(entry, texts.nodes));
          else this.draw();
        },
        draw: () => this.draw(),
        lost: (error) => this.#views?.showLost(error !== null),
        refused: (error) => this.#refuse(error),
      },
    });
  }

  get state() {
    return this.#get().state;
  }

  get texts() {
    return this.#get().texts;
  }

  get words() {
    if (!this.#words) throw new Error("the words are not loaded yet");
    return this.#words;
  }

  get position() {
    return this.live.position;
  }

  get step() {
    const { steps } = this.state;
    return steps[findStep(steps, this.position)];
  }

  get round() {
    return this.state.rounds.find(({ id }) => id === this.step.round);
  }

  /** The stories that are new, the latest last. */
  get fresh() {
    return this.#fresh.stories;
  }

  /** The node that was clicked on this step. */
  get selected() {
    return this.#clicked?.id ?? null;
  }

  /** What is framed of what was clicked; in a round nothing is: it would tell who votes what to choose. */
  get framed() {
    return this.step.view === "round" ? null : this.selected;
  }

  #get() {
    if (!this.#latest) throw new Error("the workshop is not loaded yet");
    return this.#latest;
  }

  #nameStep() {
    return JSON.stringify(placeOf(this.step));
  }

  /** Show the workshop, from what its address names on, once the server answers. */
  async start() {
    this.#followTheme();
    const isLed = this.#isViewer || isReload();
    this.#entry = isLed ? null : readPlace(new URLSearchParams(location.search));
    await this.#load();
  }

  async #load() {
    try {
      this.#words ??= await loadWorkshopWords(this.language, this.content);
      await this.live.start();
    } catch (error) {
      if (!(error instanceof Refused)) console.error("projector:", error);
      const text = this.#words?.away ?? "…";
      this.root.replaceChildren(build("p", { class: "starting", role: "alert" }, text));
      this.#retry = setTimeout(() => this.#load(), RETRY);
      return;
    }
    if (this.#leaving.signal.aborted) return;
    this.#listen();
  }

  #listen() {
    const { signal } = this.#leaving;
    addEventListener("keydown", (event) => this.#press(event), { signal });
    addEventListener("resize", () => this.draw(), { signal });
    const turn = () => {
      const place = readPlace(new URLSearchParams(location.search));
      if (place) this.go(checkPlace(place, this.texts.nodes));
    };
    if (!this.#isViewer) addEventListener("popstate", turn, { signal });
    this.#ticking = setInterval(() => this.#tick(), TICK);
  }

  end() {
    this.#leaving.abort();
    clearTimeout(this.#retry);
    clearInterval(this.#ticking);
    this.#fresh.end();
    this.#views?.end();
    this.charts.end();
    this.live.end();
  }

  /** The theme of the address, else that of the machine. */
  #followTheme() {
    const page = document.documentElement;
    if (page.dataset.theme) return;
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const follow = () => {
      page.classList.toggle("diagram-theme-dark", dark.matches);
      page.classList.toggle("diagram-theme-light", !dark.matches);
      if (this.#latest) this.draw();
    };
    dark.addEventListener("change", follow, { signal: this.#leaving.signal });
    follow();
  }

  /**
   * Whoever may not see it any more is told so by the page itself.
   * @param {unknown} error
   */
  #refuse(error) {
    const isRefused = error instanceof Refused;
    if (!isRefused) console.error("projector:", error);
    if (!isRefused || ![403, 404, 410].includes(error.status)) return false;
    location.reload();
    return true;
  }

  draw() {
    if (this.#clicked?.step !== this.#nameStep()) this.#clicked = null;
    this.#views ??= new Views(this);
    this.#views.draw();
    if (!this.#isViewer) this.#writeAddress();
    this.#tick();
  }

  #writeAddress() {
    const { pathname, search } = location;
    const address = `?${writePlace(new URLSearchParams(search), this.position)}`;
    if (address !== search) history.replaceState(null, "", pathname + address);
  }

  #tick() {
    const left = readTimer(this.position.timer_until, this.live.ahead);
    this.#views?.showTimer(left === "0:00" ? this.words.timeUp : left, left === "0:00");
  }

  /**
   * Show another place, in all windows.
   * @param {PlaceChange} place
   */
  go(place) {
    this.#settle(this.live.go(place));
  }

  /**
   * The desk says what went wrong; here it is shown again what the server knows.
   * @param {Promise<unknown>} move
   */
  #settle(move) {
    move.catch((error) => {
      if (!(error instanceof Refused)) console.error("projector:", error);
      this.live.refresh();
    });
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const act = readKey(event);
    if (!act || event.repeat || (this.#isViewer && act !== "fullscreen")) return;
    const { target } = event;
    if (event.key === " " && target instanceof Element && target.closest(PRESSED)) return;
    event.preventDefault();
    this.#perform(act);
  }

  /** @param {KeyAct} act */
  #perform(act) {
    if (act === "fullscreen") return void turnFullscreen().catch(() => {});
    const { steps, rounds, workshop } = this.state;
    const picked = this.selected;
    const move = chooseMove(act, {
      steps,
      rounds,
      isEnded: workshop.isEnded,
      position: this.position,
      minutes: MINUTES,
      picked,
      countPages: (step) => countPages(this, step),
    });
    if (!move) return;
    if ("act" in move) this.#settle(this.live.actOnce(move));
    else if ("minutes" in move) this.#settle(this.live.setTimer(move.minutes));
    else this.go(move.change);
  }

  /**
   * A node was clicked.
   * @param {string} id
   */
  select(id) {
    this.#clicked = this.selected === id ? null : { id, step: this.#nameStep() };
    this.draw();
  }
}

/** After a reload the server knows better than the address where the room is. */
function isReload() {
  const [visit] = performance.getEntriesByType("navigation");
  return visit instanceof PerformanceNavigationTiming && visit.type === "reload";
}

const turnFullscreen = () =>
  document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();

const root = document.getElementById("projector");
if (root) {
  const projector = new Projector(root);
  projector.start();
  // A page that a browser kept is begun anew when somebody comes back to it.
  addEventListener("pagehide", () => projector.end(), { once: true });
  addEventListener("pageshow", (event) => event.persisted && location.reload());
}
