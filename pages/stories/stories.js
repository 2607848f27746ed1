// The list of stories: read, open in full, and for the facilitator publish, edit, withdraw, delete, undo.
import { subscribe } from "../shared/address.js";
import { build, getElement } from "../shared/dom.js";
import { loadTexts } from "../shared/model_texts.js";
import { followTheme, loadStyles } from "../shared/styles.js";
import { loadStoryWords } from "../story_form/api.js";
import { StoryList } from "./list.js";

/**
 * @import { Component, StoryListData } from "../shared/types.js"
 *
 * @typedef {object} Mount
 * @property {HTMLElement} root
 * @property {Component<StoryListData> | null} component
 * @property {StoryList | null} list
 * @property {() => void} leave
 */

/** @type {WeakMap<HTMLElement, Mount>} */
const mounted = new WeakMap();

/** @param {Component<StoryListData>} component */
export default async function show(component) {
  const { data, parentElement } = component;
  const root = getElement(parentElement, ".stories-view");
  const mount = mounted.get(root) ?? begin(root);
  mount.component = component;
  followTheme(root);
  try {
    const [texts, words] = await Promise.all([
      loadTexts(data.lang, data.content),
      loadStoryWords(data.lang, data.content),
      loadStyles("stories/stories.css", "story_form/form.css"),
    ]);
    if (mount.component !== component) return () => {};
    if (!root.isConnected) {
      leave(mount); // the page was left before it was there
      return () => {};
    }
    if (mount.list) await mount.list.take(data, texts, words);
    else {
      mount.list = new StoryList(root, data, texts, words);
      await mount.list.follow();
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
  mounted.delete(mount.root);
}

/** @param {HTMLElement} root */
function begin(root) {
  /** @type {Mount} */
  const mount = { root, component: null, list: null, leave: () => {} };
  mounted.set(root, mount);
  mount.leave = subscribe(() => mount.list?.follow().catch((error) => mount.list?.fail(error)));
  return mount;
}

/**
 * @param {Mount} mount
 * @param {unknown} error
 */
function showFailure(mount, error) {
  const words = mount.list?.words ?? { failed: "The stories could not be loaded.", again: "Try again" };
  mount.list = null;
  const onclick = () => mount.component && show(mount.component);
  const again = build("button", { type: "button", onclick }, words.again);
  mount.root.replaceChildren(build("p", { role: "alert" }, words.failed, " ", again));
  console.warn("stories:", error);
}
