import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { watch } from "../../pages/shared/news.js";
import { fetchText } from "../../pages/shared/requests.js";
import { fetchTeams } from "../../pages/shared/teams.js";

let server; // {version}, {isAway} or {isSilent}
let fetched;
let page;
let ending;

beforeEach(() => {
  mock.timers.enable();
  mock.method(AbortSignal, "timeout", passLater);
  server = { version: "1" };
  fetched = 0;
  page = new EventTarget();
  page.baseURI = "http://localhost/";
  page.hidden = false;
  globalThis.document = page;
  globalThis.fetch = async (_address, { signal }) => {
    fetched += 1;
    if (server.isSilent) await waitFor(signal);
    if (server.isAway) throw new Error("away");
    return { ok: true, json: async () => ({ version: server.version }) };
  };
});

afterEach(() => {
  ending?.end();
  mock.timers.reset();
  mock.restoreAll();
});

// The timers of node do not hold its own signals.
function passLater(milliseconds) {
  const giving = new AbortController();
  setTimeout(() => giving.abort(), milliseconds);
  return giving.signal;
}

function waitFor(signal) {
  return new Promise((_, fail) => signal?.addEventListener("abort", () => fail(signal.reason)));
}

function begin(options) {
  const heard = { versions: [], lost: [] };
  const lost = (is) => heard.lost.push(is);
  ending = watch("version.json", 3, "1", (version) => heard.versions.push(version), { lost, ...options });
  return heard;
}

// The timers of node are held; the answers of the server are not.
async function pass(seconds) {
  for (let second = 0; second < seconds; second += 1) {
    mock.timers.tick(1000);
    for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
  }
}

async function show(isShown) {
  page.hidden = !isShown;
  page.dispatchEvent(new Event("visibilitychange"));
  await pass(0.5);
}

test("each new version is told once", async () => {
  const { versions } = begin();
  await pass(3);
  server.version = "2";
  await pass(6);
  assert.deepEqual(versions, ["2"]);
  assert.equal(fetched, 3);
});

test("a version that is known already is not told", async () => {
  const { versions } = begin();
  server.version = "2";
  ending.known("2");
  await pass(3);
  assert.deepEqual(versions, []);
});

test("a hidden page does not ask, and asks at once when it is shown again", async () => {
  const { versions } = begin();
  await show(false);
  await pass(30);
  assert.equal(fetched, 0);
  server.version = "2";
  await show(true);
  assert.deepEqual(versions, ["2"]);
  await pass(3);
  assert.equal(fetched, 2);
});

test("where no answer comes it asks less and less often, and as before after the first answer", async () => {
  const { lost } = begin({ slowest: 10_000 });
  server.isAway = true;
  await pass(3 + 6 + 10 + 10);
  assert.equal(fetched, 4);
  assert.deepEqual(lost, [true, true, true, true]);
  server.isAway = false;
  await pass(10 + 3);
  assert.equal(fetched, 6);
  assert.deepEqual(lost.slice(4), [false, false]);
});

test("an answer that never comes is given up, told, and asked for again", async () => {
  const { versions, lost } = begin();
  server.isSilent = true;
  await pass(3 + 14);
  assert.deepEqual(lost, []);
  await pass(1);
  assert.deepEqual(lost, [true]);
  server = { version: "2" };
  await pass(6);
  assert.equal(fetched, 2);
  assert.deepEqual(versions, ["2"]);
});

test("texts and teams that never come are given up, too", async () => {
  server.isSilent = true;
  const text = fetchText("stories.json").catch(({ name }) => name);
  const teams = fetchTeams();
  await pass(60);
  assert.equal(await text, "AbortError");
  assert.deepEqual(await teams, { teams: [], own: null });
});

test("what has ended asks no more, and tells nothing of what was on its way", async () => {
  const { versions, lost } = begin();
  server.version = "2";
  mock.timers.tick(3000);
  ending.end();
  await pass(10);
  await show(true);
  assert.equal(fetched, 1);
  assert.deepEqual(versions, []);
  assert.deepEqual(lost, []);
});
