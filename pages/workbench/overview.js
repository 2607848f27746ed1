// What stands in the panel while nothing is selected: what this is, how to read it, where to start.
import { change, go, read, toText } from "../shared/address.js";
import { build } from "../shared/dom.js";

/** @import { GuidedStart, LoadedTexts } from "../shared/types.js" */

const KEPT = ["lang", "model"]; // of the address, whatever else a start shows

/** @param {LoadedTexts} texts */
export function buildOverview(texts) {
  const { summary, starts, words } = texts;
  const links = starts.map((start) => build("li", {}, buildLink(start)));
  return build(
    "section",
    { class: "overview", "aria-label": words.whatThisIs },
    build("h2", { tabindex: "-1" }, words.whatThisIs),
    summary ? build("p", {}, summary) : null,
    build("h3", {}, words.howToRead),
    build("ul", {}, ...words.readingSteps.map((line) => build("li", {}, line))),
    ...(links.length
      ? [build("h3", {}, words.whereToStart), build("ul", { class: "starts" }, ...links)]
      : []),
  );
}

/** @param {GuidedStart} start */
function buildLink({ words, page, query }) {
  const here = read();
  const kept = new URLSearchParams([...here].filter(([name]) => KEPT.includes(name)));
  const href = page + toText(change(kept, query));
  /** @param {MouseEvent} event */
  const onclick = (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(href);
  };
  return build("a", { href, class: "start", onclick }, words);
}
