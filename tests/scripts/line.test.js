import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { makeId, Refused } from "../../pages/shared/requests.js";
import { describeFault, fetchState, Line } from "../../pages/workshop/api.js";
import { openTab } from "./tab.js";

let sent;
let answer; // of the server, to one act

beforeEach(() => {
  openTab("http://localhost/workshop");
  mock.timers.enable({ apis: ["setTimeout"] });
  sent = [];
  answer = async (act) => ({ ok: true, json: async () => ({ did: act.do }) });
  globalThis.fetch = async (_url, { body }) => {
    const act = JSON.parse(body);
    sent.push(act);
    return answer(act);
  };
});

afterEach(() => mock.timers.reset());

const refuse = (status) => async () => ({ ok: false, status, json: async () => ({ reason: "why" }) });

async function pass(milliseconds) {
  mock.timers.tick(milliseconds);
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
}

test("acts are sent one after the other, each with an id of its own", async () => {
  const line = new Line("workshops/w.json", () => {});
  const answers = await Promise.all([line.act("end"), line.act("extend", { minutes: 60 })]);
  assert.deepEqual(answers, [{ did: "end" }, { did: "extend" }]);
  assert.equal(sent[1].minutes, 60);
  assert.notEqual(sent[0].request, sent[1].request);
});

test("what does not get through is sent again with the same id, in its turn, until it does", async () => {
  const away = [];
  const line = new Line("workshops/w.json", (error) => away.push(error?.status ?? null));
  const reach = answer;
  answer = async () => {
    throw new Error("away");
  };
  const acts = [line.act("end"), line.act("extend")];
  await pass(0);
  answer = refuse(503);
  await pass(1500);
  answer = refuse(502); // of a proxy
  await pass(1500);
  answer = reach;
  await pass(1500);
  assert.deepEqual(await Promise.all(acts), [{ did: "end" }, { did: "extend" }]);
  assert.deepEqual(
    sent.map((act) => act.do),
    ["end", "end", "end", "end", "extend"],
  );
  assert.equal(new Set(sent.slice(0, 4).map(({ request }) => request)).size, 1);
  assert.deepEqual(away, [0, 503, 0, null, null]);
});

test("what is refused is not sent again, and what stands behind it is", async () => {
  const line = new Line("workshops/w.json", () => {});
  const reach = answer;
  answer = refuse(409);
  const refused = line.act("end");
  const next = line.act("extend");
  await assert.rejects(refused, { status: 409 });
  answer = reach;
  await next.catch(() => {});
  assert.equal(sent.length, 2);
});

test("of moves that wait only the last is sent; other acts are not overtaken", async () => {
  const line = new Line("workshops/w.json", () => {});
  const first = line.act("move", { at: 1 });
  await pass(0);
  const others = [line.act("move", { at: 2 }), line.act("end"), line.act("move", { at: 3 })];
  await first;
  assert.deepEqual(await Promise.all(others), [null, { did: "end" }, { did: "move" }]);
  assert.deepEqual(
    sent.map(({ at }) => at),
    [1, undefined, 3],
  );
});

test("a line that has ended still sends what waits, and tells nobody of it", async () => {
  const away = [];
  const line = new Line("workshops/w.json", (error) => away.push(error));
  const reach = answer;
  answer = refuse(503);
  const act = line.act("end");
  await pass(0);
  const ended = line.end();
  answer = reach;
  await pass(1500);
  assert.deepEqual(await act, { did: "end" });
  await ended;
  assert.equal(away.length, 1);
});

test("a state that cannot be had is refused, with status 0 where the server is not reached", async () => {
  globalThis.fetch = refuse(404);
  await assert.rejects(fetchState("workshops/w.json"), { status: 404, answer: { reason: "why" } });
  globalThis.fetch = async () => {
    throw new Error("away");
  };
  await assert.rejects(fetchState("workshops/w.json"), { status: 0 });
});

test("what went wrong is said in words, the most particular ones first", () => {
  const words = {
    failed: "Failed.",
    entries: { "too-long": "At most {most}." },
    endedRefusal: "It is over.",
    conflict: "Somebody was faster.",
    unreachable: "Away.",
    troubles: { full: "The disk is full." },
  };
  const say = (status, more) => describeFault(new Refused(status, more), words);
  assert.equal(say(400, { reason: "entry", code: "too-long", details: { most: 9 } }), "At most 9.");
  assert.equal(say(400, { reason: "entry", code: "unheard" }), "Failed.");
  assert.equal(say(409, { reason: "ended" }), "It is over.");
  assert.equal(say(409, { reason: "other" }), "Somebody was faster.");
  assert.equal(say(409, { reason: "toString" }), "Somebody was faster.");
  assert.equal(say(0, {}), "Away.");
  assert.equal(say(503, { reason: "full" }), "The disk is full.");
  assert.equal(say(500, { error: "no" }), "Failed. no");
  assert.equal(describeFault(new Error("no"), words), "Failed. (Error: no)");
});

test("ids are long, and no two are the same", () => {
  assert.match(makeId(), /^[0-9a-f]{32}$/);
  assert.notEqual(makeId(), makeId());
});
