import assert from "node:assert/strict";
import test from "node:test";
import { describeDetails, describeState, nameState, sortAgreed } from "../../pages/workshop/settling.js";

const WORDS = /** @type {any} */ ({
  labelled: "{label}: {text}",
  actionStates: { done: "Done", open: "Still open", dropped: "Dropped" },
  overdue: "Overdue",
  shownByStory: "Story",
});

/** @param {object} values */
const follow = (values) =>
  /** @type {any} */ ({ state: "open", isOverdue: false, asked: "", outcome: "", due: "", ...values });

test("an action that nobody asked about has no state, unless it is overdue", () => {
  assert.equal(nameState(follow({}), WORDS), "");
  assert.equal(nameState(follow({ isOverdue: true }), WORDS), "! Overdue");
  assert.equal(nameState(follow({ asked: "w" }), WORDS), "… Still open");
  assert.equal(nameState(follow({ state: "dropped", asked: "w" }), WORDS), "✕ Dropped");
});

test("what came of it stands behind the state, and alone where there is none", () => {
  assert.equal(describeState(follow({ state: "done", outcome: "Daily" }), WORDS), "✓ Done: Daily");
  assert.equal(describeState(follow({ outcome: "Begun" }), WORDS), "Begun");
  assert.equal(describeState(follow({}), WORDS), "");
});

test("details name what is there", () => {
  const details = { who: "nurse", until: "", agreedAt: "Ward 4, 1 May 2026", storyName: "Tea" };
  assert.equal(describeDetails(follow(details), WORDS), "nurse · Ward 4, 1 May 2026 · Story: Tea");
});

test("open actions come first, by their day, then what is settled, the latest first", () => {
  const agreed = [
    follow({ id: "a", state: "done" }),
    follow({ id: "b" }),
    follow({ id: "c", due: "2026-06-01" }),
    follow({ id: "d", due: "2026-05-01" }),
    follow({ id: "e", state: "dropped" }),
  ];
  assert.equal(
    sortAgreed(agreed)
      .map(({ id }) => id)
      .join(""),
    "dcbea",
  );
  assert.equal(agreed[0].id, "a");
});
