// The details: everything that is known about the selected node, with buttons to its neighbours.
import { tellServer } from "../shared/address.js";
import { build } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { buildTold, describeTelling } from "../shared/story.js";
import { fill } from "../shared/words.js";
import { buildLinkDetails, describeLink } from "./link.js";
import { buildProvenance } from "./provenance.js";
import { pick, pickEdge, state, subscribe } from "./store.js";

/**
 * @import { Component, DetailsData, LinkedNode, LoadedTexts } from "../shared/types.js"
 * @import { ModelEdge, Story } from "../shared/types.js"
 * @import { PanelPart } from "./panel.js"
 *
 * @typedef {object} Mount
 * @property {HTMLElement} root
 * @property {(texts: LoadedTexts) => HTMLElement[]} buildStart
 * @property {Component<DetailsData> | null} component
 * @property {LoadedTexts | null} texts
 * @property {string | null} node
 * @property {string} shown what is drawn: a node, a link or nothing
 * @property {string | null} waiting the node at which a story was told that is not shown yet
 */

/**
 * The part of the panel for the selected node.
 * @param {(texts: LoadedTexts) => HTMLElement[]} buildStart what stands there while none is selected
 * @returns {PanelPart}
 */
export function buildDetails(buildStart = () => []) {
  const root = build("div", { class: "details-view st-key-details", tabindex: "-1" });
  /** @type {Mount} */
  const mount = { root, buildStart, component: null, texts: null, node: null, shown: "", waiting: null };
  const leave = subscribe(() => {
    if (mount.component && state.texts) drawAnew(mount, state.texts);
    /** @type {NodeListOf<HTMLElement>} */
    const depths = root.querySelectorAll("[data-depth]");
    for (const button of depths) {
      button.setAttribute("aria-pressed", String(button.dataset.depth === state.depth));
    }
  });
  return {
    element: root,
    show: (texts, component) => {
      mount.component = component;
      drawAnew(mount, texts);
    },
    leave,
  };
}

/**
 * Draw what is selected, where it is not what is drawn.
 * @param {Mount} mount
 * @param {LoadedTexts} texts
 */
function drawAnew(mount, texts) {
  const { node, edge } = state;
  const shown = node ?? edge?.join() ?? "";
  if (mount.texts === texts && mount.shown === shown) return;
  const { root } = mount;
  if (mount.node !== node) mount.waiting = null;
  Object.assign(mount, { texts, node, shown });
  const hadFocus = root.contains(document.activeElement);
  const details = node ? buildNode(mount, texts, node) : edge ? buildLinkDetails(texts, edge) : null;
  root.replaceChildren(...(details ? [details] : mount.buildStart(texts)));
  root.scrollTop = 0;
  if (hadFocus) root.querySelector("h2")?.focus();
}

/**
 * @param {Mount} mount
 * @param {LoadedTexts} texts
 * @param {string} id
 */
function buildNode(mount, texts, id) {
  const node = texts.nodes[id];
  const { close: name } = texts.words;
  const place = `${texts.stages[node.stage]} · ${texts.levels[node.level]}`;
  // No stories are told of an opened model.
  const stories = texts.opened ? [] : buildStories(mount, texts, id);
  const close = { type: "button", "aria-label": name, title: name, onclick: () => pick(null) };
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
      build("button", close, icon("close")),
    ),
    buildDepths(texts),
    ...buildMeaning(texts, node),
    ...buildNeighbours(texts, node),
    ...stories,
  );
}

/**
 * How far around the node the picture stands out.
 * @param {LoadedTexts} texts
 */
function buildDepths({ words }) {
  const buttons = Object.entries(words.depths).map(([depth, name]) => {
    const isChosen = String(depth === state.depth);
    const onclick = () => pick(state.node, depth);
    const button = { type: "button", "data-depth": depth, "aria-pressed": isChosen, onclick };
    const short = depth === "all" ? words.allDepths : depth;
    return build("button", { ...button, "aria-label": name, title: name }, short);
  });
  const label = build("span", { class: "details-label" }, words.focus);
  const group = { class: "details-depths", role: "group", "aria-label": words.depthHelp };
  return build("div", group, label, ...buttons);
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
function buildNeighbour(texts, edge, id, leadsOn) {
  const { provenance, directed } = edge;
  const { name, provenance: own } = texts.nodes[id];
  const classes = `details-link ${nameLevel(texts, id)} ${own?.kind ?? ""}`;
  const attributes = { type: "button", "data-go-to": id, class: classes };
  const button = build("button", { ...attributes, onclick: () => pick(id) }, name);
  const way = directed === false ? "undirected" : "";
  const words = describeLink(texts, edge);
  const ask = {
    type: "button",
    class: "details-edge-button",
    "aria-label": words,
    title: words,
    onclick: () => pickEdge(edge),
  };
  const line = build("button", ask, build("span", { class: `details-known ${provenance ?? ""} ${way}` }));
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
  const adding = mount.component?.data.tells ? [add, status] : [];
  return [title, none, ...stories.map((story) => buildStory(texts, story)), all, ...adding];
}

/**
 * @param {Mount} mount
 * @param {string} node
 * @param {HTMLElement} status
 */
async function addStory(mount, node, status) {
  const data = mount.component?.data;
  if (!data) return;
  const { openStoryForm } = await import("../story_form/form.js");
  await openStoryForm({
    language: data.lang,
    content: data.content,
    nodes: [node],
    canPublish: data.publishes,
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
