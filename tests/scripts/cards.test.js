import "./opened.js";

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Refused } from "../../pages/shared/requests.js";
import { CardQueue } from "../../pages/stories/letterboxes/card_queue.js";
import { openTab } from "./tab.js";

let saved; // the texts that the server has
let answers; // what the server says next: an error, or nothing
let kept; // by the browser

beforeEach(() => {
  openTab("http://localhost/stories");
  kept = new Map();
  globalThis.localStorage = {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, text) => kept.set(name, text),
    removeItem: (name) => kept.delete(name),
  };
  saved = [];
  answers = [];
});

async function save({ text }) {
  const error = answers.shift();
  if (error) throw error;
  saved.push(text);
  return { id: `story ${text}`, revision: 1, name: text };
}

function open(more = {}) {
  return new CardQueue({ box: "b", save, onchange: () => {}, pause: 5, ...more });
}

const type = (text) => ({ request: text, text, teller: "family", setting: "", language: "nl", consent: {} });
const list = (queue) => queue.entries.map(({ card, state }) => `${card.text} ${state}`);

test("cards are saved in the order in which they were typed, each once", async () => {
  const queue = open();
  await Promise.all(["a", "b", "c"].map((text) => queue.add(type(text))));
  assert.deepEqual(saved, ["a", "b", "c"]);
  assert.deepEqual(list(queue), ["a saved", "b saved", "c saved"]);
  assert.equal(queue.waiting, 0);
});

test("while the server is away cards wait, through a reload, and are sent when it is back", async () => {
  answers = [new Refused(0, {}), new Refused(503, {})];
  const queue = open();
  await queue.add(type("a"));
  assert.equal(queue.isAway, true);
  queue.end();
  const reloaded = open();
  assert.deepEqual(list(reloaded), ["a waiting"]);
  await reloaded.add(type("b"));
  await new Promise((done) => setTimeout(done, 40));
  assert.deepEqual(saved, ["a", "b"]);
  assert.equal(reloaded.isAway, false);
  assert.equal(localStorage.getItem("mangomoment-cards-b"), null);
});

test("a card that is refused keeps its place and lets the next one through", async () => {
  answers = [new Refused(400, {})];
  const queue = open();
  await Promise.all([queue.add(type("a")), queue.add(type("b"))]);
  assert.deepEqual(list(queue), ["a refused", "b saved"]);
  assert.deepEqual(list(open()), ["a refused"]);
  queue.remove(queue.entries[0]);
  assert.deepEqual(list(open()), []);
});

test("the cards of another letterbox are not sent", async () => {
  answers = [new Refused(0, {})];
  const queue = open();
  await queue.add(type("a"));
  queue.end();
  assert.deepEqual(list(open({ box: "c" })), []);
});

test("what is kept and cannot be read is no card", () => {
  localStorage.setItem("mangomoment-cards-b", "{");
  assert.deepEqual(list(open()), []);
});
