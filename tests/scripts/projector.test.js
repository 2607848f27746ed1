import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { linkNodes } from "../../pages/shared/model_texts.js";
import { FreshStories } from "../../pages/workshop/projector/fresh.js";
import { choosePaint } from "../../pages/workshop/projector/paint.js";
import { checkPlace, readPlace, writePlace } from "../../pages/workshop/projector/place.js";
import { describeTeller, planStep } from "../../pages/workshop/step_pages.js";
import { buildTexts } from "./model_texts.js";

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => mock.timers.reset());

// The address

const read = (query) => readPlace(new URLSearchParams(query));

test("an address that names a view leads there, any other one nowhere", () => {
  assert.deepEqual(read("view=stages&at=2"), {
    view: "stages",
    at: 2,
    page: 0,
    round: null,
    story: null,
  });
  assert.deepEqual(read("view=path&at=x&path=a,b").path, ["a", "b"]);
  assert.equal(read("view=path&at=x").at, 0);
  assert.equal(read("theme=dark"), null);
  assert.equal(read("view=zebra"), null);
});

test("a place is written into the address and read from it again; what else it says stays", () => {
  const place = { view: "path", at: 1, page: 0, round: null, story: null, path: ["a", "b"], spotlight: "a" };
  const query = writePlace(new URLSearchParams("theme=dark&round=r"), place);
  assert.equal(`${query}`, "theme=dark&view=path&at=1&path=a%2Cb&node=a");
  const { spotlight: _, ...shown } = place;
  assert.deepEqual(read(query), shown);
  const second = writePlace(query, { ...place, page: 1 });
  assert.equal(second.get("page"), "2");
  assert.equal(read(second).page, 1);
  assert.equal(read("view=map&page=-3").page, 0);
  assert.equal(
    `${writePlace(query, { ...place, view: "map", at: 0, spotlight: null })}`,
    "theme=dark&view=map&at=0",
  );
});

test("a path through a node that the model lacks leads nowhere", () => {
  const { nodes } = buildTexts();
  assert.deepEqual(checkPlace({ view: "path", at: 1, path: ["a", "b"] }, nodes).path, ["a", "b"]);
  assert.deepEqual(checkPlace({ view: "path", at: 1, path: ["a", "zebra"] }, nodes), { view: "path", at: 1 });
  assert.deepEqual(checkPlace({ view: "path", at: 1, path: ["toString"] }, nodes), { view: "path", at: 1 });
  assert.deepEqual(checkPlace({ view: "map", at: 0 }, nodes), { view: "map", at: 0 });
});

test("a node that the model has no more is called by its id", () => {
  const step = { view: "path", at: 0, title: "A way", words: "A leads to Zebra.", nodes: ["a"] };
  const shown = { state: { words: {} }, texts: buildTexts(), words: { nobodyTold: "" }, language: "en" };
  const { way } = planStep({ ...shown, position: { path: ["a", "zebra"] } }, step).texts;
  assert.deepEqual(
    way.pages.flat().map(({ texts: [name] }) => name),
    ["A", "zebra"],
  );
});

test("who told a story is said with its number, where its title does not say that", () => {
  const shown = {
    state: { stories: [{}, {}] },
    words: { tellers: { patient: "a patient" }, storiesOf: "Story {number} of {count}" },
  };
  const telling = { teller: "patient", setting: "at home", title: "" };
  assert.equal(describeTeller(shown, { view: "stories", at: 1, told: telling }), "a patient, at home");
  const titled = { ...telling, setting: "", title: "A wren" };
  assert.equal(describeTeller(shown, { view: "stories", at: 1, told: titled }), "a patient · Story 2 of 2");
});

// New stories

const story = (id) => ({ id, name: id, nodes: [id] });
const listIds = (fresh) => fresh.stories.map(({ id }) => id);

test("a story that came since lights up for a while, those that were there do not", () => {
  let faded = 0;
  const fresh = new FreshStories(8000, () => (faded += 1));
  fresh.notice([story("a")]);
  assert.deepEqual(listIds(fresh), []);
  fresh.notice([story("a"), story("b")]);
  mock.timers.tick(5000);
  fresh.notice([story("a"), story("b"), story("c")]);
  assert.deepEqual(listIds(fresh), ["b", "c"]);
  mock.timers.tick(3000);
  assert.deepEqual(listIds(fresh), ["c"]);
  assert.equal(faded, 1);
});

test("a story that comes back is new again, and what has ended lights nothing", () => {
  let faded = 0;
  const fresh = new FreshStories(8000, () => (faded += 1));
  for (const stories of [[], [story("a")], [], [story("a")]]) fresh.notice(stories);
  assert.deepEqual(listIds(fresh), ["a"]);
  fresh.end();
  mock.timers.tick(20_000);
  assert.deepEqual(listIds(fresh), []);
  assert.equal(faded, 0);
});

// What stands out

const texts = linkNodes(buildTexts(), {});
const POLL = {
  measure: { decimals: 0 },
  result: {
    subjects: ["a", "b", "c"].map((id, at) => ({ id, name: id, value: at, share: at / 2 })),
    weakest: [{ id: "a", value: 0 }],
    traced: { starts: ["c"], reached: ["d"], edges: [["c", "d"]] },
  },
  parts: [],
};
const paint = (step, more = {}) =>
  choosePaint({ texts, step, spotlight: null, poll: null, language: "en", ...more });

test("the nodes of a stage are marked", () => {
  assert.deepEqual([...paint({ view: "stages", at: 0, nodes: ["a", "b"] }).marked], ["a", "b"]);
});

test("a path stands out as far as it has come", () => {
  const { lit, edges, selected } = paint({ view: "path", at: 1, nodes: ["a", "b", "d"] });
  assert.deepEqual([...lit], ["a", "b", "d"]);
  assert.deepEqual([...edges], ["a>b", "b>d"]);
  assert.equal(selected, "d");
});

test("a spotlight shows a node with its neighbours, whatever the step", () => {
  const { lit, edges } = paint({ view: "map", at: 0 }, { spotlight: "b" });
  assert.deepEqual([...lit].sort(), ["a", "b", "d"]);
  assert.deepEqual([...edges].sort(), ["a>b", "b>d"]);
});

test("a result colours what it is about, and a round that is not revealed colours nothing", () => {
  const step = (part) => ({ view: "round", at: 2, round: "r", part });
  assert.deepEqual(Object.keys(paint(step("map"), { poll: POLL }).values), ["a", "b", "c"]);
  const weak = paint(step("weakest"), { poll: POLL });
  assert.deepEqual([[...weak.lit], Object.keys(weak.values)], [["a"], ["a"]]);
  const traced = paint(step("traced"), { poll: POLL });
  assert.deepEqual([[...traced.lit], [...traced.edges], traced.selected], [["c", "d"], ["c>d"], "c"]);
  assert.deepEqual(paint(step("map")), {});
});

test("a result of edges draws those that have a number, with the nodes at their ends, and says it", () => {
  const subjects = [
    { id: "a>b", name: "A → B", value: 3, share: 0.5 },
    { id: "b>d", name: "B → D", value: null, share: null },
  ];
  const poll = { ...POLL, measure: { decimals: 1, lines: "Thick is much." }, result: { subjects } };
  const { edges, lit, values, label } = paint({ view: "round", at: 2, part: "map" }, { poll });
  assert.deepEqual([[...edges], [...lit], values["a>b"].text], [["a>b"], ["a", "b"], "3.0"]);
  assert.equal(label, "A → B 3.0");
});

test("a story lights its nodes, and one about nothing leaves the map as it is", () => {
  assert.deepEqual([...paint({ view: "stories", at: 0, told: story("a") }).lit], ["a"]);
  assert.deepEqual(paint({ view: "stories", at: 0, told: { nodes: [] } }), {});
  assert.deepEqual(paint({ view: "map", at: 0 }), {});
});
