// Two ratings side by side, wherever they are shown: means with their spread, what differs in words, and how
// the map is coloured by it.
import { build } from "../shared/dom.js";
import { drawSvg } from "../shared/node_values.js";
import { fill } from "../shared/words.js";
import { RoomMap } from "./room_map.js";

/**
 * @import { LoadedTexts } from "../shared/types.js"
 * @import { ComparedSpread, ComparisonAnswer, RoomPaint, WorkshopWords } from "./types.js"
 */

const WIDTH = 132; // of a spread, in units of its picture
const HEIGHT = 18;
const EDGE = 6;

/**
 * The mean with its number, in the middle half of the answers, on the scale of all.
 * @param {ComparedSpread} spread
 * @param {[number, number]} range
 */
export function buildSpread({ mean, text, low, high }, [least, most]) {
  const place = (/** @type {number} */ value) =>
    EDGE + ((value - least) / (most - least)) * (WIDTH - 2 * EDGE);
  const middle = HEIGHT / 2;
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
  svg.setAttribute("aria-hidden", "true");
  svg.append(
    drawSvg("rect", { class: "scale", x: EDGE, y: middle - 1, width: WIDTH - 2 * EDGE, height: 2 }),
    drawSvg("rect", {
      class: "middle",
      x: place(low) - 1,
      y: middle - 5,
      width: Math.max(2, place(high) - place(low) + 2),
      height: 10,
      rx: 3,
    }),
    drawSvg("rect", { class: "mean", x: place(mean) - 4, y: middle - 4, width: 8, height: 8, rx: 4 }),
  );
  return build("span", { class: "spread" }, build("strong", {}, text), svg);
}

/**
 * What the colours mean, and with `range` what the spreads do.
 * @param {WorkshopWords} words
 * @param {[number, number]} [range]
 */
export function buildKey(words, range) {
  const [least, most] = range ?? [];
  return build(
    "div",
    { class: "compared-key" },
    build("span", { class: "higher" }, words.higherColour),
    build("span", { class: "lower" }, words.lowerColour),
    range ? build("span", {}, describeSpread(words, [Number(least), Number(most)])) : null,
  );
}

/**
 * @param {WorkshopWords} words
 * @param {[number, number]} range
 */
export const describeSpread = (words, [least, most]) =>
  fill(words.meanAndMiddle, { least: String(least), most: String(most) });

/**
 * What is said below two ratings side by side: what is not shown, what their pictures mean, and what a
 * difference does not say.
 * @param {ComparisonAnswer} compared
 * @param {WorkshopWords} words
 */
export const describeCompared = ({ notes, range }, words) =>
  [...notes, describeSpread(words, range), words.chanceNote].join(" ");

/**
 * Each of the two with how many answered.
 * @param {ComparisonAnswer} compared
 * @param {WorkshopWords} words
 */
export const nameSides = ({ sides }, words) =>
  sides.map(({ name, voters }) => ({
    name,
    count: voters === null ? "" : fill(words.answeredBy, { count: voters }),
  }));

/**
 * @param {ComparisonAnswer} compared
 * @param {WorkshopWords} words
 */
export function buildComparedTable(compared, words) {
  const { subjects, range } = compared;
  const sides = nameSides(compared, words);
  const heads = sides.map(({ name, count }) =>
    build("th", { scope: "col" }, name, build("span", { class: "quiet block" }, count)),
  );
  const rows = subjects.map(({ id, name, before, after, text, words: said, paired }) =>
    build(
      "tr",
      { "data-row": id, tabindex: "-1" },
      build("th", { scope: "row" }, name),
      build("td", { "data-side": sides[0].name }, buildSpread(before, range)),
      build("td", { "data-side": sides[1].name }, buildSpread(after, range)),
      build(
        "td",
        {},
        build("strong", {}, text),
        build("span", { class: "block" }, said),
        paired ? build("span", { class: "quiet block" }, paired) : null,
      ),
    ),
  );
  const names = [build("td", {}), ...heads, build("th", { scope: "col" }, words.differs)];
  return build(
    "div",
    { class: "compared-table" },
    build(
      "table",
      { class: "result-table" },
      build("thead", {}, build("tr", {}, ...names)),
      build("tbody", {}, ...rows),
    ),
  );
}

/**
 * How the map is painted: what differs in its colour with the difference on it, the rest pale.
 * @param {ComparisonAnswer} compared
 * @returns {RoomPaint}
 */
export function paintDifferences({ subjects }) {
  const ids = subjects.map(({ id }) => id);
  const edges = ids.filter((id) => id.includes(">"));
  return {
    values: Object.fromEntries(
      subjects.map(({ id, share, text }) => [id, { share, text, isDifference: true }]),
    ),
    lit: new Set(edges.length ? edges.flatMap((id) => id.split(">")) : ids),
    ...(edges.length ? { edges: new Set(edges) } : {}),
  };
}

/**
 * The difference on the map, as large as its place, as long as that is on the page.
 * @param {ComparisonAnswer} compared
 * @param {{texts: LoadedTexts, words: WorkshopWords, language: string, content: string}} shown
 * @param {(id: string) => void} pick is told which node was clicked
 */
export function buildDifferenceMap(compared, { texts, words, language, content }, pick) {
  const map = new RoomMap(language, pick, (id) => {
    const found = compared.subjects.find((subject) => subject.id === id);
    const name = texts.nodes[id]?.name ?? id;
    return found ? `${found.name}, ${found.words}` : name;
  });
  map.element.classList.add("compared-map");
  map.paint({ ...paintDifferences(compared), label: words.differenceMap });
  const sizes = new ResizeObserver(() => {
    const { clientWidth: width, clientHeight: height, isConnected } = map.element;
    if (!isConnected) sizes.disconnect();
    else if (width) map.load({ width, height, content }).catch(() => {}); // the table says it all
  });
  sizes.observe(map.element);
  return map.element;
}
