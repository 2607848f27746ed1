import "./opened.js";

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { describeRefusal, Refused } from "../../pages/shared/requests.js";
import { keepChecked } from "../../pages/story_form/api.js";
import { findTelltales, listNames, maskText } from "../../pages/story_form/masks.js";
import { beginValues } from "../../pages/story_form/values.js";
import { PLAIN } from "./plain.js";
import { openTab } from "./tab.js";

const WORDS = {
  kinds: { phone: "telephone number" },
  languages: { nl: "Dutch" },
  fields: { title: "Title", occasion: "Occasion", source: "Source" },
};
let sent;
let identifiers; // what the server finds, by text

beforeEach(() => {
  openTab("http://localhost/stories");
  sent = [];
  identifiers = {};
  globalThis.fetch = async (address, { body }) => {
    const { text } = JSON.parse(body);
    sent.push(`${address.searchParams.get("lang")}: ${text}`);
    return { ok: true, json: async () => ({ text: text.trim(), identifiers: identifiers[text] ?? [] }) };
  };
});

const tell = (more) => ({ ...beginValues(PLAIN, null, "en"), text: "Call 123.", ...more });
const PHONE = { kind: "phone", start: 5, end: 8, text: "123", mask: "[number]" };

test("what is found in a text is named with its place", async () => {
  identifiers["Call 123."] = [PHONE];
  const translations = [{ language: "nl", title: "Call 123.", text: "", setting: "" }];
  const found = await findTelltales(PLAIN, tell({ occasion: "Call 123.", translations }));
  assert.deepEqual(
    found.map((telltale) => listNames(telltale, WORDS)),
    [["telephone number"], ["telephone number", "Occasion"], ["telephone number", "Dutch, Title"]],
  );
});

test("a text that did not change is not asked about again", async () => {
  const checked = keepChecked();
  await findTelltales(PLAIN, tell({ title: "One" }), checked);
  await findTelltales(PLAIN, tell({ title: "Two" }), checked);
  assert.deepEqual(sent, ["en: Call 123.", "en: One", "en: Two"]);
});

test("the web address of the source tells where it was made public, and is no telltale there", async () => {
  const web = { kind: "web", start: 0, end: 11, text: "example.org", mask: "[address]" };
  identifiers["example.org"] = [web];
  const source = { name: "example.org", url: "https://example.org/paper" };
  assert.deepEqual(await findTelltales(PLAIN, tell({ source })), []);
  assert.equal((await findTelltales(PLAIN, tell({ source, title: "example.org" }))).length, 1);
});

test("what is found is masked in letters, from the last to the first", () => {
  const cleaned = "😀 123 and 456";
  const first = { ...PHONE, cleaned, start: 2, end: 5 };
  const second = { ...PHONE, cleaned, start: 10, end: 13 };
  assert.equal(maskText([first, second]), "😀 [number] and [number]");
});

test("what went wrong is said in words for people", () => {
  const words = {
    failed: "failed",
    unreachable: "unreachable",
    needsRole: "passcode",
    conflict: "conflict",
    gone: "gone",
    tooMany: "too many",
    troubles: { full: "disk full" },
  };
  const describe = (status, answer = {}) => describeRefusal(new Refused(status, answer), words);
  assert.equal(describe(0), "unreachable");
  assert.equal(describe(403), "passcode");
  assert.equal(describe(404), "gone");
  assert.equal(describe(409), "conflict");
  assert.equal(describe(429), "too many");
  assert.equal(describe(429, { reason: "waiting", error: "enough stories wait" }), "enough stories wait");
  assert.equal(describe(503, { reason: "full" }), "disk full");
  assert.equal(describe(503, { error: "later" }), "later");
  assert.equal(describe(400, { error: "teller: missing" }), "failed teller: missing");
  assert.equal(describeRefusal(new TypeError("x"), words), "failed (TypeError: x)");
});
