import assert from "node:assert/strict";
import { test } from "node:test";
import { findSpot } from "../../pages/workbench/legend.js";

const FRAME = { width: 1000, height: 500 };
const LEGEND = { width: 200, height: 80 };
const box = (left, top, right, bottom) => ({ left, top, right, bottom });

test("the legend stands in the lower right corner where nothing is there", () => {
  const boxes = [box(0, 0, 1000, 400)];
  assert.deepEqual(findSpot(LEGEND, FRAME, { boxes, lines: [] }), { left: 795, covered: 0 });
});

test("it goes along the lower edge until it covers nothing", () => {
  const { left, covered } = findSpot(LEGEND, FRAME, { boxes: [box(700, 420, 960, 480)], lines: [] });
  assert.equal(covered, 0);
  assert.ok(left + LEGEND.width < 700 && left > 480, String(left));
});

test("it rather lies on lines than on a box", () => {
  const boxes = [box(0, 400, 400, 500)];
  const lines = [box(420, 450, 430, 460), box(610, 450, 620, 460), box(800, 450, 810, 460)];
  const { left, covered } = findSpot({ ...LEGEND, width: 300 }, FRAME, { boxes, lines });
  assert.ok(left > 400);
  assert.equal(covered, 1);
});

test("where there is room nowhere it says that it covers a box, and stays inside", () => {
  const boxes = [box(0, 400, 1000, 500)];
  assert.deepEqual(findSpot(LEGEND, FRAME, { boxes, lines: [] }), { left: 795, covered: 1000 });
  assert.equal(findSpot({ width: 1200, height: 80 }, FRAME, { boxes, lines: [] }).left, 5);
});
