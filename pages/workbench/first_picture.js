// The picture that the page begins with (first_picture.py): taken over as it is where it fits the window,
// else it stays until the one that fits is there.

import { isBeside } from "../shared/side.js";
import { measureSpace } from "./frame.js";

const LOOSEST = 0.12; // how much wider or higher than the picture its room may be, as a logarithm

/** @import { PictureRequest } from "../shared/types.js" */

const find = () => {
  const first = document.querySelector("body > .first-picture");
  return first instanceof HTMLElement ? first : null;
};

/**
 * Take it over, and with it which node was clicked on before; null where there is none any more.
 * @returns {{drawn: Element[], picked: string | null} | null}
 */
export function takeFirst() {
  const first = find();
  if (!first) return null;
  const { shown = "", picked = null } = first.dataset;
  const drawn = [...(first.querySelector(".canvas-body")?.children ?? [])];
  const [svg] = drawn.flatMap((stage) => [...stage.querySelectorAll("svg")]);
  if (svg) svg.dataset.shown = shown;
  first.remove();
  return { drawn, picked };
}

/**
 * Whether the map that the page began with is the one that is asked for, and fits.
 * @param {SVGSVGElement | null | undefined} svg
 * @param {PictureRequest} wanted
 */
export function isFirst(svg, { lang, query, content }) {
  if (!svg?.dataset.shown) return false;
  const [width, height] = measureSpace().split("x").map(Number);
  const { width: own, height: high } = svg.viewBox.baseVal;
  const isNear = isBeside()
    ? Math.abs(Math.log(width / height / (own / high))) < LOOSEST
    : svg.dataset.form === "narrow" && width === own;
  const wanted = [`lang=${lang}`, query, content].filter(Boolean).join("&");
  return isNear && svg.dataset.shown === wanted;
}

/**
 * Whether another map than the one that the page began with will be asked for. Where it began with none, the
 * model may be too large to be drawn before somebody asks.
 * @param {PictureRequest} wanted
 */
export function needsOther(wanted) {
  const first = find();
  const svg = first?.querySelector("svg");
  if (!first || !svg) return false;
  svg.dataset.shown = first.dataset.shown;
  return !isFirst(svg, wanted);
}
