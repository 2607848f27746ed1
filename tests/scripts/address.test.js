import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { openTab } from "./tab.js";

let tab;
let address;

beforeEach(async () => {
  tab = openTab("http://localhost/explore?node=a&lang=nl");
  address = await tab.load("shared/address.js");
});

test("a change is in the address, and others hear of it once", () => {
  let heard = 0;
  address.subscribe(() => (heard += 1));
  address.write({ node: "b", level: ["x", "y"], lang: null });
  assert.equal(location.search, "?node=b&level=x,y");
  address.write({ node: "b" });
  assert.equal(heard, 1);
});

test("the way back leads to what was picked before, not to each letter of a search", () => {
  address.write({ node: "b" });
  address.write({ search: "m" }, { replace: true });
  address.write({ search: "ma" }, { replace: true });
  assert.deepEqual(tab.entries, ["/explore?node=a&lang=nl", "/explore?node=b&lang=nl&search=ma"]);
});

test("the server is told by popstate, at which Streamlit reads the address anew", () => {
  let heard = 0;
  addEventListener("popstate", () => (heard += 1));
  address.write({ node: "b" });
  assert.equal(heard, 0);
  address.tellServer();
  assert.equal(heard, 1);
});

test("turning to another page changes the address before the server is told", () => {
  let seen = "";
  addEventListener("popstate", () => (seen = location.pathname + location.search));
  address.go("paths?from=a");
  assert.equal(seen, "/paths?from=a");
});

test("who has ended listening hears no more", () => {
  let heard = 0;
  const leave = address.subscribe(() => (heard += 1));
  leave();
  address.write({ node: "b" });
  assert.equal(heard, 0);
});

test("what Streamlit itself wrote is seen at the next look", () => {
  let heard = 0;
  address.subscribe(() => (heard += 1));
  history.pushState({}, "", "/explore?node=c");
  address.look();
  address.look();
  assert.equal(heard, 1);
});
