// What can be done with the story that is read: a button for each act, with its key on it.
import { build } from "../shared/dom.js";

/**
 * @import { QueueEntry, StoryWords } from "../shared/types.js"
 * @import { KeyedAct, Keys } from "./keys.js"
 * @import { Outbox } from "./outbox.js"
 *
 * @typedef {KeyedAct & {id: string}} BarAct
 */

/** What makes sense of a story of each status. */
const OF_STATUS = {
  pending: ["publish", "withdraw", "aside"],
  aside: ["publish", "withdraw", "restore"],
  published: ["withdraw", "aside", "restore"],
  withdrawn: ["publish", "restore"],
};
const DECISIONS = ["publish", "withdraw", "aside", "restore"];
const MAIN = ["publish", "withdraw", "aside", "restore"];

/**
 * @param {StoryWords} words
 * @param {BarAct[]} acts
 * @param {Keys} keys
 */
export function buildBar(words, acts, keys) {
  const buttons = new Map(
    acts.map(({ id, name, keys: own, act }) => {
      const attributes = {
        type: "button",
        "data-act": id,
        class: MAIN.includes(id) ? "main" : "",
        "aria-keyshortcuts": own.join(" "),
        onclick: act,
      };
      const label = build("span", {}, name);
      return [id, build("button", attributes, label, " ", build("kbd", { "aria-hidden": "true" }, own[0]))];
    }),
  );
  const element = build(
    "div",
    { class: "queue-bar", role: "group", "aria-label": words.acts },
    ...buttons.values(),
  );

  /**
   * @param {QueueEntry | null} entry
   * @param {Outbox} outbox
   */
  function paint(entry, outbox) {
    element.closest(".queue-view")?.classList.toggle("keyless", !keys.areOn);
    const status = entry?.story.status ?? "pending";
    for (const [id, button] of buttons) {
      const isDecision = DECISIONS.includes(id);
      button.hidden = isDecision && !OF_STATUS[status].includes(id);
      button.disabled = !entry && id !== "undo" && id !== "keys";
    }
    set("mask", !entry?.found.length);
    set("undo", !outbox.canUndo);
  }

  /**
   * @param {string} id
   * @param {boolean} isDisabled
   */
  function set(id, isDisabled) {
    const button = buttons.get(id);
    if (button) button.disabled = isDisabled;
  }
  return { element, paint };
}
