// A small map that shows which nodes a story is attached to, and lets them be chosen.
import { build } from "../shared/dom.js";
import { fetchText } from "../shared/requests.js";

/** @import { LoadedTexts } from "../shared/types.js" */

/**
 * @typedef {object} SmallMap
 * @property {HTMLElement} element
 * @property {() => void} paint shows which nodes are chosen by now
 */

/**
 * @param {object} options
 * @param {string} options.language
 * @param {string} options.content
 * @param {LoadedTexts} options.texts
 * @param {Set<string>} options.chosen ids of the nodes that stand out
 * @param {(id: string) => void} [options.toggle] called by a click on a node
 * @returns {Promise<SmallMap>}
 */
export async function buildSmallMap({ language, content, texts, chosen, toggle }) {
  const address = `diagram.svg?lang=${language}&theme=screen&room=760x1&${content}`;
  const text = await fetchText(address);
  const parsed = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  const svg = document.importNode(parsed, true);
  svg.querySelector("title")?.remove();
  svg.setAttribute("role", toggle ? "group" : "img");
  /** @type {NodeListOf<SVGElement>} */
  const found = svg.querySelectorAll("[data-node-id]");
  const nodes = new Map([...found].map((node) => [node.dataset.nodeId ?? "", node]));
  for (const [id, node] of nodes) {
    node.removeAttribute("data-node-id"); // the page's own map is the one with ids
    if (toggle) node.addEventListener("click", () => toggle(id));
  }
  /** @type {NodeListOf<SVGElement>} */
  const edges = svg.querySelectorAll("[data-source]");
  const paint = () => {
    for (const [id, node] of nodes) {
      node.classList.toggle("faded", !chosen.has(id));
      node.classList.toggle("selected", chosen.has(id));
    }
    for (const edge of edges) {
      const { source = "", target = "" } = edge.dataset;
      edge.classList.toggle("faded", !(chosen.has(source) && chosen.has(target)));
    }
    const names = [...chosen].map((id) => texts.nodes[id]?.name).filter(Boolean);
    svg.setAttribute("aria-label", names.join(", "));
  };
  paint();
  return { element: build("div", { class: `small-map${toggle ? " choosing" : ""}` }, svg), paint };
}
