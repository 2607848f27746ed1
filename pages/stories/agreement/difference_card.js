// One story on which coders differ: its text with their passages, what each made of it, what the code means.
import { findCulture } from "../../shared/culture.js";
import { build } from "../../shared/dom.js";
import { describeTelling } from "../../shared/story.js";
import { fill, joinLabel } from "../../shared/words.js";
import { cut, listMarked, quote } from "./passages.js";
import { nameCode, nameOf } from "./talk.js";

/**
 * @import { Wording } from "../../shared/types.js"
 * @import { Argued, Shown } from "./agreement_view.js"
 * @import { Marked } from "./passages.js"
 * @import { ArguedStory, Difference, DoneCoding } from "./types.js"
 */

/**
 * @param {Shown} shown
 * @param {Argued} argued
 * @param {Difference} difference
 * @param {ArguedStory} arguedStory
 * @param {string} place which of all it is, in words
 */
export function buildCard(shown, argued, difference, arguedStory, place) {
  const { words, texts, language } = shown;
  const { story, codings } = arguedStory;
  const code = nameOf(texts, difference);
  const heading = build("h2", { tabindex: -1 }, fill(words.question, { code }));
  const marked = listMarked(codings);
  const lang = story.language === language ? null : story.language;
  const decided = describeDecision(shown, difference);
  const href = new URL(`stories?story=${encodeURIComponent(story.id)}&lang=${language}`, document.baseURI);
  const texted = listWordings(arguedStory, marked, language).map((wording) =>
    buildText(shown, argued, difference, wording, marked),
  );
  const element = build(
    "article",
    {
      class: "difference",
      "aria-label": story.name,
      "data-story": story.id,
      "data-code": nameCode(difference),
    },
    build(
      "div",
      { class: "difference-story" },
      build("p", { class: "difference-place" }, place),
      heading,
      decided ? build("p", { class: "difference-decided" }, decided) : null,
      build("h3", { lang }, story.title || story.name),
      build("p", { class: "stories-who" }, describeTelling(texts, story)),
      ...texted,
      build("p", {}, build("a", { href: href.href }, words.openStory)),
    ),
    build(
      "div",
      { class: "difference-side" },
      build(
        "section",
        { "aria-label": words.saidBy },
        ...[...difference.by, ...difference.without].map((coder) =>
          buildCoder(shown, argued, difference, { coder, arguedStory, marked }),
        ),
      ),
      buildDefinition(shown, difference),
    ),
  );
  return { element, heading };
}

/**
 * @param {Shown} shown
 * @param {Difference} difference
 */
export function describeDecision({ words, language }, { decision }) {
  if (!decision) return "";
  const how = /** @type {const} */ ({ dateStyle: "medium", timeStyle: "short" });
  const moment = new Date(decision.at).toLocaleString(findCulture(language), how);
  const role = words.roles[decision.role] ?? decision.role;
  return fill(decision.attached ? words.isAttached : words.isNotAttached, { role, moment });
}

/**
 * The wordings of a story that coders marked something in; without any the one in the language of the page.
 * @param {ArguedStory} arguedStory
 * @param {Marked[]} marked
 * @param {string} language
 * @returns {Wording[]}
 */
function listWordings({ story }, marked, language) {
  const wordings = story.wordings ?? [];
  const found = wordings.filter((wording) => marked.some((passage) => passage.language === wording.language));
  if (found.length) return found;
  return [wordings.find((wording) => wording.language === language) ?? wordings[0]].filter(Boolean);
}

/**
 * A text with the numbers of the passages before each, those about the code in question marked.
 * @param {Shown} shown
 * @param {Argued} argued
 * @param {Difference} difference
 * @param {Wording} wording
 * @param {Marked[]} all
 */
function buildText(shown, argued, difference, { language, text }, all) {
  const marked = all.filter((passage) => passage.language === language);
  const isAbout = (/** @type {Marked} */ { code }) =>
    code !== null && nameCode(code) === nameCode(difference);
  const parts = cut(text, marked).flatMap(({ text: part, within, begins }) => {
    const numbers = begins.map((passage) => {
      const title = describeMarked(shown, argued, passage);
      return build("sup", { class: isAbout(passage) ? "about" : "", title }, String(passage.number));
    });
    if (!within.length) return [...numbers, part];
    return [...numbers, build("mark", { class: within.some(isAbout) ? "about" : "" }, part)];
  });
  const lang = language === shown.language ? null : language;
  return build("div", { class: "difference-text", lang }, ...parts);
}

/**
 * @param {Shown} shown
 * @param {Argued} argued
 * @param {Marked} marked
 */
function describeMarked({ words, texts }, { found }, { coder, code }) {
  return joinLabel(words, nameCoder(found, coder), code ? nameOf(texts, code) : words.leftover);
}

/**
 * @param {Argued["found"]} found
 * @param {string} coder
 */
const nameCoder = ({ coders }, coder) => coders.find(({ id }) => id === coder)?.name ?? coder;

/**
 * What one coder made of the story.
 * @param {Shown} shown
 * @param {Argued} argued
 * @param {Difference} difference
 * @param {{coder: string, arguedStory: ArguedStory, marked: Marked[]}} of
 */
function buildCoder(shown, { found }, difference, { coder, arguedStory, marked }) {
  const { words, texts } = shown;
  const gave = difference.by.includes(coder);
  const coding = arguedStory.codings.find((doneCoding) => doneCoding.coder === coder);
  const mine = marked.filter((passage) => passage.coder === coder);
  const isAbout = (/** @type {Marked} */ { code }) =>
    code !== null && nameCode(code) === nameCode(difference);
  const quotes = mine.filter(isAbout).map((passage) => buildQuote(arguedStory, passage));
  const leftovers = mine
    .filter(({ code }) => code === null)
    .map((passage) => buildQuote(arguedStory, passage));
  const memo = found.memos.find(
    (coderMemo) => coderMemo.coder === coder && nameCode(coderMemo) === nameCode(difference),
  );
  const note = (/** @type {string} */ label, /** @type {string} */ text) =>
    build("p", { class: "difference-memo" }, build("strong", {}, joinLabel(words, label, "")), " ", text);
  return build(
    "section",
    { class: `difference-coder ${gave ? "gave" : "gave-not"}`, "data-coder": coder },
    build(
      "h3",
      {},
      build("span", { "aria-hidden": "true" }, gave ? "✓ " : "✗ "),
      nameCoder(found, coder),
      " ",
      build("small", {}, gave ? words.gave : words.gaveNot),
    ),
    ...(quotes.length ? quotes : [gave ? build("p", { class: "hint" }, words.noPassage) : null]),
    build("p", { class: "hint" }, describeOthers(shown, coding, difference, mine)),
    leftovers.length ? build("p", { class: "hint" }, joinLabel(words, words.leftover, "")) : null,
    ...leftovers,
    coding?.memo ? note(words.memoOnStory, coding.memo) : null,
    memo ? note(fill(words.memoOnCode, { code: nameOf(texts, difference) }), memo.text) : null,
  );
}

/**
 * @param {ArguedStory} arguedStory
 * @param {Marked} marked
 */
function buildQuote({ story }, marked) {
  const text = story.wordings?.find(({ language }) => language === marked.language)?.text ?? "";
  return build(
    "p",
    { class: "difference-quote" },
    build("sup", {}, String(marked.number)),
    " ",
    build("q", { lang: marked.language }, quote(text, marked)),
  );
}

/**
 * What else a coder attached, with the numbers of the passages.
 * @param {Shown} shown
 * @param {DoneCoding | undefined} coding
 * @param {Difference} difference
 * @param {Marked[]} mine
 */
function describeOthers({ words, texts }, coding, difference, mine) {
  const others = (coding?.marks ?? []).filter((mark) => nameCode(mark) !== nameCode(difference));
  if (!others.length) return words.noOther;
  const names = others.map((mark) => {
    const numbers = mine.filter(({ code }) => code && nameCode(code) === nameCode(mark));
    const after = numbers.length ? ` (${numbers.map(({ number }) => number).join(", ")})` : "";
    return `${nameOf(texts, mark)}${after}`;
  });
  return joinLabel(words, words.alsoGave, names.join(", "));
}

/**
 * @param {Shown} shown
 * @param {Difference} difference
 */
function buildDefinition({ words, texts }, { kind, id }) {
  const { definition, use, avoid, example } = words.codebook[nameCode({ kind, id })] ?? {};
  const guide = [
    [words.whenToUse, use],
    [words.whenNotToUse, avoid],
    [words.example, example],
  ].filter(([, text]) => text);
  const question = kind === "node" ? texts.nodes[id]?.question : null;
  return build(
    "section",
    { class: "difference-definition", "aria-label": words.definition },
    build("h3", {}, words.definition),
    build("p", {}, definition || words.noDefinition),
    ...guide.map(([label, text]) => build("p", {}, build("strong", {}, joinLabel(words, label, "")), text)),
    question ? build("p", { class: "hint" }, question) : null,
  );
}
