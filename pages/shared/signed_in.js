// As what somebody is signed in, with what ends it, and what they may do by that.
import { build } from "./dom.js";
import { endAllSessions, lock } from "./facilitator.js";

/**
 * @import { UnlockWords } from "./facilitator.js"
 * @import { Right, SignInWords, Visitor } from "./types.js"
 */

/**
 * Whether somebody may do something, for all teams; Python says what (`pages/shared/roles.py`).
 * @param {Pick<Visitor, "may">} visitor
 * @param {Right} right
 */
export const may = ({ may }, right) => may.includes(right);

/**
 * The line that says it, with buttons.
 * @param {UnlockWords & SignInWords} words
 * @param {Visitor} visitor somebody who signed in
 */
export function buildSignedIn(words, visitor) {
  const { access } = visitor;
  const button = (/** @type {string} */ name, /** @type {() => void} */ onclick) =>
    build("button", { type: "button", onclick }, name);
  return build(
    "div",
    { class: "signed-in" },
    build("span", {}, words.signedInAs[access] ?? ""),
    button(words.lock, lock),
    ...(may(visitor, "administer") ? [button(words.endAllSessions, endAllSessions)] : []),
  );
}
