import assert from "node:assert/strict";
import { test } from "node:test";
import {
  blend,
  describeResult,
  isRevealedPoll,
  listBars,
  listGiven,
  listValues,
  showNumber,
} from "../../pages/workshop/measures.js";

const WORDS = {
  oneAnsweredBy: "1 answered",
  answeredBy: "{count} answered",
  roleNote: "At least 5.",
  cutHighest: "The {shown} highest of {all}.",
};
const node = (id, value, more = {}) => ({ id, value, share: value, roles: {}, histogram: {}, ...more });
const poll = (nodes, voters = 3, decimals = 1) => ({
  measure: { decimals, order: "More is higher." },
  result: { subjects: nodes, voters },
  parts: [],
});

test("only a poll that is revealed has a result to draw", () => {
  assert.ok(isRevealedPoll(poll([])));
  assert.ok(!isRevealedPoll({ measure: {} }));
  assert.ok(!isRevealedPoll({ parts: ["words"] }));
});

test("numbers are written as the language does", () => {
  assert.equal(showNumber(4.666, 1, "en"), "4.7");
  assert.equal(showNumber(4.666, 1, "nl"), "4,7");
  assert.equal(showNumber(0, 0, "en"), "0");
  assert.equal(showNumber(null, 1, "en"), "–");
});

test("nodes that nobody rated have no value, and no bar", () => {
  const round = poll([node("a", 0.5), node("b", null), node("c", 0.25, { share: null })]);
  assert.deepEqual(listValues(round, "en"), {
    a: { share: 0.5, text: "0.5" },
    c: { share: 0, text: "0.3" },
  });
  assert.deepEqual(
    listBars(round, "ranking").map(({ id }) => id),
    ["a", "c"],
  );
});

test("by role there are bars where some can be told apart, six at most", () => {
  const roles = { patient: {} };
  const nodes = [node("plain", 1), ...Array.from("abcdefgh", (id) => node(id, 1, { roles }))];
  assert.deepEqual(
    listBars(poll(nodes), "roles")
      .map(({ id }) => id)
      .join(""),
    "abcdef",
  );
});

test("below bars stands who answered, and what is cut off", () => {
  const many = Array.from({ length: 13 }, (_, number) => node(`n${number}`, 1));
  assert.equal(describeResult(poll([node("a", 1)], 1), "spread", WORDS), "1 answered.");
  assert.equal(
    describeResult(poll(many), "ranking", WORDS),
    "3 answered. More is higher. The 12 highest of 13.",
  );
  assert.equal(describeResult(poll(many), "roles", WORDS), "3 answered. At least 5.");
});

test("the numbers that were given are in their order, without those that nobody gave", () => {
  const nodes = [node("a", 1, { histogram: { 10: 1, 2: 1 } }), node("b", 1, { histogram: { 3: 0, 2: 4 } })];
  assert.deepEqual(listGiven(nodes), [
    [2, "2"],
    [10, "10"],
  ]);
});

test("colours go from one end over a light middle to the other", () => {
  assert.equal(blend("#ff0000", "#ffffff", "#0000ff", 0.5), "rgb(191,191,255)");
  assert.equal(blend("#ff0000", "#ffffff", "#0000ff", 0), "rgb(255,48,48)");
  assert.equal(blend("#ff0000", "#ffffff", "#0000ff", 1), "rgb(48,48,255)");
});
