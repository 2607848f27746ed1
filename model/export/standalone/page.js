"use strict";
// The standalone page: select, see what leads where, read, search. Every text is set as text.
(() => {
  /**
   * @typedef {import("./types.js").Attributes} Attributes
   * @typedef {import("./types.js").PageEdge} PageEdge
   * @typedef {import("./types.js").PageNode} PageNode
   * @typedef {import("./types.js").PageTexts} PageTexts
   */

  /**
   * The element of a kind that is on the page.
   * @template {Element} Kind
   * @param {{new (): Kind}} kind
   * @param {string} selector
   * @returns {Kind}
   */
  function get(kind, selector) {
    const element = document.querySelector(selector);
    if (!(element instanceof kind)) throw new Error(`nothing on the page is ${selector}`);
    return element;
  }

  /** @type {PageTexts} */
  const texts = JSON.parse(get(HTMLScriptElement, "#texts").text);
  const { words } = texts;
  const svg = get(SVGSVGElement, ".map svg");
  const map = get(HTMLElement, ".map");
  const details = get(HTMLElement, ".details");
  const status = get(HTMLElement, "[role=status]");
  /** @param {string} selector */
  const draw = (selector) => /** @type {SVGElement[]} */ ([...svg.querySelectorAll(selector)]);
  const nodes = new Map(draw("[data-node-id]").map((node) => [node.dataset.nodeId ?? "", node]));
  const edges = draw("[data-source]");
  const listed = new Map([...nodes.keys()].map((id) => [id, buildLink(id)]));
  const first = new Map(
    [...nodes.values(), ...edges].map((part) => [part, part.getAttribute("class") ?? ""]),
  );
  const isTraced = Boolean(svg.querySelector(".node.lit"));
  /** @type {string | null} */
  let selected = null;
  let zoomed = 1;
  /**
   * The ids of what the search finds.
   * @type {string[]}
   */
  let found = [];

  /**
   * A label and what it says, with the colon as the language sets it.
   * @param {string} label
   * @param {string} text
   */
  const joinLabel = (label, text) =>
    words.labelled.replace(/\{(label|text)\}/g, (_, part) => (part === "label" ? label : text));

  /**
   * @template {keyof HTMLElementTagNameMap} Tag
   * @param {Tag} tag
   * @param {Attributes} [attributes]
   * @param {...(Node | string | null)} children
   */
  function build(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (typeof value === "function") element.addEventListener(name.slice(2), value);
      else if (value !== undefined) element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child !== null));
    return element;
  }

  // Selecting

  /**
   * A node, and all that it leads to or that leads to it.
   * @param {string | null} start
   * @param {"from" | "to"} from
   * @param {"from" | "to"} to
   */
  function reach(start, from, to) {
    const reached = new Set(start ? [start] : []);
    for (const node of reached)
      for (const edge of texts.edges) if (edge[from] === node) reached.add(edge[to]);
    return reached;
  }

  /** @param {string} id */
  const isFaded = (id) => Boolean(nodes.get(id)?.classList.contains("faded"));

  /** @param {string | null} id */
  function select(id) {
    selected = id;
    const before = reach(id, "to", "from");
    const after = reach(id, "from", "to");
    for (const [other, node] of nodes) {
      node.setAttribute("class", first.get(node) ?? "");
      if (id) {
        const lit = before.has(other) || after.has(other);
        node.classList.toggle("lit", lit);
        node.classList.toggle("faded", !lit || (!isTraced && isFaded(other)));
      }
      node.classList.toggle("selected", other === id);
      for (const button of [node, listed.get(other)]) {
        if (other === id) button?.setAttribute("aria-current", "true");
        else button?.removeAttribute("aria-current");
      }
    }
    for (const edge of edges) {
      const { source = "", target = "" } = edge.dataset;
      edge.setAttribute("class", first.get(edge) ?? "");
      if (!id) continue;
      const leads = before.has(source) && before.has(target);
      const follows = !leads && after.has(source) && after.has(target);
      const faded = !(leads || follows) || isFaded(source) || isFaded(target);
      edge.classList.remove("lit", "before", "after");
      edge.classList.toggle("before", leads && !faded);
      edge.classList.toggle("after", follows && !faded);
      edge.classList.toggle("faded", faded);
      if (!faded) edge.parentNode?.append(edge);
    }
    markFound();
    setEntry(id);
    showDetails(id);
    if (id) bringIntoView(id);
    status.textContent = id ? joinLabel(texts.nodes[id].name, words.selected) : "";
  }

  /**
   * One node at a time can be reached with the tabulator; arrow keys go to the others.
   * @param {string | null} id
   */
  function setEntry(id) {
    const ids = [...nodes.keys()];
    const entry = nodes.get(id ?? ids.find((other) => !isFaded(other)) ?? ids[0]);
    for (const node of nodes.values()) node.setAttribute("tabindex", node === entry ? "0" : "-1");
  }

  /** @param {string} id */
  function bringIntoView(id) {
    const box = nodes.get(id)?.getBoundingClientRect();
    if (!box) return;
    const frame = map.getBoundingClientRect();
    if (box.left < frame.left || box.right > frame.right)
      map.scrollLeft += box.left + box.width / 2 - frame.left - frame.width / 2;
    const docked = getComputedStyle(details).bottom === "0px" ? details.offsetHeight : 0;
    if (box.top < 0 || box.bottom > innerHeight - docked)
      scrollBy(0, box.top + box.height / 2 - (innerHeight - docked) / 2);
  }

  /** @param {number} factor 0 for the whole picture */
  function zoom(factor) {
    zoomed = Math.min(6, Math.max(1, zoomed * factor));
    map.classList.toggle("zoomed", zoomed > 1);
    svg.style.width = `${100 * zoomed}%`;
    if (selected) bringIntoView(selected);
  }

  /** @param {string} id */
  const getBox = (id) => nodes.get(id)?.querySelector("rect")?.getBoundingClientRect() ?? new DOMRect();

  /**
   * Left and right follow the edges; up and down go through the column.
   * @param {string} id
   * @param {string} key
   */
  function listThere(id, key) {
    const from = getBox(id);
    const column = [...nodes.keys()].filter((other) => Math.abs(getBox(other).left - from.left) < 2);
    switch (key) {
      case "ArrowLeft":
        return texts.edges.filter((edge) => edge.to === id).map((edge) => edge.from);
      case "ArrowRight":
        return texts.edges.filter((edge) => edge.from === id).map((edge) => edge.to);
      case "ArrowUp":
        return column.filter((other) => getBox(other).top < from.top - 2);
      default:
        return column.filter((other) => getBox(other).top > from.top + 2);
    }
  }

  /**
   * Go to the nearest node in a direction.
   * @param {string} id
   * @param {string} key
   */
  function walk(id, key) {
    const { top } = getBox(id);
    const measure = (/** @type {string} */ other) => Math.abs(getBox(other).top - top);
    const [next] = listThere(id, key).sort((first, second) => measure(first) - measure(second));
    if (next === undefined) return;
    if (selected) select(next);
    else setEntry(next);
    nodes.get(next)?.focus({ preventScroll: true });
    bringIntoView(next);
  }

  /** @param {Event} event */
  function findNode({ target }) {
    const node = target instanceof Element ? target.closest("[data-node-id]") : null;
    return node?.getAttribute("data-node-id") ?? null;
  }

  svg.addEventListener("click", (event) => select(findNode(event)));
  svg.addEventListener("keydown", (event) => {
    const id = findNode(event);
    if (event.altKey || event.ctrlKey || event.metaKey || !id) return;
    if (event.key === "Enter" || event.key === " ") select(id);
    else if (event.key.startsWith("Arrow")) walk(id, event.key);
    else if (event.key === "+") zoom(1.25);
    else if (event.key === "-") zoom(0.8);
    else if (event.key === "0") zoom(0);
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", ({ key }) => key === "Escape" && select(null));

  // Details

  /** @param {string | null} id */
  function showDetails(id) {
    details.scrollTop = 0;
    if (id === null) {
      details.className = "details";
      details.replaceChildren(build("p", { class: "quiet" }, words.start), ...buildPath());
      return;
    }
    const node = texts.nodes[id];
    const button = { type: "button", class: "close", "aria-label": words.close, onclick: close };
    const address = node.address ? build("p", {}, link(node.address, words.inApplication)) : null;
    details.className = `details filled level-${node.colour}`;
    details.replaceChildren(
      build(
        "header",
        {},
        build("div", {}, build("p", { class: "place quiet" }, node.place), build("h2", {}, node.name)),
        build("button", button, "✕"),
      ),
      build(
        "div",
        { class: "parts" },
        build("div", {}, ...buildMeaning(node), address),
        build(
          "div",
          {},
          ...buildNeighbours(words.leadsHere, "to", "from", "inverse", id),
          ...buildNeighbours(words.leadsOn, "from", "to", "verb", id),
        ),
        build("div", {}, ...buildStories(id)),
      ),
    );
  }

  function close() {
    const id = selected;
    select(null);
    setEntry(id);
    if (id) nodes.get(id)?.focus({ preventScroll: true });
  }

  function buildPath() {
    if (!texts.path.length) return [];
    const places = texts.path.map((id) => build("li", {}, buildLink(id)));
    return [
      build("h2", {}, words.path),
      build("p", {}, texts.sentence),
      build("ol", { class: "path" }, ...places),
    ];
  }

  /** @param {PageNode} node */
  function buildMeaning({ description, question, known, provenance = "", sources = [] }) {
    const label = build("span", { class: "label" }, words.question);
    const title = words.meanings[provenance];
    return [
      description ? build("p", {}, description) : null,
      question ? build("p", { class: "question" }, label, question) : null,
      known ? build("p", { class: "quiet", title }, joinLabel(words.known, known)) : null,
      known && sources.length ? buildReferences(sources) : null,
    ];
  }

  /** @param {string[]} sources */
  function buildReferences(sources) {
    const references = sources.map((source) => {
      const { reference, url } = texts.sources[source];
      return build("p", {}, reference, ...(url ? [" ", link(url, url)] : []));
    });
    return build("details", {}, build("summary", {}, words.reference), ...references);
  }

  /**
   * @param {string} title
   * @param {"from" | "to"} here
   * @param {"from" | "to"} there
   * @param {"verb" | "inverse"} wording
   * @param {string} id
   */
  function buildNeighbours(title, here, there, wording, id) {
    const mine = texts.edges.filter((edge) => edge[here] === id);
    if (!mine.length) return [];
    const kinds = [...new Set(mine.map((edge) => edge.kind))];
    const leadsOn = here === "from";
    const groups = kinds.map((kind) => {
      const links = mine
        .filter((edge) => edge.kind === kind)
        .map((edge) => buildNeighbour(edge, edge[there], leadsOn));
      return build("div", {}, build("span", { class: "label" }, texts.kinds[kind][wording]), ...links);
    });
    return [build("h3", {}, title), ...groups];
  }

  /**
   * The line says how the link is known, the border of the button how the node is.
   * @param {PageEdge} edge
   * @param {string} id
   * @param {boolean} leadsOn
   */
  function buildNeighbour({ provenance, known, directed }, id, leadsOn) {
    const way = directed === false ? "undirected" : "";
    const line = provenance ? build("span", { class: `known ${provenance} ${way}`, title: known }) : null;
    const button = buildLink(id, known);
    return build("span", { class: "neighbour" }, ...(leadsOn ? [line, button] : [button, line]));
  }

  /**
   * @param {string} id
   * @param {string} [title]
   */
  function buildLink(id, title) {
    const { name, colour, provenance = "" } = texts.nodes[id];
    const kind = `link level-${colour} ${provenance}`;
    return build("button", { type: "button", title, class: kind, onclick: () => select(id) }, name);
  }

  /** @param {string} id */
  function buildStories(id) {
    if (!texts.stories.length) return [];
    const ownStories = texts.stories.filter((story) => story.nodes.includes(id));
    const none = build("p", { class: "quiet" }, words.noStories);
    if (!ownStories.length) return [build("h3", {}, words.stories), none];
    const stories = ownStories.map(({ title, text, language, about, url }) =>
      build(
        "details",
        { class: "story" },
        build("summary", { lang: language, dir: "auto" }, title),
        build("p", { class: "text", lang: language, dir: "auto" }, text),
        build("p", { class: "quiet" }, about, ...(url ? [" ", link(url, words.source)] : [])),
      ),
    );
    return [build("h3", {}, `${words.stories} (${ownStories.length})`), ...stories];
  }

  /**
   * @param {string} url
   * @param {string} text
   */
  function link(url, text) {
    if (!/^https?:\/\//.test(url)) return text;
    return build("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text);
  }

  // Search

  const search = get(HTMLInputElement, "#search");
  const results = get(HTMLElement, ".found");
  const counted = get(HTMLElement, ".count-found");
  /** @param {string} text */
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const searched = Object.entries(texts.nodes).map(([id, node]) => {
    const ownStories = texts.stories.filter((story) => story.nodes.includes(id));
    const stories = ownStories.flatMap((story) => [story.title, story.text]);
    return { id, text: fold([node.name, node.description, node.question, ...stories].join("\n")) };
  });

  function markFound() {
    for (const [id, node] of nodes) node.classList.toggle("hit", found.includes(id));
  }

  function find() {
    const wanted = fold(search.value).split(/\s+/).filter(Boolean);
    const matches = searched.filter(({ text }) => wanted.every((word) => text.includes(word)));
    found = wanted.length ? matches.map(({ id }) => id) : [];
    markFound();
    results.replaceChildren(...found.slice(0, 12).map((id) => buildLink(id)));
    const count = wanted.length ? words.found.replace("{count}", String(found.length)) : "";
    status.textContent = count;
    counted.textContent = count;
  }

  search.addEventListener("input", find);
  search.addEventListener("keydown", ({ key }) => key === "Enter" && found.length && select(found[0]));

  // Theme, zoom

  const root = document.documentElement;
  const themes = get(HTMLElement, ".theme");
  const preferred = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : preferred.matches);
  const showTheme = () => themes.setAttribute("aria-pressed", String(isDark()));
  themes.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    showTheme();
  });
  preferred.addEventListener("change", showTheme);
  for (const button of document.querySelectorAll("[data-zoom]"))
    button.addEventListener("click", () => zoom(Number(button.getAttribute("data-zoom"))));

  // Start as it was on the screen

  svg.setAttribute("role", "group");
  svg.setAttribute("aria-label", words.map);
  svg.querySelector("title")?.remove();
  for (const [id, node] of nodes) {
    node.setAttribute("role", "button");
    node.setAttribute("aria-label", texts.nodes[id].label);
  }
  get(HTMLElement, ".outline-stages").replaceChildren(
    ...texts.stages.map((stage) => {
      const items = stage.nodes.map((id) => build("li", {}, listed.get(id) ?? null));
      return build("section", {}, build("h2", {}, stage.name), build("ul", {}, ...items));
    }),
  );
  for (const hidden of document.querySelectorAll("[hidden]")) hidden.removeAttribute("hidden");
  showTheme();
  select(null);
})();
