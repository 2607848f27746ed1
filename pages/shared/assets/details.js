// The details component: everything that is known about the selected node, with buttons to its neighbours.
import { tellServer } from "./address.js";
import { build, loadStyle, pick, state, subscribe } from "./store.js";
import { icon } from "./icons.js";

const mounted = new WeakMap();
const servers = new WeakMap(); // whom to tell that a story was added
const waiting = new WeakMap(); // the node at which a story was told that is not shown yet

export default async function show(component) {
  const root = component.parentElement.querySelector(".details-view");
  servers.set(root, component);
  if (!mounted.has(root)) {
    mounted.set(root, null);
    await loadStyle();
    let shown = null;
    mounted.set(
      root,
      subscribe(() => {
        const { sheet, node } = state;
        if (!sheet || (shown?.sheet === sheet && shown.node === node)) return;
        if (shown?.node !== node) waiting.delete(root);
        shown = { sheet, node };
        const hadFocus = root.contains(document.activeElement);
        root.classList.toggle("empty", !node);
        root.replaceChildren(node ? buildDetails(root, sheet, node) : build("p", { class: "details-start" }, sheet.words.start));
        root.scrollTop = 0;
        if (hadFocus) root.querySelector("h2")?.focus();
        if (node) state.reveal?.(); // now that the details take their place
      }),
    );
  }
  return () =>
    setTimeout(() => {
      if (root.isConnected) return;
      mounted.get(root)?.();
      mounted.delete(root);
    });
}

function buildDetails(root, sheet, id) {
  const { words } = sheet;
  const node = sheet.nodes[id];
  const size = build("button", { type: "button", class: "details-size", onclick: () => resize() });
  const resize = (toggle = true) => {
    const small = toggle ? root.classList.toggle("small") : root.classList.contains("small");
    const act = small ? "larger" : "smaller";
    size.replaceChildren(icon(act));
    size.setAttribute("aria-label", words[act]);
    size.title = words[act];
  };
  resize(false);
  const close = build("button", { type: "button", "aria-label": words.close, title: words.close, onclick: () => pick(null) }, icon("close"));
  return build(
    "article",
    { class: `details details-level-${Object.keys(sheet.levels).indexOf(node.level) % 8}`, "aria-label": node.name },
    build(
      "header",
      {},
      build("div", {},
        build("p", { class: "details-place" }, `${sheet.stages[node.stage]} · ${sheet.levels[node.level]}`),
        build("h2", { tabindex: "-1" }, node.name)),
      build("div", { class: "details-buttons" }, size, close),
    ),
    build(
      "div",
      { class: "details-body" },
      build("div", {}, ...buildMeaning(sheet, node)),
      build("div", {}, ...buildNeighbours(sheet, node)),
      sheet.opened ? null : build("div", {}, ...buildStories(root, sheet, id)), // no stories are told of an opened model
    ),
  );
}

function buildMeaning(sheet, node) {
  const { words } = sheet;
  const parts = [node.description ? build("p", {}, node.description) : null];
  if (node.question) {
    parts.push(build("p", { class: "details-question" }, build("span", { class: "details-label" }, words.openQuestion), node.question));
  }
  if (node.provenance) parts.push(buildProvenance(sheet, node.provenance));
  if (sheet.paths.all === "0") return parts;
  const through = words.pathsThrough
    .replace("{count}", node.paths)
    .replace("{all}", sheet.paths.all)
    .replace("{from}", sheet.paths.from)
    .replace("{to}", sheet.paths.to);
  parts.push(build("p", { class: "details-paths" }, through));
  return parts;
}

function buildProvenance(sheet, provenance) {
  const { words } = sheet;
  const source = sheet.sources[provenance.source];
  return build(
    "div",
    { class: "details-provenance" },
    build("p", {},
      build("span", { class: `details-badge ${provenance.kind}`, title: words.provenanceMeanings[provenance.kind] }, words.provenances[provenance.kind]),
      source ? ` ${source.short}` : "",
      provenance.note ? `: ${provenance.note}` : ""),
    source
      ? build("details", {}, build("summary", {}, words.reference), build("p", {}, source.reference, source.url ? " " : "", source.url ? link(source.url, source.url) : null))
      : null,
  );
}

function buildNeighbours(sheet, node) {
  const { words } = sheet;
  const isDirected = (edge) => edge.directed !== false;
  return [
    ...buildGroups(sheet, words.leadsHere, node.from.filter(isDirected), "inverse", (edge) => edge.from),
    ...buildGroups(sheet, words.leadsOn, node.to.filter(isDirected), "verb", (edge) => edge.to),
    ...buildUndirected(sheet, node),
  ];
}

// The neighbours of links without a direction, from whichever end these are written.
function buildUndirected(sheet, node) {
  const { words } = sheet;
  const ends = [...node.from.map((edge) => [edge, edge.from]), ...node.to.map((edge) => [edge, edge.to])];
  const linked = ends.filter(([edge]) => edge.directed === false);
  if (!linked.length) return [];
  const kinds = [...new Set(linked.map(([edge]) => edge.kind))];
  const isOnlyKind = Object.keys(sheet.kinds).length === 1; // it says nothing more, often just "leads to"
  return [
    build("h3", {}, words.linkedWith),
    build("p", { class: "details-none" }, words.followedAsWritten),
    ...kinds.map((kind) =>
      build(
        "div",
        { class: "details-group" },
        isOnlyKind ? null : build("span", { class: "details-label" }, sheet.kinds[kind].name),
        ...linked.filter(([edge]) => edge.kind === kind).map(([edge, id]) => buildLink(sheet, edge, id)),
      ),
    ),
  ];
}

function buildGroups(sheet, title, edges, wording, other) {
  if (!edges.length) return [];
  const kinds = [...new Set(edges.map((edge) => edge.kind))];
  return [
    build("h3", {}, title),
    ...kinds.map((kind) =>
      build(
        "div",
        { class: "details-group" },
        build("span", { class: "details-label" }, sheet.kinds[kind][wording]),
        ...edges.filter((edge) => edge.kind === kind).map((edge) => buildLink(sheet, edge, other(edge))),
      ),
    ),
  ];
}

function buildLink(sheet, edge, id) {
  const { words } = sheet;
  const known = edge.provenance ? `${words.provenances[edge.provenance]}${edge.note ? `: ${edge.note}` : ""}` : null;
  const index = Object.keys(sheet.levels).indexOf(sheet.nodes[id].level) % 8;
  return build(
    "button",
    { type: "button", "data-go-to": id, class: `details-link details-level-${index} ${edge.provenance ?? ""}`, title: known, onclick: () => pick(id) },
    sheet.nodes[id].name,
  );
}

function buildStories(root, sheet, id) {
  const { words } = sheet;
  const stories = Object.values(sheet.stories).filter((story) => story.nodes.includes(id));
  const count = sheet.counts[id] ?? stories.length;
  const title = build("h3", {}, count ? `${words.stories} (${count})` : words.stories);
  const all = count > stories.length ? build("a", { href: `stories?node=${id}&lang=${sheet.language}` }, words.allStories) : null;
  const none = count ? null : build("p", { class: "details-none" }, words.noStories);
  const said = build("p", { role: "status" }, waiting.get(root) === id ? words.storySent : "");
  const add = build("button", { type: "button", class: "details-add", onclick: () => addStory(root, id, said) }, words.addHere);
  return [title, none, ...stories.map((story) => buildStory(sheet, story)), all, add, said].filter(Boolean);
}

async function addStory(root, node, said) {
  const { data } = servers.get(root);
  const { openStoryForm } = await import("./story_form.js");
  const words = state.sheet.words;
  await openStoryForm({
    language: data.lang,
    content: data.content,
    nodes: [node],
    canPublish: data.facilitates,
    onsaved: ({ status, consent }) => {
      if (status !== "published" || !consent.room) {
        waiting.set(root, node); // the details are built anew when the page has followed
        said.textContent = words.storySent;
      }
      tellServer();
    },
  });
}

function buildStory(sheet, story) {
  const { words } = sheet;
  const about = [
    story.dimensions.map((one) => sheet.dimensions[one] ?? one).join(", "),
    words.origins[story.origin],
    story.source ? `${words.source}: ` : "",
  ].filter(Boolean).join(". ");
  const source = story.url ? link(story.url, story.source) : story.source;
  return build(
    "details",
    { class: "details-story" },
    build("summary", {}, build("strong", {}, story.title), ` ${[words.tellers[story.teller], story.setting].filter(Boolean).join(", ")}`),
    build("p", { class: "details-text", lang: story.language }, story.text),
    build("p", { class: "details-source" }, about, source),
  );
}

function link(url, text) {
  return /^https?:\/\//.test(url) ? build("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text) : text;
}
