import assert from "node:assert/strict";
import { test } from "node:test";
import {
  findBest,
  findImplied,
  findTelling,
  gather,
  isSame,
  narrow,
  splitVia,
} from "../../pages/paths/compared.js";

const groups = [
  { nodes: ["a", "x"], count: 2, evidence: { whole: 1, untold: 1 } },
  { nodes: ["a", "y"], count: 3, evidence: { untold: 3 } },
  { nodes: ["", "y"], count: 4, evidence: {} },
];

test("groups that share their first nodes are summed up", () => {
  const [first, second] = gather(groups, 1);
  assert.deepEqual(first, {
    nodes: ["a"],
    count: 5,
    evidence: { whole: 1, untold: 4 },
    groups: groups.slice(0, 2),
  });
  assert.deepEqual([second.nodes, second.count], [[""], 4]);
  assert.equal(gather(groups, 2).length, 3);
});

test("the best evidence of some paths is named, and none where not all were looked at", () => {
  assert.equal(findBest({ untold: 4, stitched: 2, whole: 1 }, true), "whole");
  assert.equal(findBest({ untold: 4, stitched: 2 }, false), "stitched");
  assert.equal(findBest({ untold: 4 }, true), "untold");
  assert.equal(findBest({ untold: 4 }, false), "");
  assert.equal(findBest({}, true), "");
});

test("a group is chosen instead of another, and left when it is chosen again", () => {
  assert.deepEqual(narrow([], groups, ["a", "x"]), ["a", "x"]);
  assert.deepEqual(narrow(["q", "a", "x"], groups, ["a", "y"]), ["q", "a", "y"]);
  assert.deepEqual(narrow(["q", "y", "a"], groups, ["a", "y"]), ["q"]);
  assert.deepEqual(splitVia(["q", "a"], groups), { chosen: ["a"], others: ["q"] });
});

test("the same nodes in any order are the same", () => {
  assert.ok(isSame(["a", "b"], ["b", "a"]));
  assert.ok(!isSame(["a"], ["a", "b"]));
  assert.ok(!isSame(["a"], ["b"]));
});

test("a node with one way in from a node with one way out follows from it", () => {
  /** @type {[string, string][]} */
  const edges = [
    ["a", "b"],
    ["b", "c"],
    ["d", "c"],
  ];
  assert.deepEqual(findImplied(edges, new Set(["a", "d"]), new Set(["c"])), new Set(["b"]));
  assert.deepEqual(findImplied(edges, new Set(["a", "b", "d"]), new Set(["c"])), new Set());
  assert.deepEqual(findImplied(edges, new Set(["d"]), new Set(["a", "c"])), new Set());
});

test("a path is told by the nodes that other paths do not hold, or by all of them", () => {
  assert.deepEqual(findTelling(["a", "b", "c"], new Set(["c"]), new Set(["b"])), ["a"]);
  assert.deepEqual(findTelling(["a", "b"], new Set(["a", "b"]), new Set()), ["a", "b"]);
});
