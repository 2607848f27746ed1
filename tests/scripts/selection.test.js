import assert from "node:assert/strict";
import { test } from "node:test";
import {
  countKept,
  findKept,
  isEnd,
  namePictured,
  nameStories,
  pickOn,
  readSelection,
  split,
  turnFilter,
} from "../../pages/shared/selection.js";

const SHEET = {
  nodes: { a: { stage: "s", level: "x" }, b: { stage: "t", level: "y" }, c: { stage: "t", level: "both" } },
  levels: { x: "X", y: "Y", both: "Both" },
  sharedLevels: ["both"],
  stages: { s: "S", t: "T" },
  edges: [{ from: "a", to: "b" }],
};
const read = (query, view) => readSelection(new URLSearchParams(query), SHEET, view);

test("an empty address selects nothing and keeps everything", () => {
  const selection = read("");
  assert.equal(selection.node, null);
  assert.equal(selection.depth, "all");
  assert.equal(selection.view, "map");
  assert.deepEqual(findKept(selection, SHEET), { levels: null, stages: null });
  assert.equal(namePictured(selection), "");
});

test("a link is selected by its ends, where no node is", () => {
  assert.deepEqual(read("edge=a,b").edge, ["a", "b"]);
  assert.equal(read("edge=b,a").edge, null);
  assert.equal(read("edge=a").edge, null);
  assert.equal(read("edge=a,b&node=c").edge, null);
  assert.equal(pickOn(read("edge=a,b"), "c", "explore").edge, null);
});

test("a head leaves only its own, then brings all back, and adds with Shift", () => {
  assert.deepEqual(turnFilter(read(""), "stage", "s", false), { stage: ["s"] });
  assert.deepEqual(turnFilter(read("stage=s"), "stage", "s", false), { stage: [] });
  assert.deepEqual(turnFilter(read("stage=s,t"), "stage", "s", false), { stage: ["s"] });
  assert.deepEqual(turnFilter(read("stage=s"), "stage", "t", true), { stage: ["s", "t"] });
  assert.deepEqual(turnFilter(read("stage=s,t"), "stage", "t", true), { stage: ["s"] });
  assert.deepEqual(turnFilter(read("without=both,y"), "level", "both", false), {
    level: ["both"],
    without: ["y"],
  });
});

test("how many nodes a filter keeps is counted", () => {
  assert.deepEqual(countKept(read(""), SHEET), { kept: 3, all: 3 });
  assert.deepEqual(countKept(read("level=x"), SHEET), { kept: 2, all: 3 });
  assert.deepEqual(countKept(read("stage=t&without=y"), SHEET), { kept: 1, all: 3 });
});

test("what the model does not have is as if it were not there", () => {
  const selection = read(
    "node=zebra&level=x,zebra&stage=constructor&depth=9&from=zebra&path=a,zebra&via=toString,a&view=x",
  );
  assert.equal(selection.node, null);
  assert.deepEqual(selection.level, ["x"]);
  assert.deepEqual(selection.stage, []);
  assert.equal(selection.depth, "all");
  assert.equal(selection.from, null);
  assert.equal(selection.path, null);
  assert.deepEqual(selection.via, ["a"]);
  assert.equal(selection.view, "map");
});

test("shared levels stay until they are switched off themselves", () => {
  assert.deepEqual([...findKept(read("level=x"), SHEET).levels], ["x", "both"]);
  assert.deepEqual([...findKept(read("level=x&without=both"), SHEET).levels], ["x"]);
  assert.deepEqual([...findKept(read("without=both"), SHEET).levels], ["x", "y"]);
  assert.deepEqual([...findKept(read("stage=t"), SHEET).stages], ["t"]);
});

test("only a filter that hides, and the numbers of stories, make another picture", () => {
  assert.equal(namePictured(read("level=y,x&node=a&depth=1&search=m")), "");
  assert.equal(namePictured(read("rest=hide")), "");
  assert.equal(namePictured(read("level=y,x&stage=t&rest=hide")), "level=x,y&stage=t&rest=hide");
  assert.equal(namePictured(read("counts=yes")), "counts=yes");
});

test("the view is the visitor's own where the address names none", () => {
  assert.equal(read("", "outline").view, "outline");
  assert.equal(read("view=network", "outline").view, "network");
});

test("ends of paths are nodes, stages, levels, or the nodes of a stage on a level", () => {
  for (const end of ["a", "stage:s", "level:x", "level:x+stage:s", "stage:s level:x"])
    assert.ok(isEnd(end, SHEET), end);
  for (const end of [null, "", "z", "stage:", "stage:z", "a+stage:s", "level:x+", "shape:s"])
    assert.ok(!isEnd(end, SHEET), end);
});

test("on the page of paths the first two clicks are start and end", () => {
  assert.deepEqual(pickOn(read(""), "a", "paths"), { node: null, edge: null, from: "a" });
  assert.deepEqual(pickOn(read("from=a"), "b", "paths"), { node: null, edge: null, to: "b" });
  assert.deepEqual(pickOn(read("from=a&to=b"), "c", "paths"), { node: "c", edge: null });
  assert.deepEqual(pickOn(read("from=a"), null, "paths"), { node: null, edge: null });
  assert.deepEqual(pickOn(read(""), "a", "explore"), { node: "a", edge: null });
});

test("stories are asked for by what the address says of stories", () => {
  const query = new URLSearchParams(
    "search=m & p&node=a&level=nobody&stage=s,gone&lang=nl&view=map&setting=a|b&since=2026-01-01&story=x",
  );
  assert.deepEqual(Object.fromEntries(new URLSearchParams(nameStories(query, SHEET))), {
    search: "m ",
    node: "a",
    stage: "s",
    setting: "a|b",
    since: "2026-01-01",
  });
});

test("lists have no empty parts", () => {
  assert.deepEqual(split(",a,,b,"), ["a", "b"]);
  assert.deepEqual(split(null), []);
});
