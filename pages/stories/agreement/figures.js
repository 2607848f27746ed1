// The figures of agreement: a sentence that reads the whole, a table that can be sorted, how to read it.
import { tellServer, write } from "../../shared/address.js";
import { build } from "../../shared/dom.js";
import { joinLabel } from "../../shared/words.js";
import { nameFile } from "./api.js";
import { sortRows } from "./sorting.js";

/**
 * @import { Shown } from "./agreement_view.js"
 * @import { Measure, Order } from "./sorting.js"
 * @import { Talk } from "./talk.js"
 * @import { AgreementFigure, AgreementFigures, AgreementRow, CodeRow } from "./types.js"
 */

const FILES = { figures: ["agreement.csv"], report: ["codings-report.pdf", "codings-report.xlsx"] };

/**
 * @param {Shown} shown
 * @param {AgreementFigures} figures
 * @param {Talk} talk
 */
export function buildFigures(shown, figures, talk) {
  const { words } = shown;
  const sentences = figures.sentences.map((sentence) => build("span", {}, sentence, " "));
  const hasFigures = figures.totals[0].percent.value !== null;
  return build(
    "div",
    { class: "agreement-figures" },
    build("p", { class: "agreement-whole" }, ...sentences),
    hasFigures ? null : buildStart(shown),
    hasFigures ? new FigureTable(shown, figures, talk).element : null,
    build(
      "section",
      { class: "agreement-notes" },
      build("h2", {}, words.howToRead),
      ...figures.notes.map((note) => build("p", {}, note)),
    ),
    buildFiles(shown),
  );
}

/** @param {Shown} shown */
function buildStart({ words }) {
  const onclick = () => {
    write({ show: "coding", part: null });
    tellServer();
  };
  const go = build("button", { type: "button", onclick }, words.goCode);
  return build("div", {}, build("p", {}, words.noCoders), go);
}

/** @param {Shown} shown */
function buildFiles({ words, language }) {
  const rows = Object.entries(FILES).map(([kind, names]) => {
    const links = names.map((name) => {
      const href = new URL(nameFile(name, language), document.baseURI).href;
      const form = name.slice(name.lastIndexOf(".") + 1).toUpperCase();
      const label = `${words.files[kind]} ${form}`;
      return build("a", { class: "file-link", href, download: name, "aria-label": label }, form);
    });
    return build("p", { class: "file-links" }, build("span", {}, words.files[kind]), ...links);
  });
  return build("section", { class: "agreement-files" }, build("h2", {}, words.download), ...rows);
}

class FigureTable {
  #shown;
  #figures;
  #talk;
  /** @type {Measure[]} */
  #measures;
  /** @type {Order} */
  #order = { measure: null, isRising: true };
  #head = build("thead", {});
  #table = build("table", {}, this.#head);
  /** @type {HTMLElement[]} */
  #bodies = [];

  /**
   * @param {Shown} shown
   * @param {AgreementFigures} figures
   * @param {Talk} talk
   */
  constructor(shown, figures, talk) {
    this.#shown = shown;
    this.#figures = figures;
    this.#talk = talk;
    this.#measures = figures.kappa ? ["percent", "kappa", "alpha"] : ["percent", "alpha"];
    const label = {
      class: "agreement-table",
      tabindex: 0,
      role: "region",
      "aria-label": shown.words.parts.figures,
    };
    this.element = build("div", label, this.#table);
    this.#paint();
  }

  /** @param {Measure | null} measure */
  #sort(measure) {
    const isRising = this.#order.measure === measure ? !this.#order.isRising : true;
    this.#order = { measure, isRising };
    this.#paint();
    const button = this.#head.querySelector(`[data-sort="${measure ?? ""}"]`);
    if (button instanceof HTMLElement) button.focus();
  }

  #paint() {
    const { words } = this.#shown;
    this.#head.replaceChildren(
      build(
        "tr",
        {},
        this.#buildHead(words.code, null),
        build("th", { scope: "col" }, words.coded),
        build("th", { scope: "col" }, words.shared),
        build("th", { scope: "col" }, words.inStories),
        build("th", { scope: "col" }, words.differing),
        ...this.#measures.map((measure) => this.#buildHead(words.measures[measure], measure)),
      ),
    );
    for (const body of this.#bodies) body.remove();
    this.#bodies = this.#buildBodies();
    this.#table.append(...this.#bodies);
  }

  /**
   * @param {string} name
   * @param {Measure | null} measure
   */
  #buildHead(name, measure) {
    const { words } = this.#shown;
    const isSorted = this.#order.measure === measure;
    const sorted = isSorted && measure ? (this.#order.isRising ? "ascending" : "descending") : null;
    const label = measure ? joinLabel(words, words.sortBy, name) : words.inOrder;
    const sign = sorted ? (this.#order.isRising ? " ▲" : " ▼") : "";
    const attributes = { type: "button", "data-sort": measure ?? "", title: label };
    const onclick = () => this.#sort(measure);
    const shown = build("span", { "aria-hidden": "true" }, sign);
    const button = build("button", { ...attributes, onclick }, name, shown);
    return build("th", { scope: "col", "aria-sort": sorted, class: measure ? "figure" : "" }, button);
  }

  #buildBodies() {
    const { totals, pairs, groups } = this.#figures;
    const { measure } = this.#order;
    const width = 5 + this.#measures.length;
    const whole = build("tbody", { class: "agreement-totals" }, ...totals.map((row) => this.#buildRow(row)));
    if (pairs.length) whole.append(...pairs.map((row) => this.#buildRow(row)));
    if (measure) {
      const rows = sortRows(
        groups.flatMap((group) => group.rows),
        this.#order,
      );
      return [whole, build("tbody", {}, ...rows.map((row) => this.#buildRow(row, row)))];
    }
    return [
      whole,
      ...groups.map(({ name, rows }) => {
        const head = build("th", { scope: "rowgroup", colspan: width }, name);
        return build("tbody", {}, build("tr", {}, head), ...rows.map((row) => this.#buildRow(row, row)));
      }),
    ];
  }

  /**
   * @param {AgreementRow} row
   * @param {CodeRow | null} [code]
   */
  #buildRow(row, code = null) {
    return build(
      "tr",
      { "data-code": code ? `${code.kind}:${code.id}` : null },
      build("th", { scope: "row" }, row.name),
      build("td", { class: "share" }, row.coded),
      build("td", { class: "share" }, row.shared),
      build("td", { class: "figure" }, row.attached),
      build("td", {}, code ? this.#buildDiffering(row, code) : row.differing),
      ...this.#measures.map((measure) => build("td", { class: "figure" }, ...describeFigure(row[measure]))),
    );
  }

  /**
   * In how many stories coders differ, as a link to where it is talked through.
   * @param {AgreementRow} row
   * @param {CodeRow} code
   */
  #buildDiffering({ differing, name }, { kind, id }) {
    const { waiting, decided } = this.#talk.count({ kind, id });
    if (!(waiting + decided)) return differing;
    const changes = { node: null, dimension: null, [kind]: id, part: "talk", story: null };
    const onclick = () => write(changes);
    const label = `${name}, ${this.#shown.words.differing} ${differing}`;
    return build("button", { type: "button", class: "link", "aria-label": label, onclick }, differing);
  }
}

/** @param {AgreementFigure} figure */
function describeFigure({ value, text, interval, why }) {
  if (value === null) return [build("span", { class: "undefined" }, why)];
  return [build("strong", {}, text), " ", build("small", {}, interval ? `(${interval})` : why)];
}
