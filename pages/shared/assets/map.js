// The map: the server's SVG, with selection, highlight, keyboard, zoom and pan.
import { describe, fetchText, findEmphasis, pick, state } from "./store.js";

const LARGEST = 8;
const STEP = 1.25;
const NARROW = 700; // narrower than this the picture scrolls inside its frame
const BESIDE = 1600; // from here on the details stand beside the map (see diagram.css)

export function build(stage, sheet) {
  const view = { scale: 1, x: 0, y: 0 };
  let svg = null;
  let shown = null;
  let wanted = null;
  let looked = null; // the node that was last brought into view
  let nodes = new Map();
  let edges = [];

  async function load(data) {
    const address = namePicture(data);
    wanted = data;
    if (shown === address) return;
    const parsed = new DOMParser().parseFromString(await fetchText(address), "image/svg+xml").documentElement;
    if (wanted !== data) return;
    const focused = svg?.contains(document.activeElement) && document.activeElement.dataset.nodeId;
    stage.replaceChildren(document.importNode(parsed, true));
    shown = address;
    svg = stage.firstElementChild;
    svg.setAttribute("role", "group");
    svg.setAttribute("aria-label", `${sheet.title}. ${sheet.words.map}`);
    svg.querySelector("title")?.remove(); // it would pop up everywhere
    nodes = new Map([...svg.querySelectorAll("[data-node-id]")].map((node) => [node.dataset.nodeId, node]));
    edges = [...svg.querySelectorAll("[data-source]")];
    for (const [id, node] of nodes) {
      const { name, stage: at, level } = sheet.nodes[id];
      node.setAttribute("role", "button");
      node.setAttribute("tabindex", "-1");
      const told = node.querySelector(".count") ? `. ${sheet.words.manyStories.replace("{count}", sheet.counts[id] ?? 0)}` : "";
      node.setAttribute("aria-label", `${name}. ${sheet.stages[at]}, ${sheet.levels[level]}${told}`);
    }
    nodes.get(focused)?.focus({ preventScroll: true });
    move();
  }

  function paint() {
    const emphasis = findEmphasis();
    let entry = null;
    for (const [id, node] of nodes) {
      const is = describe(id, emphasis);
      node.classList.toggle("faded", is.faded);
      node.classList.toggle("lit", Boolean(emphasis) && !is.faded);
      node.classList.toggle("selected", is.selected);
      node.classList.toggle("hit", is.hit);
      node.classList.toggle("off", is.off);
      if (is.selected) node.setAttribute("aria-current", "true");
      else node.removeAttribute("aria-current");
      node.setAttribute("tabindex", "-1");
      if (is.selected || (!entry && !is.faded)) entry = is.selected ? node : (entry ?? node);
    }
    (svg?.contains(document.activeElement) && nodes.get(document.activeElement.dataset.nodeId) || entry || nodes.values().next().value)?.setAttribute("tabindex", "0");
    if (state.node !== looked) bringIntoView(nodes.get(state.node));
    looked = state.node;
    for (const edge of edges) {
      const { source, target } = edge.dataset;
      const lit = Boolean(emphasis?.hasEdge(source, target));
      const faded = describe(source, emphasis).faded || describe(target, emphasis).faded || (emphasis && !lit);
      edge.classList.toggle("lit", lit && !faded);
      edge.classList.toggle("faded", Boolean(faded));
    }
  }

  // A node that a link or a button selected may be out of sight, or below the docked details.
  function bringIntoView(node) {
    if (!node) return;
    keepInView(node);
    const { top, bottom } = node.getBoundingClientRect();
    const lowest = window.innerWidth < BESIDE ? window.innerHeight * 0.68 : window.innerHeight;
    if (top < 60 || bottom > lowest) node.scrollIntoView({ block: "center" });
  }

  // Zoom and pan: the picture keeps its place whatever is clicked or filtered.

  function move() {
    svg?.querySelector(".view").setAttribute("transform", `translate(${view.x} ${view.y}) scale(${view.scale})`);
    stage.classList.toggle("zoomed", view.scale > 1);
  }

  function zoom(factor, at = middle()) {
    const scale = Math.min(LARGEST, Math.max(1, view.scale * factor));
    view.x = at.x - ((at.x - view.x) * scale) / view.scale;
    view.y = at.y - ((at.y - view.y) * scale) / view.scale;
    view.scale = scale;
    keepInside();
  }

  function keepInside() {
    const { width, height } = svg.viewBox.baseVal;
    view.x = Math.min(0, Math.max(width * (1 - view.scale), view.x));
    view.y = Math.min(0, Math.max(height * (1 - view.scale), view.y));
    move();
  }

  function fit() {
    Object.assign(view, { scale: 1, x: 0, y: 0 });
    move();
  }

  const middle = () => ({ x: svg.viewBox.baseVal.width / 2, y: svg.viewBox.baseVal.height / 2 });

  function locate(event) {
    return new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  }

  stage.addEventListener(
    "wheel",
    (event) => {
      const inwards = event.deltaY < 0;
      const isAbove = stage.getBoundingClientRect().top < 0 && !document.fullscreenElement;
      // At rest the wheel scrolls the page: down past the map, and up until the map is all in view.
      if (view.scale === 1 && !event.ctrlKey && (!inwards || isAbove)) return;
      event.preventDefault();
      zoom(STEP ** (-Math.sign(event.deltaY) * Math.min(1, Math.abs(event.deltaY) / 60)), locate(event));
    },
    { passive: false },
  );

  const pointers = new Map();
  let dragged = false;
  stage.addEventListener("pointerdown", (event) => {
    if (event.button > 0) return;
    if (!pointers.size) dragged = false;
    pointers.set(event.pointerId, event);
  });
  stage.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const from = locate(before);
    const to = locate(event);
    if (pointers.size === 2) {
      const other = [...pointers.values()].find((one) => one.pointerId !== event.pointerId);
      const spread = (one) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
      zoom(spread(event) / Math.max(1, spread(before)), locate(other));
      dragged = true;
    } else if (dragged || Math.hypot(event.clientX - before.clientX, event.clientY - before.clientY) > 4) {
      if (!dragged) stage.setPointerCapture(event.pointerId);
      dragged = true;
      view.x += to.x - from.x;
      view.y += to.y - from.y;
      keepInside();
    } else return;
    pointers.set(event.pointerId, event);
  });
  for (const ending of ["pointerup", "pointercancel"]) {
    stage.addEventListener(ending, (event) => pointers.delete(event.pointerId));
  }

  // Selecting

  stage.addEventListener("click", (event) => {
    if (dragged) dragged = false;
    else pick(event.target.closest("[data-node-id]")?.dataset.nodeId ?? null);
  });
  stage.addEventListener("focusin", (event) => keepInView(event.target.closest("[data-node-id]")));
  stage.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const at = event.target.dataset?.nodeId;
    const act = {
      Enter: () => pick(at ?? state.node),
      " ": () => pick(at ?? state.node),
      Escape: () => pick(null),
      "+": () => zoom(STEP),
      "=": () => zoom(STEP),
      "-": () => zoom(1 / STEP),
      0: fit,
      ArrowLeft: () => walk(at, "left"),
      ArrowRight: () => walk(at, "right"),
      ArrowUp: () => walk(at, "up"),
      ArrowDown: () => walk(at, "down"),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });

  // Left and right follow the edges; up and down go through the column, so through a lane and on to the next.
  function walk(from, way) {
    const { left, top } = boxOf(from);
    const middle = (id) => boxOf(id).top + boxOf(id).height / 2;
    const distance = (id) => Math.abs(middle(id) - middle(from));
    let there;
    if (way === "left" || way === "right") {
      const [edgesOf, end] = way === "left" ? ["from", "from"] : ["to", "to"];
      there = sheet.nodes[from][edgesOf].map((edge) => edge[end]).filter((id) => nodes.has(id));
    } else {
      const sign = way === "up" ? -1 : 1;
      there = [...nodes.keys()].filter(
        (id) => Math.abs(boxOf(id).left - left) < 2 && sign * (boxOf(id).top - top) > 2,
      );
    }
    const next = there.sort((one, other) => distance(one) - distance(other))[0];
    if (!next) return;
    nodes.get(next).focus({ preventScroll: true });
    nodes.get(next).scrollIntoView({ block: "nearest" });
    if (state.node) pick(next);
    else paint();
  }

  const boxOf = (id) => nodes.get(id).getBoundingClientRect();

  function keepInView(node) {
    if (!node || view.scale === 1) return;
    const box = node.getBBox();
    const { width, height } = svg.viewBox.baseVal;
    const left = box.x * view.scale + view.x;
    const top = box.y * view.scale + view.y;
    if (left < 0 || left + box.width * view.scale > width) view.x = width / 2 - (box.x + box.width / 2) * view.scale;
    if (top < 0 || top + box.height * view.scale > height) view.y = height / 2 - (box.y + box.height / 2) * view.scale;
    keepInside();
  }

  const tools = [
    ["zoomOut", () => zoom(1 / STEP)],
    ["zoomIn", () => zoom(STEP)],
    ["fit", fit],
  ];
  let resizing = 0;
  function refit() {
    clearTimeout(resizing);
    resizing = setTimeout(async () => {
      if (!wanted || !stage.isConnected) return;
      await load(wanted);
      paint();
    }, 150);
  }
  window.addEventListener("resize", refit);

  const reveal = () => bringIntoView(nodes.get(state.node));
  state.reveal = reveal;
  const destroy = () => {
    window.removeEventListener("resize", refit);
    if (state.reveal === reveal) state.reveal = null;
  };
  return { load, paint, tools, destroy };
}

// The address of the picture that fits the room there is for it.
export function namePicture({ lang, query, content }) {
  return ["diagram.svg?theme=screen", `lang=${lang}`, query, `room=${measureRoom()}`, content].filter(Boolean).join("&");
}

// The room for the picture, known before the page is built; in steps that let browsers and server keep it.
function measureRoom() {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const isFull = Boolean(document.fullscreenElement);
  const beside = window.innerWidth >= BESIDE && !isFull ? 24.5 * rem : 0;
  const width = Math.max(window.innerWidth - 2 * rem - beside, NARROW);
  const height = Math.max(200, window.innerHeight - (isFull ? 6.5 : 15) * rem);
  return [width, height].map((size) => Math.min(8180, Math.floor(size / 20) * 20)).join("x");
}
