// The list of stories that the address asks for, and what is done with them.
import { read, tellServer, write } from "../shared/address.js";
import { ask } from "../shared/dialog.js";
import { build } from "../shared/dom.js";
import { describeRefusal, fetchText, Refused, send } from "../shared/requests.js";
import { nameStories } from "../shared/selection.js";
import { nameStory } from "../story_form/api.js";
import { openStoryForm } from "../story_form/form.js";
import { chooseConsentWords } from "../story_form/values.js";
import { moderates, moderatesAll } from "./access.js";
import { buildArticle } from "./article.js";
import { StoryBatch } from "./batch.js";
import { Bulk } from "./bulk.js";
import { Kept, placeAll } from "./kept.js";
import { Latest } from "./latest.js";
import { buildListBar } from "./list_bar.js";
import { buildListKeys } from "./list_keys.js";
import { buildHints, buildMeant } from "./meant.js";
import { buildSender } from "./senders.js";
import { fetchPage, fetchPages } from "./story_pages.js";
import { StoriesView } from "./view.js";

/**
 * @import { Act, List } from "./article.js"
 * @import { LoadedTexts, Sender, Story, StoryListData, StoryPage, StoryWords } from "../shared/types.js"
 * @typedef {import("../shared/types.js").Act} ButtonAct
 */

/** @implements {List} */
export class StoryList extends StoriesView {
  /** @type {string | null} what is shown or on its way: the query and what Python says */
  #asked = null;
  #loading = new Latest();
  /** @type {string | null} */
  #query = null;
  /** @type {string | null} */
  #opened = null;
  /** @type {Story[]} */
  #stories = [];
  /** @type {number | null} where the rest begins */
  #next = null;
  #shownUntil = 0;
  #message = build("div", { class: "stories-message", role: "status" });
  #items = build("ol", { class: "stories-list" });
  #kept = new Kept();
  #found = 0;
  #bulk;
  #keys;
  /** @type {string | null} */
  historyOf = null;
  /** @type {string | null} */
  menuOf = null;

  /** @param {ConstructorParameters<typeof StoriesView>} drawn */
  constructor(...drawn) {
    super(...drawn);
    this.#bulk = new Bulk(this);
    this.#keys = buildListKeys(this);
  }

  leave() {
    this.#keys.end();
    this.#bulk.leave();
  }

  /**
   * Show what the address asks for: other stories, or another one opened.
   * @override
   */
  async follow() {
    const before = this.#opened;
    const query = nameStories(read(), this.texts);
    const shown = JSON.stringify([query, this.data]);
    this.#opened = read().get("story");
    if (this.#asked === shown) {
      if (before !== this.#opened) this.#turn(before);
      return;
    }
    const isNew = this.#query !== query;
    this.#asked = shown;
    this.#query = query;
    try {
      await this.#load(isNew ? 0 : this.#shownUntil);
    } catch (error) {
      if (this.#asked === shown) this.#asked = null; // the next one asks for it again
      throw error;
    }
    if (isNew && this.#opened) this.#find(this.#opened)?.scrollIntoView({ block: "center" });
  }

  get moderates() {
    return moderates(this.data);
  }

  /**
   * Load the first page, or as many as were shown before.
   * @param {number} until
   */
  #load(until) {
    const fetch = () => this.#fetchPages(until);
    return this.#loading.run(fetch, (pages) => this.#show(pages));
  }

  /** @param {number} until */
  async #fetchPages(until) {
    const pages = await fetchPages(this.#pageQuery, until);
    const opened = this.#opened;
    const isThere = pages.some(({ stories }) => stories.some(({ id }) => id === opened));
    if (opened && !isThere) pages[0].stories.unshift(...(await this.#fetchOpened(opened)));
    return pages;
  }

  get #pageQuery() {
    return `${this.#query}&lang=${this.data.lang}`;
  }

  /** @param {StoryPage[]} pages */
  #show(pages) {
    this.#stories = pages.flatMap(({ stories }) => stories);
    this.#next = pages[pages.length - 1].next;
    this.#shownUntil = this.#stories.length;
    this.#draw(pages[0]);
  }

  /**
   * A link may lead to a story that is not in this part of the list.
   * @param {string} id
   * @returns {Promise<Story[]>} none where it is gone
   */
  async #fetchOpened(id) {
    try {
      return [JSON.parse(await fetchText(nameStory(id, this.data.lang)))];
    } catch {
      this.#message.replaceChildren(this.words.gone);
      this.#opened = null;
      write({ story: null }, { replace: true });
      return [];
    }
  }

  #reload() {
    return this.#load(this.#shownUntil).catch((error) => this.fail(error));
  }

  /** @param {StoryPage} page the first one */
  #draw(page) {
    const { words } = this;
    const { activeElement } = document;
    const focused = this.root.contains(activeElement) ? activeElement?.getAttribute("data-story") : null;
    // Each story that is told or changed gives the data another content, which shows nowhere here.
    const { content, ...visitor } = this.data;
    this.#kept.share([visitor, this.texts.words.plain]);
    const bar = this.#kept.get("", [page.count, page.exact], () =>
      buildListBar(words, this.data, page, { add: () => this.#add(), showKeys: () => this.#keys.show() }),
    );
    const senders = (page.senders ?? []).map((sender) =>
      buildSender(words, this.data.lang, sender, (name) => this.#rejectFrom(sender, name)),
    );
    const empty = page.count || this.#stories.length ? [] : buildHints(words);
    const more = this.#next ? [this.#buildMore()] : [];
    const bulk = moderatesAll(this.data) ? [this.#bulk.element] : [];
    const above = [bar, ...buildMeant(words, page), this.#message, ...senders, ...bulk];
    placeAll(this.root, ...above, this.#items, ...empty, ...more);
    this.#placeItems();
    this.#found = page.count;
    this.#bulk.paint(page.count);
    if (focused) this.#findTitle(focused)?.focus();
  }

  #placeItems() {
    placeAll(this.#items, ...this.#stories.map((story) => this.#buildItem(story)));
  }

  /** @param {Story} story */
  #buildItem(story) {
    const nodes = story.nodes.map((id) => {
      const { name, level, provenance } = this.texts.nodes[id];
      return [name, level, provenance?.kind];
    });
    return this.#kept.get(story.id, [story, story.id === this.#opened, nodes], () =>
      build("li", {}, this.#buildStory(story)),
    );
  }

  /** @param {Story} story */
  #buildStory(story) {
    const article = buildArticle(this, story, story.id === this.#opened);
    if (moderatesAll(this.data)) article.querySelector(".stories-head")?.prepend(this.#bulk.buildBox(story));
    return article;
  }

  #buildMore() {
    const button = build("button", { type: "button", class: "paths-more" }, this.words.more);
    button.addEventListener("click", () => this.#loadMore(button));
    return button;
  }

  /** @param {HTMLButtonElement} button */
  async #loadMore(button) {
    try {
      const page = await fetchPage(this.#pageQuery, this.#next ?? 0);
      const known = new Set(this.#stories.map(({ id }) => id));
      const fresh = page.stories.filter(({ id }) => !known.has(id));
      this.#stories.push(...fresh);
      this.#next = page.next;
      this.#shownUntil += page.stories.length;
      this.#placeItems();
      this.#bulk.paint(this.#found);
      if (fresh.length) this.#findTitle(fresh[0].id)?.focus();
      button.hidden = !page.next;
    } catch (error) {
      this.fail(error);
    }
  }

  /**
   * @param {Sender} sender
   * @param {string} name
   */
  async #rejectFrom({ place }, name) {
    const { words, data } = this;
    if (!(await ask(words.sureRejectAll, name, words))) return;
    this.#opened = null;
    await this.#bulk.run(new StoryBatch(data.lang, { do: "withdraw" }, { place }), words.doneRejectAll);
  }

  /** @param {string} id */
  #findTitle(id) {
    const title = this.root.querySelector(`[data-story="${CSS.escape(id)}"]`);
    return title instanceof HTMLElement ? title : null;
  }

  /** @param {string} id */
  #find(id) {
    return this.#findTitle(id)?.closest("article") ?? null;
  }

  /** @param {string | null} id */
  open(id) {
    write({ story: id });
  }

  /**
   * Close the story that was open before, and show in full the one that is open now.
   * @param {string | null} before
   */
  #turn(before) {
    this.#placeItems();
    const id = this.#opened ?? before;
    const article = id && this.#find(id);
    if (article) article.querySelector("button")?.focus();
    else this.#reload();
  }

  get opened() {
    return this.#opened;
  }

  /** @param {string} id */
  select(id) {
    if (moderatesAll(this.data)) this.#bulk.turn(id);
  }

  /** Whether there was more to load. */
  async loadMore() {
    const more = this.root.querySelector(".paths-more");
    if (!(more instanceof HTMLButtonElement) || more.hidden) return false;
    await this.#loadMore(more);
    return true;
  }

  #options() {
    return { language: this.data.lang, content: this.data.content, canPublish: this.moderates };
  }

  #add() {
    const { words, moderates, texts } = this;
    const node = read().get("node") ?? "";
    const nodes = Object.hasOwn(texts.nodes, node) ? [node] : [];
    const onsaved = (/** @type {Story | null} */ saved) =>
      this.#changed(saved, moderates ? words.saved : words.sentIn);
    openStoryForm({ ...this.#options(), nodes, onsaved });
  }

  /** @param {Story} story */
  async edit(story) {
    try {
      const full = JSON.parse(await fetchText(nameStory(story.id, this.data.lang)));
      const onsaved = (/** @type {Story | null} */ saved) =>
        this.#changed(saved, saved ? this.words.saved : "");
      openStoryForm({ ...this.#options(), story: full, onsaved });
    } catch (error) {
      this.fail(error);
    }
  }

  /**
   * @param {Story} story
   * @param {Act} act
   */
  async change(story, act) {
    try {
      const change = { do: act, revision: story.revision };
      const after = await send(nameStory(story.id, this.data.lang), change);
      const { words } = this;
      const undo = /** @type {ButtonAct} */ ([words.undo, () => this.change(after, "undo")]);
      const isHidden = act === "publish" && !after.consent?.room;
      const done = isHidden ? chooseConsentWords(words, after.source).notShown : words.done[act];
      this.#changed(after, done, act === "undo" ? [] : [undo]);
    } catch (error) {
      this.fail(error);
      if (error instanceof Refused && (error.status === 409 || error.status === 404)) {
        await this.#load(this.#shownUntil);
      }
    }
  }

  /** @param {Story} story */
  async remove(story) {
    const { words } = this;
    if (!(await ask(words.sureDelete, words.deleteForGood, words))) return;
    try {
      await send(nameStory(story.id, this.data.lang), { do: "delete", revision: story.revision });
      write({ story: null }, { replace: true });
      this.#changed(null, words.done.delete);
    } catch (error) {
      this.fail(error);
    }
  }

  /**
   * Something was changed: say so, show it, and let the server follow.
   * @param {Story | null} story
   * @param {string} message
   * @param {ButtonAct[]} [acts]
   */
  async #changed(story, message, acts = []) {
    this.say(message, acts);
    if (story && this.moderates) write({ story: story.id }, { replace: true });
    await this.#reload();
    tellServer();
  }

  /** @param {unknown} error */
  fail(error) {
    this.say(describeRefusal(error, this.words));
  }

  /**
   * @param {string} message
   * @param {ButtonAct[]} [acts]
   */
  say(message, acts = []) {
    const buttons = acts.map(([name, act]) =>
      build("button", { type: "button", onclick: () => act() }, name),
    );
    this.#message.replaceChildren(message, ...buttons);
  }

  /** The stories that are shown. */
  list() {
    return this.#stories;
  }

  getQuery() {
    return this.#query ?? "";
  }

  /** Many stories were changed at once. */
  async changed() {
    await this.#load(this.#shownUntil);
    tellServer();
  }
}
