// The list of traced paths: pick one, step along it, copy it, take all of them along.
import { build, fetchText, loadSheet, loadStyle, pick, state, subscribe, trace } from "./store.js";
import { icon } from "./icons.js";

const mounted = new WeakMap();

export default async function show(component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".paths-view");
  let list = mounted.get(root);
  if (!list) {
    list = { root, asked: null, picked: null };
    mounted.set(root, list);
    list.leave = subscribe(() => list.paint?.());
  }
  list.component = component;
  const asked = `${data.query}&lang=${data.lang}&${data.content}`;
  const [sheet] = await Promise.all([loadSheet(data.lang, data.content), loadStyle()]);
  if (list.component !== component) return () => {};
  if (list.asked !== asked) await ask(list, asked, sheet, data);
  const wanted = data.path ?? null;
  if ((list.picked?.nodes.join(",") ?? null) !== wanted && wanted !== list.sent) choose(list, wanted, false);
  return () =>
    setTimeout(() => {
      if (root.isConnected) return;
      list.leave();
      trace(null);
      mounted.delete(root);
    });
}

async function ask(list, asked, sheet, data) {
  list.asked = asked;
  list.sheet = sheet;
  list.paths = [];
  list.next = 0;
  list.picked = null;
  list.sent = undefined;
  const { words } = sheet;
  list.items = build("ol", { class: "paths-list", "aria-label": words.pathList, onkeydown: (event) => walk(list, event) });
  list.more = build("button", { type: "button", class: "paths-more", onclick: () => loadMore(list) }, words.more);
  list.steps = build("div", { class: "paths-steps", role: "group", "aria-label": words.steps });
  const table = (ending) =>
    build("a", { href: `paths.${ending}?${data.query}&lang=${data.lang}&${data.content}`, download: `paths.${ending}` }, ending.toUpperCase());
  const links = build("p", { class: "paths-take" }, words.takeAlong, " ", table("csv"), " ", table("xlsx"));
  list.root.replaceChildren(list.steps, list.items, list.more, links);
  list.paint = () => paintSteps(list);
  await loadMore(list);
}

async function loadMore(list) {
  const { asked, sheet } = list;
  try {
    const answer = JSON.parse(await fetchText(`paths.json?${asked}&skip=${list.next}`));
    if (list.asked !== asked) return;
    if (answer.edges) list.edges = answer.edges;
    list.next = answer.next;
    for (const path of answer.paths) list.items.append(buildItem(list, path));
    list.more.hidden = answer.next === null;
    if (!list.paths.length) list.items.replaceChildren(build("li", { class: "paths-none" }, sheet.words.noPaths));
    if (!list.picked) trace(list.edges);
  } catch (error) {
    list.items.append(build("li", { role: "alert" }, sheet.words.failed));
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

// Pick a path by its key (ids with commas), or none; the map shows it at once, the server follows.
function choose(list, key, isNew = true) {
  const path = list.paths.find((one) => one.nodes.join(",") === key) ?? (key ? { nodes: key.split(",") } : null);
  list.picked = path;
  list.sent = key;
  for (const item of list.items.querySelectorAll("[data-path]")) {
    if (item.dataset.path === key) item.setAttribute("aria-current", "true");
    else item.removeAttribute("aria-current");
  }
  if (path) trace(path.nodes.slice(1).map((node, index) => [path.nodes[index], node]), path.nodes);
  else trace(list.edges);
  paintSteps(list);
  if (!isNew) return;
  const tell = (picked) => list.component.setTriggerValue("picked", { ...picked, path: key });
  const node = path ? path.nodes[0] : null;
  if (node === state.node) tell({ node, depth: state.depth, sequence: state.sequence });
  else pick(node, state.depth, tell);
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
