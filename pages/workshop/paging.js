// How large letters may be so that a text fits its place, and where it goes on to another page. Nothing is
// measured here on a page: all windows split alike, whatever their size and language settings.
import { listWords, wrap } from "./letters.js";

/**
 * @import { Word } from "./letters.js"
 *
 * @typedef {object} Paragraph
 * @property {string} text
 * @property {number} [letters] how large they are beside the others of its place; 1 without it
 *
 * @typedef {object} Item paragraphs that stand together on one page as long as they fit one
 * @property {Paragraph[]} paragraphs
 * @property {number} [gap] what is free above it (not at the top of a page), in letters
 * @property {boolean} [isText] running text: it fills a page to its end and goes on on the next one
 *
 * @typedef {object} Place where items stand
 * @property {number} width
 * @property {number} height both in the unit that `largest` has
 * @property {number} largest the size of letters that all have where there is room
 * @property {number} [leading] the height of a line, in letters
 * @property {number} [inset] by how much a line is shorter than the place, in letters
 * @property {number} [frame] how much higher an item is than its lines, in letters
 * @property {"below" | "beside" | number} [flow] whether items stand one below the other, beside one another
 *   as long as there is room, or in a number of columns
 * @property {number} [between] what is free between two that stand beside one another, in letters
 *
 * @typedef {object} Slice an item, or what stands of it on this page
 * @property {number} item its number
 * @property {string[]} texts of its paragraphs; empty for those on another page
 * @property {boolean} isStart whether it begins here
 *
 * @typedef {object} Split
 * @property {number} size of the letters
 * @property {number} height that the fullest page takes
 * @property {Slice[][]} pages
 *
 * @typedef {{item: number, paragraph: number, text: string, height: number}} Line
 */

/**
 * The smallest letters, in heights of the screen. By the rule for pictures that decisions are taken by (AVIXA
 * DISCAS: farthest viewer = 200 x share of the height x height), 1/40 can be read from five times the height
 * of the picture, which is where the back row of a meeting room is.
 */
export const FLOOR = 1 / 40;
const HALVES = 6; // times that the range of sizes is halved
const ROUNDING = 1e-9;
const LEAST = 2; // lines of a running text that may stand alone
const END = /[.?!…][”’"')\]]*\s+/g; // of a sentence
const SENTENCE = 0.75; // of a page that is filled before it may end with a sentence

/**
 * Items on pages: as few as the smallest letters allow, with letters as large as that many pages allow.
 * @param {Item[]} items
 * @param {Place} place
 * @param {number} floor the smallest letters
 * @returns {Split}
 */
export function splitPages(items, place, floor) {
  const measured = items.map((item) => item.paragraphs.map(({ text }) => listWords(text)));
  const fill = (/** @type {number} */ size) => fillPages(items, measured, place, size);
  const fewest = fill(floor).pages.length;
  const size = findLargest(place.largest, floor, (tried) => fill(tried).pages.length <= fewest);
  return { size, ...fill(size) };
}

/**
 * How large the letters of a single text can be that may take so much height, and how high it is then. What
 * is too long for that even in the smallest letters takes more.
 * @param {string} text
 * @param {{width: number, height: number, largest: number, leading: number}} place
 * @param {number} floor
 */
export function fitText(text, { width, height, largest, leading }, floor) {
  const words = listWords(text);
  const measured = (/** @type {number} */ size) => wrap(words, width / size).length * size * leading;
  const size = findLargest(largest, floor, (tried) => measured(tried) <= height);
  return { size, height: measured(size) };
}

/**
 * The largest letters that fit, else the floor.
 * @param {number} largest
 * @param {number} floor
 * @param {(size: number) => boolean} fits
 */
function findLargest(largest, floor, fits) {
  if (largest <= floor || fits(largest)) return Math.max(largest, floor);
  let [low, high] = [floor, largest];
  for (let step = 0; step < HALVES; step += 1) {
    const middle = (low + high) / 2;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * @param {Item[]} items
 * @param {Word[][][]} measured their paragraphs' words
 * @param {Place} place
 * @param {number} size
 */
function fillPages(items, measured, place, size) {
  const height = place.height / size;
  const { frame = 0 } = place;
  /** @type {Slice[][]} */
  const pages = [[]];
  let free = height;
  let fullest = 0;
  const isFresh = () => !pages[pages.length - 1].length;
  const turn = () => {
    fullest = Math.max(fullest, height - free);
    pages.push([]);
    free = height;
  };
  for (const row of listRows(measured, items, place, size)) {
    const gap = Math.max(...row.map(({ item }) => items[item].gap ?? 0));
    const needed = frame + Math.max(...row.map(({ lines }) => sum(lines)));
    const room = () => free - (isFresh() ? 0 : gap);
    const [{ item, lines }] = row;
    const isParted = row.length === 1 && (items[item].isText || needed > height);
    if (!isParted || needed <= room()) {
      if (needed > room() && !isFresh()) turn();
      free = room() - needed;
      for (const part of row) addSlices(pages, part.lines, items);
      continue;
    }
    for (let left = lines; left.length; ) {
      const fitting = countFitting(left, room() - frame);
      if (fitting < Math.min(LEAST, left.length) && !isFresh()) {
        turn();
        continue;
      }
      const count = Math.max(1, fitting); // or nothing would ever be shown
      // No line stands alone on the next page.
      const [here, rest] = endWithSentence(
        left,
        count === left.length - 1 && count > LEAST ? count - 1 : count,
      );
      free = room() - frame - sum(here);
      addSlices(pages, here, items);
      left = rest;
      if (left.length) turn();
    }
  }
  return { height: Math.max(fullest, height - free) * size, pages };
}

/** @param {Line[]} lines */
const sum = (lines) => lines.reduce((height, line) => height + line.height, 0);

/**
 * How many lines there is room for.
 * @param {Line[]} lines
 * @param {number} room
 */
function countFitting(lines, room) {
  let count = 0;
  for (let used = 0; count < lines.length; count += 1) {
    used += lines[count].height;
    if (used > room) break;
  }
  return count;
}

/**
 * A number of lines, and the rest; where a sentence ends well below, the page ends with it.
 * @param {Line[]} lines
 * @param {number} count
 * @returns {[Line[], Line[]]}
 */
function endWithSentence(lines, count) {
  const rest = lines.slice(count);
  if (!rest.length) return [lines, rest];
  for (let last = count - 1; last >= count * SENTENCE; last -= 1) {
    const line = lines[last];
    const found = [...line.text.matchAll(END)].at(-1);
    if (!found) continue;
    const end = found.index + found[0].length;
    const head = { ...line, text: line.text.slice(0, end) };
    const tail = { ...line, text: line.text.slice(end) };
    const after = lines.slice(last + 1);
    return [[...lines.slice(0, last), head], tail.text ? [tail, ...after] : after];
  }
  return [lines.slice(0, count), rest];
}

/**
 * Put lines on the last page, as parts of the items that they belong to.
 * @param {Slice[][]} pages
 * @param {Line[]} lines
 * @param {Item[]} items
 */
function addSlices(pages, lines, items) {
  const page = pages[pages.length - 1];
  for (const { item, paragraph, text } of lines) {
    let slice = page.find((begun) => begun.item === item);
    if (!slice) {
      const isStart = !pages.slice(0, -1).some((earlier) => earlier.at(-1)?.item === item);
      slice = { item, texts: items[item].paragraphs.map(() => ""), isStart };
      page.push(slice);
    }
    slice.texts[paragraph] += text;
  }
}

/**
 * The items as they stand side by side, each with its lines.
 * @param {Word[][][]} measured
 * @param {Item[]} items
 * @param {Place} place
 * @param {number} size
 */
function listRows(measured, items, { width, leading = 1.3, inset = 0, flow = "below", between = 0 }, size) {
  const all = width / size;
  const own = typeof flow === "number" ? (all - (flow - 1) * between) / flow : all;
  /** @type {{item: number, lines: Line[]}[][]} */
  const rows = [];
  let used = Number.POSITIVE_INFINITY;
  measured.forEach((paragraphs, item) => {
    const letters = items[item].paragraphs.map((paragraph) => paragraph.letters ?? 1);
    const lines = paragraphs.flatMap((words, paragraph) => {
      const height = leading * letters[paragraph];
      const texts = words.length ? wrap(words, (own - inset) / letters[paragraph]) : [];
      return texts.map((text) => ({ item, paragraph, text, height }));
    });
    const longest = Math.max(...paragraphs.map((words, number) => letters[number] * addWidths(words)));
    const wide = flow === "beside" ? Math.min(all, inset + longest) : own;
    if (flow !== "below" && used + between + wide <= all + ROUNDING) {
      rows[rows.length - 1].push({ item, lines });
      used += between + wide;
    } else {
      rows.push([{ item, lines }]);
      used = wide;
    }
  });
  return rows;
}

/** @param {Word[]} words */
const addWidths = (words) => words.reduce((width, word) => width + word.width, 0);
