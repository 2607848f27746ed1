// Where something stands beside an element of a picture: where it covers nothing that should be seen.

/**
 * @typedef {{left: number, right: number, top: number, bottom: number}} Box
 * @typedef {{width: number, height: number}} Size
 * @typedef {{left: number, top: number, covered: number}} Place
 */

const APART = 14;
const STEP = 8;

/**
 * Below, above, at the right or at the left: the first place where it covers nothing, else the one where it
 * covers least.
 * @param {Size} size
 * @param {Box} beside
 * @param {Box} room what it should stay in; where that is too small, it stays in it and may lie on `beside`
 * @param {Box[]} others what it should not cover
 * @returns {Place}
 */
export function findPlace({ width, height }, beside, room, others) {
  const lefts = slide(beside.left, beside.right - width, room.left, room.right - width);
  const tops = slide(beside.top, beside.bottom - height, room.top, room.bottom - height);
  const [below, above] = [beside.bottom + APART, beside.top - APART - height];
  const [right, left] = [beside.right + APART, beside.left - APART - width];
  const places = [
    ...[below, above].flatMap((y) => lefts.map((x) => ({ left: x, top: y }))),
    ...[right, left].flatMap((x) => tops.map((y) => ({ left: x, top: y }))),
  ].filter(({ left: x, top: y }) => {
    const isAcross = x >= room.left && x + width <= room.right;
    return isAcross && y >= room.top && y + height <= room.bottom;
  });
  /** @param {{left: number, top: number}} place */
  const count = ({ left: x, top: y }) =>
    others.filter((box) => box.right > x && box.left < x + width && box.bottom > y && box.top < y + height)
      .length;
  const fallback = { left: lefts[0], top: clamp(below, room.top, room.bottom - height) };
  let best = { ...fallback, covered: Number.POSITIVE_INFINITY };
  for (const place of places) {
    const covered = count(place);
    if (covered < best.covered) best = { ...place, covered };
    if (!covered) break;
  }
  return best;
}

/**
 * Where it may begin along one side: from the beginning of that side to its end.
 * @param {number} first
 * @param {number} last
 * @param {number} least
 * @param {number} most
 */
function slide(first, last, least, most) {
  const count = Math.ceil(Math.abs(last - first) / STEP);
  const along = Array.from({ length: count + 1 }, (_, at) => first + ((last - first) * at) / (count || 1));
  return along.map((place) => clamp(place, least, most));
}

/**
 * @param {number} value
 * @param {number} least
 * @param {number} most
 */
const clamp = (value, least, most) => Math.max(least, Math.min(value, most));
