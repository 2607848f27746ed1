import assert from "node:assert/strict";
import { test } from "node:test";
import { Refused } from "../../pages/shared/requests.js";
import { Decisions, isSettled } from "../../pages/stories/agreement/decisions.js";
import { cut, listMarked, quote } from "../../pages/stories/agreement/passages.js";
import { sortRows } from "../../pages/stories/agreement/sorting.js";
import { Talk } from "../../pages/stories/agreement/talk.js";

const JOY = { kind: "node", id: "joy" };

const differ = (story, code = JOY, decision = null) => ({
  ...{ story, ...code, by: ["ann"], without: ["bo"], decision },
});
const DECIDED = { attached: true, role: "facilitator", at: "2026-11-29T12:00:00Z" };

test("what waits and what is decided is counted, in all and about each code", () => {
  const ease = { kind: "dimension", id: "joy" };
  const talk = new Talk([differ("a"), differ("b", JOY, DECIDED), differ("a", ease)]);
  assert.deepEqual(talk.count(), { waiting: 2, decided: 1 });
  assert.deepEqual(talk.count(JOY), { waiting: 1, decided: 1 });
  assert.deepEqual([...talk.countByCode().keys()], ["node:joy", "dimension:joy"]);
  assert.deepEqual(
    talk.list(ease, "waiting").map(({ story }) => story),
    ["a"],
  );
});

test("after one that was decided comes the next that waits, and after the last one the first", () => {
  const all = ["a", "b", "c"].map((story) => differ(story));
  const talk = new Talk(all);
  assert.equal(talk.step(null, 1, null, "waiting"), all[0]);
  all[1].decision = DECIDED;
  assert.equal(talk.step(all[1], 1, null, "waiting"), all[2]);
  assert.equal(talk.step(all[1], -1, null, "waiting"), all[0]);
  assert.equal(talk.step(all[2], 1, null, "waiting"), all[0]);
  assert.equal(talk.step(all[0], -1, null, "waiting"), all[2]);
  assert.equal(talk.step(all[1], 1, null, "decided"), null);
  assert.equal(talk.step(all[0], 1, { kind: "node", id: "trust" }, "waiting"), null);
  talk.remove(all[2]);
  assert.equal(talk.find("c", null, "waiting"), null);
  assert.equal(talk.find("b", JOY, "decided"), all[1]);
});

test("a decision is shown at once, and is out again where the server refuses it", async () => {
  const heard = [];
  const refusal = new Refused(409, { reason: "settled" });
  const listener = { stored: ({ story }) => heard.push(story), failed: (_, error) => heard.push(error) };
  const decisions = new Decisions(listener, async ({ story }, attached) => {
    if (story === "b") throw refusal;
    return attached === null ? null : { ...DECIDED, attached };
  });
  const [a, b] = [differ("a"), differ("b")];
  decisions.decide(a, false);
  decisions.decide(b, true);
  assert.deepEqual([a.decision?.attached, b.decision?.attached], [false, true]);
  await decisions.settle();
  assert.deepEqual(a.decision, { ...DECIDED, attached: false });
  assert.equal(b.decision, null);
  assert.deepEqual(heard, ["a", refusal]);
  assert.ok(isSettled(refusal));
  assert.ok(!isSettled(new Refused(409, {})));
  assert.equal(decisions.undo(), a);
  await decisions.settle();
  assert.equal(a.decision, null);
  assert.equal(decisions.undo(), null);
});

test("of a decision that was changed, undoing brings the earlier one back", async () => {
  const decisions = new Decisions({ stored: () => {}, failed: () => {} }, async (_, attached) => ({
    ...DECIDED,
    attached,
  }));
  const difference = differ("a");
  decisions.decide(difference, true);
  decisions.decide(difference, false);
  decisions.undo();
  await decisions.settle();
  assert.equal(difference.decision?.attached, true);
});

test("passages are numbered as they stand in the text, whoever marked them", () => {
  const codings = [
    { coder: "bo", marks: [{ ...JOY, passages: [["en", 9, 12]] }], leftovers: [], memo: "" },
    { coder: "ann", marks: [], leftovers: [["en", 0, 3]], memo: "" },
  ];
  const marked = listMarked(codings);
  assert.deepEqual(
    marked.map(({ number, coder, code }) => [number, coder, code]),
    [
      [1, "ann", null],
      [2, "bo", JOY],
    ],
  );
});

test("a text is cut where passages begin and end, by characters", () => {
  const text = "🥭 She sang.";
  const codings = [
    { coder: "ann", marks: [{ ...JOY, passages: [["en", 2, 10]] }], leftovers: [], memo: "" },
    { coder: "bo", marks: [{ ...JOY, passages: [["en", 6, 10]] }], leftovers: [], memo: "" },
  ];
  const marked = listMarked(codings);
  const pieces = cut(text, marked).map((piece) => [
    piece.text,
    piece.within.map(({ number }) => number),
    piece.begins.map(({ number }) => number),
  ]);
  assert.deepEqual(pieces, [
    ["🥭 ", [], []],
    ["She ", [1], [1]],
    ["sang", [1, 2], [2]],
    [".", [], []],
  ]);
  assert.equal(quote(text, marked[1]), "sang");
  assert.deepEqual(cut("", []), []);
});

test("rows are sorted by a figure, those without one last", () => {
  const rows = [0.4, null, 0.9].map((value) => ({ alpha: { value } }));
  const values = (order) => sortRows(rows, order).map(({ alpha }) => alpha.value);
  assert.deepEqual(values({ measure: "alpha", isRising: true }), [0.4, 0.9, null]);
  assert.deepEqual(values({ measure: "alpha", isRising: false }), [0.9, 0.4, null]);
  assert.deepEqual(values({ measure: null, isRising: false }), [0.4, null, 0.9]);
});
