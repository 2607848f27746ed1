import assert from "node:assert/strict";
import { test } from "node:test";
import { beginValues, findToday, listTexts } from "../../pages/story_form/values.js";
import { PLAIN } from "./plain.js";

const ENGLISH = { language: "en", title: "A crow", text: "It called.", setting: "a ward" };
const DUTCH = { language: "nl", title: "", text: "Ze riep.", setting: "" };
const STORY = {
  id: "s",
  ...ENGLISH,
  name: "A crow",
  revision: 3,
  status: "pending",
  teller: "patient",
  nodes: ["joy"],
  lost: ["gone"],
  dimensions: ["respect"],
  consent: { room: true, exports: false, publications: false },
  source: { name: "A paper", url: "https://example.org" },
  told_on: null,
  occasion: "a visit",
  wordings: [ENGLISH, DUTCH],
};

test("a new story begins empty, attached to where somebody was", () => {
  const values = beginValues(PLAIN, null, "nl", ["joy"]);
  assert.match(values.id, /^[0-9a-f]{32}$/);
  assert.equal(values.language, "nl");
  assert.deepEqual(values.nodes, ["joy"]);
  assert.deepEqual(listTexts(PLAIN, values), []);
});

test("an older story begins as it was told, with its translations and the nodes that the model lost", () => {
  const values = beginValues(PLAIN, STORY, "nl", ["trust", "joy"]);
  assert.equal(values.text, "It called.");
  assert.deepEqual(values.translations, [DUTCH]);
  assert.deepEqual(values.nodes, ["joy", "gone", "trust"]);
  assert.deepEqual([values.revision, values.status], [3, "pending"]);
});

test("a plain field begins as it was told, or empty", () => {
  const read = ({ teller, told_on, occasion, thanks }) => [teller, told_on, occasion, thanks];
  assert.deepEqual(read(beginValues(PLAIN, null, "en")), ["", "", "", ""]);
  assert.deepEqual(read(beginValues(PLAIN, STORY, "en")), ["patient", "", "a visit", ""]);
});

test("what is typed does not reach the story itself", () => {
  const values = beginValues(PLAIN, STORY, "en");
  values.translations[0].text = "other";
  values.nodes.push("trust");
  values.consent.exports = true;
  values.source.name = "other";
  assert.equal(STORY.wordings[1].text, "Ze riep.");
  assert.deepEqual(STORY.nodes, ["joy"]);
  assert.equal(STORY.consent.exports, false);
  assert.equal(STORY.source.name, "A paper");
});

test("every text that says something is looked at, in the language that it is in", () => {
  const texts = listTexts(PLAIN, beginValues(PLAIN, STORY, "en"));
  assert.deepEqual(
    texts.map(({ key, language, text }) => [key, language, text]),
    [
      ["text", "en", "It called."],
      ["title", "en", "A crow"],
      ["setting", "en", "a ward"],
      ["occasion", "en", "a visit"],
      ["source", "en", "A paper"],
      ["nl.text", "nl", "Ze riep."],
    ],
  );
});

test("a story without a source has no text of it", () => {
  assert.ok(
    !listTexts(PLAIN, beginValues(PLAIN, { ...STORY, source: null }, "en")).some(
      ({ key }) => key === "source",
    ),
  );
});

test("today is the day here, not in Greenwich", () => {
  const justAfterMidnight = new Date(2026, 4, 31, 0, 5);
  const justBefore = new Date(2026, 4, 31, 23, 55);
  assert.equal(findToday(justAfterMidnight), "2026-05-31");
  assert.equal(findToday(justBefore), "2026-05-31");
});
