// The order of the rows of the table of agreement.

/**
 * @import { CodeRow } from "./types.js"
 *
 * @typedef {"percent" | "kappa" | "alpha"} Measure
 * @typedef {{measure: Measure | null, isRising: boolean}} Order `measure` null is the order of the model
 */

/**
 * The rows by a figure; those without one come last, whichever way.
 * @template {Pick<CodeRow, Measure>} Row
 * @param {Row[]} rows
 * @param {Order} order
 * @returns {Row[]}
 */
export function sortRows(rows, { measure, isRising }) {
  if (!measure) return rows;
  return [...rows].sort((row, other) => {
    const [a, b] = [row[measure].value, other[measure].value];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return isRising ? a - b : b - a;
  });
}
