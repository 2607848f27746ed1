import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addPassage,
  attach,
  compare,
  cut,
  detach,
  listPassages,
  merge,
  quote,
  removePassage,
  saysSame,
  writePassage,
} from "../../pages/stories/coding/codings.js";
import { listCodes } from "../../pages/stories/coding/named_codes.js";
import {
  listSentenceStarts,
  listWords,
  moveCaret,
  snap,
  toPoints,
  toUnits,
} from "../../pages/stories/coding/positions.js";
import { findNamed } from "../../pages/stories/name_search.js";

const NOTHING = { marks: [], leftovers: [], memo: "", done: false, revision: 0, lost: 0 };
const JOY = { kind: "node", id: "joy" };
const RESPECT = { kind: "dimension", id: "respect" };
const TEXT = "A 😀 cafe\u0301 👩‍👩‍👧 sang. He left.";

test("a place in the server's characters is one in the browser's units, and back", () => {
  const points = [...TEXT];
  for (let point = 0; point <= points.length; point += 1) {
    const unit = toUnits(TEXT, point);
    assert.equal(TEXT.slice(0, unit), points.slice(0, point).join(""));
    assert.equal(toPoints(TEXT, unit), point);
  }
  assert.deepEqual([toUnits("😀", 9), toPoints("😀", 9)], [2, 1]);
});

test("a passage is sent in characters and comes back as the same words", () => {
  const start = TEXT.indexOf("cafe");
  const passage = writePassage({ text: TEXT, language: "en" }, { start, end: TEXT.indexOf(" sang") });
  assert.deepEqual(passage, ["en", 4, 15]);
  assert.equal(quote(new Map([["en", TEXT]]), passage), "cafe\u0301 👩‍👩‍👧");
  assert.equal(quote(new Map([["nl", "Iets anders."]]), passage), "");
});

test("a passage has no space around it, and cuts no letter and no picture in two", () => {
  const accent = TEXT.indexOf("\u0301");
  assert.deepEqual(snap(TEXT, { start: 4, end: accent }), { start: 5, end: accent + 1 });
  const family = TEXT.indexOf("👩");
  assert.deepEqual(snap(TEXT, { start: family, end: family + 2 }), {
    start: family,
    end: TEXT.indexOf(" sang"),
  });
  assert.equal(snap(TEXT, { start: 1, end: 2 }), null);
});

test("keys go by words and sentences, with Shift the selection grows or shrinks", () => {
  const text = "She sang. He listened to her. 😀";
  const words = listWords(text, "en");
  const starts = listSentenceStarts(text, "en", words);
  assert.deepEqual(words.map(({ start, end }) => text.slice(start, end)).at(-1), "😀");
  const go = (caret, ...keys) =>
    keys.reduce((at, key) => {
      const isExtending = key.startsWith("+");
      return moveCaret(at, key.replace("+", ""), isExtending, words.length, starts);
    }, caret);
  const first = { anchor: 0, head: 0 };
  assert.deepEqual(go(first, "ArrowRight"), { anchor: 1, head: 1 });
  assert.deepEqual(go(first, "ArrowLeft"), first);
  assert.deepEqual(go(first, "ArrowDown"), { anchor: 2, head: 2 });
  assert.deepEqual(go(first, "ArrowDown", "+ArrowDown"), { anchor: 2, head: 5 });
  assert.deepEqual(go(first, "ArrowDown", "+ArrowRight", "+ArrowRight", "+ArrowLeft"), {
    anchor: 2,
    head: 3,
  });
  assert.deepEqual(go(first, "End", "ArrowUp", "Home"), first);
  assert.equal(moveCaret(first, "x", false, words.length, starts), null);
});

test("a text is cut where passages begin and end, also where they overlap", () => {
  const passages = [
    { key: "a", start: 2, end: 8 },
    { key: "b", start: 5, end: 10 },
    { key: "a", start: 6, end: 8 },
  ];
  assert.deepEqual(cut(12, passages), [
    { start: 0, end: 2, keys: [], ends: [] },
    { start: 2, end: 5, keys: ["a"], ends: [] },
    { start: 5, end: 6, keys: ["a", "b"], ends: [] },
    { start: 6, end: 8, keys: ["a", "b"], ends: ["a"] },
    { start: 8, end: 10, keys: ["b"], ends: ["b"] },
    { start: 10, end: 12, keys: [], ends: [] },
  ]);
  assert.deepEqual(cut(0, []), []);
});

test("an act gives another coding and leaves the old one as it was", () => {
  const coding = attach(NOTHING, JOY);
  assert.deepEqual(NOTHING.marks, []);
  assert.equal(attach(coding, JOY), coding);
  const marked = addPassage(addPassage(coding, RESPECT, ["en", 4, 8]), RESPECT, ["en", 0, 2]);
  assert.deepEqual(marked.marks[1].passages, [
    ["en", 0, 2],
    ["en", 4, 8],
  ]);
  assert.ok(saysSame(addPassage(marked, RESPECT, ["en", 4, 8]), marked));
  assert.deepEqual(removePassage(marked, RESPECT, 0).marks[1].passages, [["en", 4, 8]]);
  const left = addPassage(marked, null, ["en", 0, 2]);
  assert.deepEqual(left.leftovers, [["en", 0, 2]]);
  assert.ok(saysSame(removePassage(left, null, 0), marked));
  assert.deepEqual(
    detach(left, JOY).marks.map(({ id }) => id),
    ["respect"],
  );
  const texts = new Map([["en", "He sang."]]);
  assert.deepEqual(listPassages(left, texts, "en"), [
    { key: "dimension:respect", start: 0, end: 2 },
    { key: "dimension:respect", start: 4, end: 8 },
    { key: "leftover", start: 0, end: 2 },
  ]);
});

test("of two versions that is proposed which alone was changed", () => {
  const base = { ...attach(NOTHING, JOY), revision: 1 };
  const mine = { ...attach(base, RESPECT), memo: "Mine" };
  const theirs = { ...addPassage(base, JOY, ["en", 0, 2]), memo: "Theirs", done: true, revision: 2 };
  const differences = [
    { field: "node:joy", proposed: "theirs" },
    { field: "dimension:respect", proposed: "mine" },
    { field: "memo", proposed: null },
    { field: "done", proposed: "theirs" },
  ];
  assert.deepEqual(compare(base, mine, theirs), differences);
  assert.deepEqual(compare(base, mine, mine), []);
  const choices = Object.fromEntries(differences.map(({ field, proposed }) => [field, proposed ?? "mine"]));
  assert.deepEqual(merge(mine, theirs, choices), {
    marks: [
      { ...JOY, passages: [["en", 0, 2]] },
      { ...RESPECT, passages: [] },
    ],
    leftovers: [],
    memo: "Mine",
    done: true,
    revision: 2,
    lost: 0,
  });
  const all = Object.fromEntries(differences.map(({ field }) => [field, "theirs"]));
  assert.ok(saysSame(merge(mine, theirs, all), theirs));
});

test("a few letters name an element or a dimension, the best first", () => {
  const texts = {
    nodes: {
      trust: { name: "Trust", level: "shared", stage: "effect" },
      mistrust: { name: "Mistrust", level: "shared", stage: "effect" },
      joy: { name: "Vreugde in werk", level: "patient", stage: "effect" },
    },
    levels: { shared: "Gedeeld", patient: "Patiënt" },
    stageNames: { effect: "Effecten" },
    dimensions: { respect: "Respect", true: "Trouw aan zichzelf" },
  };
  const codes = listCodes(texts, "Dimensie");
  const find = (typed) => findNamed(codes, typed).map(({ id }) => id);
  assert.deepEqual(find("tru"), ["trust", "mistrust"]);
  assert.deepEqual(find("WERK"), ["joy"]);
  assert.deepEqual(find("zich tr"), ["true"]);
  assert.deepEqual(find("patient"), ["joy"]);
  assert.deepEqual(find("dimensie"), ["respect", "true"]);
  assert.deepEqual([find(" "), find("xyz")], [[], []]);
  const named = ["Le cœur", "Die Straße"].map((name) => ({ name }));
  assert.deepEqual(findNamed(named, "COEUR"), [named[0]]);
  assert.deepEqual(findNamed(named, "strasse"), [named[1]]);
});
