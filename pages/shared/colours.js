// Colours that are computed: those between two others, and what can be read on each of them.

/**
 * A colour of the palette that the page has, as "#rrggbb".
 * @param {string} name
 */
export const readColour = (name) =>
  getComputedStyle(document.documentElement).getPropertyValue(`--diagram-${name}`).trim();

/**
 * @param {string} colour as "#rrggbb" or "rgb(r,g,b)"
 * @returns {number[]}
 */
function readParts(colour) {
  if (!colour.startsWith("#")) return (colour.match(/\d+/g) ?? []).slice(0, 3).map(Number);
  return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16));
}

/**
 * A colour with a share (0 to 1) of another one.
 * @param {string} colour
 * @param {string} other
 * @param {number} share
 */
export function mix(colour, other, share) {
  const to = readParts(other);
  return `rgb(${readParts(colour)
    .map((part, at) => Math.round(part + (to[at] - part) * share))
    .join(",")})`;
}

/** @param {string} colour */
function measureLight(colour) {
  const [red, green, blue] = readParts(colour).map((part) =>
    part <= 10 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/**
 * How well a text in one colour is read on another: from 1 to 21, as WCAG 2 counts.
 * @param {string} colour
 * @param {string} other
 */
export function measureContrast(colour, other) {
  const [darker, lighter] = [measureLight(colour), measureLight(other)].sort(
    (light, otherLight) => light - otherLight,
  );
  return (lighter + 0.05) / (darker + 0.05);
}

/**
 * Black or white, whichever is read better on a colour: at least 4.58 on any.
 * @param {string} colour
 */
export const chooseInk = (colour) =>
  measureContrast("#000000", colour) >= measureContrast("#ffffff", colour) ? "#000000" : "#ffffff";
