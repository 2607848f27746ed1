import assert from "node:assert/strict";
import { test } from "node:test";
import { isOver, moveBy, putIn, setMinutes } from "../../pages/workshop/desk/plan.js";

const PLAN = ["join", "dots", "stories"].map((part) => ({ part, minutes: 5, name: part }));
const list = (plan) => plan.map(({ part }) => part).join(" ");

test("a part moves by one place, and no further than the ends", () => {
  assert.equal(list(moveBy(PLAN, "dots", -1)), "dots join stories");
  assert.equal(list(moveBy(PLAN, "dots", 1)), "join stories dots");
  assert.equal(list(moveBy(PLAN, "join", -1)), list(PLAN));
  assert.equal(list(moveBy(PLAN, "stories", 1)), list(PLAN));
});

test("a part that was left out comes back after what usually comes before it", () => {
  assert.equal(list(putIn(PLAN, "map")), "join map dots stories");
  assert.equal(list(putIn(PLAN, "actions")), "join dots stories actions");
  assert.equal(list(putIn(PLAN.slice(1), "join")), "join dots stories");
});

test("minutes are whole, and within what the server takes", () => {
  const minutes = (typed) => setMinutes(PLAN, "dots", typed)[1].minutes;
  assert.deepEqual([7.4, -3, 9000, Number.NaN].map(minutes), [7, 0, 600, 0]);
  assert.equal(setMinutes(PLAN, "dots", 9)[0].minutes, 5);
});

test("a round that phones could answer is not asked otherwise any more", () => {
  assert.ok(!isOver({ wasOpened: false, answers: 0 }));
  assert.ok(isOver({ wasOpened: true, answers: 0 }));
  assert.ok(isOver({ wasOpened: false, answers: 1 }));
});
