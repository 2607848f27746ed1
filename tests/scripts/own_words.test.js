import assert from "node:assert/strict";
import { test } from "node:test";
import { addOwnWords, getPublishedName } from "../../pages/workshop/own_words.js";

test("a workshop's own words stand in the names of elements, which keep what the model calls them", () => {
  const texts = { nodes: { a: { name: "Catalyst: climate" }, b: { name: "Joy" } }, words: {} };
  const { nodes } = addOwnWords(texts, { a: ["Coffee", "Time"], gone: ["Lost"] });
  assert.deepEqual(Object.keys(nodes), ["a", "b"]);
  assert.equal(nodes.a.name, "Catalyst: climate ✎ Coffee; Time");
  assert.deepEqual(Object.values(nodes).map(getPublishedName), ["Catalyst: climate", "Joy"]);
  assert.equal(texts.nodes.a.name, "Catalyst: climate");
});
