// The list of traced paths: pick one, step along it, copy it, take all of them along.
import { write } from "./address.js";
import { buildFlow } from "./flow.js";
import { icon } from "./icons.js";
import { build, fetchText, loadSheet, loadStyle, pick, say, show as showModel, state, subscribe, trace } from "./store.js";

const mounted = new WeakMap();

export default async function show(component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".paths-view");
  let list = mounted.get(root);
  if (!list) {
    list = { root, asked: null, picked: null };
    mounted.set(root, list);
    list.leave = subscribe(() => follow(list));
  }
  list.component = component;
  const [sheet] = await Promise.all([loadSheet(data.lang, data.content), loadStyle()]);
  if (list.component !== component) return () => {};
  list.sheet = sheet;
  showModel(data.page, sheet);
  follow(list);
  return () =>
    setTimeout(() => {
      if (root.isConnected) return;
      list.leave();
      list.flow?.leave();
      trace(null);
      mounted.delete(root);
    });
}

// The question in the address; null while an end of the paths is missing.
function nameQuestion({ from, to, via, off, evidence, sort }) {
  if (!from || !to) return null;
  const parts = { from, to, via: via.join(","), off: off.join(","), evidence, sort: sort === "short" ? "" : sort };
  return new URLSearchParams(Object.entries(parts).filter(([, text]) => text)).toString();
}

// Show the paths that the address asks for, and the one that it picks.
function follow(list) {
  if (!list.sheet || list.sheet !== state.sheet) return;
  const { data } = list.component;
  const query = nameQuestion(state.selection);
  const asked = query && `${query}&lang=${data.lang}&${data.content}`;
  if (list.asked !== asked) ask(list, asked, query, data);
  else if (asked && (list.picked?.nodes.join(",") ?? null) !== nameStep()) mark(list);
  else list.paint?.();
}

const nameStep = () => state.selection.path?.join(",") ?? null;

function ask(list, asked, query, data) {
  const { sheet } = list;
  const { words } = sheet;
  list.asked = asked;
  list.paths = [];
  list.next = 0;
  list.picked = null;
  list.edges = null;
  list.flow?.leave();
  if (!asked) {
    list.paint = null;
    list.root.replaceChildren(build("p", { class: "paths-start" }, words.chooseEnds));
    trace(null);
    say("");
    return;
  }
  list.items = build("ol", { class: "paths-list", "aria-label": words.pathList, onkeydown: (event) => walk(list, event) });
  list.more = build("button", { type: "button", class: "paths-more", hidden: true, onclick: () => loadMore(list) }, words.more);
  list.steps = build("div", { class: "paths-steps", role: "group", "aria-label": words.steps });
  list.note = build("p", { class: "paths-note" });
  list.answers = build("div", { class: "paths-answers" });
  const table = (ending) =>
    build("a", { href: `paths.${ending}?${asked}`, download: `paths.${ending}` }, ending.toUpperCase());
  const links = build("p", { class: "paths-take" }, words.takeAlong, " ", table("csv"), " ", table("xlsx"));
  list.flow = buildFlow(asked, words);
  const reading = sheet.opened ? null : buildReading(words);
  list.root.replaceChildren(...[list.note, list.steps, list.items, list.more, links, list.answers, reading, list.flow.element].filter(Boolean));
  list.paint = () => paintSteps(list);
  return loadMore(list);
}

// What each kind of evidence means, and what none of them says.
function buildReading(words) {
  const kinds = Object.entries(words.evidenceMeanings).map(([kind, meaning]) =>
    build("p", {}, build("strong", {}, words.evidence[kind]), `: ${meaning}`),
  );
  return build("details", {}, build("summary", {}, words.reading), ...kinds, build("p", {}, words.readingLimits));
}

async function loadMore(list) {
  const { asked, sheet } = list;
  try {
    const answer = JSON.parse(await fetchText(`paths.json?${asked}&skip=${list.next}`));
    if (list.asked !== asked) return;
    if (answer.edges) {
      list.edges = answer.edges;
      say(answer.count);
      list.note.textContent = answer.note;
      list.answers.replaceChildren(...answer.said.map((text) => build("p", {}, text)));
    }
    list.next = answer.next;
    for (const path of answer.paths) list.items.append(buildItem(list, path));
    list.more.hidden = answer.next === null;
    if (!list.paths.length) list.items.replaceChildren(build("li", { class: "paths-none" }, sheet.words.noPaths));
    mark(list);
  } catch (error) {
    if (list.asked !== asked) return;
    list.items.append(build("li", { role: "alert" }, sheet.words.failed));
    list.more.hidden = false;
    console.warn("paths:", error);
  }
}

function buildItem(list, path) {
  const { sheet } = list;
  const { words } = sheet;
  list.paths.push(path);
  const key = path.nodes.join(",");
  const gaps = path.gaps.map((id) => sheet.nodes[id].name).join(", ");
  const titles = path.stories.map((id) => sheet.stories[id]?.title).filter(Boolean).join(", ");
  const many = words.manyStories.replace("{count}", path.stories.length);
  const told = {
    whole: titles,
    stitched: path.stories.length > 4 ? many : titles,
    untold: gaps && `${words.gap}: ${gaps}`,
  }[path.evidence];
  return build(
    "li",
    {},
    build(
      "button",
      { type: "button", class: "paths-item", "data-path": key, onclick: () => choose(list, list.picked === path ? null : key) },
      sheet.opened ? null : build("span", { class: `paths-badge ${path.evidence}` }, words.evidence[path.evidence]),
      build("span", {}, path.sentence),
      told && !sheet.opened ? build("span", { class: "paths-told" }, told) : null,
    ),
  );
}

// Pick a path by its key (ids with commas), or none.
function choose(list, key) {
  const node = key?.split(",")[0];
  write({ path: key, ...(node && { node }) });
}

// Let the path that the address picks stand out, or all of them.
function mark(list) {
  const key = nameStep();
  const path = list.paths.find((one) => one.nodes.join(",") === key) ?? (key ? { nodes: key.split(",") } : null);
  list.picked = path;
  for (const item of list.items.querySelectorAll("[data-path]")) {
    if (item.dataset.path === key) item.setAttribute("aria-current", "true");
    else item.removeAttribute("aria-current");
  }
  if (path) trace(path.nodes.slice(1).map((node, index) => [path.nodes[index], node]), path.nodes);
  else if (list.edges) trace(list.edges);
}

function step(list, by) {
  const { nodes } = list.picked;
  const at = nodes.indexOf(state.node);
  pick(nodes[Math.min(Math.max(at + by, 0), nodes.length - 1)]);
}

function paintSteps(list) {
  const { sheet, picked } = list;
  const { words } = sheet;
  if (!picked) {
    list.steps.replaceChildren(build("span", { class: "paths-hint" }, words.pickHint));
    return;
  }
  const at = picked.nodes.indexOf(state.node);
  const button = (name, act, isOff) =>
    build("button", { type: "button", "aria-label": words[name], title: words[name], disabled: isOff, onclick: act }, icon(name));
  const where = at < 0 ? `${picked.nodes.length}` : `${at + 1} / ${picked.nodes.length}: ${sheet.nodes[picked.nodes[at]].name}`;
  const isHere = list.steps.contains(document.activeElement) && document.activeElement.getAttribute("aria-label");
  list.steps.replaceChildren(
    button("stepBack", () => step(list, -1), at <= 0),
    build("span", { role: "status" }, where),
    button("stepOn", () => step(list, 1), at === picked.nodes.length - 1),
    picked.sentence ? button("copy", (event) => copy(picked.sentence, event.currentTarget, words)) : "",
  );
  if (isHere) list.steps.querySelector(`[aria-label="${isHere}"]:not([disabled])`)?.focus();
}

// Browsers give the clipboard to pages of this computer or over HTTPS only; elsewhere the old way still works.
async function copy(text, pressed, words) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = build("textarea", {}, text);
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
    pressed.focus();
  }
  pressed.after(build("span", { role: "status", class: "paths-hint" }, words.copied));
}

// In the list up and down pick paths, left and right step along the picked one.
function walk(list, event) {
  const items = [...list.items.querySelectorAll("[data-path]")];
  const at = items.indexOf(document.activeElement);
  const act = {
    ArrowDown: () => move(items[at + 1]),
    ArrowUp: () => move(items[at - 1]),
    ArrowRight: () => list.picked && step(list, 1),
    ArrowLeft: () => list.picked && step(list, -1),
  }[event.key];
  if (!act || at < 0) return;
  event.preventDefault();
  act();

  function move(item) {
    if (!item) return;
    item.focus();
    if (list.picked) choose(list, item.dataset.path);
  }
}
