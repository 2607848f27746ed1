// The queue of stories that wait: what is shown of it, and what keys and buttons do.
import { read, write } from "../shared/address.js";
import { findCulture } from "../shared/culture.js";
import { build } from "../shared/dom.js";
import { describeRefusal, fetchText } from "../shared/requests.js";
import { nameStories, split } from "../shared/selection.js";
import { fill, joinLabel } from "../shared/words.js";
import { chooseConsentWords, PURPOSES } from "../story_form/values.js";
import { buildAccess, moderates } from "./access.js";
import { Attaching } from "./attach.js";
import { Keys, showKeys } from "./keys.js";
import { Line } from "./line.js";
import { Moderator } from "./moderator.js";
import { buildBar } from "./queue_bar.js";
import { buildCard, buildConsents, buildFound } from "./queue_card.js";

/**
 * @import { Asked } from "./line.js"
 * @import { Act, LoadedTexts, QueuePart, StoryListData, StoryWords, Telltale } from "../shared/types.js"
 */

export class QueueView {
  #root;
  /** @type {string | null} */
  #asked = null;
  #query = "";
  /** @type {string | null} the story that the address has from here */
  #told = null;
  /** @type {string[]} */
  statuses = ["pending"];
  #moderator;
  #message = build("div", { class: "stories-message", role: "status" });
  #place = build("div", { class: "queue-story" });
  #found = build("div", {});
  #attach = build("section", { class: "queue-attach" });
  /** @type {Telltale[] | null} what `#found` shows */
  #foundShown = null;
  #consents;
  #side = build("div", { class: "queue-side" });
  #attaching;
  #keys;
  #bar;

  /**
   * @param {HTMLElement} root
   * @param {StoryListData} data
   * @param {LoadedTexts} texts
   * @param {StoryWords} words
   */
  constructor(root, data, texts, words) {
    this.#root = root;
    this.data = data;
    this.texts = texts;
    this.words = words;
    this.#moderator = new Moderator(this, new Line((wanted) => this.#fetch(wanted)));
    const acts = this.#listActs();
    const byKey = Object.fromEntries(acts.flatMap(({ keys, act }) => keys.map((key) => [key, act])));
    PURPOSES.forEach((purpose, at) => {
      byKey[`${at + 1}`] = () => this.#moderator.turnConsent(purpose);
    });
    this.#keys = new Keys(byKey, () => root.isConnected && moderates(this.data));
    this.#bar = buildBar(words, acts, this.#keys);
    this.#attaching = this.#buildAttaching();
    this.#consents = this.#buildConsents();
  }

  leave() {
    this.#keys.end();
  }

  /**
   * @param {StoryListData} data
   * @param {LoadedTexts} texts
   * @param {StoryWords} words
   */
  async take(data, texts, words) {
    const isOtherLanguage = data.lang !== this.data.lang;
    Object.assign(this, { data, texts, words });
    if (isOtherLanguage) {
      this.#bar = buildBar(words, this.#listActs(), this.#keys);
      this.#attaching = this.#buildAttaching();
      this.#consents = this.#buildConsents();
      this.#foundShown = null;
      this.#side.replaceChildren();
    }
    await this.follow();
  }

  /** Show the queue that the address asks for. */
  async follow() {
    const query = read();
    const named = new URLSearchParams(nameStories(query, this.texts));
    named.delete("order");
    // Each story that is published gives the page other content; the queue goes on where it is.
    const shown = JSON.stringify([named.toString(), this.data.lang, this.data.access]);
    const isElsewhere = query.get("story") && query.get("story") !== this.#told;
    if (this.#asked === shown && !isElsewhere) return;
    this.#asked = shown;
    this.#query = named.toString();
    this.statuses = named.get("status") ? split(named.get("status")) : ["pending"];
    if (!moderates(this.data)) {
      this.#refuse();
      return;
    }
    try {
      await this.#begin(query.get("story"));
    } catch (error) {
      this.#asked = null;
      throw error;
    }
    const foot = build("div", { class: "queue-foot" }, this.#message, this.#bar.element);
    this.#root.replaceChildren(this.#place, this.#side, foot);
    this.draw();
  }

  /** @param {string | null} at */
  async #begin(at) {
    this.#moderator.line = new Line((wanted) => this.#fetch(wanted));
    try {
      await this.#moderator.line.begin(at);
    } catch (error) {
      if (!at || !(error instanceof Error) || error.message !== "404") throw error;
      this.say(this.words.gone);
      await this.#moderator.line.begin();
    }
  }

  /** @param {Asked} wanted */
  async #fetch({ beyond, back, at, count }) {
    const parts = [
      this.#query,
      `lang=${this.data.lang}`,
      beyond === undefined ? "" : `beyond=${beyond}`,
      back ? "back=yes" : "",
      at ? `at=${encodeURIComponent(at)}` : "",
      count ? "count=yes" : "",
    ];
    /** @type {QueuePart} */
    const part = JSON.parse(await fetchText(`stories/queue.json?${parts.filter(Boolean).join("&")}`));
    for (const entry of part.entries) this.#moderator.know(entry);
    return part;
  }

  #refuse() {
    const { words, data } = this;
    const sentence = build("p", {}, words.queueOnly);
    this.#root.replaceChildren(sentence, buildAccess(words, data) ?? "");
  }

  #listActs() {
    const { words } = this;
    const decide = (/** @type {string} */ act) => () => this.#moderator.decide(act);
    return [
      { id: "publish", name: words.publish, keys: ["p"], act: decide("publish") },
      { id: "withdraw", name: words.reject, keys: ["r"], act: decide("withdraw") },
      { id: "aside", name: words.aside, keys: ["s"], act: decide("aside") },
      { id: "restore", name: words.letWait, keys: ["w"], act: decide("restore") },
      { id: "mask", name: words.maskAll, keys: ["m"], act: () => this.#moderator.mask() },
      { id: "attach", name: words.attach, keys: ["a"], act: () => this.#attaching.input.focus() },
      { id: "consent", name: words.fields.consent, keys: ["c"], act: () => this.#focusConsent() },
      { id: "edit", name: words.edit, keys: ["e"], act: () => this.#moderator.edit() },
      { id: "undo", name: words.undo, keys: ["u"], act: () => this.#moderator.undo() },
      { id: "previous", name: words.previous, keys: ["k", "ArrowLeft"], act: () => this.#moderator.step(-1) },
      { id: "next", name: words.next, keys: ["j", "ArrowRight"], act: () => this.#moderator.step(1) },
      { id: "keys", name: words.keys, keys: ["?"], act: () => this.#showKeys() },
    ];
  }

  #showKeys() {
    const { words } = this;
    const { short } = chooseConsentWords(words, this.#moderator.line.current?.story.source);
    const consents = PURPOSES.map((purpose, at) => ({
      name: joinLabel(words, words.fields.consent, short[purpose]),
      keys: [`${at + 1}`],
      act: () => {},
    }));
    showKeys(words, [...this.#listActs(), ...consents], this.#keys, () => this.paintBar());
  }

  #buildAttaching() {
    const { texts, words } = this;
    const attaching = new Attaching({
      texts,
      words,
      attach: (id) => this.#moderator.attach("attach", id),
      detach: (id) => this.#moderator.attach("detach", id),
      leave: () => this.#focus(),
    });
    this.#attach.setAttribute("aria-label", words.attachTo);
    this.#attach.replaceChildren(build("h3", {}, words.fields.nodes), attaching.element);
    return attaching;
  }

  #buildConsents() {
    return buildConsents(this.words, (purpose) => this.#moderator.turnConsent(purpose));
  }

  // What is shown -----------------------------------------------------------------------------------------

  /** Show the story that is current; the keyboard stays at a button that it is at. */
  draw() {
    this.refresh();
    const { story } = this.#moderator.line.current ?? {};
    if (!story) return;
    this.#told = story.id;
    write({ story: story.id }, { replace: true });
    const { activeElement } = document;
    const isAtButton = this.#bar.element.contains(activeElement) && activeElement?.matches(":enabled");
    if (!isAtButton) this.#focus();
    this.#root.scrollIntoView({ block: "start" });
  }

  /** Show the story that is current as it is now; the keyboard stays where it is. */
  refresh() {
    const entry = this.#moderator.line.current;
    this.paintBar();
    if (!entry) {
      this.#drawNothing();
      return;
    }
    const isInStory = this.#place.contains(document.activeElement);
    this.#place.replaceChildren(buildCard(this.shown, entry, this.#describePlace()));
    this.drawSide();
    if (isInStory) this.#focus();
  }

  get shown() {
    return { texts: this.texts, words: this.words, language: this.data.lang };
  }

  /** Show what can be changed in the story, with the keyboard where it was. */
  drawSide() {
    const { words } = this;
    const entry = this.#moderator.line.current;
    if (!entry) return;
    const { consent = { room: false, exports: false, publications: false }, nodes, source } = entry.story;
    const wasInside = this.#side.contains(document.activeElement);
    this.#attaching.paint(nodes);
    if (entry.found !== this.#foundShown) {
      this.#foundShown = entry.found;
      const mask = (/** @type {Telltale[]} */ found) => this.#moderator.mask(found);
      this.#found.replaceChildren(buildFound(words, entry.found, mask) ?? "");
    }
    this.#consents.paint(consent, source);
    const { element } = this.#consents;
    if (!this.#side.childElementCount) this.#side.replaceChildren(this.#found, this.#attach, element);
    if (wasInside && !this.#side.contains(document.activeElement)) this.#focus();
  }

  #drawNothing() {
    const { words } = this;
    const isWaiting = this.statuses.includes("pending");
    const heading = build(
      "h2",
      { tabindex: -1, class: "queue-place" },
      isWaiting ? words.allRead : words.none,
    );
    const aside = build("button", { type: "button", onclick: () => write({ status: "aside", story: null }) });
    aside.append(words.showAside);
    const begin = () => {
      this.#asked = null;
      this.follow().catch((error) => this.fail(error));
    };
    const again = build("button", { type: "button", onclick: begin }, words.lookAgain);
    this.#place.replaceChildren(
      build("div", { class: "queue-none" }, heading, again, " ", isWaiting ? aside : null),
    );
    this.#side.replaceChildren();
    write({ story: null }, { replace: true });
    heading.focus({ preventScroll: true });
  }

  #describePlace() {
    const { words } = this;
    const culture = findCulture(this.data.lang);
    const { place, count } = this.#moderator.line.place;
    const [only] = this.statuses;
    const sentences = words.places;
    const kind = this.statuses.length > 1 || !Object.hasOwn(sentences, only) ? "other" : only;
    if (place === null || count === null) {
      return fill(words.placeOfMany, { count: words.mostInQueue.toLocaleString(culture) });
    }
    return fill(sentences[kind], {
      place: place.toLocaleString(culture),
      count: count.toLocaleString(culture),
    });
  }

  #focus() {
    this.#place.querySelector("h2")?.focus({ preventScroll: true });
  }

  get isBehind() {
    const shown = this.#place.querySelector("[data-story]")?.getAttribute("data-story") ?? null;
    return shown !== (this.#moderator.line.current?.story.id ?? null) || shown === null;
  }

  /** Show what can be done now. */
  paintBar() {
    this.#bar.paint(this.#moderator.line.current, this.#moderator.outbox);
  }

  #focusConsent() {
    const button = this.#side.querySelector("[data-purpose]");
    if (button instanceof HTMLElement) button.focus();
  }

  /**
   * @param {string} message
   * @param {Act[]} [acts]
   */
  say(message, acts = []) {
    const buttons = acts.map(([name, act]) =>
      build("button", { type: "button", onclick: () => act() }, name),
    );
    this.#message.replaceChildren(message, ...buttons);
  }

  /** @param {unknown} error */
  fail(error) {
    this.say(describeRefusal(error, this.words));
  }
}
