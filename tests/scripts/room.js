// A server with one workshop, and windows of one browser that follow it.
import { LiveWorkshop } from "../../pages/workshop/live.js";
import { buildTexts } from "./model_texts.js";
import { openTab } from "./tab.js";

/** Windows hear each other at once, but not themselves. */
class Channel extends EventTarget {
  static all = new Set();

  constructor() {
    super();
    Channel.all.add(this);
  }

  postMessage(data) {
    const heard = Object.assign(new Event("message"), { data: structuredClone(data) });
    for (const other of Channel.all) if (other !== this) other.dispatchEvent(heard);
  }

  close() {
    Channel.all.delete(this);
  }
}

export const POSITION = {
  view: "join",
  at: 0,
  path: [],
  story: null,
  round: null,
  spotlight: null,
  is_black: false,
  timer_until: null,
  page: 0,
};

/** Let everything happen that waits for nothing but itself. */
export async function settle() {
  for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
}

export class Room {
  position = { ...POSITION };
  version = 1;
  isAway = false;
  cannotDraw = false;
  /** Set to keep answers back: each is `{path, send}` or `{act, send}`. */
  held = null;
  /** Of what the texts are kept back, too. */
  heldContent = "";
  refusal = null;
  content = "v=1";
  posts = [];
  gets = [];

  constructor() {
    this.tab = openTab("http://localhost/workshop");
    Object.assign(document, {
      hidden: false,
      addEventListener: () => {},
      removeEventListener: () => {},
    });
    Channel.all.clear();
    globalThis.BroadcastChannel = Channel;
    globalThis.fetch = (url, options) => this.#fetch(url, options?.body);
  }

  /** Somebody on another machine does something. */
  change(position = {}) {
    this.position = { ...this.position, ...position };
    this.version += 1;
  }

  async #fetch({ pathname: path, search }, body) {
    if (!body) this.gets.push(path);
    if (this.isAway) throw new Error("away");
    if (body) return this.#post(JSON.parse(body));
    const answer = this.#answer(path);
    const isHeld = path.includes("workshops/") || (this.heldContent && search.includes(this.heldContent));
    if (this.held && isHeld) await new Promise((send) => this.held.push({ path, send }));
    return { ok: true, status: 200, json: async () => answer, text: async () => JSON.stringify(answer) };
  }

  async #post(act) {
    this.posts.push(act);
    if (this.held) await new Promise((send) => this.held.push({ act, send }));
    if (this.isAway) throw new Error("away");
    if (this.refusal) return { ok: false, status: this.refusal, json: async () => ({}) };
    if (act.do === "move") {
      const { do: _do, request: _request, ...place } = act;
      this.change(place);
    } else this.change();
    const state = this.#build();
    return { ok: true, status: 200, json: async () => state };
  }

  #answer(path) {
    if (path.endsWith("version.json")) return { version: String(this.version) };
    if (path.includes("workshops/")) return this.#build();
    return path.includes("public-stories") ? {} : buildTexts();
  }

  #build() {
    const now = new Date().toISOString();
    const { position, content } = this;
    return { version: String(this.version), position, content, now, words: {}, workshop: {}, stories: [] };
  }

  /** Let one of the answers go that are kept back. */
  async release(which) {
    const at = this.held.findIndex(which);
    const [answer] = this.held.splice(at, 1);
    answer.send();
    await settle();
  }

  /** A window that follows the workshop; `views` are the places that it showed. */
  async open(view = "room") {
    const window = { views: [], taken: 0, lost: [], refused: [] };
    window.live = new LiveWorkshop({
      id: "w",
      language: "en",
      view,
      owner: {
        take: () => {
          window.taken += 1;
          window.views.push(window.live.position.view);
        },
        draw: () => {
          if (this.cannotDraw) throw new Error("cannot be drawn");
          window.views.push(window.live.position.view);
        },
        lost: (error) => window.lost.push(error !== null),
        refused: (error) => {
          window.refused.push(error);
          return false;
        },
      },
    });
    await window.live.start();
    return window;
  }
}
