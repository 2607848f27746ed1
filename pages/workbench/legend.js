// The legend: what colours, borders and lines mean, over the picture where it covers nothing;
// where there is no such place, and on a narrow screen, it is a button that opens it.

import { build, parseSvg } from "../shared/dom.js";
import { keepOpen, recallOpen } from "../shared/folds.js";
import { isBeside } from "../shared/side.js";

/**
 * @import { LegendGroup, LegendSign, LoadedTexts } from "../shared/types.js"
 *
 * @typedef {object} Legend
 * @property {HTMLElement} element
 * @property {(hasCounts: boolean) => void} paint
 * @property {() => void} place where it covers least of the picture as it is now
 * @property {() => void} destroy
 *
 * @typedef {{left: number, top: number, right: number, bottom: number}} Box
 * @typedef {{width: number, height: number}} Size
 * @typedef {{left: number, covered: number}} Spot
 */

const KEPT = "legend"; // in the browser's storage, for each visitor
const [WIDEST, NARROWEST] = [44, 20]; // in rem: a wide strip where there is room for one, else narrower
const BOX = 1000; // how much worse it is to cover a box than a piece of a line
const STEP = 10;
const MOST_LINES = 150;
const GAP = 5;
const HEAD = 4; // half an arrowhead

/**
 * The legend of a model over its picture; null where there is nothing to explain.
 * @param {HTMLElement} stage
 * @param {LoadedTexts} texts
 * @returns {Legend | null}
 */
export function buildLegend(stage, texts) {
  const { words, legend } = texts;
  if (!legend.some(({ title }) => title)) return null;
  const groups = legend.map((group) => buildGroup(texts, group));
  const isOver = () => !stage.classList.contains("diagram-stage-outline"); // that is a list to read down
  const button = build("button", { type: "button", onclick: () => toggle() }, words.legend);
  const element = build("div", { class: "diagram-legend" }, button, ...groups);
  let isOpen = false;
  let placed = ""; // the size of the picture that it was placed on
  /** @type {Element | null} */
  let picture = null; // and the picture itself

  /** @param {boolean} isOpenNow */
  function open(isOpenNow) {
    isOpen = isOpenNow;
    element.classList.toggle("folded", !isOpen);
    button.setAttribute("aria-expanded", String(isOpen));
  }

  function toggle() {
    open(!isOpen);
    keepOpen(KEPT, isOpen);
    const under = measure();
    if (under) settle(under);
  }

  /** What it lies on; null where it lies on nothing. */
  function measure() {
    const frame = (stage.querySelector(".network-canvas") ?? stage).getBoundingClientRect();
    const around = element.offsetParent?.getBoundingClientRect();
    return isOver() && around && frame.width ? { frame, around, ...listBoxes(stage, frame) } : null;
  }

  /** @param {NonNullable<ReturnType<typeof measure>>} under */
  function settle({ frame, around, boxes, lines }) {
    element.style.left = "0"; // what is further to the right has less room
    const limit = (/** @type {number} */ rem) => `min(${rem}rem, ${frame.width - 2 * GAP}px)`;
    let best = { rem: WIDEST, height: 0, left: GAP, covered: Number.POSITIVE_INFINITY };
    for (let rem = WIDEST; rem >= NARROWEST && best.covered > 0; rem -= isOpen ? 1 : WIDEST) {
      element.style.maxWidth = limit(rem);
      const { offsetWidth: width, offsetHeight: height } = element;
      const spot = findSpot({ width, height }, frame, { boxes, lines });
      if (spot.covered < best.covered) best = { rem, height, ...spot };
    }
    element.style.maxWidth = limit(best.rem);
    element.style.left = `${frame.left - around.left + best.left}px`;
    element.style.top = `${frame.bottom - around.top - best.height - GAP}px`;
    return best.covered;
  }

  const nameSize = () => `${stage.offsetWidth} ${stage.offsetHeight}`;
  const findPicture = () => stage.querySelector("svg");

  function place() {
    placed = nameSize();
    picture = findPicture();
    const kept = recallOpen(KEPT);
    const mayOpen = isOver() && isBeside() && !stage.querySelector(".network-canvas");
    open(kept ?? mayOpen); // to see what it would cover
    const under = measure();
    if (!under || !settle(under) || kept !== null || !mayOpen) return;
    open(false);
    settle(under);
  }

  function follow() {
    if (nameSize() !== placed || findPicture() !== picture) place();
  }

  const sizes = new ResizeObserver(follow);
  sizes.observe(stage);
  const pictures = new MutationObserver(() => requestAnimationFrame(follow)); // one that fits another size
  pictures.observe(stage, { childList: true });
  return {
    element,
    paint: (hasCounts) => {
      for (const [index, { title }] of legend.entries()) if (!title) groups[index].hidden = !hasCounts;
    },
    place,
    destroy: () => {
      sizes.disconnect();
      pictures.disconnect();
    },
  };
}

/**
 * @param {LoadedTexts} texts
 * @param {LegendGroup} group
 */
function buildGroup(texts, { title, signs }) {
  const entries = signs.map((sign) => {
    const picture = document.importNode(parseSvg(sign.picture), true);
    return build("li", { title: explain(texts, sign) }, picture, sign.name);
  });
  const heading = title ? build("span", { class: "legend-title", "aria-hidden": "true" }, title) : null;
  return build(
    "div",
    { class: "legend-group" },
    heading,
    build("ul", { "aria-label": title || null }, ...entries),
  );
}

/**
 * What a kind of provenance means, or what comes of a link without a direction.
 * @param {LoadedTexts} texts
 * @param {LegendSign} sign
 */
function explain({ words }, { form, kinds }) {
  if (form === "line" && !kinds.length) return words.followedAsWritten;
  return kinds.map((kind) => words.provenanceMeanings[kind]).join(" ") || null;
}

/**
 * What should not be covered: boxes and titles of lanes, and places on lines.
 * @param {HTMLElement} stage
 * @param {DOMRect} frame
 * @returns {{boxes: Box[], lines: Box[]}}
 */
function listBoxes(stage, frame) {
  /** @param {DOMRect} rectangle @returns {Box} */
  const inFrame = ({ left, top, right, bottom }) => ({
    left: left - frame.left,
    top: top - frame.top,
    right: right - frame.left,
    bottom: bottom - frame.top,
  });
  const drawn = [...stage.querySelectorAll("svg [data-node-id] rect, svg .lane-title")];
  const boxes = drawn.map((element) => inFrame(element.getBoundingClientRect()));
  /** @type {SVGPathElement[]} */
  const paths = [...stage.querySelectorAll("svg path[data-source]")].filter(
    (path) => path instanceof SVGPathElement,
  );
  const lines = paths.length > MOST_LINES ? [] : paths.flatMap((path) => listPlaces(path, inFrame));
  return { boxes, lines };
}

/**
 * @param {SVGPathElement} path
 * @param {(rectangle: DOMRect) => Box} inFrame
 */
function listPlaces(path, inFrame) {
  const matrix = path.getScreenCTM();
  const length = path.getTotalLength();
  const places = Math.ceil(length / 8);
  return Array.from({ length: places + 1 }, (_, index) => {
    const { x, y } = path.getPointAtLength((length * index) / places).matrixTransform(matrix ?? undefined);
    return inFrame(new DOMRect(x - HEAD, y - HEAD, 2 * HEAD, 2 * HEAD));
  });
}

/**
 * Where along the lower edge of a frame something covers least: as far to the right as it can be.
 * @param {Size} size
 * @param {Size} frame
 * @param {{boxes: Box[], lines: Box[]}} picture
 * @returns {Spot}
 */
export function findSpot({ width, height }, frame, { boxes, lines }) {
  const bottom = frame.height - GAP;
  const top = bottom - height - GAP;
  const isAt = (/** @type {Box} */ box) => box.bottom > top && box.top < bottom;
  const [near, crossing] = [boxes.filter(isAt), lines.filter(isAt)];
  const rightmost = Math.max(GAP, frame.width - width - GAP);
  /** @type {Spot} */
  let best = { left: rightmost, covered: Number.POSITIVE_INFINITY };
  for (let left = rightmost; left >= GAP && best.covered > 0; left -= STEP) {
    const isUnder = (/** @type {Box} */ box) => box.right > left - GAP && box.left < left + width + GAP;
    const covered = BOX * near.filter(isUnder).length + crossing.filter(isUnder).length;
    if (covered < best.covered) best = { left, covered };
  }
  return best;
}
