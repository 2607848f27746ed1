// What in an answer, in the words of a group, in an action or in a question could identify a person: a mark,
// and a button that masks it, but for a question, which is edited.
import { build } from "../../shared/dom.js";
import { joinLabel } from "../../shared/words.js";

/**
 * @import { FoundIdentifier, WorkshopWords } from "../types.js"
 * @import { Desk } from "./desk.js"
 */

/**
 * @param {WorkshopWords} words
 * @param {FoundIdentifier[]} [identifiers]
 * @param {HTMLElement} [button]
 */
export function buildHint(words, identifiers, button) {
  if (!identifiers?.length) return null;
  const found = nameIdentifiers(identifiers, words);
  const said = build("span", {}, build("strong", {}, `${words.couldTell} `), found);
  return build("span", { class: "warn mark" }, said, button ?? null);
}

/**
 * @param {Desk} desk
 * @param {"answer" | "group" | "action"} kind
 * @param {{id: string, identifiers?: FoundIdentifier[]}} part
 * @param {string} [agreedIn] the workshop that it is of, where that is an earlier one
 */
export function buildMark(desk, kind, { id, identifiers }, agreedIn = "") {
  if (!identifiers?.length) return null;
  const { words } = desk;
  const found = nameIdentifiers(identifiers, words);
  const attributes = {
    type: "button",
    class: "small",
    "data-focus": `mask-${id}`,
    "aria-label": joinLabel(words, words.maskIt, found),
    onclick: () => desk.act("mask", { kind, part: id, agreedIn }),
  };
  return buildHint(words, identifiers, build("button", attributes, words.maskIt));
}

/**
 * What was found, each with what it is.
 * @param {FoundIdentifier[]} identifiers
 * @param {WorkshopWords} words
 */
export const nameIdentifiers = (identifiers, words) =>
  identifiers.map(({ text, kind }) => `${text} (${words.identifierKinds[kind] ?? kind})`).join(", ");
