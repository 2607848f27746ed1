import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { Refused } from "../../pages/shared/requests.js";
import { Outbox } from "../../pages/stories/coding/outbox.js";
import { Sequence } from "../../pages/stories/coding/sequence.js";

async function settle() {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
}

async function pass(milliseconds) {
  mock.timers.tick(milliseconds);
  await settle();
}

function keep() {
  const kept = new Map();
  globalThis.sessionStorage = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, value),
    removeItem: (key) => kept.delete(key),
  };
  return kept;
}

let sent;
let answer;
let kept;

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout"] });
  kept = keep();
  sent = [];
  answer = async () => "saved";
});

afterEach(() => mock.timers.reset());

function open(changed = () => {}) {
  return new Outbox({
    key: "box",
    deliver: async (id, content) => {
      sent.push([id, content]);
      return answer(id, content);
    },
    settle: (_id, _answer, waiting) => waiting && `${waiting}*`,
    changed,
  });
}

test("what is saved leaves the box, and what was put meanwhile follows as it is to be sent", async () => {
  const box = open();
  box.put("a", "1");
  box.put("a", "2");
  box.put("a", "3");
  assert.equal(box.size, 1);
  await settle();
  assert.deepEqual(sent, [
    ["a", "1"],
    ["a", "3*"],
  ]);
  assert.deepEqual([box.size, kept.has("box")], [0, false]);
});

test("while the server is away all waits, is kept by the tab, and is sent when it is back", async () => {
  answer = async () => {
    throw new Refused(0, {});
  };
  const ids = [];
  const box = open((id) => ids.push(id));
  box.put("a", "1");
  box.put("b", "2");
  await settle();
  assert.deepEqual([box.size, box.fault?.status, sent.length], [2, 0, 1]);
  assert.deepEqual(JSON.parse(kept.get("box")), [
    ["a", "1"],
    ["b", "2"],
  ]);
  await pass(1000);
  assert.equal(sent.length, 2);
  answer = async () => "saved";
  await pass(1999);
  assert.equal(sent.length, 2);
  await pass(1);
  assert.deepEqual([box.size, box.fault, ids.at(-1)], [0, null, "b"]);
});

test("what a tab kept is sent when it is loaded anew, at once", async () => {
  kept.set("box", JSON.stringify([["a", "1"]]));
  const box = open();
  assert.equal(box.get("a"), "1");
  await settle();
  assert.deepEqual(sent, [["a", "1"]]);
});

test("what the server refuses stays until it is put anew or given up; the rest is sent", async () => {
  answer = async (id) => {
    if (id === "a") throw new Refused(409, {});
    return "saved";
  };
  const box = open();
  box.put("a", "1");
  box.put("b", "2");
  await settle();
  assert.deepEqual([box.size, box.findRefusal("a")?.status, box.findRefusal("b")], [1, 409, null]);
  answer = async () => "saved";
  box.put("a", "3");
  await settle();
  assert.deepEqual([box.size, box.findRefusal("a")], [0, null]);
  answer = async () => {
    throw new Refused(400, {});
  };
  box.put("c", "4");
  await settle();
  box.drop("c");
  assert.equal(box.size, 0);
});

test("a box goes on sending when nobody looks any more, and for who opens it again", async () => {
  answer = async () => {
    throw new Refused(503, {});
  };
  const ids = [];
  const box = open((id) => ids.push(id));
  box.put("a", "1");
  await settle();
  box.rest();
  await pass(1000);
  assert.deepEqual([sent.length, ids], [2, ["a"]]);
  answer = async () => "saved";
  const again = [];
  const settled = (_id, _answer, waiting) => waiting;
  box.take({ key: "box", deliver: answer, settle: settled, changed: (id) => again.push(id) });
  await settle();
  assert.deepEqual([box.size, again, kept.has("box")], [0, ["a"], false]);
});

function line(count, { part = count, done = [], begun = [] } = {}) {
  const ids = Array.from({ length: count }, (_, number) => `s${number}`);
  const fetched = [];
  const sequence = new Sequence({
    fetchPart: async (after) => {
      const from = after ? ids.indexOf(after) + 1 : 0;
      const some = ids.slice(from, from + part);
      const next = from + part < count ? some.at(-1) : null;
      const among = (of) => of.filter((id) => some.includes(id));
      return { coder: { id: "c", name: "Ann" }, ids: some, done: among(done), begun: among(begun), next };
    },
    fetchStories: async (wanted) => {
      fetched.push(wanted);
      return wanted.map((id) => ({ story: { id }, coding: {} }));
    },
  });
  return { sequence, asked: fetched };
}

test("one begins at the first story that is not done, or at the one that is asked for", async () => {
  const { sequence } = line(5, { done: ["s0", "s1"], begun: ["s2"] });
  assert.equal(await sequence.begin(), true);
  assert.equal(sequence.current, "s2");
  assert.deepEqual(sequence.place, { place: 3, count: 5, done: 2, begun: 1, isWhole: true });
  const other = line(5).sequence;
  assert.equal(await other.begin("s4"), true);
  assert.equal(other.current, "s4");
  const gone = line(5).sequence;
  assert.equal(await gone.begin("x"), false);
  assert.equal(gone.current, "s0");
});

test("the stories come in parts, up to the one that is asked for, and then the rest", async () => {
  const { sequence } = line(10, { part: 3 });
  await sequence.begin("s4");
  assert.deepEqual(sequence.place, { place: 5, count: 6, done: 0, begun: 0, isWhole: false });
  await sequence.loadRest();
  assert.deepEqual([sequence.place.count, sequence.place.isWhole], [10, true]);
});

test("after a story that is done the next that is not follows, if need be from the beginning", async () => {
  const { sequence } = line(4, { done: ["s1"] });
  await sequence.begin("s0");
  sequence.note("s0", true);
  sequence.stepToOpen();
  assert.equal(sequence.current, "s2");
  sequence.goTo("s3");
  sequence.note("s3", true);
  sequence.stepToOpen();
  assert.equal(sequence.current, "s2");
  sequence.note("s2", true);
  assert.equal(sequence.stepToOpen(), true);
  assert.equal(sequence.current, "s3");
  assert.equal(sequence.stepToOpen(), false);
});

test("the stories around are at hand before they are asked for, each fetched once", async () => {
  const { sequence, asked: fetched } = line(100);
  await sequence.begin("s10");
  await sequence.fetchAround();
  assert.equal(fetched.length, 1);
  assert.deepEqual([fetched[0][0], fetched[0].at(-1)], ["s7", "s26"]);
  for (let step = 0; step < 89; step += 1) {
    assert.ok(sequence.find(sequence.current), sequence.current);
    sequence.step(1);
    await sequence.fetchAround();
  }
  assert.equal(new Set(fetched.flat()).size, fetched.flat().length);
  assert.equal(sequence.find("s7"), null);
  assert.equal((await sequence.load("s7")).story.id, "s7");
});

test("who goes back while stories ahead are fetched keeps the one that is read", async () => {
  const { sequence } = line(200);
  await sequence.begin("s0");
  for (let at = 0; at < 60; at += 10) {
    sequence.goTo(`s${at}`);
    await sequence.fetchAround();
  }
  sequence.goTo("s70");
  const fetched = sequence.fetchAround();
  sequence.goTo("s10");
  assert.ok(sequence.find("s10"));
  await fetched;
  assert.ok(sequence.find("s10"));
  assert.equal(sequence.find("s0"), null);
});

test("a story that is gone is taken out", async () => {
  const { sequence } = line(3);
  await sequence.begin("s2");
  sequence.remove("s2");
  assert.deepEqual([sequence.current, sequence.place.count], ["s1", 2]);
});
