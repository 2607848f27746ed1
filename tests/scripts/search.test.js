import "./opened.js";

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { cutExcerpt, findHits, findNear, listSearched, markWords } from "../../pages/explore/search.js";
import { fold } from "../../pages/shared/fold.js";
import { linkNodes } from "../../pages/shared/model_texts.js";
import { buildTexts } from "./model_texts.js";
import { PLAIN } from "./plain.js";

const story = (text, nodes, more = {}) => ({ title: "", text, setting: "", nodes, ...more });

/** What is searched of four elements, a to d, given their names, descriptions and stories. */
function listOf({ names = {}, descriptions = {}, stories = {} }) {
  const texts = buildTexts();
  for (const [id, node] of Object.entries(texts.nodes)) {
    Object.assign(node, { name: names[id] ?? node.name, description: descriptions[id] });
  }
  texts.words.plain = PLAIN;
  return listSearched(linkNodes(texts, stories));
}

const tell = (hits) => hits.map(({ id, place }) => `${id}: ${place}`);
const show = (pieces) => pieces.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join("");

test("case and accents do not matter, as on the server", () => {
  const examples = JSON.parse(readFileSync(new URL("../folded.json", import.meta.url), "utf8"));
  assert.ok(examples.length > 5);
  for (const [text, folded] of examples) assert.equal(fold(text), folded);
});

test("an element stands in the first place that has every word", () => {
  const searched = listOf({
    names: { a: "A ripe mango", b: "Fruit", c: "A mango" },
    descriptions: { a: "a ripe mango", b: "as RIPE as a mango", c: "which was ripe" },
    stories: { told: story("The mango was ripe.", ["a", "d"]) },
  });
  assert.deepEqual(tell(findHits(searched, "mángo ripe")), [
    "a: name",
    "b: description",
    "c: description",
    "d: stories",
  ]);
});

test("the words of a story stand in one story, in what people wrote", () => {
  const stories = {
    first: story("a mango", ["a", "b"]),
    second: story("a pear", ["a"], { occasion: "a mango" }),
  };
  assert.deepEqual(tell(findHits(listOf({ stories }), "mango pear")), ["a: stories"]);
});

test("a story has the names of the elements it tells of, as on the server", () => {
  const stories = { first: story("a pear", ["a", "b"]), second: story("a mango", ["d"]) };
  const hits = findHits(listOf({ names: { a: "Ripe mango" }, stories }), "mango");
  assert.deepEqual(tell(hits), ["a: name", "b: stories", "d: stories"]);
  assert.deepEqual(hits[1].about, ["Ripe mango"]);
  assert.deepEqual([hits[1].text, hits[2].text.trim()], ["", "a mango"]);
});

test("a word of a story begins with what is typed, as on the server", () => {
  const searched = listOf({ stories: { told: story("Well-rested, after a mango!", ["a"]) } });
  assert.deepEqual(tell(findHits(searched, "rest man")), ["a: stories"]);
  assert.deepEqual(findHits(searched, "go"), []);
  assert.deepEqual(findHits(searched, "!"), []);
});

test("what only the server found stands last, without an excerpt, and once", () => {
  const searched = listOf({ names: { a: "Mango" }, stories: { told: story("a mango", ["c"]) } });
  const hits = findHits(searched, "mango", ["a", "b", "gone"]);
  assert.deepEqual(tell(hits), ["a: name", "b: stories", "c: stories"]);
  assert.deepEqual(
    hits.map(({ text }) => text.trim()),
    ["", "", "a mango"],
  );
});

test("a search without letters finds nothing", () => {
  for (const search of ["", " ", "\u0301"]) {
    assert.deepEqual(findHits(listOf({}), search, ["a"]), []);
  }
});

test("what is found is marked with all its letters and accents", () => {
  assert.equal(show(markWords("De Patiënt", "patient")), "De [Patiënt]");
  assert.equal(show(markWords("Patie\u0308nt", "patie")), "[Patie\u0308]nt");
  assert.equal(show(markWords("Straße", "stras")), "[Straß]e");
  assert.equal(show(markWords("mango, man", "man mango")), "[mango], [man]");
  assert.equal(show(markWords("😀 mango", "mango")), "😀 [mango]");
  assert.equal(show(markWords("mango", "")), "mango");
});

test("an excerpt is one line around the first word, cut between words", () => {
  const text = `${"before ".repeat(30)}\nthe mango ${"after ".repeat(50)}`;
  const excerpt = cutExcerpt(text, "mango");
  assert.match(excerpt, /^… before .*before the mango after .*after …$/);
  assert.ok(excerpt.length < 120);
  assert.equal(cutExcerpt(`${"x".repeat(500)}mango`, "mango"), "… mango");
  assert.equal(cutExcerpt("", "mango"), "");
});

test("near are the names with words like those that were typed, best first", () => {
  const searched = listOf({
    names: { a: "Positive resonance", b: "Resonators", c: "Trust", d: "Mangomoment" },
  });
  const list = (search) => findNear(searched, search).map(({ id }) => id);
  assert.deepEqual(list("resonnance"), ["a", "b"]);
  assert.deepEqual(list("mangomomnt"), ["d"]);
  assert.deepEqual(list("trust in zebras"), []);
  assert.deepEqual(list("trsut"), ["c"]);
  assert.deepEqual(list("zebra"), []);
});
