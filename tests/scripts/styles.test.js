import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { openTab } from "./tab.js";

class Link extends EventTarget {
  setAttribute(name, value) {
    this[name] = value;
  }

  append() {}

  remove() {
    links = links.filter((link) => link !== this);
  }

  end(type) {
    this.dispatchEvent(new Event(type));
  }
}

let links = [];
let loadStyles;

/** The links to a style sheet that stand in the page. */
const find = (name) => links.filter(({ href }) => href.endsWith(name));

beforeEach(async () => {
  links = [];
  ({ loadStyles } = await openTab("http://localhost/explore").load("shared/styles.js"));
  Object.assign(document, {
    createElement: () => new Link(),
    querySelector: (selector) => {
      const name = /href\$="([^"]+)"/.exec(selector)?.[1];
      return (name && find(name)[0]) || null;
    },
    head: { append: (link) => links.push(link) },
  });
});

/** Whether a promise is kept by now. */
async function isKept(promise) {
  const waiting = Symbol("waiting");
  await new Promise((done) => setTimeout(done));
  return (await Promise.race([promise, Promise.resolve(waiting)])) !== waiting;
}

test("a style sheet is loaded once", async () => {
  const first = loadStyles("a.css");
  assert.equal(await isKept(first), false);
  for (const link of [...links]) link.end("load");
  await first;
  await loadStyles("a.css");
  assert.deepEqual([find("a.css").length, find("palette.css").length], [1, 1]);
});

test("a style sheet that failed is waited for no longer, and loaded when it is needed again", async () => {
  const first = loadStyles("a.css");
  find("palette.css")[0].end("load");
  find("a.css")[0].end("error");
  await first;
  assert.equal(find("a.css").length, 0);
  const again = loadStyles("a.css");
  assert.equal(await isKept(again), false);
  find("a.css")[0].end("load");
  await again;
  assert.equal(find("palette.css").length, 1);
});

test("a style sheet that the page has already is not loaded again", async () => {
  links = ["palette.css", "assets/1/a.css"].map((href) => Object.assign(new Link(), { href }));
  await loadStyles("a.css");
  assert.equal(links.length, 2);
});
