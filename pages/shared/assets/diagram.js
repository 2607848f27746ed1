// The diagram component: a bar of tools, one of three views, and a legend.
import { build, followTheme, loadSheet, loadStyle, pick, show as showModel, state, subscribe } from "./store.js";
import { fill } from "./words.js";
import { icon } from "./icons.js";
import { findKept, namePictured } from "./selection.js";

const VIEWS = {
  map: () => import("./map.js"),
  network: () => import("./network.js"),
  outline: () => import("./outline.js"),
};
const MOST_LEGIBLE = 300; // up to so many names can be read after zooming in, without losing the way
const mounted = new WeakMap();

export default async function show(component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".diagram-view");
  let mount = mounted.get(root);
  if (!mount) {
    mount = { root, view: null, shown: null };
    mounted.set(root, mount);
    mount.leave = subscribe(() => draw(mount));
    mount.clear = (event) => {
      const isTyping = event.target.closest?.("input, textarea, [role='dialog'], [role='listbox']");
      if (event.key === "Escape" && !isTyping && !event.defaultPrevented) pick(null);
    };
    document.addEventListener("keydown", mount.clear);
  }
  mount.component = component;
  followTheme(root);
  try {
    const [sheet] = await Promise.all([loadSheet(data.lang, data.content), loadStyle()]);
    if (mount.component === component) {
      mount.sheet = sheet;
      showModel(data.page, sheet);
      await draw(mount);
    }
  } catch (error) {
    if (mount.component === component) showFailure(mount, error);
  }
  return () =>
    setTimeout(() => {
      if (root.isConnected) return;
      document.removeEventListener("keydown", mount.clear);
      mount.leave();
      mount.view?.destroy?.();
      mounted.delete(root);
    });
}

// Draw what is selected. Another view, language or model is built anew, another picture is fetched.
async function draw(mount) {
  const { sheet } = mount;
  if (!sheet || sheet !== state.sheet) return;
  const { data } = mount.component;
  const { view } = state.selection;
  const wanted = { lang: data.lang, content: data.content, query: namePictured(state.selection) };
  const shape = `${view} ${data.lang} ${sheet.opened}`;
  const picture = `${shape} ${JSON.stringify(wanted)}`;
  const isNew = mount.wanted !== picture;
  mount.wanted = picture;
  if (isNew) {
    try {
      const module = await VIEWS[view]();
      if (mount.wanted !== picture) return;
      if (mount.shown !== shape) buildView(mount, module, sheet, view);
      mount.shown = shape;
      await mount.view.load(wanted);
    } catch (error) {
      if (mount.wanted === picture) showFailure(mount, error);
      return;
    }
  }
  if (mount.wanted !== picture) return;
  mount.view?.paint();
  mount.bar?.paint();
}

function buildView(mount, module, sheet, view) {
  mount.view?.destroy?.();
  const stage = build("div", { class: `diagram-stage diagram-stage-${view}` });
  mount.view = module.build(stage, sheet);
  mount.bar = buildBar(mount, sheet);
  mount.root.replaceChildren(mount.bar.element, stage, buildLegend(sheet));
}

function showFailure(mount, error) {
  const words = state.sheet?.words ?? {};
  const message = words.failed ?? "The picture could not be loaded. Check that the server is running, then try again.";
  const again = build("button", { type: "button", onclick: () => show(mount.component) }, words.again ?? "Try again");
  mount.root.replaceChildren(build("p", { role: "alert" }, message, " ", again));
  Object.assign(mount, { shown: null, wanted: null, view: null, bar: null });
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
  const hint = build("p", { class: "diagram-hint", hidden: true }, "");
  const bar = build(
    "div",
    { class: "diagram-bar" },
    status,
    build("div", { role: "group", class: "diagram-group", "aria-label": words.focus, title: words.depthHelp },
      build("span", { class: "diagram-label", "aria-hidden": "true" }, words.focus), ...depths),
    build("div", { role: "group", class: "diagram-group", "aria-label": words.tools }, ...tools),
  );
  return {
    element: build("div", {}, hint, bar),
    paint: () => {
      const text = state.page === "explore" ? describeKept(sheet) : state.said;
      if (status.textContent !== text) status.textContent = text;
      hint.textContent = describeSize(sheet);
      hint.hidden = !hint.textContent;
      for (const button of depths) button.setAttribute("aria-pressed", button.dataset.depth === state.depth);
    },
  };
}

function listKept(sheet) {
  const { levels, stages } = findKept(state.selection, sheet);
  const isKept = ({ level, stage }) => (!levels || levels.has(level)) && (!stages || stages.has(stage));
  return Object.keys(sheet.nodes).filter((id) => isKept(sheet.nodes[id]));
}

// How many nodes the filter keeps, and how many of them the search finds.
function describeKept(sheet) {
  const kept = listKept(sheet);
  const counted = fill(sheet.words.kept, { kept: kept.length, all: Object.keys(sheet.nodes).length });
  const { hits } = state.shown;
  return hits ? `${counted}, ${fill(sheet.words.found, { count: kept.filter((id) => hits.has(id)).length })}` : counted;
}

// What to do where a picture would show more nodes than can be read.
function describeSize(sheet) {
  const { view, rest } = state.selection;
  const count = rest === "hide" ? listKept(sheet).length : Object.keys(sheet.nodes).length;
  return view === "outline" || count <= MOST_LEGIBLE ? "" : fill(sheet.words.tooMany, { count });
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
