import "./opened.js";

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { NodeChoice } from "../../pages/story_form/nodes.js";
import { buildTexts } from "./model_texts.js";
import { layPage } from "./page.js";
import { openTab } from "./tab.js";

let nodes;
let changes;
let choice;

beforeEach(() => {
  openTab("http://localhost/stories");
  layPage();
  nodes = ["a"];
  changes = 0;
  const changed = () => {
    changes += 1;
  };
  choice = new NodeChoice({ texts: buildTexts(), words: { nodes: "Nodes" }, nodes, changed });
});

// A map that says what it shows, and is there when it is told to be.
function holdMap() {
  const map = { shown: [], element: document.createElement("div") };
  const arrived = new Promise((done) => {
    map.arrive = done;
  });
  const load = async ({ chosen, toggle }) => {
    await arrived;
    map.paint = () => {
      map.shown = [...chosen];
    };
    map.click = toggle;
    map.paint();
    return map;
  };
  const loaded = choice.showMap(load);
  return {
    map,
    show: () => {
      map.arrive();
      return loaded;
    },
  };
}

const findBox = (name) => choice.element.find("label", name).find("input");

test("what is ticked while the map is on its way is chosen on the map, too", async () => {
  const { map, show } = holdMap();
  findBox("B").tick(true);
  await show();
  assert.deepEqual(map.shown, ["a", "b"]);
  map.click("b");
  assert.deepEqual(nodes, ["a"]);
  assert.deepEqual(map.shown, ["a"]);
  assert.equal(findBox("B").checked, false);
});

test("list, map and count show the same, whichever was clicked", async () => {
  const { map, show } = holdMap();
  await show();
  map.click("d");
  assert.equal(findBox("D").checked, true);
  findBox("A").tick(false);
  assert.deepEqual(nodes, ["d"]);
  assert.deepEqual(map.shown, ["d"]);
  assert.equal(choice.element.find("span").textContent, "(D)");
  assert.equal(changes, 2);
});

test("without a map the list does", async () => {
  await choice.showMap(async () => {
    throw new Error("away");
  });
  findBox("C").tick(true);
  assert.deepEqual(nodes, ["a", "c"]);
});

test("a node that the model lost stays attached, by its id", () => {
  const lost = new NodeChoice({ texts: buildTexts(), words: {}, nodes: ["gone"], changed: () => {} });
  assert.equal(lost.element.find("span").textContent, "(gone)");
});
