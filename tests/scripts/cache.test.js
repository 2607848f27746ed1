import assert from "node:assert/strict";
import { test } from "node:test";
import { Cache } from "../../pages/shared/cache.js";

const fetchOf = (keys) => (key) => async () => {
  keys.push(key);
  return key.toUpperCase();
};

test("an answer is fetched once, also by who asks before it is there", async () => {
  const keys = [];
  const fetching = fetchOf(keys);
  const cache = new Cache();
  const answers = await Promise.all([cache.get("a", fetching("a")), cache.get("a", fetching("a"))]);
  assert.deepEqual(answers, ["A", "A"]);
  assert.deepEqual(keys, ["a"]);
});

test("only the latest few are kept, counted by when they were asked for", async () => {
  const keys = [];
  const fetching = fetchOf(keys);
  const cache = new Cache(2);
  for (const key of ["a", "b", "a", "c", "a", "b"]) await cache.get(key, fetching(key));
  assert.deepEqual(keys, ["a", "b", "c", "b"]);
});

test("a failure is told, and asked for again the next time", async () => {
  const cache = new Cache();
  const fail = async () => {
    throw new Error("away");
  };
  await assert.rejects(cache.get("a", fail), /away/);
  assert.equal(await cache.get("a", async () => "there"), "there");
});
