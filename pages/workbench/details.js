// The details component: everything that is known about the selected node, with buttons to its neighbours.
import { tellServer } from "../shared/address.js";
import { build, getElement } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { buildLink, buildTold, describeTelling } from "../shared/story.js";
import { loadStyles } from "../shared/styles.js";
import { fill } from "../shared/words.js";
import { pick, state, subscribe } from "./store.js";

/**
 * @import { Component, DetailsData, LinkedNode, LoadedTexts } from "../shared/types.js"
 * @import { NodeProvenance, ModelEdge, Story } from "../shared/types.js"
 *
 * @typedef {object} Mount
 * @property {HTMLElement} root
 * @property {Component<DetailsData>} component
 * @property {LoadedTexts | null} texts
 * @property {string | null} node
 * @property {string | null} waiting the node at which a story was told that is not shown yet
 * @property {() => void} leave
 */

/** @type {WeakMap<HTMLElement, Mount>} */
const mounted = new WeakMap();

/** @param {Component<DetailsData>} component */
export default async function show(component) {
  const root = getElement(component.parentElement, ".details-view");
  await loadStyles("workbench/diagram.css");
  if (!root.isConnected) return () => {}; // the page was left before it was there
  const mount = mounted.get(root) ?? begin(root, component);
  mount.component = component;
  return () =>
    setTimeout(() => {
      if (root.isConnected) return;
      mount.leave();
      mounted.delete(root);
    });
}

/**
 * @param {HTMLElement} root
 * @param {Component<DetailsData>} component
 */
function begin(root, component) {
  /** @type {Mount} */
  const mount = { root, component, texts: null, node: null, waiting: null, leave: () => {} };
  mounted.set(root, mount);
  mount.leave = subscribe(() => {
    const { texts, node } = state;
    if (texts && (mount.texts !== texts || mount.node !== node)) draw(mount, texts, node);
  });
  return mount;
}

/**
 * @param {Mount} mount
 * @param {LoadedTexts} texts
 * @param {string | null} node
 */
function draw(mount, texts, node) {
  const { root } = mount;
  if (mount.node !== node) mount.waiting = null;
  Object.assign(mount, { texts, node });
  const hadFocus = root.contains(document.activeElement);
  root.classList.toggle("empty", !node);
  const start = build("p", { class: "details-start" }, texts.words.start);
  root.replaceChildren(node ? buildDetails(mount, texts, node) : start);
  root.scrollTop = 0;
  if (hadFocus) root.querySelector("h2")?.focus();
  if (node) state.reveal?.(); // now that the details take their place
}

/**
 * @param {Mount} mount
 * @param {LoadedTexts} texts
 * @param {string} id
 */
function buildDetails(mount, texts, id) {
  const node = texts.nodes[id];
  const place = `${texts.stages[node.stage]} · ${texts.levels[node.level]}`;
  // No stories are told of an opened model.
  const stories = texts.opened ? null : build("div", {}, ...buildStories(mount, texts, id));
  return build(
    "article",
    { class: `details ${nameLevel(texts, id)}`, "aria-label": node.name },
    build(
      "header",
      {},
      build(
        "div",
        {},
        build("p", { class: "details-place" }, place),
        build("h2", { tabindex: "-1" }, node.name),
      ),
      buildButtons(mount.root, texts),
    ),
    build(
      "div",
      { class: "details-body" },
      build("div", {}, ...buildMeaning(texts, node)),
      build("div", {}, ...buildNeighbours(texts, node)),
      stories,
    ),
  );
}

/**
 * @param {HTMLElement} root
 * @param {LoadedTexts} texts
 */
function buildButtons(root, { words }) {
  const size = build("button", { type: "button", class: "details-size", onclick: () => resize() });
  const resize = (toggle = true) => {
    const small = toggle ? root.classList.toggle("small") : root.classList.contains("small");
    const act = small ? "larger" : "smaller";
    size.replaceChildren(icon(act));
    size.setAttribute("aria-label", words[act]);
    size.title = words[act];
  };
  resize(false);
  const close = { type: "button", "aria-label": words.close, title: words.close, onclick: () => pick(null) };
  return build("div", { class: "details-buttons" }, size, build("button", close, icon("close")));
}

/**
 * The class for the colour of a node's level.
 * @param {LoadedTexts} texts
 * @param {string} id
 */
const nameLevel = (texts, id) =>
  `details-level-${Object.keys(texts.levels).indexOf(texts.nodes[id].level) % 8}`;

/**
 * @param {LoadedTexts} texts
 * @param {LinkedNode} node
 */
function buildMeaning(texts, node) {
  const { words } = texts;
  const parts = [node.description ? build("p", {}, node.description) : null];
  if (node.question) {
    const label = build("span", { class: "details-label" }, words.openQuestion);
    parts.push(build("p", { class: "details-question" }, label, node.question));
  }
  if (node.provenance) parts.push(...buildProvenance(texts, node.provenance));
  if (texts.paths.all === "0") return parts;
  const { all, from, to } = texts.paths;
  const through = fill(words.pathsThrough, { count: node.paths, all, from, to });
  parts.push(build("p", { class: "details-paths" }, through));
  return parts;
}

/**
 * @param {LoadedTexts} texts
 * @param {NodeProvenance} provenance
 */
function buildProvenance(texts, { kind, source: id, note }) {
  const { words } = texts;
  const source = texts.sources[id ?? ""];
  const badge = { class: `details-badge ${kind}`, title: words.provenanceMeanings[kind] };
  const known = build(
    "p",
    {},
    build("span", badge, words.provenances[kind]),
    source ? ` ${source.short}` : "",
    note ? `: ${note}` : "",
  );
  /** @type {HTMLElement[]} */
  const parts = [known];
  if (source) {
    const link = source.url ? [" ", buildLink(source.url, source.url)] : [];
    const reference = build("p", {}, source.reference, ...link);
    parts.push(build("details", {}, build("summary", {}, words.reference), reference));
  }
  return [build("div", { class: "details-provenance" }, ...parts)];
}

/**
 * @param {LoadedTexts} texts
 * @param {LinkedNode} node
 */
function buildNeighbours(texts, node) {
  const { words } = texts;
  const isDirected = (/** @type {ModelEdge} */ edge) => edge.directed !== false;
  return [
    ...buildGroups(texts, words.leadsHere, node.from.filter(isDirected), "inverse", "from"),
    ...buildGroups(texts, words.leadsOn, node.to.filter(isDirected), "verb", "to"),
    ...buildUndirected(texts, node),
  ];
}

/**
 * The neighbours of links without a direction, from whichever end these are written.
 * @param {LoadedTexts} texts
 * @param {LinkedNode} node
 */
function buildUndirected(texts, node) {
  const { words } = texts;
  const ends = [
    ...node.from.map((edge) => ({ edge, id: edge.from })),
    ...node.to.map((edge) => ({ edge, id: edge.to })),
  ];
  const linked = ends.filter(({ edge }) => edge.directed === false);
  if (!linked.length) return [];
  const kinds = [...new Set(linked.map(({ edge }) => edge.kind))];
  const isOnlyKind = Object.keys(texts.kinds).length === 1; // it says nothing more, often just "leads to"
  const groups = kinds.map((kind) => {
    const links = linked.filter(({ edge }) => edge.kind === kind);
    const label = isOnlyKind ? null : build("span", { class: "details-label" }, texts.kinds[kind].name);
    const buttons = links.map(({ edge, id }) => buildNeighbour(texts, edge, id, true));
    return build("div", { class: "details-group" }, label, ...buttons);
  });
  const hint = build("p", { class: "details-none" }, words.followedAsWritten);
  return [build("h3", {}, words.linkedWith), hint, ...groups];
}

/**
 * @param {LoadedTexts} texts
 * @param {string} title
 * @param {ModelEdge[]} edges
 * @param {"verb" | "inverse"} wording
 * @param {"from" | "to"} end
 */
function buildGroups(texts, title, edges, wording, end) {
  if (!edges.length) return [];
  const kinds = [...new Set(edges.map((edge) => edge.kind))];
  const groups = kinds.map((kind) => {
    const label = build("span", { class: "details-label" }, texts.kinds[kind][wording]);
    const links = edges.filter((edge) => edge.kind === kind);
    const buttons = links.map((edge) => buildNeighbour(texts, edge, edge[end], end === "to"));
    return build("div", { class: "details-group" }, label, ...buttons);
  });
  return [build("h3", {}, title), ...groups];
}

/**
 * The border of the button says how the node is known, the line beside it how the link is.
 * @param {LoadedTexts} texts
 * @param {ModelEdge} edge
 * @param {string} id
 * @param {boolean} leadsOn
 */
function buildNeighbour(texts, { provenance, note, directed }, id, leadsOn) {
  const { name, provenance: own } = texts.nodes[id];
  const known = provenance && `${texts.words.provenances[provenance]}${note ? `: ${note}` : ""}`;
  const classes = `details-link ${nameLevel(texts, id)} ${own?.kind ?? ""}`;
  const attributes = { type: "button", "data-go-to": id, class: classes, title: known };
  const button = build("button", { ...attributes, onclick: () => pick(id) }, name);
  const way = directed === false ? "undirected" : "";
  const line = provenance
    ? build("span", { class: `details-known ${provenance} ${way}`, title: known })
    : null;
  return build("span", { class: "details-neighbour" }, ...(leadsOn ? [line, button] : [button, line]));
}

/**
 * @param {Mount} mount
 * @param {LoadedTexts} texts
 * @param {string} id
 */
function buildStories(mount, texts, id) {
  const { words } = texts;
  const stories = Object.values(texts.stories).filter((story) => story.nodes.includes(id));
  const count = texts.counts[id] ?? stories.length;
  const title = build("h3", {}, count ? `${words.stories} (${count})` : words.stories);
  const href = `stories?node=${id}&lang=${texts.language}`;
  const all = count > stories.length ? build("a", { href }, words.allStories) : null;
  const none = count ? null : build("p", { class: "details-none" }, words.noStories);
  const status = build("p", { role: "status" }, mount.waiting === id ? words.storySent : "");
  const onclick = () => addStory(mount, id, status);
  const add = build("button", { type: "button", class: "details-add", onclick }, words.addHere);
  return [title, none, ...stories.map((story) => buildStory(texts, story)), all, add, status];
}

/**
 * @param {Mount} mount
 * @param {string} node
 * @param {HTMLElement} status
 */
async function addStory(mount, node, status) {
  const { data } = mount.component;
  const { openStoryForm } = await import("../story_form/form.js");
  await openStoryForm({
    language: data.lang,
    content: data.content,
    nodes: [node],
    canPublish: data.facilitates,
    onsaved: (saved) => {
      if (saved?.status !== "published" || !saved.consent?.room) {
        mount.waiting = node; // the details are built anew when the page has followed
        status.textContent = mount.texts?.words.storySent ?? "";
      }
      tellServer();
    },
  });
}

/**
 * @param {LoadedTexts} texts
 * @param {Story} story
 */
function buildStory(texts, story) {
  const summary = build("summary", {}, build("strong", {}, story.name), ` ${describeTelling(texts, story)}`);
  return build("details", { class: "details-story" }, summary, ...buildTold(texts, story));
}
