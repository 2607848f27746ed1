import "./opened.js";

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { findNodes } from "../../pages/stories/attach.js";
import { StoryBatch } from "../../pages/stories/batch.js";
import { describeDecision } from "../../pages/stories/decided.js";
import { applyTo } from "../../pages/stories/decision.js";
import { findAct } from "../../pages/stories/keys.js";
import { Line } from "../../pages/stories/line.js";
import { Outbox } from "../../pages/stories/outbox.js";
import { markText } from "../../pages/stories/queue_card.js";
import { putText } from "../../pages/story_form/values.js";
import { layPage } from "./page.js";
import { openTab } from "./tab.js";

const AHEAD = 3;
let queue; // the numbers of the stories on the server

beforeEach(() => {
  openTab("http://localhost/stories");
  layPage();
  queue = [1, 2, 3, 4, 5, 6, 7];
});

const tell = (number) => ({
  number,
  found: [],
  story: { id: `s${number}`, revision: 1, name: `S${number}` },
});

/** As the server answers: some beyond a number, backwards the nearest first. */
async function fetchPart({ beyond = 0, back = false, at, count = false }) {
  const start = at ? Number(at.slice(1)) - 1 : beyond;
  const rest = back
    ? queue.filter((number) => number < start).reverse()
    : queue.filter((number) => number > start);
  const part = rest.slice(0, AHEAD);
  const before = queue.filter((number) => number < part[0]).length;
  return { entries: part.map(tell), before: count ? before : null, count: count ? queue.length : null };
}

async function begin(at) {
  const line = new Line(fetchPart);
  await line.begin(at);
  return line;
}

test("the line goes on from story to story, and fetches others before they are needed", async () => {
  const line = await begin();
  const seen = [];
  do seen.push([line.current.number, line.place.place]);
  while (await line.step(1));
  assert.deepEqual(
    seen,
    [1, 2, 3, 4, 5, 6, 7].map((number) => [number, number]),
  );
  assert.equal(line.isLast, true);
});

test("the line goes back before where it began", async () => {
  const line = await begin("s5");
  assert.deepEqual(line.place, { place: 5, count: 7 });
  const seen = [];
  while (await line.step(-1)) seen.push([line.current.number, line.place.place]);
  assert.deepEqual(
    seen,
    [4, 3, 2, 1].map((number) => [number, number]),
  );
  assert.equal(line.isFirst, true);
});

test("a story that was decided on is gone, and the next one is current at once", async () => {
  const line = await begin();
  await line.step(1);
  line.remove("s2");
  assert.equal(line.current.number, 3);
  assert.deepEqual(line.place, { place: 2, count: 6 });
  line.putBack(tell(2));
  assert.equal(line.current.number, 2);
  assert.deepEqual(line.place, { place: 2, count: 7 });
});

test("after the last one those that were passed by come again, then none", async () => {
  const line = await begin("s6");
  line.remove("s6");
  await line.fill();
  line.remove("s7");
  queue = [1, 2, 3, 4, 5];
  await line.fill();
  assert.equal(line.current.number, 5);
  for (const number of [5, 4, 3, 2, 1]) {
    line.remove(`s${number}`);
    queue = queue.filter((other) => other !== number);
    await line.fill();
  }
  assert.equal(line.current, null);
});

/** A server that keeps what it is asked, and answers in turn. */
function answer(...answers) {
  const acts = [];
  globalThis.fetch = async (address, { body }) => {
    acts.push({ path: address.pathname, ...JSON.parse(body) });
    const [status, content] = answers.shift() ?? [200, {}];
    return { ok: status === 200, status, json: async () => content };
  };
  return acts;
}

const revise = (revision) => [200, { id: "s1", revision, name: "S1" }];

test("acts on one story wait for each other, each with the revision of the one before", async () => {
  const acts = answer(revise(2), revise(3), revise(4));
  const outbox = new Outbox(() => "en");
  const entry = tell(1);
  await Promise.all([outbox.act(entry, { do: "edit" }), outbox.act(entry, { do: "publish" })]);
  const undone = await outbox.undo();
  assert.deepEqual(
    acts.map((sent) => [sent.do, sent.revision]),
    [
      ["edit", 1],
      ["publish", 2],
      ["undo", 3],
    ],
  );
  assert.equal(undone.story.revision, 4);
  assert.equal(outbox.canUndo, true);
});

test("where one act on a story fails, those behind it are not sent", async () => {
  const acts = answer([503, { error: "full" }]);
  const outbox = new Outbox(() => "en");
  const entry = tell(1);
  const sent = [outbox.act(entry, { do: "edit" }), outbox.act(entry, { do: "publish" })];
  const outcomes = await Promise.allSettled(sent);
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ["rejected", "rejected"],
  );
  assert.equal(acts.length, 1);
  assert.equal(outbox.canUndo, false);
  assert.equal(await outbox.undo(), null);
});

test("a batch is asked for under one id until nothing waits, and undone under the same", async () => {
  const part = (changed, waiting) => [200, { changed, waiting, left: 0, names: [] }];
  const acts = answer(part(500, 100), part(600, 0), part(600, 0));
  const batch = new StoryBatch("en", { do: "publish" }, { query: "status=pending" });
  const progress = [];
  const done = await batch.run(({ changed }) => progress.push(changed));
  await batch.undo();
  assert.deepEqual([done.changed, progress], [600, [500]]);
  assert.equal(new Set(acts.map(({ request }) => request)).size, 1);
  assert.deepEqual(
    acts.map((sent) => [sent.do, sent.query]),
    [
      ["publish", "status=pending"],
      ["publish", "status=pending"],
      ["undo", undefined],
    ],
  );
});

const NODES = {
  joy: { name: "Joy in work" },
  experience: { name: "Better patient and family experience" },
  openness: { name: "Openness to the gesture" },
  etre: { name: "Être là" },
};

for (const [typed, found] of [
  ["jo", ["joy"]],
  ["exp", ["experience"]],
  ["fam pat", ["experience"]],
  ["e", ["etre", "experience", "joy", "openness"].filter((id) => id !== "joy")],
  ["ETRE", ["etre"]],
  ["ork", ["joy"]],
  ["zebra", []],
  [" ", []],
]) {
  test(`elements are found by “${typed}”, the best first`, () => {
    assert.deepEqual(findNodes(NODES, typed), found);
  });
}

class Target extends EventTarget {
  constructor(fits) {
    super();
    this.fits = fits;
  }

  closest(selector) {
    return selector.includes(this.fits) ? this : null;
  }
}

for (const [what, event, acts] of [
  ["a letter", {}, true],
  ["a letter with Caps Lock", { key: "P" }, true],
  ["a letter with Shift", { key: "P", shiftKey: true }, false],
  ["a digit of a Belgian keyboard", { key: "&", code: "Digit1" }, true],
  ["a letter with Ctrl", { ctrlKey: true }, false],
  ["a letter with Alt", { altKey: true }, false],
  ["a letter with Cmd", { metaKey: true }, false],
  ["a letter that is being composed", { isComposing: true }, false],
  ["a letter that somebody else took", { defaultPrevented: true }, false],
  ["a letter in a text", { target: new Target("textarea") }, false],
  ["a letter in a list", { target: new Target("select") }, false],
  ["another letter", { key: "z" }, false],
  ["Enter on a button", { key: "Enter", target: new Target("button, a") }, false],
  ["an arrow in a group", { key: "ArrowLeft", target: new Target("[role='group']") }, false],
  ["an arrow among the pages", { key: "ArrowLeft", target: new Target("nav") }, false],
]) {
  test(`${what} ${acts ? "acts" : "does nothing"}`, () => {
    globalThis.Element = Target;
    const known = { p: () => {}, 1: () => {}, Enter: () => {}, ArrowLeft: () => {} };
    assert.equal(Boolean(findAct({ key: "p", ...event }, known)), acts);
  });
}

test("what was found stands marked in its place, with its kind", () => {
  const found = [
    { start: 0, end: 2, kind: "name" },
    { start: 3, end: 4, kind: "room" },
  ];
  const parts = markText("🥭a b.", found, { kinds: { name: "name" } });
  assert.deepEqual(
    parts.map((part) => part.textContent ?? part),
    ["🥭a name", " ", "b room", "."],
  );
  assert.deepEqual(markText("a.", [], { kinds: {} }), ["a."]);
});

test("a mask is written into the text that it is of", () => {
  const values = { text: "a", source: {}, translations: [{ language: "nl", text: "b" }] };
  for (const key of ["text", "source", "nl.text", "title"]) putText(values, key, `[${key}]`);
  assert.deepEqual(values, {
    text: "[text]",
    title: "[title]",
    source: { name: "[source]" },
    translations: [{ language: "nl", text: "[nl.text]" }],
  });
});

test("what a story says after an act on it", () => {
  const values = { status: "pending", nodes: ["joy"], consent: { room: true } };
  assert.equal(applyTo(values, { do: "aside" }).status, "aside");
  assert.deepEqual(applyTo(values, { do: "attach", name: "trust" }).nodes, ["joy", "trust"]);
  assert.deepEqual(applyTo(values, { do: "detach", name: "joy" }).nodes, []);
  assert.deepEqual(applyTo(values, { do: "consent", name: "exports", value: true }).consent, {
    room: true,
    exports: true,
  });
  assert.equal(applyTo(values, { do: "edit", story: { text: "b" } }).text, "b");
});

test("who decided and when is one line", () => {
  const words = {
    decided: { published: "Published by the facilitator, {moment}" },
    decidedBy: { withdrawn: "Withdrawn {moment} ({role})" },
    roles: { participant: "a participant" },
  };
  const at = "2026-11-29T14:30";
  const said = describeDecision(words, { status: "published", decided: { at, role: "facilitator" } }, "en");
  assert.match(said, /^Published by the facilitator, 29 November 2026(,| at) 14:30$/);
  const other = describeDecision(words, { status: "withdrawn", decided: { at, role: "participant" } }, "en");
  assert.match(other, /\(a participant\)$/);
  assert.equal(describeDecision(words, { status: "pending" }, "en"), "");
});
