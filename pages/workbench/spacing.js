// How boxes stand in a frame: as large as all of them can be seen; after forces have moved them, spread over
// it, and none over another.

/**
 * @typedef {{x: number, y: number}} Place
 * @typedef {Place & {id: string, width: number, height: number}} Box a box by its middle
 */

const GAP = 14;
const ROUNDS = 200;

/**
 * Where to look at boxes from, and how many times their size, for all of them to be in a frame.
 * @param {Box[]} boxes
 * @param {{width: number, height: number}} frame
 * @param {number} most
 */
export function fitBoxes(boxes, frame, most) {
  const [left, right] = measureReach(boxes, "x", "width");
  const [top, bottom] = measureReach(boxes, "y", "height");
  const scale = Math.min(frame.width / (right - left), frame.height / (bottom - top), most);
  return { position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale };
}

/**
 * @param {Box[]} boxes
 * @param {"x" | "y"} way
 * @param {"width" | "height"} size
 */
const measureReach = (boxes, way, size) => [
  Math.min(...boxes.map((box) => box[way] - box[size] / 2)),
  Math.max(...boxes.map((box) => box[way] + box[size] / 2)),
];

/**
 * The places of boxes that are stretched to a frame and moved apart, by their ids. Where they have no room
 * in it, they go beyond it.
 * @param {Box[]} boxes
 * @param {{width: number, height: number}} frame
 * @returns {Record<string, Place>}
 */
export function spread(boxes, frame) {
  const [x, y] = [stretch(boxes, "x", frame.width), stretch(boxes, "y", frame.height)];
  const moved = boxes.map((box) => ({ ...box, x: x(box.x), y: y(box.y) }));
  return Object.fromEntries(separate(moved).map((box) => [box.id, { x: box.x, y: box.y }]));
}

/**
 * @param {Box[]} boxes
 * @param {"x" | "y"} way
 * @param {number} length
 */
function stretch(boxes, way, length) {
  const size = way === "x" ? "width" : "height";
  const places = boxes.map((box) => box[way]);
  const [first, last] = [Math.min(...places), Math.max(...places)];
  const largest = Math.max(0, ...boxes.map((box) => box[size]));
  const factor = last > first ? Math.max(0, length - largest) / (last - first) : 0;
  return (/** @type {number} */ place) => (place - first) * factor;
}

/**
 * Boxes moved as little as it takes for none to be over another.
 * @param {Box[]} boxes
 */
export function separate(boxes) {
  const moved = boxes.map((box) => ({ ...box }));
  for (let round = 0; round < ROUNDS && pushApart(moved); round += 1);
  return stack(moved);
}

/**
 * Push each two that overlap apart, on the way that is shorter; whether any did.
 * @param {Box[]} boxes
 */
function pushApart(boxes) {
  let isChanged = false;
  for (const [at, box] of boxes.entries()) {
    for (const other of boxes.slice(at + 1)) {
      const [across, down] = measureOverlap(box, other);
      if (across <= 0 || down <= 0) continue;
      const way = across < down ? "x" : "y";
      const step = (box[way] < other[way] ? -1 : 1) * (Math.min(across, down) / 2 + 0.5);
      box[way] += step;
      other[way] -= step;
      isChanged = true;
    }
  }
  return isChanged;
}

/**
 * What is left over others goes below them.
 * @param {Box[]} boxes
 */
function stack(boxes) {
  /** @type {Box[]} */
  const placed = [];
  for (const box of [...boxes].sort((first, second) => first.y - second.y)) {
    const isUnder = (/** @type {Box} */ other) => measureOverlap(box, other).every((overlap) => overlap > 0);
    for (let other = placed.find(isUnder); other; other = placed.find(isUnder)) {
      box.y = other.y + (box.height + other.height) / 2 + GAP + 1;
    }
    placed.push(box);
  }
  return placed;
}

/**
 * How far two boxes with a gap around them lie over each other, across and down; not at all where one of
 * these is not above 0.
 * @param {Box} box
 * @param {Box} other
 */
const measureOverlap = (box, other) => [
  (box.width + other.width) / 2 + GAP - Math.abs(box.x - other.x),
  (box.height + other.height) / 2 + GAP - Math.abs(box.y - other.y),
];
