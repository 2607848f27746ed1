import assert from "node:assert/strict";
import { test } from "node:test";
import { findPlace } from "../../pages/workbench/beside.js";

const ROOM = { left: 0, right: 1000, top: 0, bottom: 700 };
const CARD = { width: 300, height: 100 };
const NODE = { left: 400, right: 500, top: 300, bottom: 340 };
const box = (left, top, right, bottom) => ({ left, top, right, bottom });

test("it stands below where nothing is there", () => {
  assert.deepEqual(findPlace(CARD, NODE, ROOM, []), { left: 400, top: 354, covered: 0 });
});

test("it goes along the side as far as it covers nothing", () => {
  const { left, top, covered } = findPlace(CARD, NODE, ROOM, [box(600, 300, 700, 500)]);
  assert.deepEqual([top, covered], [354, 0]);
  assert.ok(left + CARD.width <= 600 && left + CARD.width > NODE.right, String(left));
});

test("it prefers the side without neighbours", () => {
  const [below, above] = [box(390, 360, 510, 400), box(390, 240, 510, 280)];
  assert.equal(findPlace(CARD, NODE, ROOM, [below]).top, 186);
  assert.equal(findPlace(CARD, NODE, ROOM, [below, above]).left, 514);
  assert.equal(findPlace(CARD, NODE, ROOM, [below, above, box(600, 250, 700, 400)]).left, 86);
});

test("where it covers something everywhere it covers least, and stays in the room", () => {
  const low = { left: 400, right: 500, top: 600, bottom: 640 };
  const others = [box(0, 0, 1000, 600), box(0, 0, 1000, 590), box(500, 600, 1000, 700)];
  assert.deepEqual(findPlace(CARD, low, ROOM, others), { left: 86, top: 600, covered: 0 });
  assert.deepEqual(findPlace({ width: 300, height: 900 }, low, ROOM, []).left, 400);
});
