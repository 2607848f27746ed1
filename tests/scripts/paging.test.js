import assert from "node:assert/strict";
import { test } from "node:test";
import { listLetters, listWords, measure, wrap } from "../../pages/workshop/letters.js";
import { fitText, splitPages } from "../../pages/workshop/paging.js";

const FLOOR = 0.9;
const PLACE = { width: 26, height: 26, largest: 1.75, leading: 1.35 };
const WORDS = "The nurse sat down on the bed and asked what the morning had been like. ";
const tell = (length) => WORDS.repeat(Math.ceil(length / WORDS.length)).slice(0, length);
const text = (words) => ({ paragraphs: [{ text: words }], isText: true });
const join = ({ pages }) => pages.flatMap((page) => page.flatMap(({ texts }) => texts)).join("");
const heightOf = (page, items, { width, leading, inset = 0, frame = 0 }, size) =>
  page.reduce((height, { item, texts }, at) => {
    const lines = texts.flatMap((part, number) => {
      const { letters = 1 } = items[item].paragraphs[number];
      return part ? wrap(listWords(part), (width / size - inset) / letters).map(() => leading * letters) : [];
    });
    const gap = at ? (items[item].gap ?? 0) : 0;
    return height + (gap + frame + lines.reduce((sum, line) => sum + line, 0)) * size;
  }, 0);

test("lines are no longer than there is room, and together they are the text", () => {
  for (const words of [tell(900), "x".repeat(700), "a well-known-word ".repeat(30), "é😀ñ ".repeat(90), ""]) {
    const lines = wrap(listWords(words), 20);
    assert.equal(lines.join(""), words);
    for (const line of lines) assert.ok(measure(line.trimEnd()) <= 20, line);
  }
  assert.deepEqual(wrap(listWords("one two"), 3), ["one ", "two"]);
});

test("what a reader takes for one letter is never parted", () => {
  const family = "👩‍👩‍👧‍👦";
  assert.deepEqual(listLetters(`e\u0301${family}`), ["e\u0301", family]);
  for (const line of wrap(listWords(family.repeat(40)), 10)) assert.equal(line.length % family.length, 0);
  assert.equal(measure("é"), measure("e"));
});

test("a short text has the largest letters, and stands on one page", () => {
  const { size, height, pages } = splitPages([text("A wren sang.")], PLACE, FLOOR);
  assert.equal(size, PLACE.largest);
  assert.ok(Math.abs(height - size * PLACE.leading) < 1e-9);
  assert.deepEqual(pages, [[{ item: 0, texts: ["A wren sang."], isStart: true }]]);
});

test("a longer text gets smaller letters first, and goes on to another page only at the floor", () => {
  const sizes = [300, 600, 900, 1200].map((length) => splitPages([text(tell(length))], PLACE, FLOOR));
  assert.deepEqual(
    sizes.map(({ pages }) => pages.length),
    [1, 1, 1, 1],
  );
  for (const [at, { size }] of sizes.entries()) assert.ok(!at || size < sizes[at - 1].size);
  const split = splitPages([text(tell(2000))], PLACE, FLOOR);
  assert.equal(split.pages.length, 2);
  assert.ok(split.size >= FLOOR);
});

for (const [name, words] of Object.entries({
  "of 2 000 characters": tell(2000),
  "of 5 000 characters": tell(5000),
  "of 5 000 characters without a space": "x".repeat(5000),
  "of one long word among others": `${tell(700)}${"y".repeat(1500)} ${tell(700)}`,
}))
  test(`every page of a text ${name} fits its place, and nothing is lost or repeated`, () => {
    const items = [text(words)];
    const split = splitPages(items, PLACE, FLOOR);
    assert.equal(join(split), words);
    assert.ok(split.pages.length > 1);
    for (const page of split.pages)
      assert.ok(heightOf(page, items, PLACE, split.size) <= PLACE.height + 1e-6);
  });

test("many paragraphs are kept in their order, each page within its place", () => {
  const items = Array.from({ length: 60 }, (_, at) => ({ ...text(`${at} ${tell(60)}`), gap: 0.6 }));
  const split = splitPages(items, PLACE, FLOOR);
  assert.equal(join(split), items.map(({ paragraphs }) => paragraphs[0].text).join(""));
  for (const page of split.pages) assert.ok(heightOf(page, items, PLACE, split.size) <= PLACE.height + 1e-6);
});

test("a page ends with a sentence where one ends near", () => {
  const [first] = splitPages([text(tell(2000))], PLACE, FLOOR).pages;
  assert.match(first[0].texts[0], /like\. $/);
});

for (const [name, sentence] of Object.entries({
  "a full stop": "so she asked what it was like. ",
  "a quotation": "so she asked: “What was it like?” ",
  "straight quotes": 'so she asked: "What was it like?" ',
  "a parenthesis": "(so she asked what it was like.) ",
}))
  test(`a page ends after ${name}, and not within “the nurses’ room”`, () => {
    const words = `In the nurses’ room and the nurses' garden ${sentence}`.repeat(60);
    const split = splitPages([text(words)], PLACE, FLOOR);
    assert.equal(join(split), words);
    assert.ok(split.pages.length > 1);
    for (const [slice] of split.pages)
      assert.ok(slice.texts[0].endsWith(sentence), slice.texts[0].slice(-60));
  });

const action = (at) => ({
  paragraphs: [{ text: `${at}: ${tell(140)}`, letters: 1.15 }, { text: "head nurse · from May" }],
  gap: 0.6,
});
const WIDE = { width: 46, height: 28, largest: 1.2, leading: 1.3, inset: 2 };

test("what stands together is not parted as long as it fits a page", () => {
  const items = Array.from({ length: 20 }, (_, at) => action(at));
  const { pages, size } = splitPages(items, WIDE, FLOOR);
  assert.ok(pages.length > 1);
  assert.deepEqual(
    pages.flat().map(({ item }) => item),
    items.map((_, at) => at),
  );
  for (const slice of pages.flat()) assert.ok(slice.isStart && slice.texts.every(Boolean));
  for (const page of pages) assert.ok(heightOf(page, items, WIDE, size) <= WIDE.height + 1e-6);
});

test("an item that is longer than a page goes on on the next one, and says that it began before", () => {
  const items = [action(0), { paragraphs: [{ text: tell(6000) }, { text: "end" }], gap: 0.6 }, action(2)];
  const split = splitPages(items, WIDE, FLOOR);
  const starts = split.pages.flat().filter(({ item }) => item === 1);
  assert.deepEqual(
    starts.map(({ isStart }) => isStart),
    starts.map((_, at) => at === 0),
  );
  assert.ok(starts.length > 1);
  assert.equal(starts.map(({ texts }) => texts[0]).join(""), tell(6000));
});

test("what stands side by side fills rows, then pages", () => {
  const items = Array.from({ length: 30 }, (_, at) => ({
    paragraphs: [{ text: `Element ${at}` }],
    gap: 0.4,
  }));
  const place = { width: 20, height: 6, largest: 1.3, leading: 1.2, inset: 1.2, frame: 0.5, flow: "beside" };
  const { pages } = splitPages(items, place, FLOOR);
  assert.ok(pages.length > 1 && pages.length < 6);
  assert.deepEqual(
    pages.flat().map(({ item }) => item),
    items.map((_, at) => at),
  );
  const columns = splitPages(items.slice(0, 6), { ...place, flow: 3, height: 60 }, FLOOR);
  assert.equal(columns.pages.length, 1);
});

test("nothing makes one empty page", () => {
  assert.deepEqual(splitPages([], PLACE, FLOOR).pages, [[]]);
});

test("a heading shrinks to what its height allows, and no further than the floor", () => {
  const place = { width: 42, height: 7, largest: 2.1, leading: 1.12 };
  assert.equal(fitText("Join in", place, FLOOR).size, 2.1);
  const long = fitText(tell(300), place, FLOOR);
  assert.ok(long.size < 2.1 && long.height <= 7);
  const longest = fitText(tell(2000), place, FLOOR);
  assert.equal(longest.size, FLOOR);
  assert.ok(longest.height > 7);
});
