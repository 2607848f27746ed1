import "./opened.js";

import assert from "node:assert/strict";
import { test } from "node:test";
import { mergeEqual } from "../../pages/workshop/desk/cards.js";
import { listSpokenOf, nameStep } from "../../pages/workshop/desk/notes.js";
import { describeFlood, describeSent } from "../../pages/workshop/desk/people.js";
import { nameState } from "../../pages/workshop/desk/together.js";
import { measure } from "../../pages/workshop/letters.js";
import { writeDay } from "../../pages/workshop/list.js";
import { setWords } from "../../pages/workshop/room_lines.js";

test("a step is called by its heading, a story by its name, a part of a result with its question", () => {
  assert.equal(nameStep({ view: "stages", title: "Effects", words: "What follows?" }, WORDS), "Effects");
  assert.equal(nameStep({ view: "stories", title: "Story 1", told: { name: "A crow" } }, WORDS), "A crow");
  const part = { view: "round", part: "map", words: "On the map" };
  assert.equal(nameStep({ ...part, title: "What matters?" }, WORDS), "What matters? On the map");
  assert.equal(nameStep({ ...part, title: "What matters" }, WORDS), "What matters: On the map");
});

test("on a path it is spoken about the node that it has come to, on a map about none", () => {
  const nodes = ["a", "b"];
  assert.deepEqual(listSpokenOf({ view: "path", nodes }), ["b"]);
  assert.deepEqual(listSpokenOf({ view: "stages", nodes }), nodes);
  assert.deepEqual(listSpokenOf({ view: "stories", nodes }), nodes);
  assert.deepEqual(listSpokenOf({ view: "actions", nodes }), []);
  assert.deepEqual(listSpokenOf({ view: "stages" }), []);
});

test("a round is prepared, open, closed or revealed", () => {
  assert.equal(nameState({ isOpen: false, isRevealed: false, answers: 0 }), "prepared");
  assert.equal(nameState({ isOpen: true, isRevealed: true, answers: 2 }), "open");
  assert.equal(nameState({ isOpen: false, isRevealed: false, answers: 2 }), "closed");
  assert.equal(nameState({ isOpen: false, isRevealed: true, answers: 0 }), "revealed");
});

test("a day is the same day in any time zone", () => {
  const zone = process.env.TZ;
  for (const place of ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Brussels"]) {
    process.env.TZ = place;
    assert.equal(writeDay("2026-05-01", "en"), "1 May 2026");
    assert.equal(writeDay("2026-05-01", "nl"), "1 mei 2026");
  }
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

const WORDS = {
  labelled: "{label}: {text}",
  floods: { joins: "{count} phones ({time})" },
  sentVotes: "votes: {count}",
  sentAnswers: "answers: {count}",
  sentStories: "stories: {count}",
  sentNothing: "nothing",
  sentGone: "nothing left",
};

test("a flood is told with its minutes, the first and the last where they are several", () => {
  const flood = { kind: "joins", most: 300, since: "2026-05-01T12:00:00", until: "2026-05-01T12:01:00" };
  assert.match(describeFlood(flood, WORDS, "nl"), /^300 phones \(12:00\)$/);
  const longer = { ...flood, until: "2026-05-01T12:04:00" };
  assert.match(describeFlood(longer, WORDS, "nl"), /^300 phones \(12:00 – 12:03\)$/);
});

test("of a participant it is told how much was sent, and whether it is gone", () => {
  const sent = { votes: 0, answers: 0, stories: 0, isSilent: true };
  assert.equal(describeSent({ ...sent, votes: 2, stories: 1 }, WORDS), "votes: 2, stories: 1");
  assert.equal(describeSent(sent, WORDS), "nothing");
  assert.equal(describeSent({ ...sent, isSilent: false }, WORDS), "nothing left");
});

test("words are set as large as all of them have room for in whole words", () => {
  assert.deepEqual(setWords("an open door", 100, 20), { size: 14, lines: ["an open door"] });
  assert.deepEqual(setWords("an open door for all", 80, 28), {
    size: 12,
    lines: ["an open door", "for all"],
  });
  assert.equal(setWords("incomprehensibility", 100, 40).size, 11);
});

test("in the smallest letters a long word is parted, and what does not fit is left out with a sign", () => {
  const parted = setWords("incomprehensibility", 60, 40);
  assert.equal(parted.size, 11);
  assert.equal(parted.lines.join(""), "incomprehensibility");
  const cut = setWords("an open door for all of us who are here tonight", 80, 28);
  assert.equal(cut.lines.length, 2);
  assert.match(cut.lines[1], / …$/);
  for (const line of cut.lines) assert.ok(measure(line) * cut.size <= 80, line);
  assert.deepEqual(setWords("an open door for all", 80, 28, 20), { size: 14, lines: ["an open …"] });
});

test("wide letters have shorter lines than narrow ones", () => {
  assert.equal(setWords("ill ill ill ill", 80, 16).lines.length, 1);
  assert.ok(setWords("MMM MMM MMM MMM", 80, 16).lines[0].endsWith("…"));
});

test("answers that say the same are together, where the first of them is", () => {
  const answers = [
    { id: "a", same: "a" },
    { id: "b", same: "b" },
    { id: "c", same: "a" },
  ];
  const merged = mergeEqual(answers).map((equal) => equal.map(({ id }) => id).join(""));
  assert.deepEqual(merged, ["ac", "b"]);
});
