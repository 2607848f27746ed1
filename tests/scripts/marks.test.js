import "./opened.js";

import assert from "node:assert/strict";
import { test } from "node:test";
import { cutBefore, markPlaces } from "../../pages/shared/marks.js";

test("a text is cut some words before the first place, and its places move with it", () => {
  const text = `${"word ".repeat(40)}mango and mango`;
  const first = text.indexOf("mango");
  const cut = cutBefore(text, [
    [first, first + 5],
    [first + 10, first + 15],
  ]);
  assert.match(cut.text, /^… word (word )+mango and mango$/);
  assert.deepEqual(
    cut.places.map(([start, end]) => cut.text.slice(start, end)),
    ["mango", "mango"],
  );
  assert.ok(cut.text.length < 85);
});

test("a text whose words stand at its beginning stays whole, as does one without any", () => {
  assert.deepEqual(cutBefore("a mango", [[2, 7]]), { text: "a mango", places: [[2, 7]] });
  assert.deepEqual(cutBefore("a pear"), { text: "a pear", places: [] });
  assert.deepEqual(markPlaces("a pear"), ["a pear"]);
});

test("a very long word is cut at the place itself", () => {
  const { text, places } = cutBefore(`${"x".repeat(100)}mango`, [[100, 105]]);
  assert.deepEqual([text, places], ["… mango", [[2, 7]]]);
});
