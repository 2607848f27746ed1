import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { ShownPosition } from "../../pages/workshop/position.js";

const place = (view, more = {}) => ({
  view,
  at: 0,
  path: [],
  story: null,
  round: null,
  spotlight: null,
  is_black: false,
  timer_until: null,
  page: 0,
  ...more,
});
let shown;
const move = (id, view, isOwn = false) => shown.begin({ id, change: { view }, isOwn });

beforeEach(() => {
  shown = new ShownPosition(place("join"));
});

test("a move is shown at once, and stays where the server says what it said before", () => {
  move("1", "map");
  assert.equal(shown.value.view, "map");
  shown.learn(place("join"));
  assert.equal(shown.value.view, "map");
  shown.end("1", true);
  assert.equal(shown.value.view, "map");
  shown.learn(place("actions"));
  assert.equal(shown.value.view, "actions");
});

test("the latest of several moves is shown, whichever of them the server has come to", () => {
  move("1", "stages");
  move("2", "map");
  shown.learn(place("stages"));
  assert.equal(shown.value.view, "map");
  shown.end("1", true);
  assert.equal(shown.value.view, "map");
  shown.learn(place("map"));
  shown.end("2", true);
  assert.equal(shown.value.view, "map");
});

test("a move that was refused or overtaken leaves what is known", () => {
  move("1", "map");
  shown.end("1", false);
  assert.equal(shown.value.view, "join");
  shown.end("1", true);
  assert.equal(shown.value.view, "join");
});

test("where somebody else moved, no longer waited is for windows that may be gone", () => {
  move("1", "map");
  shown.learn(place("actions"));
  assert.equal(shown.value.view, "actions");
  move("2", "map", true);
  shown.learn(place("stories"));
  assert.equal(shown.value.view, "map");
  assert.deepEqual(shown.own, ["2"]);
});

test("a timer that ends by the server's clock is no other place", () => {
  move("1", "map");
  shown.learn(place("join", { timer_until: "2026-05-01T12:00:00Z" }));
  assert.equal(shown.value.view, "map");
  assert.equal(shown.value.timer_until, "2026-05-01T12:00:00Z");
});
