// The network: vis-network for free-form looking and dragging, with the outline below it as its text twin.
import { asset, build as element, describe, fetchText, findEmphasis, pick, state } from "./store.js";
import { build as buildOutline } from "./outline.js";

let library = null;

async function loadLibrary() {
  library ??= import(asset("vis-network.min.js")).then(() => globalThis.vis);
  return library;
}

export function build(stage, sheet) {
  const canvas = element("div", { class: "network-canvas", "aria-hidden": "true" });
  const list = element("div", { class: "network-twin" });
  stage.append(canvas, element("p", { class: "network-help" }, sheet.words.networkHelp), list);
  const twin = buildOutline(list, sheet);
  let network = null;
  let shown = null;
  let content = null;
  let nodes = null;
  let edges = null;
  let moves = false;

  async function load(data) {
    const query = [`lang=${data.lang}`, data.query, data.content].filter(Boolean).join("&");
    if (shown === query) return;
    const [vis, text] = await Promise.all([loadLibrary(), fetchText(`network.json?${query}`), twin.load(data)]);
    content = JSON.parse(text);
    shown = query;
    const places = network?.getPositions() ?? {};
    for (const node of content.nodes) Object.assign(node, places[node.id]);
    if (network) {
      nodes.clear();
      edges.clear();
      nodes.add(paintNodes());
      edges.add(paintEdges());
      return;
    }
    nodes = new vis.DataSet(paintNodes());
    edges = new vis.DataSet(paintEdges());
    network = new vis.Network(canvas, { nodes, edges }, { ...content.options, autoResize: true });
    network.on("click", ({ nodes: [id] }) => pick(id ?? null));
    canvas.querySelector("canvas")?.setAttribute("tabindex", "-1");
    canvas.querySelector(".vis-network")?.setAttribute("tabindex", "-1");
  }

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--diagram-${name}`).trim();

  function paintNodes() {
    const emphasis = findEmphasis();
    const ink = colour("ink");
    const paper = colour("paper");
    return content.nodes.map((node) => {
      const is = describe(node.id, emphasis);
      const border = is.selected || is.hit ? colour("lit") : colour(`lines-${node.level % 8}`);
      const background = colour(`fills-${node.level % 8}`);
      const { level, ...rest } = node; // vis would take a level for its own hierarchical layout
      return {
        ...rest,
        opacity: is.faded ? 0.25 : 1,
        borderWidth: is.selected ? 5 : is.hit ? 4 : 2,
        font: { color: is.faded ? colour("quiet") : ink, face: "Source Sans, sans-serif", size: 14 },
        color: { border, background, highlight: { border, background }, hover: { border, background: paper } },
      };
    });
  }

  function paintEdges() {
    const emphasis = findEmphasis();
    return content.edges.map((edge, id) => {
      const lit = Boolean(emphasis?.hasEdge(edge.from, edge.to));
      const out = describe(edge.from, emphasis).faded || describe(edge.to, emphasis).faded;
      const line = lit ? colour("lit") : colour("line");
      return {
        ...edge,
        id,
        width: lit ? 2.5 : 1.2,
        color: { color: line, highlight: line, hover: line, opacity: out || (emphasis && !lit) ? 0.15 : 1 },
      };
    });
  }

  function paint() {
    twin.paint();
    if (!network) return;
    nodes.update(paintNodes().map(({ x, y, ...node }) => node));
    edges.update(paintEdges());
    if (state.node && nodes.get(state.node)) network.selectNodes([state.node], false);
    else network.unselectAll();
  }

  function toggleMoves(event) {
    moves = !moves;
    event.currentTarget.setAttribute("aria-pressed", moves);
    network?.setOptions({ physics: { enabled: moves } });
  }

  const zoom = (factor) => network?.moveTo({ scale: network.getScale() * factor });
  const tools = [
    ["physics", toggleMoves],
    ["zoomOut", () => zoom(0.8)],
    ["zoomIn", () => zoom(1.25)],
    ["fit", () => network?.fit()],
  ];
  return { load, paint, tools, destroy: () => network?.destroy() };
}
