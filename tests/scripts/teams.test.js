// Teams where one is chosen, and the two ratings that a comparison begins with.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fillTeams, isAsked, offerOptions } from "../../pages/shared/teams.js";
import { listComparable, suggest, suggestEarlier } from "../../pages/workshop/teams/suggestion.js";

const team = (id, isEnded = false) => ({
  ...{ id, name: `Team ${id}`, colour: "blue", ends: null, hasPasscode: false },
  isEnded,
});
const field = () => ({ name: "team", kind: "team", options: {} });
const rating = (round, keys, team = null, kind = "rating", workshop = "w") => ({
  ...{ workshop, round, keys, team, kind },
});

test("a team that has ended is offered only where it is chosen already", () => {
  const teamField = field();
  fillTeams({ words: { plain: [teamField] } }, [team("a"), team("b", true)]);
  assert.deepEqual(offerOptions(teamField, null), { a: "Team a" });
  assert.deepEqual(offerOptions(teamField, "b"), { a: "Team a", b: "Team b" });
});

test("a team that is not here is kept by its id", () => {
  assert.deepEqual(offerOptions({ kind: "team", options: { a: "Team a" } }, "z"), { a: "Team a", z: "z" });
  assert.deepEqual(offerOptions({ kind: "choice", options: { a: "A" } }, "z"), { a: "A" });
});

test("nobody is asked for a team where there is none", () => {
  const teamField = field();
  fillTeams({ words: { plain: [teamField] } }, []);
  assert.equal(isAsked(teamField), false);
  fillTeams({ words: { plain: [teamField] } }, [team("a")]);
  assert.equal(isAsked(teamField), true);
});

test("a comparison begins with the newest rating of a team and the one before it of the same team", () => {
  const ratings = [rating("4", ["joy"]), rating("3", ["joy"], "a"), rating("2", ["joy"], "b")];
  const before = rating("1", ["joy", "trust"], "a");
  assert.deepEqual(suggest([...ratings, before]), [before, ratings[1]]);
  assert.deepEqual(suggest(ratings), [ratings[1], ratings[0]]);
});

test("ratings without an element in common are no beginning", () => {
  assert.equal(suggest([rating("2", ["joy"]), rating("1", ["trust"])]), null);
  assert.equal(suggest([rating("1", ["joy"])]), null);
  assert.equal(suggest([rating("2", ["joy"]), rating("1", ["joy"], null, "scale")]), null);
});

test("a rating is compared with what asks the same, but never with itself", () => {
  const round = { id: "5", kind: "rating", keys: ["joy", "trust"] };
  const same = rating("1", ["joy"]);
  const others = [rating("5", ["joy"]), rating("2", ["calm"]), rating("3", ["joy"], null, "edges")];
  assert.deepEqual(listComparable([...others, same], "w", round), [same]);
  assert.deepEqual(listComparable(others, "v", round), [others[0]]);
});

test("a rating of this workshop is offered first, then one of the same team, then the newest", () => {
  const newest = rating("1", ["joy"], "b", "rating", "x");
  const own = rating("2", ["joy"], "a", "rating", "y");
  const here = rating("3", ["joy"], "a");
  assert.equal(suggestEarlier([newest, own, here], "w", "a"), here);
  assert.equal(suggestEarlier([newest, own], "w", "a"), own);
  assert.equal(suggestEarlier([newest], "w", "a"), newest);
  assert.equal(suggestEarlier([newest, own], "w", null), newest);
});
