// What the page of stories draws in the browser: begun, told what changes, and left when the page is.
import { subscribe } from "../shared/address.js";
import { build, getElement } from "../shared/dom.js";
import { loadTexts } from "../shared/model_texts.js";
import { followTheme, loadStyles } from "../shared/styles.js";
import { fillTeams, loadTeams } from "../shared/teams.js";
import { loadStoryWords } from "../story_form/api.js";
import { moderates } from "./access.js";

/**
 * @import { Component, LoadedTexts, StoryListData, StoryWords } from "../shared/types.js"
 *
 * @typedef {object} View
 * @property {StoryWords} words
 * @property {() => Promise<void>} follow shows what the address asks for
 * @property {(data: StoryListData, texts: LoadedTexts, words: StoryWords) => Promise<void>} take
 * @property {(error: unknown) => void} fail
 * @property {() => void} [leave]
 *
 * @callback BuildView
 * @param {HTMLElement} root
 * @param {StoryListData} data
 * @param {LoadedTexts} texts
 * @param {StoryWords} words
 * @returns {View}
 *
 * @typedef {object} Mount
 * @property {HTMLElement} root
 * @property {Component<StoryListData> | null} component
 * @property {View | null} view
 * @property {() => void} leave
 */

const STYLES = ["stories/stories.css", "stories/bulk.css", "story_form/form.css"];

/** What every view of the stories has: where it is drawn, and what it is drawn with. */
export class StoriesView {
  /**
   * @param {HTMLElement} root
   * @param {StoryListData} data
   * @param {LoadedTexts} texts
   * @param {StoryWords} words
   */
  constructor(root, data, texts, words) {
    this.root = root;
    this.data = data;
    this.texts = texts;
    this.words = words;
  }

  /**
   * @param {StoryListData} data
   * @param {LoadedTexts} texts
   * @param {StoryWords} words
   */
  async take(data, texts, words) {
    Object.assign(this, { data, texts, words });
    await this.follow();
  }

  /** Show what the address asks for. */
  async follow() {}
}

/**
 * The component that shows a view.
 * @param {string} place the class of the element that it is drawn into
 * @param {BuildView} buildView
 * @param {...string} styles what it needs besides
 */
export function buildComponent(place, buildView, ...styles) {
  /** @type {WeakMap<HTMLElement, Mount>} */
  const mounted = new WeakMap();

  /** @param {Component<StoryListData>} component */
  async function show(component) {
    const { data, parentElement } = component;
    const root = getElement(parentElement, place);
    const mount = mounted.get(root) ?? begin(root);
    mount.component = component;
    followTheme(root);
    try {
      const [texts, words, teams] = await Promise.all([
        loadTexts(data.lang, data.content),
        loadStoryWords(data.lang, data.content),
        moderates(data) ? loadTeams() : [],
        loadStyles(...STYLES, ...styles),
      ]);
      fillTeams(texts, teams);
      if (mount.component !== component) return () => {};
      if (!root.isConnected) {
        leave(mount); // the page was left before it was there
        return () => {};
      }
      if (mount.view) await mount.view.take(data, texts, words);
      else {
        mount.view = buildView(root, data, texts, words);
        await mount.view.follow();
      }
    } catch (error) {
      showFailure(mount, error);
    }
    return () =>
      setTimeout(() => {
        if (!root.isConnected) leave(mount);
      });
  }

  /** @param {Mount} mount */
  function leave(mount) {
    mount.leave();
    mount.view?.leave?.();
    mounted.delete(mount.root);
  }

  /** @param {HTMLElement} root */
  function begin(root) {
    /** @type {Mount} */
    const mount = { root, component: null, view: null, leave: () => {} };
    mounted.set(root, mount);
    mount.leave = subscribe(() => mount.view?.follow().catch((error) => mount.view?.fail(error)));
    return mount;
  }

  /**
   * @param {Mount} mount
   * @param {unknown} error
   */
  function showFailure(mount, error) {
    const words = mount.view?.words ?? { failed: "The stories could not be loaded.", again: "Try again" };
    mount.view?.leave?.();
    mount.view = null;
    const onclick = () => mount.component && show(mount.component);
    const again = build("button", { type: "button", onclick }, words.again);
    mount.root.replaceChildren(build("p", { role: "alert" }, words.failed, " ", again));
    console.warn("stories:", error);
  }
  return show;
}
