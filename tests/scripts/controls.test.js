import "./opened.js";

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import * as controls from "../../pages/shared/controls.js";
import { layPage } from "./page.js";
import { openTab } from "./tab.js";

let picked;
const pick = (value) => picked.push(value);

beforeEach(() => {
  openTab("http://localhost/explore");
  layPage();
  picked = [];
});

const listPressed = ({ element }) =>
  element
    .findAll("button")
    .filter((button) => button.getAttribute("aria-pressed") === "true")
    .map((button) => button.textContent);

test("one of some buttons is pressed, as the address says, not as was clicked", () => {
  const control = controls.oneOf("view", "View", { map: "Map", outline: "Outline" }, pick);
  control.paint("map");
  control.element.find("button", "Outline").press();
  assert.deepEqual(picked, ["outline"]);
  assert.deepEqual(listPressed(control), ["Map"]);
  control.paint("outline");
  assert.deepEqual(listPressed(control), ["Outline"]);
});

test("of some buttons any number is pressed", () => {
  const control = controls.anyOf("level", "Levels", { x: "X", y: "Y", z: "Z" }, pick);
  control.paint(["x"]);
  control.element.find("button", "Y").press();
  control.element.find("button", "X").press();
  assert.deepEqual(picked, [["x", "y"], []]);
});

test("a switch says what it was turned to", () => {
  const control = controls.toggle("counts", "Counts", pick);
  control.paint(true);
  const box = control.element.find("input");
  assert.equal(box.checked, true);
  box.tick(false);
  assert.deepEqual(picked, [false]);
});

test("words are picked once nobody has typed for a while, or at once by Enter", () => {
  mock.timers.enable();
  const control = controls.words("search", "Search", pick);
  const field = control.element.find("input");
  field.enter("m", "input");
  mock.timers.tick(150);
  field.enter("ma", "input");
  mock.timers.tick(150);
  assert.deepEqual(picked, []);
  mock.timers.tick(50);
  assert.deepEqual(picked, ["ma"]);
  field.enter("man", "input");
  field.enter("man");
  mock.timers.tick(1000);
  assert.deepEqual(picked, ["ma", "man"]);
  mock.timers.reset();
});

test("what somebody is typing is left alone, unless all of it goes", () => {
  const control = controls.words("search", "Search", pick);
  const field = control.element.find("input");
  field.value = "man";
  document.activeElement = field;
  control.paint("ma");
  assert.equal(field.value, "man");
  control.paint("");
  assert.equal(field.value, "");
});

test("a list gives what is chosen, and null for nothing", () => {
  const groups = [
    ["", { whole: "All" }],
    ["Firsts", { a: "A" }],
  ];
  const control = controls.choice("path_start", "From", groups, pick, "Choose");
  const field = control.element.find("select");
  assert.deepEqual(
    field.findAll("option").map((option) => option.getAttribute("value")),
    ["", "whole", "a"],
  );
  assert.equal(field.find("optgroup").getAttribute("label"), "Firsts");
  field.enter("a");
  field.enter("");
  assert.deepEqual(picked, ["a", null]);
  control.paint(null);
  assert.equal(field.value, "");
});

test("what is chosen of many stands beside the list, and can be taken out", () => {
  const control = controls.choices("via", "Via", [["", { a: "A", b: "B" }]], pick, "any", "Take out: {name}");
  const field = control.element.find("select");
  control.paint(["a"]);
  field.enter("b");
  field.enter("a");
  assert.deepEqual(picked, [["a", "b"]]);
  assert.equal(field.value, "");
  const chip = control.element.find("button");
  assert.equal(chip.getAttribute("aria-label"), "Take out: A");
  control.paint(["a"]);
  assert.equal(control.element.find("button"), chip, "what did not change keeps the keyboard");
  chip.press();
  assert.deepEqual(picked.at(-1), []);
});

test("a day that cannot be is not picked", () => {
  const control = controls.day("since", "Since", ["1900-01-01", "2026-01-01"], pick);
  const field = control.element.find("input");
  field.enter("2025-05-31");
  field.validity.valid = false;
  field.enter("1066-10-14");
  field.validity.valid = true;
  field.enter("");
  assert.deepEqual(picked, ["2025-05-31", null]);
});
