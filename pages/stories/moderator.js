// What somebody who moderates does with the stories of the queue: shown at once, sent meanwhile, and shown
// again where it was not saved.
import { describeRefusal, Refused } from "../shared/requests.js";
import { fill, joinLabel } from "../shared/words.js";
import { openStoryForm } from "../story_form/form.js";
import { findTelltales, maskText } from "../story_form/masks.js";
import { beginValues, chooseConsentWords, putText } from "../story_form/values.js";
import { applyTo, settleDecision } from "./decision.js";
import { Outbox } from "./outbox.js";

/**
 * @import { Line } from "./line.js"
 * @import { Change } from "./outbox.js"
 * @import { Act, Consent, LoadedTexts, QueueEntry, Story } from "../shared/types.js"
 * @import { StoryListData, StoryWords, Telltale } from "../shared/types.js"
 *
 * What shows the queue.
 * @typedef {object} Shows
 * @property {StoryListData} data
 * @property {LoadedTexts} texts
 * @property {StoryWords} words
 * @property {string[]} statuses those that the queue has stories of
 * @property {{texts: LoadedTexts, words: StoryWords, language: string}} shown
 * @property {() => void} draw shows the story that is current
 * @property {() => void} refresh shows it as it is now, with the keyboard where it is
 * @property {() => void} drawSide shows what can be changed in it
 * @property {boolean} isBehind whether another story is shown than the one that is current, or none
 * @property {() => void} paintBar
 * @property {(message: string, acts?: Act[]) => void} say
 * @property {(error: unknown) => void} fail
 */

const QUIET = 700; // milliseconds in which no key decides on a story that has just come back

export class Moderator {
  #view;
  #quietUntil = 0;
  /** @type {Promise<void> | null} what all else waits for */
  #held = null;
  /** @type {Map<string, QueueEntry>} those that were shown, as the server has them */
  #sure = new Map();

  /**
   * @param {Shows} view
   * @param {Line} line
   */
  constructor(view, line) {
    this.#view = view;
    this.line = line;
    this.outbox = new Outbox(() => view.data.lang);
  }

  /** @param {QueueEntry} entry as the server has it */
  know(entry) {
    this.#sure.set(entry.story.id, entry);
    this.outbox.know(entry.story);
    return entry;
  }

  /**
   * Let what follows wait until this is done, as it is about another story then.
   * @param {() => Promise<void>} work
   */
  async #hold(work) {
    const before = this.#held;
    const held = (async () => {
      await before;
      await work();
    })();
    this.#held = held;
    await held;
    if (this.#held === held) this.#held = null;
  }

  /** @param {1 | -1} by */
  step(by) {
    return this.#hold(() => this.#step(by));
  }

  /** @param {1 | -1} by */
  async #step(by) {
    const { words } = this.#view;
    try {
      const isThere = await this.line.step(by);
      if (!isThere) this.#view.say(by > 0 ? words.isLast : words.isFirst);
      else {
        this.#view.say("");
        this.#view.draw();
        this.line.fill().catch(() => {}); // tried again when they are needed
      }
    } catch (error) {
      this.#view.fail(error);
    }
  }

  /**
   * Decide on the story, and show the next one at once.
   * @param {string} act
   */
  async decide(act) {
    if (this.#held) await this.#held;
    const entry = this.line.current;
    if (!entry || performance.now() < this.#quietUntil) return;
    const { story } = entry;
    const status = applyTo({ status: story.status }, { do: act }).status;
    if (status === story.status) return;
    const sending = this.outbox.act(entry, { do: act });
    const stays = status !== undefined && this.#view.statuses.includes(status);
    if (!stays) this.line.remove(story.id);
    this.#sayDone(act, entry);
    const filling = this.line.fill();
    if (stays) await this.line.step(1);
    if (this.line.current) this.#view.draw();
    const finishing = this.#finish(filling);
    try {
      this.#settle(entry, await sending);
      this.#view.paintBar();
    } catch (error) {
      await this.#bringBack(entry, { do: act }, error);
    }
    await finishing;
  }

  /**
   * Others were fetched: where none was at hand, the first of them is shown, or that there are none.
   * @param {Promise<void>} filling
   */
  async #finish(filling) {
    const { words, isBehind } = this.#view;
    try {
      await filling;
      if (this.#view.isBehind) this.#view.draw();
      await this.line.fill();
      if (this.#view.isBehind) this.#view.draw();
    } catch {
      const again = () => this.#finish(this.line.fill());
      if (isBehind && !this.line.current) this.#view.say(words.unreachable, [[words.again, again]]);
    }
  }

  /**
   * @param {string} act
   * @param {QueueEntry} entry
   */
  #sayDone(act, entry) {
    const { words } = this.#view;
    const undo = /** @type {Act} */ ([words.undo, () => this.undo()]);
    if (act === "publish" && !entry.story.consent?.room) {
      const { notShown, agreed } = chooseConsentWords(words, entry.story.source);
      this.#view.say(notShown, [[agreed, () => this.#agreeAfter(entry)], undo]);
    } else this.#view.say(`${words.done[act === "withdraw" ? "reject" : act]} ${entry.story.name}`, [undo]);
  }

  /**
   * The teller of a story that was published just now agrees to the room after all.
   * @param {QueueEntry} entry
   */
  async #agreeAfter(entry) {
    try {
      this.#settle(entry, await this.outbox.act(entry, { do: "consent", name: "room", value: true }));
      this.#view.say(`${this.#view.words.done.publish} ${entry.story.name}`, [
        [this.#view.words.undo, () => this.undo()],
      ]);
    } catch (error) {
      this.#view.fail(error);
    }
  }

  /**
   * The story as the server has it by now; while more is on its way to it, it is shown as it will be then.
   * @param {QueueEntry} entry
   * @param {Story} story
   */
  #settle(entry, story) {
    const now = this.know({ ...entry, story });
    if (this.outbox.isUnderway(story.id)) return;
    this.line.replace(now);
    if (this.line.current?.story.id === story.id) this.#view.drawSide();
  }

  /**
   * Something was not saved: the story is back, and says why.
   * @param {QueueEntry} entry
   * @param {Change} change
   * @param {unknown} error
   */
  async #bringBack(entry, change, error) {
    const { words } = this.#view;
    const isConflict = error instanceof Refused && error.status === 409;
    if (!isConflict) this.#quietUntil = performance.now() + QUIET;
    if (error instanceof Refused && error.status === 404) {
      this.line.remove(entry.story.id);
      this.#view.say(joinLabel(words, entry.story.name, words.gone));
    } else {
      this.line.putBack(this.#sure.get(entry.story.id) ?? entry);
      const reason = describeRefusal(error, words);
      this.#view.say(`${fill(words.isBack, { name: entry.story.name })} ${reason}`);
    }
    this.#view.draw();
    if (isConflict) await this.#settleConflict(entry, change);
  }

  /**
   * Somebody else changed the story: both versions are shown, and what is chosen of them is saved.
   * @param {QueueEntry} entry
   * @param {Change} change
   */
  async #settleConflict(entry, change) {
    const { words } = this.#view;
    const show = /** @type {Act} */ ([words.showBoth, () => this.#settleConflict(entry, change)]);
    try {
      this.outbox.forget(entry.story.id);
      const { stored, saved, isSame } = await settleDecision(this.#view.shown, entry.story, change);
      const story = saved ?? stored;
      const now = this.know({ ...entry, story, found: await this.#lookAt(story) });
      if (isSame || (saved && !this.#view.statuses.includes(saved.status ?? "pending"))) {
        this.line.remove(story.id);
        await this.line.fill();
      } else this.line.replace(now);
      this.#view.draw();
      if (isSame) this.#view.say(`${words.sameDecision} ${story.name}`);
      else if (saved) this.#view.say(`${words.saved} ${story.name}`);
      else this.#view.say(words.conflict, [show]);
    } catch (error) {
      this.#view.say(describeRefusal(error, words), [show]);
    }
  }

  /**
   * What could identify somebody in a story that was changed.
   * @param {Story} story
   * @returns {Promise<Telltale[]>}
   */
  #lookAt(story) {
    const { plain } = this.#view.texts.words;
    return findTelltales(plain, beginValues(plain, story, this.#view.data.lang)).catch(() => []);
  }

  /**
   * Change the story that is current without going on: it is shown as it will be, and as it was where that
   * fails.
   * @param {Change} change
   * @param {Partial<Story>} will
   * @param {string} said
   */
  async #change(change, will, said) {
    const entry = this.line.current;
    if (!entry) return;
    const sending = this.outbox.act(entry, change);
    this.line.replace({ ...entry, story: { ...entry.story, ...will } });
    this.#view.drawSide();
    this.#view.paintBar();
    this.#view.say(said, [[this.#view.words.undo, () => this.undo()]]);
    try {
      const story = await sending;
      const known = this.line.find(story.id) ?? entry;
      this.#settle(known, story);
    } catch (error) {
      await this.#bringBack(entry, change, error);
    }
  }

  /** @param {keyof Consent} purpose */
  async turnConsent(purpose) {
    if (this.#held) await this.#held;
    const story = this.line.current?.story;
    if (!story?.consent) return;
    const value = !story.consent[purpose];
    const consent = { ...story.consent, [purpose]: value };
    await this.#change({ do: "consent", name: purpose, value }, { consent }, this.#view.words.done.consent);
  }

  /**
   * @param {"attach" | "detach"} act
   * @param {string} node
   */
  async attach(act, node) {
    if (this.#held) await this.#held;
    const { words, texts } = this.#view;
    const story = this.line.current?.story;
    if (!story) return;
    const others = story.nodes.filter((id) => id !== node);
    const nodes = act === "attach" ? [...others, node] : others;
    const name = texts.nodes[node]?.name ?? node;
    await this.#change({ do: act, name: node }, { nodes }, fill(words.done[act], { name }));
  }

  /** @param {Telltale[]} [some] all that was found without */
  async mask(some) {
    if (this.#held) await this.#held;
    const entry = this.line.current;
    const found = some ?? entry?.found ?? [];
    if (!entry || !found.length) return;
    const { plain } = this.#view.texts.words;
    const values = beginValues(plain, entry.story, this.#view.data.lang);
    for (const key of new Set(found.map((telltale) => telltale.key))) {
      putText(values, key, maskText(found.filter((telltale) => telltale.key === key)));
    }
    const [wording, ...others] = [values, ...values.translations].map(
      ({ language, title, text, setting }) => ({ language, title, text, setting }),
    );
    const will = { ...entry.story, ...wording, wordings: [wording, ...others] };
    const sending = this.outbox.act(entry, { do: "edit", story: values });
    this.line.replace({ ...entry, story: will, found: [] });
    this.#view.say(this.#view.words.masked, [[this.#view.words.undo, () => this.undo()]]);
    this.#view.refresh();
    try {
      const story = await sending;
      const found = await this.#lookAt(story);
      const shown = this.line.find(story.id);
      if (shown) this.line.replace({ ...shown, found });
      this.#settle({ ...entry, found }, story);
      if (this.line.current?.story.id === story.id) this.#view.refresh();
    } catch (error) {
      await this.#bringBack(entry, { do: "edit", story: values }, error);
    }
  }

  async edit() {
    if (this.#held) await this.#held;
    const entry = this.line.current;
    if (!entry) return;
    const { lang: language, content } = this.#view.data;
    const onsaved = async (/** @type {Story | null} */ saved) => {
      const story = saved ?? entry.story;
      this.outbox.forget(story.id);
      const now = this.know({ ...entry, story, found: await this.#lookAt(story) });
      if (this.#view.statuses.includes(story.status ?? "pending")) this.line.replace(now);
      else this.line.remove(story.id);
      this.#view.say(saved ? this.#view.words.saved : "");
      this.#view.draw();
    };
    try {
      await openStoryForm({ language, content, story: entry.story, canPublish: true, onsaved });
    } catch (error) {
      this.#view.fail(error);
    }
  }

  /** The last thing that was done is undone, and its story is current again. */
  undo() {
    return this.#hold(() => this.#undo());
  }

  async #undo() {
    const { words } = this.#view;
    try {
      const undone = await this.outbox.undo();
      if (!undone) {
        this.#view.say(words.nothingToUndo);
        return;
      }
      const { entry, story } = undone;
      this.line.putBack(this.know({ ...entry, story, found: await this.#lookAt(story) }));
      this.#view.say(`${words.done.undo} ${story.name}`);
      this.#view.draw();
    } catch (error) {
      this.#view.fail(error);
    }
  }
}
