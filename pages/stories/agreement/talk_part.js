// Where coders differ, one at a time beside the list: read, decided by a key, undone.
import { write } from "../../shared/address.js";
import { findCulture } from "../../shared/culture.js";
import { build } from "../../shared/dom.js";
import { describeRefusal } from "../../shared/requests.js";
import { fill } from "../../shared/words.js";
import { buildActs } from "../coding/bar.js";
import { Keys, showKeys } from "../keys.js";
import { fetchStories } from "./api.js";
import { Decisions, isSettled } from "./decisions.js";
import { buildCard } from "./difference_card.js";
import { DifferenceList, readAbout, writeAbout } from "./difference_list.js";
import { nameCode, nameOf } from "./talk.js";

/**
 * @import { Argued, Shown } from "./agreement_view.js"
 * @import { Code, State } from "./talk.js"
 * @import { ArguedStory, Difference } from "./types.js"
 */

const AHEAD = 4;

export class TalkPart {
  #shown;
  #argued;
  /** @type {Code | null} */
  #about = null;
  /** @type {State} */
  #state = "waiting";
  /** @type {Difference | null} */
  #current = null;
  /** @type {string | null} what the address asks for */
  #asked = null;
  /** @type {Map<string, Promise<ArguedStory | null>>} */
  #stories = new Map();
  #decisions;
  #list;
  #keys;
  #acts;
  #card = build("div", { class: "difference-card" });
  #message = build("div", { class: "stories-message", role: "status" });

  /**
   * @param {Shown} shown
   * @param {Argued} argued
   */
  constructor(shown, argued) {
    this.#shown = shown;
    this.#argued = argued;
    this.#decisions = new Decisions({
      stored: () => this.#paint(),
      failed: (difference, error) => this.#fail(difference, error),
    });
    const acts = this.#listActs();
    const byKey = Object.fromEntries(acts.flatMap(({ keys, act }) => keys.map((key) => [key, act])));
    this.#keys = new Keys(byKey, () => this.element.isConnected);
    this.#acts = buildActs(shown.words.acts, acts, this.#keys);
    this.#acts.paintKeys();
    this.#list = new DifferenceList(shown, argued, {
      pick: (difference) => this.#open(difference),
      turn: (state) => this.#turn(state),
    });
    this.element = build(
      "div",
      { class: "agreement-talk" },
      this.#list.element,
      this.#card,
      build("div", { class: "difference-foot" }, this.#message, this.#acts.element),
    );
  }

  leave() {
    this.#keys.end();
  }

  #listActs() {
    const { words } = this.#shown;
    return [
      { id: "attach", name: words.attach, keys: ["y"], act: () => this.#decide(true) },
      { id: "not", name: words.attachNot, keys: ["n"], act: () => this.#decide(false) },
      { id: "skip", name: words.skip, keys: ["s", "j", "ArrowRight"], act: () => this.#step(1) },
      { id: "back", name: words.back, keys: ["k", "ArrowLeft"], act: () => this.#step(-1) },
      { id: "undo", name: words.takeBack, keys: ["u"], act: () => this.#undo() },
      { id: "keys", name: words.keys, keys: ["?"], act: () => this.#showKeys() },
    ];
  }

  #showKeys() {
    showKeys(this.#shown.words, this.#listActs(), this.#keys, () => this.#acts.paintKeys());
  }

  /** @param {URLSearchParams} query */
  follow(query) {
    const about = readAbout(query, this.#shown);
    const story = query.get("story");
    const wanted = JSON.stringify([about, story]);
    if (wanted === this.#asked) return;
    this.#asked = wanted;
    const isElsewhere = JSON.stringify(about) !== JSON.stringify(this.#about);
    this.#about = about;
    const { talk } = this.#argued;
    const current = this.#current;
    if (!isElsewhere && current && story === current.story) return;
    this.#current =
      (story && (talk.find(story, about, "waiting") ?? talk.find(story, about, "decided"))) ||
      talk.step(null, 1, about, this.#state);
    if (this.#current?.decision) this.#state = "decided";
    else if (this.#current) this.#state = "waiting";
    this.#draw();
  }

  /** @param {State} state */
  #turn(state) {
    this.#state = state;
    this.#open(this.#argued.talk.step(null, 1, this.#about, state));
  }

  /** @param {Difference | null} difference */
  #open(difference) {
    this.#current = difference;
    this.#draw(true);
  }

  /** @param {number} by */
  #step(by) {
    const next = this.#argued.talk.step(this.#current, by, this.#about, this.#state);
    if (next) this.#open(next);
  }

  /** @param {boolean} attached */
  #decide(attached) {
    const current = this.#current;
    if (!current) return;
    const isChanged = current.decision?.attached !== attached;
    if (isChanged) this.#decisions.decide(current, attached);
    const { words } = this.#shown;
    this.#say(this.#fill(attached ? words.saidAttached : words.saidNotAttached, current));
    if (this.#state === "waiting") this.#open(this.#argued.talk.step(current, 1, this.#about, "waiting"));
    else this.#draw();
  }

  /** Take back the decision that is looked at, or the last one. */
  #undo() {
    const { words } = this.#shown;
    const current = this.#current;
    let undone = current?.decision ? current : null;
    if (undone) this.#decisions.takeBack(undone);
    else undone = this.#decisions.undo();
    if (!undone) {
      this.#say(words.nothingToUndo);
      return;
    }
    this.#state = undone.decision ? "decided" : "waiting";
    if (this.#about && nameCode(this.#about) !== nameCode(undone)) this.#about = null;
    this.#say(this.#fill(words.tookBack, undone));
    this.#open(undone);
  }

  /**
   * @param {Difference} difference
   * @param {unknown} error
   */
  #fail(difference, error) {
    const { words } = this.#shown;
    if (isSettled(error)) {
      this.#argued.talk.remove(difference);
      this.#say(words.settled);
      if (this.#current === difference) this.#step(1);
      else this.#paint();
      return;
    }
    this.#say(describeRefusal(error, words));
    this.#state = difference.decision ? "decided" : "waiting";
    this.#open(difference);
  }

  /**
   * @param {string} text
   * @param {Difference} difference
   */
  #fill(text, difference) {
    const story = this.#argued.found.stories[difference.story] ?? difference.story;
    return fill(text, { code: nameOf(this.#shown.texts, difference), story });
  }

  /** @param {string} message */
  #say(message) {
    this.#message.replaceChildren(message);
  }

  // What is shown -----------------------------------------------------------------------------------------

  #paint() {
    this.#list.paint(this.#about, this.#state, this.#current);
    for (const id of ["attach", "not", "skip", "back"]) this.#acts.disable(id, !this.#current);
  }

  /**
   * Show what is current; the keyboard goes there where somebody `hasActed`.
   * @param {boolean} [hasActed]
   */
  async #draw(hasActed = false) {
    const current = this.#current;
    const about = this.#about;
    const named = about
      ? { node: null, dimension: null, [about.kind]: about.id }
      : { node: null, dimension: null };
    this.#asked = JSON.stringify([about, current?.story ?? null]);
    write({ ...named, story: current?.story ?? null }, { replace: true });
    this.#paint();
    if (!current) {
      this.#drawNothing(hasActed);
      return;
    }
    const isAtButton = this.#acts.element.contains(document.activeElement);
    try {
      const arguedStory = await this.#load(current);
      if (this.#current !== current) return;
      if (!arguedStory) {
        this.#say(this.#shown.words.gone);
        return;
      }
      const { element, heading } = buildCard(
        this.#shown,
        this.#argued,
        current,
        arguedStory,
        this.#describePlace(),
      );
      this.#card.replaceChildren(element);
      this.#card.scrollTo(0, 0);
      if (hasActed && !isAtButton) heading.focus({ preventScroll: true });
    } catch (error) {
      this.#stories.clear();
      this.#say(describeRefusal(error, this.#shown.words));
    }
  }

  /** @param {boolean} hasActed */
  #drawNothing(hasActed) {
    const { words } = this.#shown;
    const { waiting, decided } = this.#argued.talk.count(this.#about);
    const isNone = !waiting && !decided;
    const heading = build("h2", { tabindex: -1 }, isNone ? words.noneHere : words.allDecided);
    const button = (/** @type {string} */ name, /** @type {() => void} */ onclick) =>
      build("button", { type: "button", onclick }, name);
    const other = this.#state === "waiting" ? decided : waiting;
    const name = this.#state === "waiting" ? words.showDecided : words.showWaiting;
    const state = this.#state === "waiting" ? "decided" : "waiting";
    if (!isNone && this.#state === "decided") heading.textContent = words.nothing;
    this.#card.replaceChildren(
      build(
        "div",
        { class: "difference-none" },
        heading,
        other ? button(name, () => this.#turn(state)) : null,
        this.#about ? button(words.showAll, () => writeAbout(null)) : null,
      ),
    );
    if (hasActed) heading.focus({ preventScroll: true });
  }

  #describePlace() {
    const { words, language } = this.#shown;
    const found = this.#argued.talk.list(this.#about, this.#state);
    const write = (/** @type {number} */ number) => number.toLocaleString(findCulture(language));
    const place = this.#current ? found.indexOf(this.#current) + 1 : 0;
    const text = this.#state === "waiting" ? words.place : words.placeDecided;
    return fill(text, { place: write(place), count: write(found.length) });
  }

  /**
   * The story of a difference, with those that come next.
   * @param {Difference} difference
   */
  #load(difference) {
    const found = this.#argued.talk.list(this.#about, this.#state);
    const at = found.indexOf(difference);
    const wanted = [difference, ...found.slice(at + 1, at + 1 + AHEAD)].map(({ story }) => story);
    const missing = [...new Set(wanted)].filter((id) => !this.#stories.has(id));
    if (missing.includes(difference.story) || missing.length >= AHEAD / 2) {
      const fetched = fetchStories(missing, this.#shown.language);
      for (const id of missing) {
        const arguedStory = fetched.then((all) => all.find(({ story }) => story.id === id) ?? null);
        arguedStory.catch(() => this.#stories.delete(id));
        this.#stories.set(id, arguedStory);
      }
    }
    return this.#stories.get(difference.story) ?? Promise.resolve(null);
  }
}
