import assert from "node:assert/strict";
import { test } from "node:test";
import { describeEdges } from "../../pages/workbench/edge_list.js";
import { buildTexts } from "./model_texts.js";

const SHEET = buildTexts({
  words: { labelled: "{label}: {text}", provenances: { stated: "stated" }, moreLinks: "and {count} more" },
});
const [first, second, third, undirected] = SHEET.edges;

test("an edge is a sentence, once, with how it is known", () => {
  const stated = { ...third, provenance: "stated" };
  assert.deepEqual(describeEdges(SHEET, [stated, stated]), [{ words: "B leads to D (stated)", names: [] }]);
});

test("an edge without a direction says none", () => {
  assert.deepEqual(describeEdges(SHEET, [undirected]), [{ words: "C – D", names: [] }]);
});

test("edges into one node, or out of one, stand under what they share", () => {
  const other = { ...third, from: "c" };
  assert.deepEqual(describeEdges(SHEET, [third, other]), [{ words: "D follows from:", names: ["C", "B"] }]);
  assert.deepEqual(describeEdges(SHEET, [first, second, third]), [
    { words: "A leads to:", names: ["B", "C"] },
    { words: "B leads to D", names: [] },
  ]);
});

test("edges that are known in different ways stand apart", () => {
  const stated = { ...second, provenance: "stated" };
  assert.equal(describeEdges(SHEET, [first, stated]).length, 2);
});

test("of very many edges the first are listed, and how many are left", () => {
  const many = Array.from({ length: 20 }, () => ({ ...first }));
  const [{ names }] = describeEdges(SHEET, many);
  assert.deepEqual(names.slice(-2), ["A", "and 8 more"]);
  assert.equal(describeEdges(SHEET, many.slice(0, 13))[0].names.length, 13);
});

test("of very many groups less is named of each, then the first are, and how many edges are left", () => {
  const count = (entries) => entries.length + entries.flatMap(({ names }) => names).length;
  const inKinds = (number, size) => {
    const kinds = Array.from({ length: number }, (_, at) => `kind ${at}`);
    const verbs = Object.fromEntries(kinds.map((kind) => [kind, { verb: kind, inverse: kind }]));
    const edges = kinds.flatMap((kind) => Array.from({ length: size }, () => ({ ...first, kind })));
    return describeEdges({ ...SHEET, kinds: verbs }, edges);
  };
  const shorter = inKinds(2, 30);
  assert.equal(count(shorter), 20);
  assert.deepEqual(
    shorter.map(({ names }) => names.at(-1)),
    ["and 22 more", "and 22 more"],
  );
  const fewer = inKinds(9, 5);
  assert.ok(count(fewer) <= 20);
  assert.deepEqual(fewer.at(-1), { words: "and 30 more", names: [] });
});
