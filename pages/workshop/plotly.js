// Plotly is large: it is loaded when the first figure is drawn.
import { asset } from "../shared/styles.js";

/**
 * As much of Plotly as is used here.
 * @typedef {object} Plotly
 * @property {(place: HTMLElement, data: object[], layout: object, tools: object) => Promise<void>} newPlot
 * @property {(place: HTMLElement) => void} purge
 * @property {{resize: (place: HTMLElement) => void}} Plots
 */

/** @type {Promise<Plotly> | null} */
let library = null;

export async function loadPlotly() {
  library ??= import(asset("plotly.min.js")).then(
    () => /** @type {{Plotly: Plotly}} */ (/** @type {unknown} */ (globalThis)).Plotly,
    (error) => {
      library = null; // the next one asks for it again
      throw error;
    },
  );
  return library;
}
