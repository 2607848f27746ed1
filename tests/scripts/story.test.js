import "./opened.js";

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { buildTold, describePlain, describeTelling } from "../../pages/shared/story.js";
import { buildTexts } from "./model_texts.js";
import { layPage } from "./page.js";
import { PLAIN } from "./plain.js";

const WORDS = {
  labelled: "{label}: {text}",
  tellers: { patient: "told by a patient" },
  origins: { collected: "told here", retold: "retold" },
  source: "Source",
  dimensions: "Dimensions",
  plain: PLAIN,
};
const SHEET = buildTexts({ words: WORDS, dimensions: { respect: "Respect" } });
const STORY = {
  text: "A crow called.",
  language: "en",
  setting: "",
  teller: "patient",
  told_on: "",
  dimensions: [],
  origin: "collected",
  source: null,
};

beforeEach(() => layPage());

const read = (more, texts = SHEET) =>
  buildTold(texts, { ...STORY, ...more })
    .filter(Boolean)
    .map(({ textContent }) => textContent);

test("who told it stands with where and when, as far as that is known", () => {
  assert.equal(describeTelling(SHEET, STORY), "told by a patient");
  const story = { ...STORY, setting: "a ward", told_on: "2026-05-31" };
  assert.equal(describeTelling(SHEET, story), "told by a patient, a ward, 31 May 2026");
});

test("a story is read with what it is about and where it comes from", () => {
  assert.deepEqual(read({}), ["A crow called.", "told here"]);
  const source = { name: "A paper", url: "https://example.org" };
  assert.deepEqual(read({ dimensions: ["respect", "gone"], origin: "retold", source }), [
    "A crow called.",
    "Dimensions: Respect, gone",
    "retold. Source: A paper",
  ]);
});

test("in French a space stands before the colon of each label", () => {
  const words = { ...WORDS, labelled: "{label}\u202f: {text}" };
  const source = { name: "A paper", url: "https://example.org" };
  const texts = read({ dimensions: ["respect"], source }, { ...SHEET, words });
  assert.deepEqual(texts.slice(1), ["Dimensions\u202f: Respect", "told here. Source\u202f: A paper"]);
});

test("each plain field that was told follows the text with its name, but for those beside the title", () => {
  const texts = read({ occasion: "a visit", thanks: "Thank you.", told_on: "2026-05-31" });
  assert.deepEqual(texts, ["A crow called.", "Occasion: a visit", "Thanks: Thank you.", "told here"]);
});

test("what is no address of a page is no link", () => {
  const linked = (url) =>
    buildTold(SHEET, { ...STORY, source: { name: "A paper", url } })
      .at(-1)
      .find("a");
  assert.equal(linked("https://example.org").getAttribute("href"), "https://example.org");
  assert.equal(linked("javascript:alert(1)"), undefined);
});

test("a plain field is described by its kind", () => {
  const values = { teller: "family", told_on: "2026-05-31", occasion: "a visit", thanks: "Thank you." };
  const describe = (language) => PLAIN.map((field) => describePlain(field, values, language));
  assert.deepEqual(describe("nl"), ["family", "31 mei 2026", "a visit", "Thank you."]);
  assert.equal(describePlain(PLAIN[0], { teller: "of an earlier version" }, "en"), "of an earlier version");
  assert.equal(describePlain(PLAIN[1], { told_on: null }, "en"), "");
});
