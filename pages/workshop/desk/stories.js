// The stories that came in: read, look who could be known, edit and mask, attach, approve or put aside.
import { build } from "../../shared/dom.js";
import { send } from "../../shared/requests.js";
import { refill } from "../../shared/typed.js";
import { findIdentifiers } from "../../story_form/api.js";
import { openStoryForm } from "../../story_form/form.js";
import { fetchState } from "../api.js";
import { nameIdentifiers } from "./marks.js";

/**
 * @import { FoundIdentifier, ToldStory } from "../types.js"
 * @import { Desk } from "./desk.js"
 */

export class StoriesPanel {
  /**
   * What could identify a person, in the stories that wait, by their revision; null until it is there.
   * @type {Map<string, FoundIdentifier[] | null>}
   */
  #found = new Map();
  #list = build("div", { class: "told" });

  /** @param {Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.element = build("div", { class: "panel" }, this.#list);
  }

  draw() {
    const { state, words, position } = this.desk;
    const { told } = state;
    const waiting = told.filter(({ status }) => status === "pending");
    const approved = told.filter(({ status }) => status === "published");
    this.#look(waiting);
    const found = waiting.map((story) => this.#found.get(nameRevision(story)));
    refill(this.#list, [told, found, position.story], () => {
      if (!told.length) return [build("p", { class: "quiet" }, words.noStories)];
      const nothing = build("p", { class: "quiet" }, words.allRead);
      return [
        build("h3", {}, words.waiting),
        ...(waiting.length ? waiting.map((story) => this.#buildStory(story)) : [nothing]),
        approved.length ? build("h3", {}, words.approved) : null,
        ...approved.map((story) => this.#buildStory(story)),
      ];
    });
  }

  /**
   * Look who could be known; of stories that wait no longer nothing is kept.
   * @param {ToldStory[]} waiting
   */
  #look(waiting) {
    const revisions = new Set(waiting.map(nameRevision));
    for (const revision of this.#found.keys()) if (!revisions.has(revision)) this.#found.delete(revision);
    for (const story of waiting) if (!this.#found.has(nameRevision(story))) this.#lookAt(story);
  }

  /** @param {ToldStory} story */
  async #lookAt(story) {
    const revision = nameRevision(story);
    this.#found.set(revision, null);
    const { title, language } = story;
    const texts = [story.text, title].filter(Boolean).map((text) => ({ text, language }));
    try {
      const found = await findIdentifiers(texts);
      if (!this.#found.has(revision)) return;
      this.#found.set(revision, found);
      this.draw();
    } catch {
      this.#found.delete(revision); // looked at again when something changes
    }
  }

  /** @param {ToldStory} story */
  #buildStory(story) {
    const { words, texts } = this.desk;
    const found = this.#found.get(nameRevision(story)) ?? [];
    const isWaiting = story.status === "pending";
    const where = story.nodes.map((id) => texts.nodes[id].name).join(", ") || words.unattached;
    return build(
      "article",
      { class: "round", "aria-label": story.name },
      story.title ? build("h4", {}, story.name) : null,
      build("p", { class: "text", lang: story.language }, story.text),
      build("p", { class: "quiet" }, `${words.tellers[story.teller]} · ${where}`),
      story.consent.room ? null : build("p", { class: "warn" }, words.notInRoom),
      isWaiting && found.length
        ? build(
            "p",
            { class: "warn" },
            build("strong", {}, words.couldTell),
            ` ${nameIdentifiers(found, words)}. ${words.aidOnly}`,
          )
        : null,
      this.#buildButtons(story, isWaiting),
    );
  }

  /**
   * @param {ToldStory} story
   * @param {boolean} isWaiting
   */
  #buildButtons(story, isWaiting) {
    const { words } = this.desk;
    /**
     * @param {string} act
     * @param {string} name
     * @param {() => void} onclick
     * @param {{class?: string, title?: string}} [more]
     */
    const button = (act, name, onclick, more = {}) =>
      build("button", { type: "button", "data-focus": `${act}-${story.id}`, ...more, onclick }, name);
    const show = () => button("show", words.showIt, () => this.#show(story));
    const approve = () => button("approve", words.approve, () => this.#approve(story), { class: "primary" });
    return build(
      "div",
      { class: "buttons" },
      isWaiting ? approve() : story.consent.room ? show() : null,
      button("edit", words.editStory, () => this.#edit(story)),
      button("putAside", words.putAside, () => this.#putAside(story), {
        class: "danger",
        title: words.asideHint,
      }),
    );
  }

  /**
   * @param {Pick<ToldStory, "id" | "revision">} story
   * @param {string} act
   * @param {string} done
   */
  async #change(story, act, done) {
    const { desk } = this;
    try {
      const address = `stories/${encodeURIComponent(story.id)}.json?lang=${desk.language}`;
      const after = await send(address, { do: act, revision: story.revision });
      desk.say(done, act === "undo" ? null : () => this.#change(after, "undo", ""));
    } catch (error) {
      desk.complain(error);
    }
    desk.live.announce();
    await desk.live.refresh();
  }

  /** @param {ToldStory} story */
  #approve(story) {
    return this.#change(story, "publish", this.desk.words.doneApprove);
  }

  /** @param {ToldStory} story */
  #putAside(story) {
    return this.#change(story, "withdraw", this.desk.words.doneAside);
  }

  /** @param {ToldStory} story */
  #show({ id }) {
    const step = this.desk.state.steps.find(({ story }) => story === id);
    if (step) this.desk.go({ view: "stories", at: step.at, story: id });
  }

  /** @param {ToldStory} story */
  async #edit({ id }) {
    const { desk } = this;
    const { language, live } = desk;
    const { content } = desk.state;
    try {
      const story = await fetchState(`stories/${encodeURIComponent(id)}.json?lang=${language}`);
      const onsaved = () => {
        live.announce();
        live.refresh();
      };
      await openStoryForm({ language, content, story, canPublish: true, onsaved });
    } catch (error) {
      desk.complain(error);
    }
  }
}

/** @param {ToldStory} story */
const nameRevision = ({ id, revision }) => `${id} ${revision}`;
