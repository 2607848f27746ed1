// What is said and offered where a picture would show more elements than can be read.

import { write } from "../shared/address.js";
import { build } from "../shared/dom.js";
import { countKept } from "../shared/selection.js";
import { fill } from "../shared/words.js";

/**
 * @import { Selection } from "../shared/selection.js"
 * @import { LoadedTexts } from "../shared/types.js"
 */

const MOST_LEGIBLE = 300; // up to so many names can be read after zooming in, without losing the way
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
 * What helps with so many elements; nothing where they can be read.
 * @param {LoadedTexts} texts
 * @param {number} count
 * @param {(() => void) | null} draw draws them; null where they are drawn
 */
export function buildOffer({ words }, count, draw) {
  if (count <= MOST_LEGIBLE) return [];
  const showOutline = () => write({ view: "outline" });
  const buttons = [
    build("button", { type: "button", onclick: showOutline }, words.showOutline),
    draw && build("button", { type: "button", onclick: draw }, words.drawAll),
  ].filter((button) => button !== null);
  return [build("p", {}, fill(words.tooMany, { count })), ...buttons];
}
