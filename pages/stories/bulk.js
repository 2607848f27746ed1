// Several stories of the list at once: which are selected, and what is done to all of them.
import { findCulture } from "../shared/culture.js";
import { ask } from "../shared/dialog.js";
import { build } from "../shared/dom.js";
import { buildMenu } from "../shared/menu.js";
import { describeRefusal } from "../shared/requests.js";
import { may } from "../shared/signed_in.js";
import { fill } from "../shared/words.js";
import { mayGoOn, StoryBatch } from "./batch.js";
import { chooseChange } from "./bulk_change.js";

/**
 * @import { BatchAct, Chosen } from "./batch.js"
 * @import { Act, Batch, LoadedTexts, Story, StoryListData, StoryWords } from "../shared/types.js"
 *
 * What the selection needs of the list.
 * @typedef {object} Listed
 * @property {StoryListData} data
 * @property {LoadedTexts} texts
 * @property {StoryWords} words
 * @property {() => Story[]} list the stories that are shown, in their order
 * @property {() => string} getQuery
 * @property {(message: string, acts?: Act[]) => void} say
 * @property {() => Promise<void>} changed
 */

const DECISIONS = /** @type {const} */ (["publish", "withdraw", "aside", "restore"]);
const FORMS = { csv: "CSV", xlsx: "Excel", json: "JSON" };

export class Bulk {
  #listed;
  /** @type {Set<string>} */
  #chosen = new Set();
  #isAll = false;
  #found = 0;
  /** @type {string | null} the one that was selected last, from where Shift selects */
  #last = null;
  /** @type {Map<string, HTMLInputElement>} */
  #boxes = new Map();
  #isBusy = false;
  element = build("div", { class: "bulk", role: "group" });
  #sizes = new ResizeObserver(() => this.#measure());

  /** @param {Listed} listed */
  constructor(listed) {
    this.#listed = listed;
    this.#sizes.observe(this.element);
  }

  leave() {
    this.#sizes.disconnect();
    document.documentElement.style.removeProperty("--selection-height");
  }

  /** What is led to is below it, where it stays in sight. */
  #measure() {
    const height = getComputedStyle(this.element).position === "sticky" ? this.element.offsetHeight : 0;
    document.documentElement.style.setProperty("--selection-height", `${height}px`);
  }

  /**
   * The list was drawn; what is not shown any more is not selected any more.
   * @param {number} found how many stories the filter finds
   */
  paint(found) {
    this.#found = found;
    const shown = new Set(this.#listed.list().map(({ id }) => id));
    this.#chosen = new Set([...this.#chosen].filter((id) => shown.has(id)));
    if (!this.#chosen.size) this.#isAll = false;
    this.#draw();
  }

  /** @param {Story} story */
  buildBox(story) {
    const label = fill(this.#listed.words.select, { name: story.name });
    const box = build("input", { type: "checkbox", class: "bulk-box", "aria-label": label, title: label });
    box.checked = this.#chosen.has(story.id);
    box.addEventListener("click", (event) => this.#pick(story.id, box.checked, event.shiftKey));
    this.#boxes.set(story.id, box);
    return box;
  }

  /** @param {string} id */
  turn(id) {
    this.#pick(id, !this.#chosen.has(id), false);
  }

  /**
   * @param {string} id
   * @param {boolean} isChosen
   * @param {boolean} isRange from the one that was selected last
   */
  #pick(id, isChosen, isRange) {
    const ids = this.#listed.list().map((story) => story.id);
    const ends = [ids.indexOf(id), this.#last === null ? -1 : ids.indexOf(this.#last)];
    const range = isRange && !ends.includes(-1) ? ids.slice(Math.min(...ends), Math.max(...ends) + 1) : [id];
    for (const storyId of range) {
      if (isChosen) this.#chosen.add(storyId);
      else this.#chosen.delete(storyId);
    }
    this.#last = id;
    this.#isAll = false;
    this.#draw();
  }

  #selectPage() {
    const ids = this.#listed.list().map(({ id }) => id);
    const isWhole = this.#chosen.size === ids.length;
    this.#chosen = new Set(isWhole ? [] : ids);
    this.#isAll = false;
    this.#draw();
    this.element.querySelector("input")?.focus();
  }

  #clear() {
    this.#chosen.clear();
    this.#isAll = false;
    this.#draw();
    this.element.querySelector("input")?.focus();
  }

  get #count() {
    return this.#isAll ? this.#found : this.#chosen.size;
  }

  /** @param {number} count */
  #write(count) {
    return count.toLocaleString(findCulture(this.#listed.data.lang));
  }

  #draw() {
    const { words } = this.#listed;
    const shown = this.#listed.list();
    for (const [id, box] of this.#boxes) {
      box.checked = this.#chosen.has(id);
      box.closest("article")?.classList.toggle("chosen", box.checked);
    }
    const page = build("input", { type: "checkbox", onchange: () => this.#selectPage() });
    page.checked = shown.length > 0 && this.#chosen.size === shown.length;
    page.indeterminate = this.#chosen.size > 0 && !page.checked;
    const label = build("label", { class: "form-check" }, page, words.selectPage);
    this.element.setAttribute("aria-label", words.severalStories);
    this.element.hidden = !shown.length;
    this.element.replaceChildren(label, ...(this.#chosen.size ? this.#listActs(page.checked) : []));
  }

  /** @param {boolean} isPage whether all that is shown is selected */
  #listActs(isPage) {
    const { words } = this.#listed;
    const all = () => {
      this.#isAll = true;
      this.#draw();
      this.element.querySelector("button")?.focus();
    };
    const isMore = isPage && !this.#isAll && this.#found > this.#chosen.size;
    const button = (
      /** @type {string} */ act,
      /** @type {string} */ name,
      /** @type {() => void} */ onclick,
    ) => build("button", { type: "button", "data-act": act, onclick }, name);
    const names = {
      publish: words.publish,
      withdraw: words.reject,
      aside: words.aside,
      restore: words.letWait,
    };
    return [
      build("strong", { role: "status" }, fill(words.selected, { count: this.#write(this.#count) })),
      isMore ? button("all", fill(words.selectFound, { count: this.#write(this.#found) }), all) : null,
      button("clear", words.clearSelection, () => this.#clear()),
      build(
        "span",
        { class: "bulk-acts" },
        ...DECISIONS.map((act) => button(act, names[act], () => this.#start({ do: act }, names[act]))),
        button("change", words.changeField, () => this.#change()),
        may(this.#listed.data, "facilitate") ? this.#buildExport() : null,
      ),
    ].filter((part) => part !== null);
  }

  #buildExport() {
    const { words, data } = this.#listed;
    const query = this.#isAll
      ? this.#listed.getQuery()
      : `ids=${[...this.#chosen].map(encodeURIComponent).join(",")}`;
    /** @param {string} [purpose] */
    const buildLinks = (purpose) =>
      Object.entries(FORMS).map(([form, name]) => {
        const href = `stories-export.${form}?${query}&lang=${data.lang}${purpose ?? ""}`;
        return build("a", { href: new URL(href, document.baseURI).href, download: `stories.${form}` }, name);
      });
    /** @param {string} name @param {HTMLElement[]} links */
    const group = (name, links) => build("fieldset", {}, build("legend", {}, name), ...links);
    return buildMenu(
      "bulk_export",
      words.exportSelected,
      group(words.exportAgreed, buildLinks("&purpose=exports")),
      group(words.exportAll, buildLinks()),
    ).element;
  }

  async #change() {
    const { words, texts } = this.#listed;
    const change = await chooseChange(texts, words, this.#write(this.#count));
    if (change) await this.#start(change, "");
  }

  /** @returns {Chosen} */
  #name() {
    if (this.#isAll) return { query: this.#listed.getQuery() };
    const stories = this.#listed.list().filter(({ id }) => this.#chosen.has(id));
    return { stories: stories.map(({ id, revision = 1 }) => [id, revision]) };
  }

  /**
   * @param {BatchAct} act
   * @param {string} name what is asked before all that the filter finds are changed; "" where it was
   */
  async #start(act, name) {
    const { words, data } = this.#listed;
    if (this.#isBusy) return;
    const question = fill(words.sureBatch, { count: this.#write(this.#count) });
    if (this.#isAll && name && !(await ask(question, name, words))) return;
    await this.run(
      new StoryBatch(data.lang, act, this.#name()),
      words.batchDone[act.do] ?? words.batchChanged,
    );
  }

  /**
   * Do it, saying how far it is; where the server is away, the same goes on later.
   * @param {StoryBatch} batch
   * @param {string} done what is said then, with a place for the count
   */
  async run(batch, done) {
    const { words } = this.#listed;
    const undo = /** @type {Act} */ ([words.undo, () => this.#undo(batch)]);
    await this.#follow(
      (progress) => batch.run(progress),
      (result) => this.#describe(result, done),
      [undo],
      () => this.run(batch, done),
    );
  }

  /** @param {StoryBatch} batch */
  async #undo(batch) {
    const { words } = this.#listed;
    await this.#follow(
      (progress) => batch.undo(progress),
      (result) => this.#describe(result, words.batchUndone),
      [],
      () => this.#undo(batch),
    );
  }

  /**
   * @param {(progress: (batch: Batch) => void) => Promise<Batch>} work
   * @param {(result: Batch) => string} describe
   * @param {Act[]} acts
   * @param {() => void} again
   */
  async #follow(work, describe, acts, again) {
    const listed = this.#listed;
    this.#isBusy = true;
    const progress = (/** @type {Batch} */ { changed: count, waiting, left }) => {
      const of = this.#write(count + waiting + left);
      listed.say(fill(listed.words.progress, { done: this.#write(count), count: of }));
    };
    try {
      const result = await work(progress);
      this.#chosen.clear();
      this.#isAll = false;
      await listed.changed();
      listed.say(describe(result), acts);
    } catch (error) {
      const { words } = listed;
      listed.say(describeRefusal(error, words), mayGoOn(error) ? [[words.goOn, again]] : []);
    } finally {
      this.#isBusy = false;
    }
  }

  /**
   * @param {Batch} result
   * @param {string} done
   */
  #describe({ changed, left, names }, done) {
    const { words } = this.#listed;
    const said = fill(done, { count: this.#write(changed) });
    if (!left) return said;
    const listed = names.length ? ` (${names.join("; ")}${left > names.length ? " …" : ""})` : "";
    return `${said} ${fill(words.leftOut, { count: this.#write(left) })}${listed}`;
  }
}
