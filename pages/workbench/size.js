// What is said and offered where a picture would show more elements than can be read.

import { write } from "../shared/address.js";
import { build } from "../shared/dom.js";
import { countKept } from "../shared/selection.js";
import { fill } from "../shared/words.js";

/**
 * @import { Selection } from "../shared/selection.js"
 * @import { LoadedTexts } from "../shared/types.js"
 */

const MOST_LEGIBLE = 300; // this many names can be read after zooming in, without losing the way
const NARROW = 700; // pixels of the window in which a whole network is too small to read
export const MOST_DRAWN = 1000; // more take long, and are drawn when somebody asks for it

/**
 * How many elements a picture shows; the outline is none, and has room for all.
 * @param {LoadedTexts} texts
 * @param {Selection} selection
 */
export function countDrawn(texts, selection) {
  if (selection.view === "outline") return 0;
  const { kept, all } = countKept(selection, texts);
  return selection.rest === "hide" ? kept : all;
}

/**
 * Whether the window is too narrow for what is chosen.
 * @param {Selection} selection
 */
export const isCramped = ({ view }) => view === "network" && window.innerWidth < NARROW;

/**
 * What helps where elements cannot be read: when there are too many, or in a window that is too narrow.
 * @param {LoadedTexts} texts
 * @param {boolean} cramped
 * @param {number} count
 * @param {(() => void) | null} draw draws them; null where they are drawn
 */
export function buildOffer({ words }, cramped, count, draw) {
  const isLarge = count > MOST_LEGIBLE;
  if (!isLarge && !cramped) return [];
  const showOutline = () => write({ view: "outline" });
  const buttons = [
    build("button", { type: "button", onclick: showOutline }, words.showOutline),
    draw && build("button", { type: "button", onclick: draw }, words.drawAll),
  ].filter((button) => button !== null);
  return [build("p", {}, isLarge ? fill(words.tooMany, { count }) : words.tooNarrow), ...buttons];
}
