import assert from "node:assert/strict";
import { test } from "node:test";
import { linkNodes } from "../../pages/shared/model_texts.js";
import { findEnds, findFlags } from "../../pages/workbench/ends.js";
import { buildTexts } from "./model_texts.js";

const texts = buildTexts();

test("an end is a node, or all of a stage, of a level or of both", () => {
  const find = (/** @type {string | null} */ text) => [...findEnds(text, texts)].join(" ");
  assert.equal(find("a"), "a");
  assert.equal(find("stage:last"), "c d");
  assert.equal(find("level:two"), "b d");
  assert.equal(find("level:two+stage:last"), "d");
  assert.equal(find("stage:last level:two"), "d");
  assert.equal(find("stage:none"), "");
  assert.equal(find(null), "");
});

test("flags are borne on the page of paths only", () => {
  const words = { ...texts.words, inputs: { from: "From", to: "To" }, startsHere: "start", endsHere: "end" };
  const loaded = /** @type {any} */ (linkNodes({ ...texts, words }, {}));
  const selection = /** @type {any} */ ({ from: "a", to: "level:two" });
  const flags = (/** @type {string} */ page) =>
    findFlags(page, selection, loaded).map(({ kind, nodes, text }) => `${kind} ${text}: ${[...nodes]}`);
  assert.deepEqual(flags("paths"), ["start From: a", "end To: b,d"]);
  assert.deepEqual(flags("explore"), ["start From: ", "end To: "]);
});
