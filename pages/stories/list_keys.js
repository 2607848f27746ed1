// What single keys do in the list of stories: go from one to the next, open it, select it.
import { Keys, showKeys } from "./keys.js";

/**
 * @import { KeyedAct } from "./keys.js"
 * @import { Story, StoryWords } from "../shared/types.js"
 *
 * What the keys need of the list.
 * @typedef {object} Walked
 * @property {StoryWords} words
 * @property {HTMLElement} root
 * @property {string | null} opened
 * @property {() => Story[]} list
 * @property {(id: string | null) => void} open
 * @property {(id: string) => void} select
 * @property {() => Promise<boolean>} loadMore whether there was more to load
 */

/** @param {Walked} walked */
export function buildListKeys(walked) {
  const { root } = walked;

  /** The story that the keyboard is at, or the one that is open. */
  function find() {
    const title = document.activeElement?.closest("article.story")?.querySelector("[data-story]");
    return title?.getAttribute("data-story") ?? walked.opened;
  }

  /** @param {1 | -1} by */
  async function move(by) {
    const stories = walked.list();
    const at = stories.findIndex(({ id }) => id === find());
    if (at + by >= stories.length && (await walked.loadMore())) return;
    const { id = "" } = stories[at < 0 ? 0 : at + by] ?? {};
    const title = root.querySelector(`[data-story="${CSS.escape(id)}"]`);
    if (title instanceof HTMLElement) title.focus();
  }

  function open() {
    const id = find();
    if (id) walked.open(id === walked.opened ? null : id);
  }

  function select() {
    const id = find();
    if (id) walked.select(id);
  }

  /** @returns {KeyedAct[]} */
  function listActs() {
    const { words } = walked;
    return [
      { name: words.next, keys: ["j"], act: () => move(1) },
      { name: words.previous, keys: ["k"], act: () => move(-1) },
      { name: words.open, keys: ["o", "Enter"], act: open },
      { name: words.selectOne, keys: ["x"], act: select },
      { name: words.keys, keys: ["?"], act: show },
    ];
  }
  const byKey = Object.fromEntries(listActs().flatMap(({ keys, act }) => keys.map((key) => [key, act])));
  const keys = new Keys(byKey, () => root.isConnected);

  function show() {
    showKeys(walked.words, listActs(), keys);
  }
  return { show, end: () => keys.end() };
}
