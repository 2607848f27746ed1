// The list of stories: read, open in full, and for the facilitator publish, edit, withdraw, delete, undo.
import { read, subscribe, tellServer, write } from "./address.js";
import { build, fetchText, followTheme, loadSheet, loadStyle } from "./store.js";
import { ask } from "./dialog.js";
import { endAllSessions, lock, unlock } from "./facilitator.js";
import { buildSmallMap } from "./small_map.js";
import { nameStories } from "./selection.js";
import { describeRefusal, loadStoryWords, send } from "./story_api.js";
import { openStoryForm } from "./story_form.js";
import { findTelltales, namePlace } from "./story_masking.js";
import { beginValues, makeId } from "./story_values.js";
import { fill } from "./workshop_api.js";

const mounted = new WeakMap();

export default async function show(component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".stories-view");
  let list = mounted.get(root);
  if (!list) {
    mounted.set(root, (list = new StoryList(root)));
    list.leave = subscribe(() => list.follow().catch((error) => list.say(describeRefusal(error, list.words))));
  }
  list.component = component;
  followTheme(root);
  try {
    const [sheet, words] = await Promise.all([loadSheet(data.lang, data.content), loadStoryWords(data.lang, data.content), loadStyle()]);
    if (list.component !== component) return () => {};
    await list.take(data, sheet, words);
  } catch (error) {
    list.asked = null;
    const words = list.words ?? { failed: "The stories could not be loaded.", again: "Try again" };
    const again = build("button", { type: "button", onclick: () => show(component) }, words.again);
    root.replaceChildren(build("p", { role: "alert" }, words.failed, " ", again));
    console.warn("stories:", error);
  }
  return () =>
    setTimeout(() => {
      if (root.isConnected) return;
      list.leave();
      mounted.delete(root);
    });
}

class StoryList {
  constructor(root) {
    this.root = root;
    this.asked = null;
    this.opened = null;
    this.message = build("div", { class: "stories-message", role: "status" });
  }

  async take(data, sheet, words) {
    Object.assign(this, { data, sheet, words });
    await this.follow();
  }

  // Show what the address asks for: other stories, or another one opened.
  async follow() {
    if (!this.data) return;
    const before = this.opened;
    const query = nameStories(read());
    const asked = JSON.stringify([query, this.data]);
    this.opened = read().get("story");
    if (this.asked === asked) {
      if (before !== this.opened) this.turn(before);
      return;
    }
    const isNew = this.query !== query || !this.list;
    Object.assign(this, { asked, query });
    await this.load(isNew ? 0 : this.shownUntil);
    if (isNew && this.opened) this.find(this.opened)?.scrollIntoView({ block: "center" });
  }

  get isFacilitator() {
    return this.data.access === "open" || this.data.access === "unlocked";
  }

  // Load the first page, or as many as were shown before.
  async load(until = 0) {
    const { asked } = this;
    const pages = [];
    let next = 0;
    do {
      const page = JSON.parse(await fetchText(`stories.json?${this.query}&lang=${this.data.lang}&skip=${next}`));
      if (this.asked !== asked) return;
      pages.push(page);
      next = page.next;
    } while (next && next < until);
    this.stories = pages.flatMap((page) => page.stories);
    this.next = next;
    this.shownUntil = this.stories.length;
    if (this.opened && !this.stories.some((story) => story.id === this.opened)) await this.loadOpened();
    if (this.asked !== asked) return;
    this.draw(pages[0]);
  }

  // A link may lead to a story that is not in this part of the list.
  async loadOpened() {
    try {
      this.stories.unshift(JSON.parse(await fetchText(`stories/${encodeURIComponent(this.opened)}.json?lang=${this.data.lang}`)));
    } catch {
      this.message.replaceChildren(this.words.gone);
      this.opened = null;
      write({ story: null }, { replace: true });
    }
  }

  draw({ count, exact, senders = [] }) {
    const { words } = this;
    const focused = this.root.contains(document.activeElement) ? document.activeElement.dataset.story : null;
    const said = count === 1 ? words.oneStory : (exact ? words.stories : words.atLeast).replace("{count}", count.toLocaleString(this.data.lang));
    const bar = build("div", { class: "stories-bar" },
      build("span", { class: "diagram-words", role: "status" }, count ? said : words.none),
      build("button", { type: "button", class: "stories-add", onclick: () => this.add() }, words.addStory),
      this.buildAccess());
    this.list = build("ol", { class: "stories-list" }, ...this.stories.map((story) => build("li", {}, this.buildStory(story))));
    const more = this.next ? build("button", { type: "button", class: "paths-more", onclick: (event) => this.loadMore(event.currentTarget) }, words.more) : "";
    const empty = count || this.stories.length ? "" : build("p", { class: "stories-none" }, words.noneHint);
    this.root.replaceChildren(bar, this.message, ...senders.map((sender) => this.buildSender(sender)), this.list, empty, more);
    if (focused) this.root.querySelector(`[data-story="${CSS.escape(focused)}"]`)?.focus();
  }

  async loadMore(button) {
    try {
      const page = JSON.parse(await fetchText(`stories.json?${this.query}&lang=${this.data.lang}&skip=${this.next}`));
      const fresh = page.stories.filter((story) => !this.stories.some((one) => one.id === story.id));
      this.stories.push(...fresh);
      this.next = page.next;
      this.shownUntil += page.stories.length;
      const items = fresh.map((story) => build("li", {}, this.buildStory(story)));
      this.list.append(...items);
      items[0]?.querySelector("button").focus();
      button.hidden = !page.next;
    } catch (error) {
      this.say(describeRefusal(error, this.words));
    }
  }

  // Many stories that wait came from one network: they can be rejected at once.
  buildSender(sender) {
    const { words } = this;
    const write = (moment) => new Date(moment).toLocaleString(this.data.lang, { dateStyle: "short", timeStyle: "short" });
    const said = fill(words.sender, { count: sender.count, since: write(sender.since), until: write(sender.until) });
    const name = fill(words.rejectAll, { count: sender.count });
    return build("p", { class: "form-identifiers stories-sender" }, said, " ", build("button", { type: "button", class: "danger", onclick: () => this.rejectFrom(sender, name) }, name));
  }

  async rejectFrom({ place }, name) {
    const { words } = this;
    if (!(await ask(words.sureRejectAll, name, words))) return;
    const request = makeId();
    const undo = () => send("stories-reject.json", { do: "undo", request }).then(() => this.changed(null, ""), (error) => this.say(describeRefusal(error, words)));
    try {
      const { rejected } = await send("stories-reject.json", { do: "reject", place, request });
      this.opened = null;
      await this.changed(null, fill(words.doneRejectAll, { count: rejected }), undo);
    } catch (error) {
      this.say(describeRefusal(error, words));
    }
  }

  buildAccess() {
    const { words } = this;
    const { access } = this.data;
    if (access === "open") return null;
    if (access === "closed") return build("span", { class: "stories-access" }, words.closed);
    const [name, act] = access === "locked" ? [words.facilitator, () => unlock(words)] : [words.lock, lock];
    const button = build("button", { type: "button", class: "stories-access", onclick: act }, name);
    if (access === "locked") return button;
    const ending = { type: "button", class: "stories-access", onclick: endAllSessions };
    return build("span", {}, button, " ", build("button", ending, words.endAllSessions));
  }

  buildStory(story) {
    const { words, sheet } = this;
    const isOpen = story.id === this.opened;
    const day = story.told_on && new Date(`${story.told_on}T12:00`).toLocaleDateString(this.data.lang, { dateStyle: "long" });
    const who = [sheet.words.tellers[story.teller], story.setting, day].filter(Boolean).join(", ");
    const title = build("button", { type: "button", class: "stories-title", "data-story": story.id, "aria-expanded": String(isOpen), onclick: () => this.open(isOpen ? null : story.id) }, story.name);
    const badge = story.status && story.status !== "published" ? build("span", { class: `stories-status ${story.status}` }, words.statuses[story.status]) : null;
    const lang = story.language === this.data.lang ? null : story.language;
    const article = build("article", { class: `story${isOpen ? " open" : ""}`, "aria-label": story.name },
      build("h3", {}, title, badge), build("p", { class: "stories-who" }, who));
    if (isOpen) this.fill(article, story, lang);
    else article.append(build("p", { class: "stories-start", lang }, story.text), this.buildNodes(story));
    return article;
  }

  buildNodes(story) {
    const { sheet } = this;
    const names = story.nodes.map((id) => {
      const index = Object.keys(sheet.levels).indexOf(sheet.nodes[id].level) % 8;
      return build("a", { href: `explore?node=${id}&lang=${this.data.lang}`, class: `details-link details-level-${index}` }, sheet.nodes[id].name);
    });
    return build("p", { class: "stories-nodes" }, ...names);
  }

  fill(article, story, lang) {
    const { words, sheet } = this;
    const dimensions = story.dimensions.map((id) => sheet.dimensions[id] ?? id).join(", ");
    const { source } = story;
    const address = source?.url && /^https?:\/\//.test(source.url) ? build("a", { href: source.url, target: "_blank", rel: "noopener noreferrer" }, source.name) : source?.name;
    const place = build("div", { class: "stories-map" });
    const textual = build("div", { class: "stories-full" },
      build("p", { class: "details-text", lang }, story.text),
      dimensions ? build("p", { class: "details-source" }, `${words.dimensions}: ${dimensions}`) : null,
      build("p", { class: "details-source" }, words.origins[story.origin], source ? `. ${sheet.words.source}: ` : "", address ?? ""),
      this.buildNodes(story),
      this.isFacilitator ? this.buildKeeping(story) : null);
    article.append(build("div", { class: "stories-opened" }, textual, place));
    if (this.isFacilitator) article.append(this.buildActs(story), this.buildHistory(story));
    if (this.isFacilitator && story.status === "pending") this.pointOut(story, textual);
    if (story.nodes.length) {
      buildSmallMap({ language: this.data.lang, content: this.data.content, sheet, chosen: new Set(story.nodes) })
        .then(({ element }) => place.replaceChildren(element))
        .catch(() => {});
    }
  }

  // A story that waits, perhaps out of a file, is looked at before it goes out.
  async pointOut(story, place) {
    const { words } = this;
    const found = await findTelltales(beginValues(story, this.data.lang)).catch(() => []);
    if (!found.length) return;
    const listed = found.map((one) => `${one.text} (${[words.kinds[one.kind] ?? one.kind, namePlace(one, words)].filter(Boolean).join(", ")})`).join(", ");
    place.prepend(build("p", { class: "form-identifiers" }, build("strong", {}, words.couldTell), ` ${listed}. ${words.editToMask}`));
  }

  buildKeeping(story) {
    const { words } = this;
    const agreed = ["room", "exports", "publications"].filter((one) => story.consent[one]).map((one) => words.consentShort[one]);
    return build("p", { class: "details-source" }, `${words.consent}: ${agreed.join(", ") || words.noConsent}`,
      story.status === "published" && !story.consent.room ? ` ${words.hiddenAnyway}` : "",
      story.lost.length ? ` ${words.lostNodes} ${story.lost.join(", ")}` : "");
  }

  buildActs(story) {
    const { words } = this;
    const acts = {
      pending: [["publish", words.publish], ["withdraw", words.withdraw]],
      published: [["withdraw", words.withdraw]],
      withdrawn: [["restore", words.restore]],
    }[story.status];
    const buttons = acts.map(([act, name]) => build("button", { type: "button", "data-act": act, onclick: () => this.change(story, act) }, name));
    const undo = story.revision > 1 ? build("button", { type: "button", "data-act": "undo", onclick: () => this.change(story, "undo") }, words.undo) : null;
    return build("div", { class: "form-buttons" },
      build("button", { type: "button", "data-act": "edit", onclick: () => this.edit(story) }, words.edit), ...buttons, undo,
      build("button", { type: "button", "data-act": "delete", class: "danger", onclick: () => this.remove(story) }, words.deleteForGood));
  }

  buildHistory(story) {
    const { words } = this;
    const body = build("ul", {});
    const load = async () => {
      const full = JSON.parse(await fetchText(`stories/${encodeURIComponent(story.id)}.json?lang=${this.data.lang}`));
      body.replaceChildren(...full.history.map((one) =>
        build("li", {}, `${new Date(one.at).toLocaleString(this.data.lang)}: ${words.changes[one.what] ?? one.what} (${words.roles[one.role] ?? one.role})`)));
    };
    const toggle = ({ currentTarget }) => {
      this.historyOf = currentTarget.open ? story.id : null; // it stays open when the list is drawn anew
      if (currentTarget.open) load().catch((error) => this.say(describeRefusal(error, words)));
    };
    return build("details", { class: "stories-history", open: this.historyOf === story.id, ontoggle: toggle },
      build("summary", {}, words.history), body);
  }

  find(id) {
    return this.list.querySelector(`[data-story="${CSS.escape(id)}"]`)?.closest("article");
  }

  open(id) {
    write({ story: id });
  }

  // Close the story that was open before, and show in full the one that is open now.
  turn(before) {
    for (const one of [before, this.opened]) {
      const story = this.stories.find((each) => each.id === one);
      const shown = one && this.find(one);
      if (story && shown) shown.replaceWith(this.buildStory(story));
    }
    const article = this.find(this.opened ?? before);
    if (article) article.querySelector("button").focus();
    else this.load(this.shownUntil).catch((error) => this.say(describeRefusal(error, this.words)));
  }

  options() {
    return { language: this.data.lang, content: this.data.content, canPublish: this.isFacilitator };
  }

  add() {
    const node = read().get("node");
    const nodes = node in this.sheet.nodes ? [node] : [];
    openStoryForm({ ...this.options(), nodes, onsaved: (saved) => this.changed(saved, this.isFacilitator ? this.words.saved : this.words.sentIn) });
  }

  async edit(story) {
    try {
      const full = JSON.parse(await fetchText(`stories/${encodeURIComponent(story.id)}.json?lang=${this.data.lang}`));
      openStoryForm({ ...this.options(), story: full, onsaved: (saved) => this.changed(saved, saved ? this.words.saved : "") });
    } catch (error) {
      this.say(describeRefusal(error, this.words));
    }
  }

  async change(story, act) {
    const { words } = this;
    try {
      const after = await send(`stories/${encodeURIComponent(story.id)}.json?lang=${this.data.lang}`, { do: act, revision: story.revision });
      this.changed(after, words.done[act], act === "undo" ? null : () => this.change(after, "undo"));
    } catch (error) {
      this.say(describeRefusal(error, words));
      if (error.status === 409 || error.status === 404) await this.load(this.shownUntil);
    }
  }

  async remove(story) {
    const { words } = this;
    if (!(await ask(words.sureDelete, words.deleteForGood, words))) return;
    try {
      await send(`stories/${encodeURIComponent(story.id)}.json`, { do: "delete", revision: story.revision });
      write({ story: null }, { replace: true });
      this.changed(null, words.done.delete);
    } catch (error) {
      this.say(describeRefusal(error, words));
    }
  }

  // Something was changed: say so, show it, and let the server follow.
  async changed(story, message, undo = null) {
    this.say(message, undo);
    if (story && this.isFacilitator) write({ story: story.id }, { replace: true });
    await this.load(this.shownUntil).catch((error) => this.say(describeRefusal(error, this.words)));
    tellServer();
  }

  say(message, undo = null) {
    this.message.replaceChildren(message, undo ? build("button", { type: "button", onclick: undo }, this.words.undo) : "");
  }
}
