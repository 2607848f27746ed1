import assert from "node:assert/strict";
import { test } from "node:test";
import { findElements, findNear, fold, markWords } from "../../pages/explore/search.js";

const texts = {
  nodes: {
    a: { name: "Beïnvloed vertrouwen", description: "Wat de patiënt denkt." },
    b: {
      name: "Loyalty",
      description: `${"Long words before it. ".repeat(6)}Trust grows here, ${"and goes on. ".repeat(9)}`,
    },
    c: { name: "Climate" },
  },
  stories: { s: { nodes: ["c"], title: "A crow", text: "It trusted nobody.", setting: "a ward" } },
};
const ids = (found) => found.map(({ id, group }) => `${id} ${group}`);

test("case and accents do not matter, as on the server", () => {
  assert.equal(fold("Patiënt BEÏNVLOED"), "patient beinvloed");
  assert.deepEqual(ids(findElements(texts, "BEINVLOED", null)), ["a name"]);
});

test("an element stands in the first group that has every word", () => {
  assert.deepEqual(ids(findElements(texts, "vertrouwen patient", null)), ["a description"]);
  assert.deepEqual(ids(findElements(texts, "trust", null)), ["b description", "c stories"]);
  assert.deepEqual(ids(findElements(texts, "zebra", new Set(["b"]))), ["b stories"]);
  assert.deepEqual(findElements(texts, "  ", null), []);
});

test("an excerpt has the word, and says that more stands around it", () => {
  const [{ excerpt }] = findElements(texts, "trust", null);
  assert.match(excerpt, /^… .*Trust grows here.* …$/);
  assert.ok(excerpt.length < 120);
});

test("words are marked where they stand, whatever their accents", () => {
  assert.deepEqual(markWords("De patiënt, Patient", "patient"), [
    { text: "De ", isFound: false },
    { text: "patiënt", isFound: true },
    { text: ", ", isFound: false },
    { text: "Patient", isFound: true },
  ]);
  assert.deepEqual(
    markWords("ﬁnd 👍🏽 it", "find it")
      .filter(({ isFound }) => isFound)
      .map(({ text }) => text),
    ["ﬁnd", "it"],
  );
  assert.deepEqual(markWords("a", ""), [{ text: "a", isFound: false }]);
});

test("names that are near are found by one of their words", () => {
  assert.deepEqual(findNear(texts, "loyalti"), ["b"]);
  assert.deepEqual(findNear(texts, "clmate"), ["c"]);
  assert.deepEqual(findNear(texts, "zebra"), []);
});
