"use strict";
// The standalone page: select, see what leads where, read, search. Every text is set as text.
(() => {
  const sheet = JSON.parse(document.getElementById("sheet").textContent);
  const { words } = sheet;
  const svg = document.querySelector(".map svg");
  const map = document.querySelector(".map");
  const details = document.querySelector(".details");
  const said = document.querySelector("[role=status]");
  const nodes = new Map([...svg.querySelectorAll("[data-node-id]")].map((node) => [node.dataset.nodeId, node]));
  const edges = [...svg.querySelectorAll("[data-source]")];
  const listed = new Map();
  const first = new Map([...nodes.values(), ...edges].map((one) => [one, one.getAttribute("class")]));
  const isTraced = Boolean(svg.querySelector(".node.lit"));
  let selected = null;
  let zoomed = 1;

  function build(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value !== undefined && value !== false) element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }

  const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  // Selecting

  function reach(start, from, to) {
    const reached = new Set([start]);
    for (const node of reached) for (const edge of sheet.edges) if (edge[from] === node) reached.add(edge[to]);
    return reached;
  }

  function select(id) {
    selected = id;
    const before = id && reach(id, "to", "from");
    const after = id && reach(id, "from", "to");
    for (const [one, node] of nodes) {
      node.setAttribute("class", first.get(node));
      if (id) {
        const lit = before.has(one) || after.has(one);
        node.classList.toggle("lit", lit);
        node.classList.toggle("faded", !lit || (!isTraced && node.classList.contains("faded")));
      }
      node.classList.toggle("selected", one === id);
      for (const button of [node, listed.get(one)]) {
        if (one === id) button.setAttribute("aria-current", "true");
        else button.removeAttribute("aria-current");
      }
    }
    for (const edge of edges) {
      const { source, target } = edge.dataset;
      edge.setAttribute("class", first.get(edge));
      if (!id) continue;
      const runs = (before.has(source) && before.has(target)) || (after.has(source) && after.has(target));
      const faded = !runs || nodes.get(source).classList.contains("faded") || nodes.get(target).classList.contains("faded");
      edge.classList.toggle("lit", !faded);
      edge.classList.toggle("faded", faded);
    }
    markFound();
    setEntry(id);
    showDetails(id);
    if (id) bringIntoView(nodes.get(id));
    said.textContent = id ? `${sheet.nodes[id].name}: ${words.selected}` : "";
  }

  // One node at a time can be reached with the tabulator; arrow keys go to the others.
  function setEntry(id) {
    const entry = nodes.get(id) ?? [...nodes.values()].find((node) => !node.classList.contains("faded")) ?? nodes.values().next().value;
    for (const node of nodes.values()) node.setAttribute("tabindex", node === entry ? "0" : "-1");
  }

  function bringIntoView(node) {
    const box = node.getBoundingClientRect();
    const frame = map.getBoundingClientRect();
    if (box.left < frame.left || box.right > frame.right) map.scrollLeft += box.left + box.width / 2 - frame.left - frame.width / 2;
    const docked = getComputedStyle(details).bottom === "0px" ? details.offsetHeight : 0;
    if (box.top < 0 || box.bottom > innerHeight - docked) scrollBy(0, box.top + box.height / 2 - (innerHeight - docked) / 2);
  }

  function zoom(factor) {
    zoomed = Math.min(6, Math.max(1, zoomed * factor));
    map.classList.toggle("zoomed", zoomed > 1);
    svg.style.width = `${100 * zoomed}%`;
    if (selected) bringIntoView(nodes.get(selected));
  }

  // Left and right follow the edges; up and down go through the column.
  function walk(id, key) {
    const box = (one) => nodes.get(one).querySelector("rect").getBoundingClientRect();
    const from = box(id);
    const distance = (one) => Math.abs(box(one).top - from.top);
    const there = {
      ArrowLeft: () => sheet.edges.filter((edge) => edge.to === id).map((edge) => edge.from),
      ArrowRight: () => sheet.edges.filter((edge) => edge.from === id).map((edge) => edge.to),
      ArrowUp: () => [...nodes.keys()].filter((one) => Math.abs(box(one).left - from.left) < 2 && box(one).top < from.top - 2),
      ArrowDown: () => [...nodes.keys()].filter((one) => Math.abs(box(one).left - from.left) < 2 && box(one).top > from.top + 2),
    }[key]();
    const next = there.sort((one, other) => distance(one) - distance(other))[0];
    if (next === undefined) return;
    if (selected) select(next);
    else setEntry(next);
    nodes.get(next).focus({ preventScroll: true });
    bringIntoView(nodes.get(next));
  }

  svg.addEventListener("click", (event) => select(event.target.closest("[data-node-id]")?.dataset.nodeId ?? null));
  svg.addEventListener("keydown", (event) => {
    const id = event.target.dataset.nodeId;
    if (event.altKey || event.ctrlKey || event.metaKey || !id) return;
    if (event.key === "Enter" || event.key === " ") select(id);
    else if (event.key.startsWith("Arrow")) walk(id, event.key);
    else if (event.key === "+") zoom(1.25);
    else if (event.key === "-") zoom(0.8);
    else if (event.key === "0") zoom(0);
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") select(null);
  });

  // Details

  function showDetails(id) {
    const node = sheet.nodes[id];
    details.className = node ? `details filled level-${node.colour}` : "details";
    details.scrollTop = 0;
    if (!node) {
      details.replaceChildren(build("p", { class: "quiet" }, words.start), ...buildPath());
      return;
    }
    details.replaceChildren(
      build("header", {},
        build("div", {}, build("p", { class: "place quiet" }, node.place), build("h2", {}, node.name)),
        build("button", { type: "button", class: "close", "aria-label": words.close, onclick: close }, "✕")),
      build("div", { class: "parts" },
        build("div", {}, ...buildMeaning(node), node.address ? build("p", {}, link(node.address, words.inApplication)) : null),
        build("div", {}, ...buildNeighbours(words.leadsHere, "to", "from", "inverse", id), ...buildNeighbours(words.leadsOn, "from", "to", "verb", id)),
        build("div", {}, ...buildStories(id))),
    );
  }

  function close() {
    const id = selected;
    select(null);
    setEntry(id);
    nodes.get(id)?.focus({ preventScroll: true });
  }

  function buildPath() {
    if (!sheet.path.length) return [];
    const places = sheet.path.map((id) => build("li", {}, buildLink(id)));
    return [build("h2", {}, words.path), build("p", {}, sheet.sentence), build("ol", { class: "path" }, ...places)];
  }

  function buildMeaning(node) {
    const parts = [node.description ? build("p", {}, node.description) : null];
    if (node.question) parts.push(build("p", { class: "question" }, build("span", { class: "label" }, words.question), node.question));
    if (!node.known) return parts;
    const source = sheet.sources[node.source];
    parts.push(build("p", { class: "quiet", title: words.meanings[node.provenance] }, `${words.known}: ${node.known}`));
    if (source) {
      parts.push(build("details", {}, build("summary", {}, words.reference), build("p", {}, source.reference, source.url ? " " : null, source.url ? link(source.url, source.url) : null)));
    }
    return parts;
  }

  function buildNeighbours(title, here, there, wording, id) {
    const mine = sheet.edges.filter((edge) => edge[here] === id);
    if (!mine.length) return [];
    const kinds = [...new Set(mine.map((edge) => edge.kind))];
    const groups = kinds.map((kind) =>
      build("div", {},
        build("span", { class: "label" }, sheet.kinds[kind][wording]),
        ...mine.filter((edge) => edge.kind === kind).map((edge) => buildLink(edge[there], edge.known))));
    return [build("h3", {}, title), ...groups];
  }

  function buildLink(id, title) {
    const node = sheet.nodes[id];
    return build("button", { type: "button", title, class: `link level-${node.colour} ${node.provenance ?? ""}`, onclick: () => select(id) }, node.name);
  }

  function buildStories(id) {
    const told = sheet.stories.filter((story) => story.nodes.includes(id));
    if (!told.length) return sheet.stories.length ? [build("h3", {}, words.stories), build("p", { class: "quiet" }, words.noStories)] : [];
    return [
      build("h3", {}, `${words.stories} (${told.length})`),
      ...told.map((story) =>
        build("details", { class: "story" },
          build("summary", { lang: story.language, dir: "auto" }, story.title),
          build("p", { class: "text", lang: story.language, dir: "auto" }, story.text),
          build("p", { class: "quiet" }, story.about, story.url ? " " : null, story.url ? link(story.url, words.source) : null))),
    ];
  }

  function link(url, text) {
    return /^https?:\/\//.test(url) ? build("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text) : text;
  }

  // Search

  const search = document.getElementById("search");
  const results = document.querySelector(".found");
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = Object.entries(sheet.nodes).map(([id, node]) => {
    const stories = sheet.stories.filter((story) => story.nodes.includes(id)).flatMap((story) => [story.title, story.text]);
    return [id, fold([node.name, node.description, node.question, ...stories].join("\n"))];
  });
  let found = [];

  function markFound() {
    for (const [id, node] of nodes) node.classList.toggle("hit", found.includes(id));
  }

  function find() {
    const wanted = fold(search.value).split(/\s+/).filter(Boolean);
    found = wanted.length ? texts.filter(([, text]) => wanted.every((word) => text.includes(word))).map(([id]) => id) : [];
    markFound();
    results.replaceChildren(...found.slice(0, 12).map((id) => buildLink(id)));
    said.textContent = wanted.length ? fill(words.found, { count: found.length }) : "";
    document.querySelector(".count-found").textContent = said.textContent;
  }

  search.addEventListener("input", find);
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && found.length) select(found[0]);
  });

  // Theme, zoom

  const root = document.documentElement;
  const themes = document.querySelector(".theme");
  const preferred = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : preferred.matches);
  const showTheme = () => themes.setAttribute("aria-pressed", String(isDark()));
  themes.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    showTheme();
  });
  preferred.addEventListener("change", showTheme);
  for (const button of document.querySelectorAll("[data-zoom]")) button.addEventListener("click", () => zoom(Number(button.dataset.zoom)));

  // Start as it was on the screen

  svg.setAttribute("role", "group");
  svg.setAttribute("aria-label", words.map);
  svg.querySelector("title")?.remove();
  for (const [id, node] of nodes) {
    node.setAttribute("role", "button");
    node.setAttribute("aria-label", sheet.nodes[id].label);
    listed.set(id, buildLink(id));
  }
  document.querySelector(".outline-stages").replaceChildren(
    ...sheet.stages.map((stage) =>
      build("section", {}, build("h2", {}, stage.name), build("ul", {}, ...stage.nodes.map((id) => build("li", {}, listed.get(id)))))));
  for (const hidden of document.querySelectorAll("[hidden]")) hidden.hidden = false;
  showTheme();
  select(null);
})();
