// The stories that came in: read, look who could be known, edit and mask, attach, approve or put aside.
import { build } from "../../shared/dom.js";
import { findIdentifiers } from "../../story_form/api.js";
import { send } from "../../shared/requests.js";
import { openStoryForm } from "../../story_form/form.js";
import { refill } from "../../shared/typed.js";
import { describeFault, fetchState } from "../api.js";

export class StoriesPanel {
  constructor(desk) {
    this.desk = desk;
    this.found = new Map(); // what could tell who somebody is, by story and revision
    this.list = build("div", { class: "told" });
    this.element = build("div", { class: "panel" }, this.list);
  }

  draw() {
    const { state, words } = this.desk;
    const waiting = state.told.filter((story) => story.status === "pending");
    const approved = state.told.filter((story) => story.status === "published");
    for (const story of waiting) this.look(story);
    const looked = waiting.map((story) => this.found.get(keyOf(story)) ?? null);
    refill(this.list, [state.told, looked, state.position.story], () =>
      state.told.length
        ? [
          build("h3", {}, words.waiting), ...(waiting.length ? waiting.map((story) => this.buildStory(story)) : [build("p", { class: "quiet" }, words.allRead)]),
          approved.length ? build("h3", {}, words.approved) : null, ...approved.map((story) => this.buildStory(story)),
        ]
        : [build("p", { class: "quiet" }, words.noStories)]);
  }

  async look(story) {
    const key = keyOf(story);
    if (this.found.has(key)) return;
    this.found.set(key, null);
    const { text, title, language } = story;
    const texts = [text, title].filter(Boolean).map((said) => ({ text: said, language }));
    try {
      this.found.set(key, await findIdentifiers(texts));
      this.draw();
    } catch {
      this.found.delete(key);
    }
  }

  buildStory(story) {
    const { words, sheet } = this.desk;
    const found = this.found.get(keyOf(story)) ?? [];
    const isWaiting = story.status === "pending";
    const button = (act, name, kind = "", title = null) => build("button", { type: "button", class: kind, title, "data-focus": `${act}-${story.id}`, onclick: () => this[act](story) }, name);
    return build("article", { class: "round", "aria-label": story.name },
      story.title ? build("h4", {}, story.name) : null,
      build("p", { class: "text", lang: story.language }, story.text),
      build("p", { class: "quiet" }, [words.tellers[story.teller], story.nodes.map((id) => sheet.nodes[id].name).join(", ") || words.unattached].join(" · ")),
      story.consent.room ? null : build("p", { class: "warn" }, words.notInRoom),
      isWaiting && found.length ? build("p", { class: "warn" }, build("strong", {}, words.couldTell), ` ${found.map((one) => `${one.text} (${words.identifierKinds[one.kind] ?? one.kind})`).join(", ")}. ${words.aidOnly}`) : null,
      build("div", { class: "buttons" },
        isWaiting ? button("approve", words.approve, "primary") : story.consent.room ? button("show", words.showIt) : null,
        button("edit", words.editStory), button("putAside", words.putAside, "danger", words.asideHint)));
  }

  async change(story, act, done) {
    const { desk } = this;
    try {
      const after = await send(`stories/${encodeURIComponent(story.id)}.json?lang=${desk.language}`, { do: act, revision: story.revision });
      desk.say(done, act === "undo" ? null : () => this.change(after, "undo", ""));
    } catch (error) {
      desk.say(describeFault(error, desk.words), null, true);
    }
    desk.channel.postMessage({ changed: true });
    await desk.refresh();
  }

  approve(story) {
    return this.change(story, "publish", this.desk.words.doneApprove);
  }

  putAside(story) {
    return this.change(story, "withdraw", this.desk.words.doneAside);
  }

  show(story) {
    const step = this.desk.state.steps.find((one) => one.story === story.id);
    return step && this.desk.go({ view: "stories", at: step.at, story: story.id });
  }

  async edit(story) {
    const { desk } = this;
    try {
      const full = await fetchState(`stories/${encodeURIComponent(story.id)}.json?lang=${desk.language}`);
      await openStoryForm({ language: desk.language, content: desk.state.content, story: full, canPublish: true, onsaved: () => {
        desk.channel.postMessage({ changed: true });
        desk.refresh();
      } });
    } catch (error) {
      desk.say(describeFault(error, desk.words), null, true);
    }
  }
}

const keyOf = (story) => `${story.id} ${story.revision}`;
