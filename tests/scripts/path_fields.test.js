import "./opened.js";

import assert from "node:assert/strict";
import { test } from "node:test";
import { nameEnds } from "../../pages/paths/fields.js";
import { buildTexts } from "./model_texts.js";

test("paths start and end at stages, levels and nodes", () => {
  assert.deepEqual(nameEnds(buildTexts()), [
    [
      "",
      {
        "stage:first": "All: Firsts",
        "stage:last": "All: Lasts",
        "level:one": "All: One",
        "level:two": "All: Two",
      },
    ],
    ["Firsts", { a: "A (One)", b: "B (Two)" }],
    ["Lasts", { c: "C (One)", d: "D (Two)" }],
  ]);
});

test("the nodes of a stage on a level are an end where they are some of it, not all", () => {
  const { nodes } = buildTexts();
  const [[, whole]] = nameEnds(buildTexts({ nodes: { ...nodes, e: { ...nodes.a, name: "E" } } }));
  assert.equal(whole["level:one+stage:first"], "All: Firsts, One");
  assert.ok(!("level:two+stage:first" in whole));
  const [[, all]] = nameEnds(buildTexts({ nodes: { a: nodes.a, e: nodes.a } }));
  assert.ok(!("level:one+stage:first" in all));
});
