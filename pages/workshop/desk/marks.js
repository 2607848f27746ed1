// What in an answer, in the words of a group or in an action could tell who somebody is: a mark, and a button that masks it.
import { build } from "../../shared/dom.js";

export function buildMark(desk, kind, { id, identifiers }) {
  if (!identifiers?.length) return null;
  const { words } = desk;
  const found = identifiers.map((one) => `${one.text} (${words.identifierKinds[one.kind] ?? one.kind})`).join(", ");
  return build("span", { class: "warn mark" }, build("span", {}, build("strong", {}, `${words.couldTell} `), found),
    build("button", { type: "button", class: "small", "data-focus": `mask-${id}`, "aria-label": `${words.maskIt}: ${found}`, onclick: () => desk.act("mask", { kind, part: id }) }, words.maskIt));
}
