// The diagram component: a bar of tools, one of three views, and a legend.
import { build, follow, followTheme, loadSheet, loadStyle, pick, reportTo, state, subscribe } from "./store.js";
import { icon } from "./icons.js";

const VIEWS = {
  map: () => import("./map.js"),
  network: () => import("./network.js"),
  outline: () => import("./outline.js"),
};
const mounted = new WeakMap();

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest?.("input, textarea, [role='dialog'], [role='listbox']");
  if (event.key === "Escape" && !isTyping && !event.defaultPrevented) pick(null);
});

export default async function show(component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".diagram-view");
  let mount = mounted.get(root);
  if (!mount) {
    mount = { root, view: null, shown: null, wanted: null };
    mounted.set(root, mount);
    reportTo((picked) => mount.component.setTriggerValue("picked", picked));
    mount.leave = subscribe(() => mount.repaint?.());
  }
  mount.component = component;
  mount.wanted = data;
  followTheme(root);
  try {
    const [sheet, , module] = await Promise.all([
      loadSheet(data.lang, data.content),
      loadStyle(),
      VIEWS[data.view](),
    ]);
    if (mount.wanted === data) await draw(mount, data, sheet, module);
  } catch (error) {
    if (mount.wanted === data) showFailure(mount, error);
  }
  return () =>
    setTimeout(() => {
      if (root.isConnected) return;
      mount.leave();
      mount.view?.destroy?.();
      mounted.delete(root);
    });
}

async function draw(mount, data, sheet, module) {
  const shape = `${data.view} ${data.lang} ${sheet.opened}`;
  if (mount.shown !== shape || !mount.view) {
    mount.view?.destroy?.();
    const stage = build("div", { class: `diagram-stage diagram-stage-${data.view}` });
    mount.view = module.build(stage, sheet, mount.zoomed);
    mount.bar = buildBar(mount, sheet);
    mount.root.replaceChildren(mount.bar.element, stage, buildLegend(sheet));
    mount.shown = shape;
  }
  follow(data, sheet);
  await mount.view.load(data);
  mount.repaint = () => {
    mount.view.paint();
    mount.bar.paint();
  };
  mount.bar.say(data.words);
  mount.repaint();
}

function showFailure(mount, error) {
  const words = state.sheet?.words ?? {};
  const message = words.failed ?? "The picture could not be loaded. Check that the server is running, then try again.";
  const again = build("button", { type: "button", onclick: () => show(mount.component) }, words.again ?? "Try again");
  mount.root.replaceChildren(build("p", { role: "alert" }, message, " ", again));
  mount.shown = null;
  console.warn("diagram:", error);
}

function buildBar(mount, sheet) {
  const { words } = sheet;
  const status = build("span", { class: "diagram-words", role: "status" });
  const depths = Object.entries(words.depths).map(([depth, name]) =>
    build("button", { type: "button", "data-depth": depth, onclick: () => pick(state.node, depth) }, name),
  );
  const tool = ([name, act]) =>
    build("button", { type: "button", class: "diagram-tool", title: words[name], "aria-label": words[name], onclick: act }, icon(name));
  const tools = (mount.view.tools ?? []).map(tool);
  if (document.fullscreenEnabled) tools.push(tool(["fullscreen", () => toggleFullscreen(mount.root)]));
  const element = build(
    "div",
    { class: "diagram-bar" },
    status,
    build("div", { role: "group", class: "diagram-group", "aria-label": words.focus, title: words.depthHelp },
      build("span", { class: "diagram-label", "aria-hidden": "true" }, words.focus), ...depths),
    build("div", { role: "group", class: "diagram-group", "aria-label": words.tools }, ...tools),
  );
  return {
    element,
    say: (text) => {
      if (status.textContent !== text) status.textContent = text;
    },
    paint: () => {
      for (const button of depths) button.setAttribute("aria-pressed", button.dataset.depth === state.depth);
    },
  };
}

function toggleFullscreen(root) {
  if (document.fullscreenElement) document.exitFullscreen();
  else (root.closest(".st-key-explorer") ?? root).requestFullscreen();
}

function buildLegend(sheet) {
  const { words } = sheet;
  const levels = Object.entries(sheet.levels).map(([, name], index) =>
    build("li", {}, build("span", { class: `diagram-swatch diagram-swatch-${index % 8}` }), name),
  );
  const known = new Set([...Object.values(sheet.nodes).map((node) => node.provenance?.kind), ...sheet.edges.map((edge) => edge.provenance)]);
  const borders = Object.entries(words.provenances).filter(([kind]) => known.has(kind)).map(([kind, name]) =>
    build("li", { title: words.provenanceMeanings[kind] }, build("span", { class: `diagram-border ${kind}` }), name),
  );
  const hasUndirected = sheet.edges.some((edge) => edge.directed === false);
  const line = build("li", { title: words.followedAsWritten }, build("span", { class: "diagram-line" }), words.undirected);
  return build(
    "div",
    { class: "diagram-legend", role: "group", "aria-label": words.legend },
    build("ul", { "aria-label": words.levelsTitle }, ...levels),
    borders.length ? build("ul", { "aria-label": words.bordersTitle }, ...borders) : null,
    hasUndirected ? build("ul", { "aria-label": words.linesTitle }, line) : null,
  );
}
