import "./opened.js";

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import * as address from "../../pages/shared/address.js";
import { linkNodes, loadTexts } from "../../pages/shared/model_texts.js";
import { fetchAhead, fetchText } from "../../pages/shared/requests.js";
import { readTheme } from "../../pages/shared/styles.js";
import * as store from "../../pages/workbench/store.js";
import { buildTexts } from "./model_texts.js";

let answers; // of the server, by what is asked; a function answers later

Object.defineProperty(globalThis, "navigator", { value: { userAgent: "" }, configurable: true });

beforeEach(() => {
  answers = {};
  globalThis.fetch = async (url) => {
    const answer = await answers[`${url.pathname}${url.search}`]?.();
    return { ok: answer !== undefined, status: 404, text: async () => JSON.stringify(answer) };
  };
  address.write({ node: null, depth: null, search: null, level: null, stage: null, off: null });
  store.trace(null);
});

function show(query, page = "explore", more = {}) {
  address.write(query);
  store.show(page, linkNodes(buildTexts(more), {}));
}

function listRelations() {
  const emphasis = store.findEmphasis();
  return ["a", "b", "c", "d"].map((id) => emphasis?.relation(id) ?? null);
}

const settle = () => new Promise((done) => setTimeout(done));

test("nothing stands out where nothing is selected", () => {
  show({});
  assert.equal(store.findEmphasis(), null);
  assert.equal(store.describe("a", null).faded, false);
});

test("what leads to a node and what follows from it stands out, as far as the depth goes", () => {
  show({ node: "b" });
  assert.deepEqual(listRelations(), ["before", "before", null, "after"]);
  show({ node: "d", depth: "1" });
  assert.deepEqual(listRelations(), [null, "before", "before", "before"]);
  show({ node: "d", depth: "2" });
  assert.deepEqual(listRelations(), ["before", "before", "before", "before"]);
});

test("an edge stands out where both its ends do on the same side", () => {
  show({ node: "b" });
  const { findWay } = store.findEmphasis();
  assert.equal(findWay("a", "b"), "before");
  assert.equal(findWay("b", "d"), "after");
  assert.equal(findWay("a", "c"), null);
});

test("reaching ends where links lead around", () => {
  const edges = [
    { from: "a", to: "b", kind: "leads" },
    { from: "b", to: "a", kind: "leads" },
  ];
  show({ node: "a" }, "explore", { edges });
  assert.deepEqual(listRelations(), ["before", "before", null, null]);
});

test("a traced path stands out before the selected node, and so do its edges only", () => {
  show({ node: "b" });
  store.trace([["a", "c"]]);
  assert.deepEqual(listRelations(), ["path", null, "path", null]);
  assert.equal(store.findEmphasis().findWay("a", "c"), "path");
  assert.equal(store.findEmphasis().findWay("a", "b"), null);
  assert.equal(store.describe("d", store.findEmphasis()).faded, true);
});

test("a filter fades what it does not keep, on the pages that have that filter", () => {
  show({ level: "one" });
  assert.deepEqual(
    ["a", "b", "c", "d"].filter((id) => store.isShown(id)),
    ["a", "c"],
  );
  show({}, "paths");
  assert.ok(store.isShown("b"));
});

test("what is switched off on the page of paths is so on no other", () => {
  show({ off: "b" }, "paths");
  assert.ok(store.describe("b", null).off);
  show({});
  assert.ok(!store.describe("b", null).off);
});

test("a click selects a node in the address, and one beside all takes it out", () => {
  show({});
  store.pick("c", "1");
  assert.equal(location.search, "?node=c&depth=1");
  assert.equal(store.state.node, "c");
  store.pick(null, "all");
  assert.equal(location.search, "");
  assert.equal(store.state.node, null);
});

test("of two searches the one that was typed last is shown, whichever is answered last", async () => {
  let answerFirst;
  answers["/found.json?search=ma"] = () =>
    new Promise((done) => {
      answerFirst = () => done({ nodes: ["a"] });
    });
  answers["/found.json?search=man"] = () => ({ nodes: ["b"] });
  show({ search: "ma" });
  await settle();
  address.write({ search: "man" });
  await settle();
  answerFirst();
  await settle();
  assert.deepEqual([...store.state.shown.hits], ["b"]);
  assert.ok(store.describe("b", null).hit);
});

test("an empty search shows no hits, and one that fails is asked again", async () => {
  show({ search: "away" });
  await settle();
  assert.equal(store.state.shown.hits, null);
  answers["/found.json?search=away"] = () => ({ nodes: ["a"] });
  address.write({ node: "b" });
  await settle();
  assert.deepEqual([...store.state.shown.hits], ["a"]);
  address.write({ search: null });
  await settle();
  assert.equal(store.state.shown.hits, null);
});

test("an opened model is searched itself", async () => {
  answers["/found.json?search=x&model=key"] = () => ({ nodes: ["d"] });
  show({ search: "x" }, "explore", { opened: "key" });
  await settle();
  assert.deepEqual([...store.state.shown.hits], ["d"]);
});

test("who has ended listening hears no more", () => {
  show({});
  let heard = 0;
  const leave = store.subscribe(() => {
    heard += 1;
  });
  assert.equal(heard, 1);
  store.say("105 paths");
  assert.equal(heard, 2);
  leave();
  store.say("");
  assert.equal(heard, 2);
});

test("the texts of the same content are fetched once, with the edges of each node", async () => {
  let fetched = 0;
  answers["/model.json?lang=en&v=1"] = () => {
    fetched += 1;
    return buildTexts();
  };
  answers["/public-stories.json?lang=en&v=1"] = () => ({ s: { title: "S" } });
  const [texts, same] = await Promise.all([loadTexts("en", "v=1"), loadTexts("en", "v=1")]);
  assert.equal(texts, same);
  assert.equal(fetched, 1);
  assert.deepEqual(
    texts.nodes.d.from.map((edge) => edge.from),
    ["b", "c"],
  );
  assert.equal(texts.stories.s.title, "S");
});

test("what was fetched ahead is taken by the first that asks", async () => {
  let fetched = 0;
  answers["/version.json"] = () => {
    fetched += 1;
    return fetched;
  };
  fetchAhead("version.json");
  assert.equal(await fetchText("version.json"), "1");
  assert.equal(await fetchText("version.json"), "2");
});

test("of what is fetched early and never asked for, the latest few are kept", async () => {
  let fetched = 0;
  globalThis.fetch = async () => {
    fetched += 1;
    return { ok: true, text: async () => "a picture" };
  };
  for (let version = 0; version < 9; version += 1) fetchAhead(`diagram.svg?v=${version}`);
  await fetchText("diagram.svg?v=8");
  assert.equal(fetched, 9);
  await fetchText("diagram.svg?v=0");
  assert.equal(fetched, 10);
});

test("a dark theme is read off the background, however it is written", () => {
  const read = (colour) => {
    globalThis.getComputedStyle = () => ({ getPropertyValue: () => colour });
    return readTheme(null);
  };
  assert.equal(read("#0e1117"), "dark");
  assert.equal(read("#ffffff"), "light");
  assert.equal(read("rgb(14, 17, 23)"), "dark");
  assert.equal(read(""), "light");
});
