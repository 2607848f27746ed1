import assert from "node:assert/strict";
import { test } from "node:test";
import { compare, diffWords, isSameStory, merge } from "../../pages/story_form/merge.js";
import { PLAIN } from "./plain.js";

const DUTCH = { language: "nl", title: "", text: "Een kraai riep.", setting: "" };
const FRENCH = { language: "fr", title: "", text: "Un corbeau.", setting: "" };
const BASE = {
  revision: 1,
  status: "pending",
  language: "en",
  title: "",
  text: "A crow called.",
  setting: "a ward",
  teller: "patient",
  nodes: ["joy", "trust"],
  dimensions: [],
  consent: { room: true },
  source: {},
  told_on: null,
  translations: [DUTCH],
};

function propose(mine, theirs) {
  const differences = compare(PLAIN, BASE, { ...BASE, ...mine }, { ...BASE, ...theirs });
  return Object.fromEntries(differences.map(({ field, proposed }) => [field, proposed]));
}

for (const [field, changed, otherwise] of [
  ["title", "The crow", "A crow"],
  ["text", "A crow sang.", "Crows."],
  ["setting", "", "a garden"],
  ["language", "de", "fr"],
  ["teller", "family", "leader"],
  ["nodes", ["joy"], ["joy", "trust", "hope"]],
  ["dimensions", ["respect"], ["comfort"]],
  ["consent", { room: false }, { room: true, exports: true }],
  ["source", { name: "A paper" }, { name: "A paper", url: "https://example.org" }],
  ["told_on", "2024-03-01", "2024-03-02"],
  ["occasion", "a visit", "a feast"],
  ["thanks", "Thank you.", "Thanks."],
  ["status", "published", "withdrawn"],
]) {
  test(`of ${field} the side that alone changed it is proposed`, () => {
    assert.deepEqual(propose({ [field]: changed }, {}), { [field]: "mine" });
    assert.deepEqual(propose({}, { [field]: changed }), { [field]: "theirs" });
    assert.deepEqual(propose({ [field]: changed }, { [field]: changed }), {});
    assert.deepEqual(propose({ [field]: changed }, { [field]: otherwise }), { [field]: null });
  });
}

test("each translation is compared on its own", () => {
  const louder = { ...DUTCH, text: "Een kraai riep luid." };
  assert.deepEqual(propose({ translations: [louder] }, { translations: [DUTCH, FRENCH] }), {
    "translations.nl": "mine",
    "translations.fr": "theirs",
  });
  assert.deepEqual(propose({ translations: [] }, { translations: [louder] }), { "translations.nl": null });
});

for (const same of [
  { text: " A crow called.\n" },
  { nodes: ["trust", "joy"] },
  { consent: { room: true, exports: false } },
  { source: { name: "", url: "" } },
  { told_on: "", occasion: " " },
  { revision: 7 },
]) {
  test(`${JSON.stringify(same)} says the same as before`, () => {
    assert.deepEqual(propose(same, {}), {});
    assert.ok(isSameStory(PLAIN, BASE, { ...BASE, ...same }));
  });
}

test("what is chosen is put together at the revision of theirs", () => {
  const mine = { ...BASE, text: "Mine.", title: "Mine", translations: [DUTCH] };
  const theirs = { ...BASE, revision: 5, text: "Theirs.", title: "Theirs", translations: [FRENCH] };
  const choices = {
    text: "mine",
    title: "theirs",
    "translations.nl": "theirs",
    "translations.fr": "theirs",
  };
  const merged = { ...BASE, revision: 5, text: "Mine.", title: "Theirs", translations: [FRENCH] };
  assert.deepEqual(merge(mine, theirs, choices), merged);
  const own = Object.fromEntries(Object.keys(choices).map((field) => [field, "mine"]));
  assert.deepEqual(merge(mine, theirs, own), { ...mine, revision: 5 });
  assert.deepEqual(mine.translations, [DUTCH], "the versions themselves stay as they are");
});

for (const [mine, theirs, markedMine, markedTheirs] of [
  ["A crow called.", "A crow called.", [], []],
  ["A crow called twice.", "A big crow called.", ["called twice."], ["big", "called."]],
  ["one two three", "three two one", ["one two"], ["two one"]],
  ["a b\n\nc", "a b c", [], []],
  ["", "all new", [], ["all new"]],
  ["  indented", "indented", [], []],
]) {
  test(`the words that differ are marked: ${JSON.stringify(mine)}, ${JSON.stringify(theirs)}`, () => {
    const pieces = diffWords(mine, theirs);
    const join = (side) => side.map(({ text }) => text).join("");
    const mark = (side) => side.filter(({ differs }) => differs).map(({ text }) => text);
    assert.deepEqual([join(pieces.mine), join(pieces.theirs)], [mine, theirs]);
    assert.deepEqual([mark(pieces.mine), mark(pieces.theirs)], [markedMine, markedTheirs]);
  });
}

test("two long texts that share little are compared at once", () => {
  const [mine, theirs] = [7, 3].map((step) =>
    Array.from({ length: 2500 }, (_, at) => "abcdefghij"[(step * at) % 10]).join(" "),
  );
  const begun = performance.now();
  diffWords(mine, theirs);
  assert.ok(performance.now() - begun < 3000);
});
