// How to join a workshop, to be read from the back of a room.
import { build } from "../../shared/dom.js";
import { joinLabel } from "../../shared/words.js";

/**
 * @import { Step } from "../types.js"
 * @import { Projector } from "./projector.js"
 */

/** @param {string} address */
export const shorten = (address) => address.replace(/^https?:\/\//, "");

/** @param {Projector} projector */
export const namePeople = ({ state, words }) => (state.joined === 1 ? words.personHere : words.peopleHere);

/**
 * What stands in the body: the QR code, the address and the key; after the end none of them.
 * @param {Projector} projector
 * @param {Step} step
 */
export function buildJoin(projector, step) {
  const { state, words, live } = projector;
  const { workshop, invitation, joined } = state;
  if (workshop.isEnded) return buildEnd(projector, step);
  const number = build("strong", {}, String(joined));
  const people = workshop.hidesPeople
    ? null
    : build("p", { class: "here" }, number, ` ${namePeople(projector)}`);
  if (!workshop.isJoiningOpen) return [build("div", { class: "welcome" }, people)];
  const { short, address, trouble } = invitation;
  const note = trouble ? words.cannotJoin : words.noAccount;
  return [
    build("img", { class: "qr", src: `${live.address}/qr.svg`, alt: joinLabel(words, "QR", address) }),
    build(
      "div",
      { class: "welcome" },
      build("p", { class: "first" }, words.joinHere),
      people,
      build("p", { class: "quiet" }, note),
    ),
    buildDoor(words.orType, "address", shorten(short)),
    buildDoor(words.andType, "key", workshop.key),
  ];
}

/**
 * The end: thanks, and how to get the report.
 * @param {Projector} projector
 * @param {Step} step
 */
function buildEnd({ state, words, live }, step) {
  const { report } = state;
  return [
    report
      ? build("img", { class: "qr", src: `${live.address}/report.svg`, alt: joinLabel(words, "QR", report) })
      : null,
    build(
      "div",
      { class: "welcome" },
      build("p", { class: "first" }, step.words),
      report ? build("p", {}, words.scanReport) : null,
    ),
  ];
}

/**
 * What is to be typed, as large as its letters have room.
 * @param {string} lead
 * @param {string} name
 * @param {string} text
 */
function buildDoor(lead, name, text) {
  const typed = build("p", { class: name }, text);
  typed.style.setProperty("--length", String(text.length));
  return build("div", { class: "door" }, build("p", { class: "lead" }, lead), typed);
}
