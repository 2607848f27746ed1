import assert from "node:assert/strict";
import { mock, test } from "node:test";
import {
  changePlace,
  chooseMove,
  choosePage,
  findStep,
  placeOf,
  readKey,
  readTimer,
} from "../../pages/workshop/steps.js";
import { POSITION } from "./room.js";

const STEPS = [
  { view: "join", at: 0, title: "Join in" },
  { view: "stages", at: 0, title: "First", nodes: ["a", "b"] },
  { view: "stages", at: 1, title: "Second" },
  { view: "round", at: 0, title: "Dots?", round: "r" },
  { view: "round", at: 2, title: "Dots?", round: "r", part: "map" },
  { view: "round", at: 0, title: "Rating?", round: "s" },
  { view: "stories", at: 0, title: "Crow", story: "x" },
  { view: "stories", at: 1, title: "Wren", story: "y" },
];
const find = (position) => findStep(STEPS, { ...POSITION, ...position });
const countPages = ({ at, view }) => (view === "stages" && at === 1 ? 3 : 1);
const choose = (act, position, picked = null) =>
  chooseMove(act, {
    steps: STEPS,
    rounds: [],
    isEnded: false,
    position: { ...POSITION, ...position },
    minutes: 5,
    picked,
    countPages,
  });
const choosePressed = (act, round, more = {}) => {
  const { isEnded = false, ...position } = more;
  return chooseMove(act, {
    steps: STEPS,
    rounds: [{ id: "s", answers: 0, hasResult: true, ...round }],
    isEnded,
    position: { ...POSITION, view: "round", round: "s", ...position },
    minutes: 5,
    picked: null,
    countPages: () => 1,
  });
};

test("a position leads to its step, wherever that stands now", () => {
  assert.equal(find({ view: "stages", at: 1 }), 2);
  assert.equal(find({ view: "round", at: 2, round: "r" }), 4);
  assert.equal(find({ view: "round", at: 0, round: "s" }), 5);
  assert.equal(find({ view: "stories", at: 0, story: "y" }), 7);
});

test("where a step is gone the nearest of its kind is shown, else the first of all", () => {
  assert.equal(find({ view: "stages", at: 7 }), 2);
  assert.equal(find({ view: "round", at: 5, round: "r" }), 4);
  assert.equal(find({ view: "stories", at: 1, story: "gone" }), 7);
  assert.equal(find({ view: "round", at: 0, round: "gone" }), 3);
  assert.equal(find({ view: "actions", at: 0 }), 0);
});

test("each step is the one that its place leads to", () => {
  for (const [number, step] of STEPS.entries()) assert.equal(find(placeOf(step)), number);
});

test("next and back go one step, and no further than the ends", () => {
  assert.deepEqual(choose("next", { view: "join" }), { change: placeOf(STEPS[1]) });
  assert.deepEqual(choose("back", { view: "stages", at: 0 }), { change: { ...placeOf(STEPS[0]), page: 0 } });
  const here = { change: { page: 0, spotlight: null } };
  assert.deepEqual(choose("back", { view: "join" }), here);
  assert.deepEqual(choose("next", { view: "stories", story: "y" }), here);
  assert.deepEqual(choose("first", { view: "stages" }), { change: placeOf(STEPS[0]) });
  assert.deepEqual(choose("last", { view: "stages" }), { change: placeOf(STEPS[7]) });
});

test("next and back turn the pages of a step before they leave it", () => {
  const turn = (page) => ({ change: { page, spotlight: null } });
  const second = { view: "stages", at: 1 };
  assert.deepEqual(choose("next", { ...second }), turn(1));
  assert.deepEqual(choose("next", { ...second, page: 1 }), turn(2));
  assert.deepEqual(choose("next", { ...second, page: 2 }), { change: placeOf(STEPS[3]) });
  assert.deepEqual(choose("back", { ...second, page: 2 }), turn(1));
  assert.deepEqual(choose("back", second), { change: { ...placeOf(STEPS[1]), page: 0 } });
  assert.deepEqual(choose("back", { view: "round", round: "r" }), {
    change: { ...placeOf(STEPS[2]), page: 2 },
  });
});

test("a page that is not there any more is the last one", () => {
  assert.equal(choosePage({ ...POSITION, page: 7 }, 3), 2);
  assert.deepEqual(choose("next", { view: "stages", at: 1, page: 7 }), { change: placeOf(STEPS[3]) });
  assert.deepEqual(choose("back", { view: "stages", at: 1, page: 7 }), {
    change: { page: 1, spotlight: null },
  });
});

test("next opens a round, closes it, reveals it and goes on", () => {
  const press = (round, more) => choosePressed("next", round, more);
  assert.deepEqual(press({}), { act: "open-round", round: "s" });
  assert.deepEqual(press({ isOpen: true, wasOpened: true }), { act: "close-round", round: "s" });
  assert.deepEqual(press({ wasOpened: true, answers: 3 }), { act: "reveal-round", round: "s" });
  const on = { change: placeOf(STEPS[6]) };
  assert.deepEqual(press({ wasOpened: true }), on);
  assert.deepEqual(press({ isRevealed: true, wasOpened: true, answers: 3 }), on);
  assert.deepEqual(press({ wasOpened: true, answers: 3, hasResult: false }), on);
  assert.deepEqual(press({}, { isEnded: true }), on);
  assert.deepEqual(press({}, { is_black: true }), { change: { is_black: false } });
});

test("O, C and R open, close and reveal the question that is shown, where that is possible", () => {
  const act = (name) => ({ act: name, round: "s" });
  assert.deepEqual(choosePressed("open", { wasOpened: true, answers: 2 }), act("open-round"));
  assert.equal(choosePressed("open", { isRevealed: true }), null);
  assert.equal(choosePressed("open", {}, { isEnded: true }), null);
  assert.equal(choosePressed("close", {}), null);
  assert.deepEqual(choosePressed("reveal", { isOpen: true }), act("reveal-round"));
  assert.equal(choosePressed("reveal", {}), null);
  assert.equal(choosePressed("reveal", {}, { view: "join" }), null);
});

test("a question of several pages is shown whole before next opens it", () => {
  const options = { rounds: [{ id: "s", answers: 0, hasResult: true }], isEnded: false, minutes: 5 };
  const press = (page) => {
    const position = { ...POSITION, view: "round", round: "s", page };
    return chooseMove("next", { ...options, steps: STEPS, position, picked: null, countPages: () => 2 });
  };
  assert.deepEqual(press(0), { change: { page: 1, spotlight: null } });
  assert.deepEqual(press(1), { act: "open-round", round: "s" });
});

test("on a black screen next and back only show it again", () => {
  for (const act of ["next", "back", "black"])
    assert.deepEqual(choose(act, { is_black: true }), { change: { is_black: false } });
  assert.deepEqual(choose("black", {}), { change: { is_black: true } });
});

test("the timer starts with its minutes, and stops with none", () => {
  assert.deepEqual(choose("timer", {}), { minutes: 5 });
  assert.deepEqual(choose("timer", { timer_until: "2026-05-01T12:00:00Z" }), { minutes: 0 });
});

test("a spotlight falls on what was picked, else on the last node, and ends by the same key", () => {
  assert.deepEqual(choose("spotlight", { view: "stages" }, "a"), { change: { spotlight: "a" } });
  assert.deepEqual(choose("spotlight", { view: "stages" }), { change: { spotlight: "b" } });
  assert.deepEqual(choose("spotlight", { view: "join" }, ""), { change: { spotlight: null } });
  assert.deepEqual(choose("spotlight", { spotlight: "a" }, "b"), { change: { spotlight: null } });
  assert.deepEqual(choose("escape", { spotlight: "a" }), { change: { spotlight: null } });
  assert.equal(choose("escape", {}), null);
  assert.equal(choose("fullscreen", {}), null);
});

test("another view begins anew, and keeps the path; anything else keeps all", () => {
  const lit = { ...POSITION, spotlight: "a", is_black: true, path: ["a", "b"], round: "r", page: 2 };
  const place = { view: "map", at: 0, page: 0, path: ["a", "b"], story: null, round: null, spotlight: null };
  assert.deepEqual(changePlace(lit, { view: "map", at: 0 }), { ...place, is_black: false });
  const kept = { ...place, view: "join", page: 2, spotlight: "a", round: "r", is_black: false };
  assert.deepEqual(changePlace(lit, { is_black: false }), kept);
});

test("keys and clickers are read, but not with keys that belong to the browser", () => {
  const read = (key, more = {}) => readKey({ key, altKey: false, ctrlKey: false, metaKey: false, ...more });
  assert.deepEqual(
    ["PageDown", " ", "PageUp", "B", ".", "s", "Escape", "O", "c", "r"].map((key) => read(key)),
    ["next", "next", "back", "black", "black", "spotlight", "escape", "open", "close", "reveal"],
  );
  assert.equal(read("x"), undefined);
  assert.equal(read("Tab"), undefined);
  assert.equal(read("b", { ctrlKey: true }), undefined);
});

test("a timer counts down to zero by the server's clock", () => {
  mock.timers.enable({ apis: ["Date"], now: Date.parse("2026-05-01T12:00:00Z") });
  assert.equal(readTimer(null, 0), "");
  assert.equal(readTimer("2026-05-01T12:04:05Z", 0), "4:05");
  assert.equal(readTimer("2026-05-01T12:04:05Z", 5000), "4:00");
  assert.equal(readTimer("2026-05-01T11:59:00Z", 0), "0:00");
  mock.timers.reset();
});
