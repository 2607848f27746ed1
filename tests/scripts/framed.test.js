import assert from "node:assert/strict";
import { test } from "node:test";
import { openTab } from "./tab.js";

const READ = ["explore", "paths"];

test("within a frame only pages that are read stay in it", async () => {
  const { leadsOut } = await openTab("http://localhost/ward/explore").load("shared/framed.js");
  const at = (path) => new URL(path, "http://localhost/ward/");
  assert.deepEqual(
    ["explore?node=a", "paths", "workshop", "stories?story=b", "join/ABCDEF", "explore/x"].map((path) =>
      leadsOut(at(path), true, READ),
    ),
    [false, false, true, true, true, true],
  );
  assert.equal(leadsOut(at("workshop"), false, READ), false);
  assert.equal(leadsOut(at("workshop"), true, []), false);
});
