// The inputs of a page: what is chosen in them is in the address, so is what they show.
import { read, subscribe, tellServer, write } from "./address.js";
import * as controls from "./controls.js";
import { readSelection, split } from "./selection.js";
import { build, followTheme, guessView, loadSheet, loadStyle, state } from "./store.js";
import { loadStoryWords } from "./story_api.js";

const mounted = new WeakMap();
const FILTER = ["level", "stage", "without", "rest", "search", "node", "counts", "depth"];
const PATHS = ["from", "to", "via", "off", "path", "evidence", "sort", "node", "depth"];
const STORIES = [
  "search", "node", "level", "stage", "teller", "dimension", "setting", "told", "since", "until", "status", "origin",
  "story", "order",
];

/** What each page asks: rows of controls, each painted with what the address says. */
const PAGES = { explore: listExplore, paths: listPaths, stories: listStories, export: listFilters };

export default async function show(component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".inputs-view");
  let mount = mounted.get(root);
  if (!mount) {
    mounted.set(root, (mount = { root, shown: null, paint: () => {} }));
    mount.leave = subscribe(() => mount.paint());
  }
  mount.component = component;
  followTheme(root);
  try {
    const [sheet, words] = await Promise.all([
      loadSheet(data.lang, data.content),
      data.page === "stories" ? loadStoryWords(data.lang, data.content) : null,
      loadStyle(),
    ]);
    if (mount.component !== component) return () => {};
    const shown = JSON.stringify(data);
    if (data.own) write(data.own, { replace: true }); // what Python's own inputs ask
    if (mount.shown !== shown) draw(mount, data, sheet, words);
    mount.shown = shown;
  } catch (error) {
    if (mount.component !== component) return () => {};
    mount.shown = null;
    const again = build("button", { type: "button", onclick: () => show(component) }, data.again);
    root.replaceChildren(build("p", { role: "alert" }, data.failed, " ", again));
    console.warn("inputs:", error);
  }
  return () =>
    setTimeout(() => {
      if (root.isConnected) return;
      mount.leave();
      mounted.delete(root);
    });
}

function draw(mount, data, sheet, words) {
  // Where Python draws what is chosen, it is told.
  const choose = (changes, how) => {
    write(changes, how);
    if (data.page === "export") tellServer();
  };
  const rows = PAGES[data.page]({ sheet, data, words, choose });
  const all = rows.flatMap(([, parts]) => parts);
  mount.root.replaceChildren(...rows.map(([name, parts]) =>
    build("div", { class: `inputs-row inputs-${name}` }, ...parts.map((part) => part.element ?? part))));
  mount.paint = () => {
    const query = read();
    const selection = readSelection(query, sheet, state.selection?.view);
    for (const part of all) part.show?.(selection, query);
  };
  mount.paint();
}

// A control that shows something of what is selected.
const bind = (control, find) => ({ ...control, show: (selection, query) => control.paint(find(selection, query)) });

const title = (text) => ({ element: build("h1", {}, text) });
const button = (key, name, act) =>
  ({ element: build("button", { type: "button", class: `control plain st-key-${key}`, onclick: act }, name) });
const clear = (names) => Object.fromEntries(names.map((name) => [name, null]));

function buildView({ sheet, choose }) {
  const { inputs } = sheet.words;
  return bind(controls.oneOf("view", inputs.view, inputs.views, (view) => choose({ view: view !== guessView() && view })), ({ view }) => view);
}

function buildSearch({ sheet, choose }) {
  const pick = (search) => choose({ search: search.trim() && search }, { replace: true });
  return bind(controls.words("search", sheet.words.inputs.search, pick), ({ search }) => search);
}

function listExplore(page) {
  const { sheet, choose } = page;
  const [[, filters]] = listFilters(page);
  const reset = button("reset", sheet.words.inputs.reset, () => choose(clear(FILTER)));
  return [["tools", [title(sheet.title), buildView(page), buildSearch(page)]], ["filters", [...filters, reset]]];
}

// Which part of the model is shown.
function listFilters({ sheet, choose }) {
  const { inputs } = sheet.words;
  const own = Object.fromEntries(Object.entries(sheet.levels).filter(([id]) => !sheet.sharedLevels.includes(id)));
  const shared = sheet.sharedLevels.map((id) => bind(
    controls.toggle(`keep_${id}`, sheet.levels[id], (isOn) => {
      const { without } = readSelection(read(), sheet);
      choose({ without: isOn ? without.filter((one) => one !== id) : [...without, id] });
    }),
    ({ without }) => !without.includes(id)));
  const counts = bind(controls.toggle("counts", inputs.counts, (isOn) => choose({ counts: isOn && "yes" })), (one) => one.counts);
  return [["filters", [
    bind(controls.anyOf("level", inputs.levels, own, (level) => choose({ level })), (one) => one.level),
    ...shared,
    bind(controls.oneOf("rest", inputs.rest, inputs.rests, (rest) => choose({ rest: rest === "hide" && rest })), (one) => one.rest),
    ...(sheet.opened ? [] : [counts]),
    bind(controls.anyOf("stage", inputs.stages, sheet.stageNames, (stage) => choose({ stage })), (one) => one.stage),
  ]]];
}

function listPaths(page) {
  const { sheet, data, choose } = page;
  const { inputs, evidence } = sheet.words;
  const ends = nameEnds(sheet);
  const nodes = groupNodes(sheet);
  const swap = button("swap", inputs.swap, () => {
    const { from, to } = readSelection(read(), sheet);
    choose({ from: to, to: from, path: null });
  });
  swap.show = ({ from, to }) => (swap.element.disabled = !(from && to));
  const end = (key, name, label) =>
    bind(controls.choice(key, label, ends, (id) => choose({ [name]: id, path: null }), inputs.chooseEnd), (one) => one[name]);
  const some = (name, label, none) =>
    bind(controls.choices(name, label, nodes, (ids) => choose({ [name]: ids, path: null }), none, inputs.takeOut), (one) => one[name]);
  const told = [
    bind(controls.choice("evidence", inputs.evidence, [["", evidence]], (kind) => choose({ evidence: kind, path: null }), inputs.allPaths),
      (one) => one.evidence),
    bind(controls.choice("sort", inputs.order, [["", inputs.sorts]], (sort) => choose({ sort: sort !== "short" && sort })), (one) => one.sort),
  ];
  return [
    ["tools", [title(data.title), buildView(page), swap, button("reset", inputs.reset, () => choose(clear(PATHS)))]],
    ["ends", [end("path_start", "from", inputs.from), end("path_end", "to", inputs.to)]],
    ["conditions", [some("via", inputs.via, inputs.anyNode), some("off", inputs.off, inputs.noneOff), ...(sheet.opened ? [] : told)]],
  ];
}

// Where paths can start and end: stages, levels, the nodes of a stage on a level, and each node.
function nameEnds(sheet) {
  const { all } = sheet.words.inputs;
  const name = (text) => all.replace("{name}", text);
  const whole = {};
  for (const [id, text] of Object.entries(sheet.stageNames)) whole[`stage:${id}`] = name(text);
  for (const [id, text] of Object.entries(sheet.levels)) whole[`level:${id}`] = name(text);
  const nodes = Object.values(sheet.nodes);
  for (const [stage, stageName] of Object.entries(sheet.stageNames)) {
    const there = nodes.filter((node) => node.stage === stage);
    for (const [level, levelName] of Object.entries(sheet.levels)) {
      const size = there.filter((node) => node.level === level).length;
      if (size > 1 && size < there.length) whole[`level:${level}+stage:${stage}`] = name(`${stageName}, ${levelName}`);
    }
  }
  return [["", whole], ...groupNodes(sheet)];
}

// The nodes by stage, each with its level.
function groupNodes(sheet) {
  return Object.entries(sheet.stageNames).map(([stage, name]) => [
    name,
    Object.fromEntries(Object.entries(sheet.nodes)
      .filter(([, node]) => node.stage === stage)
      .map(([id, node]) => [id, `${node.name} (${sheet.levels[node.level]})`])),
  ]);
}

function listStories(page) {
  const { sheet, data, words, choose } = page;
  const { inputs } = sheet.words;
  const show = bind(
    controls.oneOf("show", inputs.view, words.shows, (id) => {
      choose({ show: id !== "list" && id });
      tellServer();
    }),
    (_, query) => query.get("show") ?? "list");
  if (data.show !== "list") return [["tools", [title(data.title), show]]];
  const some = (name, label, names, none, separator = ",") =>
    bind(controls.choices(name, label, [["", names]], (ids) => choose({ [name]: ids.join(separator) }), none, inputs.takeOut),
      (_, query) => split(query.get(name), separator));
  const on = (name, label) =>
    bind(controls.day(name, label, words.days, (picked) => choose({ [name]: picked })), (_, query) => query.get(name));
  const more = [
    some("teller", words.toldBy, words.tellers, words.anybody),
    some("dimension", words.dimension, sheet.dimensions, words.anyDimension),
    some("setting", words.where, nameSettings(data.settings), words.anywhere, "|"),
    some("told", words.toldIn, words.storyLanguages, words.anyLanguage),
    on("since", words.toldSince), on("until", words.toldUntil),
    some("origin", words.origin, words.origins, words.anyOrigin),
    ...(data.facilitates ? [some("status", words.status, words.statuses, words.anyStatus)] : []),
  ];
  const folded = build("details", { class: "control more" }, build("summary", {}, words.moreFilters),
    build("div", { class: "inputs-more" }, ...more.map((part) => part.element)));
  const count = { element: folded, show: (selection, query) => {
    for (const part of more) part.show(selection, query);
    const chosen = ["teller", "dimension", "setting", "told", "since", "until", "origin", "status"].filter((name) => query.get(name));
    folded.querySelector("summary").textContent = words.moreFilters + (chosen.length ? ` (${chosen.length})` : "");
  } };
  return [
    ["tools", [title(data.title), show, buildSearch(page), button("reset", inputs.reset, () => choose(clear(STORIES)))]],
    ["filters", [
      bind(controls.anyOf("level", inputs.levels, sheet.levels, (level) => choose({ level })), (one) => one.level),
      bind(controls.anyOf("stage", inputs.stages, sheet.stageNames, (stage) => choose({ stage })), (one) => one.stage),
    ]],
    ["conditions", [
      bind(controls.choice("node", words.about, groupNodes(sheet), (node) => choose({ node }), inputs.anyNode), (one) => one.node),
      bind(controls.choice("order", inputs.order, [["", words.orders]], (order) => choose({ order: order !== "newest" && order })),
        (_, query) => (Object.hasOwn(words.orders, query.get("order") ?? "") ? query.get("order") : "newest")),
      count,
    ]],
  ];
}

const nameSettings = (settings) => Object.fromEntries(settings.map((one) => [one, one]));
