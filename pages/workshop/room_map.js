// The map as a room sees it: parts hidden or lit, numbers on nodes, this workshop's own words.
import { build } from "../shared/dom.js";
import { fetchText } from "../shared/requests.js";

const LETTERS = 15; // how wide a letter is at most, as a part of the room in a box
const SVG = "http://www.w3.org/2000/svg";

const draw = (tag, attributes, text) => {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text !== undefined) element.textContent = text;
  return element;
};

export class RoomMap {
  // `pick` is told which node was clicked, where there is somebody to tell.
  constructor({ language, sheet, pick = null }) {
    Object.assign(this, { language, sheet, pick });
    this.element = build("div", { class: "room-map" });
  }

  // Load the picture that fits a room; the one that is shown stays until the new one is there.
  async load({ width, height, content, counts = true }) {
    const room = [width, height].map((size) => Math.max(100, Math.floor(size / 20) * 20)).join("x");
    const address = `diagram.svg?theme=screen&lang=${this.language}&room=${room}&fit=whole${counts ? "&counts=yes" : ""}&${content}`;
    if (this.wanted === address) return this.svg;
    this.wanted = address;
    const text = await fetchText(address).catch((error) => {
      this.wanted = null;
      throw error;
    });
    if (this.wanted !== address) return this.svg;
    const svg = document.importNode(new DOMParser().parseFromString(text, "image/svg+xml").documentElement, true);
    svg.querySelector("title")?.remove();
    this.nodes = new Map([...svg.querySelectorAll("[data-node-id]")].map((node) => [node.dataset.nodeId, node]));
    this.edges = [...svg.querySelectorAll("[data-source]")];
    this.headings = [...svg.querySelectorAll(".heading")];
    for (const [id, node] of this.nodes) {
      if (!this.pick) continue;
      node.addEventListener("click", () => this.pick(id));
    }
    this.svg = svg;
    this.element.replaceChildren(svg);
    if (this.painted) this.paint(this.painted);
    return svg;
  }

  // shown: ids, null for all. lit: ids that stand out, null for none. edges: set of "from>to" that stand out.
  // marked: ids with a strong border. values: {id: {share, text}}. words: {id: [texts]}. fresh: ids that light up. label: what is to be seen.
  paint(how) {
    this.painted = how;
    if (!this.svg) return;
    const { shown = null, lit = null, edges = null, values = null, words = {}, fresh = null, marked = null, selected = null, label = "" } = how;
    const isShown = (id) => !shown || shown.has(id);
    for (const [id, node] of this.nodes) {
      node.classList.toggle("absent", !isShown(id));
      node.classList.toggle("faded", Boolean(lit && !lit.has(id)));
      node.classList.toggle("lit", Boolean(lit?.has(id)));
      node.classList.toggle("fresh", Boolean(fresh?.has(id)));
      node.classList.toggle("marked", Boolean(marked?.has(id)));
      node.classList.toggle("selected", id === selected);
      this.write(node, words[id]);
      this.mark(node, values?.[id]);
    }
    for (const edge of this.edges) {
      const { source, target } = edge.dataset;
      const isLit = Boolean(edges?.has(`${source}>${target}`));
      edge.classList.toggle("absent", !(isShown(source) && isShown(target)));
      edge.classList.toggle("lit", isLit);
      edge.classList.toggle("faded", Boolean((edges && !isLit) || (lit && !edges && !(lit.has(source) && lit.has(target)))));
    }
    this.svg.setAttribute("role", "img");
    this.svg.setAttribute("aria-label", label || this.sheet.title);
  }

  // How much a node got: its box filled accordingly, and the number on its corner.
  mark(node, value) {
    node.querySelector(".value")?.remove();
    const box = node.querySelector("rect");
    node.classList.toggle("valued", Boolean(value));
    node.classList.toggle("strong", Boolean(value) && value.share > 0.55);
    if (!value) return box.style.removeProperty("--share");
    box.style.setProperty("--share", `${Math.round(100 * Math.max(0, Math.min(1, value.share)))}%`);
    if (!value.text) return undefined;
    const { x, y, width } = box.getBBox();
    const across = Math.max(26, 12 + 9 * value.text.length);
    const badge = draw("g", { class: "value" });
    badge.append(
      draw("rect", { x: x + width - across + 6, y: y - 12, width: across, height: 24, rx: 12 }),
      draw("text", { x: x + width - across / 2 + 6, y: y + 5.5 }, value.text));
    node.append(badge);
    return undefined;
  }

  // This workshop's words in the place of the name of a node that has none.
  write(node, words) {
    const own = words?.length ? words.join("; ") : "";
    if ((node.dataset.words ?? "") === own) return;
    node.dataset.words = own;
    const box = node.querySelector("rect");
    this.names ??= new WeakMap();
    if (!this.names.has(node)) this.names.set(node, [...node.querySelectorAll(":scope > text")]);
    node.querySelectorAll(":scope > .own").forEach((one) => one.remove());
    const names = this.names.get(node);
    for (const name of names) name.style.display = own ? "none" : "";
    node.classList.toggle("owned", Boolean(own));
    if (!own) return;
    const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => Number(box.getAttribute(name)));
    const most = Math.max(1, Math.floor((height - 4) / LETTERS));
    const lines = breakLines(`✎ ${own}`, Math.floor((width - 10) / 6.6), most);
    const step = Math.min(16, (height - 4) / lines.length);
    lines.forEach((line, number) => {
      const place = y + height / 2 + (number - (lines.length - 1) / 2) * step + 4.5;
      node.append(draw("text", { class: "own", x: x + width / 2, y: place }, line));
    });
  }
}

function breakLines(text, longest, most) {
  const lines = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= longest) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word.length > longest ? `${word.slice(0, longest - 1)}…` : word);
  }
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  kept[most - 1] = `${kept[most - 1].slice(0, Math.max(1, longest - 2))} …`;
  return kept;
}
