// A small map that shows which nodes a story is attached to, and lets them be chosen.
import { build, fetchText } from "./store.js";

// `chosen` is a set of ids; with `toggle` a click on a node calls it. Give `paint` after a change.
export async function buildSmallMap({ language, content, sheet, chosen, toggle }) {
  const address = `diagram.svg?lang=${language}&theme=screen&room=760x1&${content}`;
  const text = await fetchText(address);
  const parsed = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  const svg = document.importNode(parsed, true);
  svg.querySelector("title")?.remove();
  svg.setAttribute("role", toggle ? "group" : "img");
  const nodes = new Map();
  for (const node of svg.querySelectorAll("[data-node-id]")) {
    const id = node.dataset.nodeId;
    nodes.set(id, node);
    node.removeAttribute("data-node-id"); // the page's own map is the one with ids
    if (!toggle) continue;
    node.addEventListener("click", () => toggle(id));
  }
  const paint = () => {
    for (const [id, node] of nodes) {
      node.classList.toggle("faded", !chosen.has(id));
      node.classList.toggle("selected", chosen.has(id));
    }
    for (const edge of svg.querySelectorAll("[data-source]")) {
      edge.classList.toggle("faded", !(chosen.has(edge.dataset.source) && chosen.has(edge.dataset.target)));
    }
    const names = [...chosen].map((id) => sheet.nodes[id]?.name).filter(Boolean).join(", ");
    svg.setAttribute("aria-label", names);
  };
  paint();
  const element = build("div", { class: `small-map${toggle ? " choosing" : ""}` }, svg);
  return { element, paint };
}
