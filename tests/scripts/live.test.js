import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { POSITION, Room, settle } from "./room.js";

let room;
let windows;

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  room = new Room();
  windows = [];
});

afterEach(async () => {
  room.held = null;
  for (const { live } of windows) live.end();
  await settle();
  mock.timers.reset();
});

async function open(view) {
  const window = await room.open(view);
  windows.push(window);
  return window;
}

async function pass(milliseconds) {
  for (let passed = 0; passed < milliseconds; passed += 100) {
    mock.timers.tick(100);
    await settle();
  }
}

const isGet = ({ path }) => path?.endsWith("room.json");
const isMove = ({ act }) => act?.do === "move";

test("a window shows what the server knows, and what it comes to know", async () => {
  const { live, views } = await open();
  assert.deepEqual(live.position, POSITION);
  room.change({ view: "map" });
  await pass(800);
  assert.equal(views.at(-1), "map");
});

test("another place is shown at once in all windows, before the server has it", async () => {
  const [desk, projector] = [await open("desk"), await open("room")];
  room.held = [];
  const move = desk.live.go({ view: "map" });
  assert.equal(desk.views.at(-1), "map");
  assert.equal(projector.views.at(-1), "map");
  await settle();
  room.held.find(isMove).send();
  room.held = null;
  await move;
  await settle();
  assert.equal(room.position.view, "map");
  assert.equal(projector.live.position.view, "map");
});

test("what the server says meanwhile leads no window back, however long the move takes", async () => {
  const [desk, projector] = [await open("desk"), await open("room")];
  room.held = [];
  const move = desk.live.go({ view: "map" });
  await settle();
  const held = room.held;
  room.held = null;
  room.change(); // somebody voted
  await pass(5000);
  assert.ok(projector.taken > 1);
  assert.ok(!projector.views.slice(projector.views.indexOf("map")).includes("join"));
  assert.ok(!desk.views.slice(desk.views.indexOf("map")).includes("join"));
  held.find(isMove).send();
  await move;
});

test("an answer that was under way when a move was done is not taken", async () => {
  const [desk, projector] = [await open("desk"), await open("room")];
  room.held = [];
  projector.live.refresh();
  await settle();
  const move = desk.live.go({ view: "map" });
  await settle();
  await room.release(isMove);
  await move;
  await room.release(isGet); // the one from before the move
  assert.equal(projector.live.position.view, "map");
  room.held.splice(0).map(({ send }) => send());
  room.held = null;
  await settle();
  assert.equal(projector.views.at(-1), "map");
  assert.equal(projector.views.lastIndexOf("join"), 0);
});

test("of answers that overtake each other the later asked for counts", async () => {
  const { live, views } = await open();
  room.held = [];
  live.refresh();
  await settle();
  room.change({ view: "map" });
  live.refresh();
  await settle();
  const [early, late] = room.held.splice(0);
  room.held = null;
  late.send();
  await settle();
  early.send();
  await settle();
  assert.deepEqual(views, ["join", "map"]);
});

test("a move that is refused falls back in all windows", async () => {
  const [desk, projector] = [await open("desk"), await open("room")];
  room.refusal = 409;
  await assert.rejects(desk.live.go({ view: "map" }), { status: 409 });
  await settle();
  assert.equal(desk.live.position.view, "join");
  assert.equal(projector.live.position.view, "join");
});

test("of several moves only the last is sent, and it is the one that is shown", async () => {
  const [desk, projector] = [await open("desk"), await open("room")];
  room.held = [];
  const moves = [desk.live.go({ view: "stages" })];
  await settle();
  moves.push(desk.live.go({ view: "map" }), desk.live.go({ view: "actions" }));
  await room.release(isMove);
  assert.equal(projector.live.position.view, "actions");
  const held = room.held;
  room.held = null;
  for (const { send } of held) send();
  await Promise.all(moves);
  await settle();
  assert.deepEqual(
    room.posts.map(({ view }) => view),
    ["stages", "actions"],
  );
  for (const { live } of windows) assert.equal(live.position.view, "actions");
});

test("while the server is away windows stay in step, and it is told once it is back", async () => {
  const [desk, projector] = [await open("desk"), await open("room")];
  room.isAway = true;
  const move = desk.live.go({ view: "map" });
  await pass(4000);
  assert.equal(projector.views.at(-1), "map");
  assert.equal(desk.lost.at(-1), true);
  room.isAway = false;
  await pass(2000);
  await move;
  assert.equal(room.position.view, "map");
  assert.equal(desk.lost.at(-1), false);
});

test("a window that goes with its move unsent is waited for no longer", async () => {
  const [desk, projector] = [await open("desk"), await open("room")];
  room.isAway = true;
  desk.live.go({ view: "map" }).catch(() => {});
  await settle();
  assert.equal(projector.views.at(-1), "map");
  dispatchEvent(new Event("pagehide"));
  room.isAway = false;
  await settle();
  assert.equal(projector.live.position.view, "join");
  await pass(2000);
});

test("what fails to load is asked for again until it is there", async () => {
  const window = await open();
  room.isAway = true;
  window.live.refresh();
  await pass(3000);
  assert.ok(window.refused.length >= 2);
  room.isAway = false;
  room.change({ view: "map" });
  await pass(1500);
  assert.deepEqual(window.views, ["join", "map"]);
});

test("a window that has ended asks no more, hears no more, and has sent what waited", async () => {
  const [desk, projector] = [await open("desk"), await open("room")];
  room.held = [];
  const act = desk.live.act("add-action", { text: "Talk" });
  await settle();
  const ended = [desk.live.end(), projector.live.end()];
  const [desks, projectors] = [desk.views.length, projector.views.length];
  new BroadcastChannel("").postMessage({ begun: { move: "1", change: { view: "map" } } });
  const { held } = room;
  room.held = null;
  for (const { send } of held) send();
  await act;
  await Promise.all(ended);
  const gets = room.gets.length;
  await pass(5000);
  dispatchEvent(new Event("pagehide"));
  new BroadcastChannel("").postMessage({ changed: true });
  await settle();
  assert.equal(room.gets.length, gets);
  assert.equal(room.posts.length, 1);
  assert.equal(desk.views.length, desks);
  assert.equal(projector.views.length, projectors);
});

test("a window that has ended does not try again what failed before", async () => {
  const { live } = await open();
  room.isAway = true;
  await live.refresh();
  live.end();
  const gets = room.gets.length;
  await pass(5000);
  assert.equal(room.gets.length, gets);
});

const listStates = () => room.gets.filter((path) => path === "/workshops/w.json");

test("after a move its answer is not asked for again, and somebody else can move on", async () => {
  const { live, views } = await open("desk");
  await live.go({ view: "map" });
  await pass(2000);
  assert.equal(listStates().length, 1);
  room.change({ view: "actions" });
  await pass(1000);
  assert.equal(views.at(-1), "actions");
});

test("other windows look once something was done", async () => {
  const [desk, projector] = [await open("desk"), await open("room")];
  await desk.live.go({ view: "map" });
  await settle();
  assert.equal(projector.taken, 2);
  await desk.live.act("end");
  await settle();
  assert.equal(projector.taken, 3);
});

test("a state whose texts come late does not take the place of a later one", async () => {
  const { live, views } = await open("desk");
  room.held = [];
  room.heldContent = "v=2";
  room.content = "v=2";
  live.refresh();
  await settle();
  await room.release(({ path }) => path === "/workshops/w.json");
  const texts = room.held;
  room.held = null;
  room.content = "v=1";
  await live.go({ view: "map" });
  for (const { send } of texts) send();
  await settle();
  assert.ok(texts.length);
  assert.deepEqual(views, ["join", "map", "map"]);
});

test("the timer is sent in minutes, and shown until the server's clock is known", async () => {
  const { live } = await open("desk");
  const move = live.setTimer(5);
  const left = Date.parse(live.position.timer_until) - Date.now() - live.ahead;
  assert.ok(Math.abs(left - 300_000) < 5000);
  await move;
  assert.equal(room.posts[0].minutes, 5);
});

test("a move that its own window cannot draw is sent all the same, and the fault is told", async () => {
  const [desk, projector] = [await open("desk"), await open("room")];
  const logged = mock.method(console, "error", () => {});
  room.cannotDraw = true;
  const move = projector.live.go({ view: "map" });
  room.cannotDraw = false;
  await move;
  await settle();
  assert.equal(room.position.view, "map");
  assert.equal(desk.live.position.view, "map");
  assert.equal(projector.views.at(-1), "map");
  assert.ok(logged.mock.callCount() > 0);
  logged.mock.restore();
});
