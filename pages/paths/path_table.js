// The table of what paths differ in: how many there are of each kind, who told of them, and a button that
// lists only these.
import { write } from "../shared/address.js";
import { build } from "../shared/dom.js";
import { fill } from "../shared/words.js";
import { findBest, gather, isSame, narrow, splitVia } from "./compared.js";

/**
 * @import { LoadedTexts, PathGroup, PathTable } from "../shared/types.js"
 * @import { Branch } from "./compared.js"
 */

const MOST_COLUMNS = 3; // beside their names, in a panel
const MOST_ROWS = 8;

/** The table of one question; what is unfolded in it stays so in the next one. */
export class Table {
  #texts;
  #table;
  #via;
  #unfolded;

  /**
   * @param {LoadedTexts} texts
   * @param {PathTable} table
   * @param {string[]} via the nodes that the listed paths pass
   * @param {Set<string>} unfolded the first nodes of the rows that are open
   */
  constructor(texts, table, via, unfolded) {
    this.#texts = texts;
    this.#table = table;
    this.#via = via;
    this.#unfolded = unfolded;
    const names = table.stages.map((stage) => texts.stageNames[stage]).join(" × ");
    const rows = gather(table.groups, 1).map((branch) => this.#buildRow(branch));
    const rest = rows.splice(rows.length > MOST_ROWS + 1 ? MOST_ROWS : rows.length);
    this.element = build(
      "section",
      { class: "paths-table" },
      build("h3", {}, fill(texts.words.differences, { names })),
      ...rows,
      rest.length ? this.#fold(rest) : null,
    );
  }

  /** @param {HTMLElement[]} rows */
  #fold(rows) {
    const summary = build("summary", {}, fill(this.#texts.words.moreRows, { count: rows.length }));
    const isChosen = rows.some((row) => row.querySelector('[aria-pressed="true"]'));
    return build("details", { class: "paths-rest", open: isChosen }, summary, ...rows);
  }

  /**
   * The paths through a node of the first dimension; below them, when it is unfolded, what these differ in.
   * @param {Branch} branch
   */
  #buildRow(branch) {
    const row = build("div", { class: "paths-branch" });
    const name = this.#name(branch.nodes[0]);
    const isOpened = this.#table.stages.length > 1;
    row.prepend(this.#buildLine(isOpened ? this.#buildOpener(branch, row, name) : name, branch));
    return row;
  }

  /**
   * Some paths in a line: what they hold, who told of them, how many they are.
   * @param {HTMLElement | string} name
   * @param {Branch} branch
   */
  #buildLine(name, branch) {
    const words = build("div", {}, name, " ", this.#buildBadge(branch) ?? "");
    return build("div", { class: "paths-row" }, words, this.#buildCount(branch));
  }

  /**
   * @param {Branch} branch
   * @param {HTMLElement} row
   * @param {string} name
   */
  #buildOpener(branch, row, name) {
    const [node] = branch.nodes;
    const opener = build("button", { type: "button", class: "paths-open", "data-open": node }, name);
    const { chosen } = splitVia(this.#via, this.#table.groups);
    /** @type {HTMLElement | null} */
    let inner = null;
    const unfold = (/** @type {boolean} */ isOpen) => {
      opener.setAttribute("aria-expanded", String(isOpen));
      if (isOpen) {
        this.#unfolded.add(node);
        inner ??= this.#buildInner(branch.groups);
        row.append(inner);
      } else {
        this.#unfolded.delete(node);
        inner?.remove();
      }
    };
    opener.addEventListener("click", () => unfold(!inner?.isConnected));
    unfold(this.#unfolded.has(node) || (chosen.length > 1 && chosen.includes(node)));
    return opener;
  }

  /** @param {PathGroup[]} groups of one node of the first dimension */
  #buildInner(groups) {
    const last = [...new Set(groups.map(({ nodes }) => nodes[2]))];
    const isMatrix = this.#table.stages.length === 3 && last.length <= MOST_COLUMNS;
    return isMatrix ? this.#buildMatrix(groups, last) : this.#buildList(groups);
  }

  /** @param {PathGroup[]} groups */
  #buildList(groups) {
    const rows = gather(groups, this.#table.stages.length).map((branch) => {
      const names = branch.nodes.slice(1).map((node) => this.#name(node));
      return build("li", {}, this.#buildLine(names.join(" · "), branch));
    });
    return build("ul", { class: "paths-inner" }, ...rows);
  }

  /**
   * @param {PathGroup[]} groups
   * @param {string[]} columns nodes of the last dimension
   */
  #buildMatrix(groups, columns) {
    const heads = columns.map((node) => build("th", { scope: "col" }, this.#name(node)));
    const rows = [...new Set(groups.map(({ nodes }) => nodes[1]))].map((node) => {
      const cells = columns.map((column) => {
        const group = groups.find(({ nodes }) => nodes[1] === node && nodes[2] === column);
        if (!group) return build("td", {}, "–");
        return build("td", {}, this.#buildCount(group, true), this.#buildBadge(group) ?? "");
      });
      return build("tr", {}, build("th", { scope: "row" }, this.#name(node)), ...cells);
    });
    return build(
      "table",
      { class: "paths-inner" },
      build("thead", {}, build("tr", {}, build("td", {}), ...heads)),
      build("tbody", {}, ...rows),
    );
  }

  /**
   * How many paths they are, as a button that lists only these; a number where paths past some nodes are
   * meant, which no address can ask for.
   * @param {Pick<PathGroup, "nodes" | "count">} group
   * @param {boolean} [isNumber] whether the number alone says enough
   */
  #buildCount({ nodes, count }, isNumber = false) {
    const { words } = this.#texts;
    const text = count === 1 ? words.onePath : fill(words.countPaths, { count });
    const shown = isNumber ? String(count) : text;
    if (nodes.includes("")) return build("span", { class: "paths-number" }, shown);
    const { chosen } = splitVia(this.#via, this.#table.groups);
    const names = nodes.map((node) => this.#name(node)).join(" · ");
    const attributes = {
      type: "button",
      class: "paths-narrow",
      "data-via": nodes.join(","),
      "aria-pressed": String(isSame(chosen, nodes)),
      "aria-label": `${text}. ${fill(words.narrow, { names })}`,
      title: fill(words.narrow, { names }),
      onclick: () => write({ via: narrow(this.#via, this.#table.groups, nodes), path: null }),
    };
    return build("button", attributes, shown);
  }

  /** @param {Pick<PathGroup, "evidence">} group */
  #buildBadge({ evidence }) {
    const best = findBest(evidence, this.#table.isComplete);
    if (!best) return null;
    return build("span", { class: `paths-badge ${best}` }, this.#texts.words.evidence[best]);
  }

  /** @param {string} node */
  #name(node) {
    return node ? this.#texts.nodes[node].name : this.#texts.words.noneOfThese;
  }
}
