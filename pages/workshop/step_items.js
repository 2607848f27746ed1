// What stands in the lists of a step, entry by entry, before it is set on pages.
import { showCount } from "./measures.js";
import { describeDetails, describeState } from "./settling.js";

/**
 * @import { Shown, StepItem } from "./step_pages.js"
 * @import { Round } from "./types.js"
 */

/**
 * Running text; an empty line is a gap.
 * @param {string} text
 * @returns {StepItem[]}
 */
export function listParagraphs(text) {
  let gap = 0;
  /** @type {StepItem[]} */
  const items = [];
  for (const line of text.split("\n")) {
    if (line.trim()) {
      items.push({ kind: "told", paragraphs: [{ text: line }], gap, isText: true });
      gap = 0;
    } else gap = 0.7;
  }
  return items;
}

/**
 * An entry of a list, whose first text may be larger.
 * @param {string[]} texts
 * @param {number} gap
 * @returns {StepItem}
 */
export function enter([first, ...others], gap, letters = 1) {
  const paragraphs = [{ text: first, letters }, ...others.map((text) => ({ text }))];
  return { kind: "entry", paragraphs, gap };
}

/**
 * What the room found words for, each with them.
 * @param {Round} round
 */
export const listOwnWords = ({ words = [] }) =>
  words.flatMap(({ name, words: chosen }) => {
    const said = chosen.map(([title, count]) => showCount(title, count));
    return name ? [enter([name, ...said], 0.6)] : said.map((title) => enter([title], 0.6));
  });

/** @param {Shown} shown */
export const listActions = ({ state, texts }) =>
  state.actions.map(({ text, who, until, nodes }) => {
    const names = nodes.map((id) => texts.nodes[id].name).join(", ");
    return enter([text, [who, until].filter(Boolean).join(" · "), names], 0.6, 1.1);
  });

/** @param {Shown} shown */
export const listFollowed = ({ state, words }) =>
  state.followed.map((action) => ({
    ...enter([action.text, describeState(action, words), describeDetails(action, words)], 0.6, 1.1),
    look: action.isOverdue ? "overdue" : action.state,
  }));
