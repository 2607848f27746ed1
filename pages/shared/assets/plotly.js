// Plotly is large: it is loaded when the first figure is drawn.
import { asset } from "./store.js";

let library = null;

export async function loadPlotly() {
  library ??= import(asset("plotly.min.js")).then(() => globalThis.Plotly).catch((error) => {
    library = null; // the next one asks for it again
    throw error;
  });
  return library;
}
