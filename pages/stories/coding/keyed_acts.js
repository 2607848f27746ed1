// The keys of coding, and the buttons that say them.
import { Keys, showKeys } from "../keys.js";
import { buildActs } from "./bar.js";

/**
 * @import { CodingWords, StoryWords } from "../../shared/types.js"
 * @import { BarAct } from "./bar.js"
 * @import { CodingDesk } from "./coding_desk.js"
 * @import { StoryPanel } from "./story_panel.js"
 */

/**
 * @param {CodingDesk} desk
 * @param {StoryPanel} panel
 * @param {StoryWords & CodingWords} words
 */
export function buildKeys(desk, panel, words) {
  const help = () => showKeys(words, shown, keys, () => acts.paintKeys());
  const listed = listActs(desk, words, panel, help);
  const shown = [
    ...listed,
    { name: words.clear, keys: ["Escape"], act: () => {} },
    { name: words.finishAnywhere, keys: [words.controlEnter], act: () => {} },
  ];
  const byKey = Object.fromEntries(listed.flatMap(({ keys: own, act }) => own.map((key) => [key, act])));
  const keys = new Keys(byKey, () => panel.element.isConnected);
  const acts = buildActs(words.acts, listed, keys);
  const press = (/** @type {KeyboardEvent} */ event) => {
    if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
    if (event.key === "Escape") desk.clear();
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.repeat) return;
    event.preventDefault();
    desk.done();
  };
  addEventListener("keydown", press); // not among the single keys, which can be switched off
  const leave = () => {
    removeEventListener("keydown", press);
    keys.end();
  };
  return { ...acts, leave };
}

/**
 * @param {CodingDesk} desk
 * @param {StoryWords & CodingWords} words
 * @param {StoryPanel} panel
 * @param {() => void} help
 * @returns {BarAct[]}
 */
function listActs(desk, words, panel, help) {
  return [
    { id: "done", name: words.doneNext, keys: ["d"], act: () => desk.done() },
    { id: "attach", name: words.attach, keys: ["a", "/"], act: () => panel.input.focus(), isHidden: true },
    { id: "passage", name: words.selectPassage, keys: ["p"], act: () => panel.walk() },
    { id: "mark", name: words.markLast, keys: ["Enter"], act: () => desk.mark(), isHidden: true },
    { id: "leftover", name: words.leaveOver, keys: ["n"], act: () => desk.leaveOver(), isHidden: true },
    { id: "memo", name: words.memo, keys: ["m"], act: () => panel.memo.focus() },
    { id: "remove", name: words.removeFocused, keys: ["x"], act: removeFocused, isHidden: true },
    { id: "undo", name: words.undo, keys: ["u"], act: () => desk.undo() },
    { id: "reopen", name: words.reopen, keys: ["o"], act: () => desk.reopen() },
    {
      id: "previous",
      name: words.previous,
      keys: ["k", "ArrowLeft"],
      act: () => desk.step(-1),
      isHidden: true,
    },
    { id: "next", name: words.next, keys: ["j", "ArrowRight"], act: () => desk.step(1), isHidden: true },
    { id: "keys", name: words.keys, keys: ["?"], act: help },
  ];
}

/** Remove what the keyboard is at. */
function removeFocused() {
  const focused = document.activeElement?.closest("[data-mark]");
  const button = focused?.querySelector(".coding-remove");
  if (button instanceof HTMLElement) button.click();
}
