import assert from "node:assert/strict";
import { test } from "node:test";
import { fitBoxes, separate, spread } from "../../pages/workbench/spacing.js";

const FRAME = { width: 1000, height: 600 };
const box = (id, x, y, width = 150, height = 40) => ({ id, x, y, width, height });
const isOver = (first, other) =>
  Math.abs(first.x - other.x) < (first.width + other.width) / 2 &&
  Math.abs(first.y - other.y) < (first.height + other.height) / 2;

function countCovered(boxes) {
  return boxes.filter((first, at) => boxes.slice(at + 1).some((other) => isOver(first, other))).length;
}

test("boxes that are apart stay where they are", () => {
  const boxes = [box("a", 0, 0), box("b", 200, 0), box("c", 0, 100)];
  assert.deepEqual(
    separate(boxes).toSorted((first, other) => first.id.localeCompare(other.id)),
    boxes,
  );
});

test("boxes on one place come apart, even as many as a whole model", () => {
  for (const count of [2, 26, 150]) {
    const boxes = separate(Array.from({ length: count }, (_, at) => box(`n${at}`, 0, 0)));
    assert.equal(countCovered(boxes), 0);
    assert.equal(boxes.length, count);
  }
});

test("boxes that found their places are spread over the frame", () => {
  const boxes = [box("a", -30, 10), box("b", 0, 0), box("c", 30, -10)];
  const places = spread(boxes, FRAME);
  assert.equal(places.c.x - places.a.x, FRAME.width - 150);
  assert.equal(places.a.y - places.c.y, FRAME.height - 40);
});

test("one box, or all in one line, needs no room on that way", () => {
  assert.deepEqual(spread([box("a", 7, 7)], FRAME), { a: { x: 0, y: 0 } });
  const places = spread([box("a", 0, 5), box("b", 10, 5)], FRAME);
  assert.equal(places.a.y, places.b.y);
});

test("all boxes are in the frame, as large as they can be and no larger than wanted", () => {
  const boxes = [box("a", 0, 0), box("b", 1850, 100)];
  assert.deepEqual(fitBoxes(boxes, FRAME, 2), { position: { x: 925, y: 50 }, scale: 0.5 });
  assert.equal(fitBoxes([box("a", 0, 0)], FRAME, 2).scale, 2);
});
