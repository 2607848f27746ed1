// The asked paths as a flow from stage to stage, drawn when it is unfolded.

import { build } from "../shared/dom.js";
import { loadPlotly } from "../shared/plotly.js";
import { fetchText } from "../shared/requests.js";
import { readTheme } from "../shared/styles.js";

/**
 * @param {string} question what is asked, as the query of an address
 * @param {{flow: string, failed: string}} words
 * @returns {{element: HTMLElement, leave: () => void}}
 */
export function buildFlow(question, words) {
  const place = build("div", { class: "paths-flow" });
  const element = build(
    "details",
    { class: "flow", ontoggle: () => draw() },
    build("summary", {}, words.flow),
    place,
  );
  /** @type {import("../shared/plotly.js").Plotly | null} */
  let plotly = null;

  async function draw() {
    if (!element.open || plotly) return;
    try {
      const [Plotly, text] = await Promise.all([
        loadPlotly(),
        fetchText(`flow.json?${question}&theme=${readTheme(element)}`),
      ]);
      if (!element.isConnected) return;
      plotly = Plotly;
      const { data, layout } = JSON.parse(text);
      const paper = { paper_bgcolor: "transparent", plot_bgcolor: "transparent" };
      const tools = { responsive: true, displaylogo: false, showSendToCloud: false, displayModeBar: false };
      await Plotly.newPlot(place, data, { ...layout, ...paper }, tools);
    } catch (error) {
      place.replaceChildren(build("p", { role: "alert" }, words.failed));
      console.warn("flow:", error);
    }
  }

  return { element, leave: () => plotly?.purge(place) };
}
