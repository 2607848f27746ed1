// The texts of a small model: a leads to b and c, b to d; c is linked to d without a direction.

const node = (name, stage, level) => ({ name, stage, level, paths: "1" });
const edge = (from, to, more = {}) => ({ from, to, kind: "leads", ...more });

export const buildTexts = (more = {}) => ({
  language: "en",
  title: "Small",
  opened: "",
  words: { manyStories: "{count} stories", inputs: { all: "All: {name}" } },
  stages: { first: "First", last: "Last" },
  stageNames: { first: "Firsts", last: "Lasts" },
  levels: { one: "One", two: "Two" },
  sharedLevels: [],
  kinds: { leads: { name: "leads", verb: "leads to", inverse: "follows from" } },
  sources: {},
  dimensions: {},
  paths: { all: "2", from: "First", to: "Last" },
  nodes: {
    a: node("A", "first", "one"),
    b: node("B", "first", "two"),
    c: node("C", "last", "one"),
    d: node("D", "last", "two"),
  },
  edges: [edge("a", "b"), edge("a", "c"), edge("b", "d"), edge("c", "d", { directed: false })],
  counts: {},
  legend: [],
  ...more,
});
