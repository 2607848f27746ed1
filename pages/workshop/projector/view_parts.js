// What several views of the projector are made of.
import { build } from "../../shared/dom.js";
import { getPublishedName } from "../own_words.js";

/**
 * @import { WorkshopWords } from "../types.js"
 * @import { Projector } from "./projector.js"
 */

/** Where the map is put. */
export const buildSlot = () => build("div", { class: "slot" });

/**
 * Nodes as buttons, with this workshop's own words.
 * @param {Projector} projector
 * @param {string[]} ids
 * @param {number} [reached] how many of them were come to
 */
export function buildChips(projector, ids, reached = ids.length) {
  const { texts, state, framed } = projector;
  const levels = Object.keys(texts.levels);
  const chips = ids.map((id, number) => {
    const { level = "" } = texts.nodes[id] ?? {};
    const name = texts.nodes[id] ? getPublishedName(texts.nodes[id]) : id;
    const words = state.words[id];
    const classes = [
      "chip",
      `level-${levels.indexOf(level) % 8}`,
      ...(number >= reached ? ["ahead"] : []),
      ...(number === reached - 1 ? ["last"] : []),
    ];
    /** @param {MouseEvent & {currentTarget: HTMLElement}} event */
    const onclick = ({ currentTarget }) => {
      currentTarget.blur(); // keys go on moving the projector
      projector.select(id);
    };
    const attributes = { type: "button", class: classes.join(" "), "aria-pressed": String(framed === id) };
    const own = words ? build("em", {}, ` ✎ ${words.join("; ")}`) : null;
    return build("li", {}, build("button", { ...attributes, onclick }, name, own));
  });
  return build("ul", { class: "chips" }, ...chips);
}

/** @param {WorkshopWords} words */
export function markOwn(words) {
  return build("h2", {}, `✎ ${words.ourWords}`, build("small", {}, ` (${words.ourWordsNote})`));
}
