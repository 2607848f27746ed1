// What a vote came to: bars and spread by Plotly, the weakest on each path, what the top choice leads to.

import { chooseInk, readColour as colour } from "../shared/colours.js";
import { build } from "../shared/dom.js";
import { joinLabel } from "../shared/words.js";
import { listWords, wrap } from "./letters.js";
import {
  blend,
  describeTraced,
  describeWeak,
  listBars,
  listGiven,
  showNumber,
  showValue,
} from "./measures.js";
import { loadPlotly } from "./plotly.js";

/** @import { SubjectResult, ResultOptions, ResultPart, RevealedPoll } from "./types.js" */

const ROLES = ["patient", "professional", "leadership", "none"];
const PATTERNS = ["/", "x", ".", ""];
const FEW = 6; // bars are high enough for names of several lines
const NAME = 12; // letters that such a line has room for
const BEYOND = 0.4; // of the longest bar there is room for its number
const TOOLS = { displayModeBar: false, staticPlot: true, showSendToCloud: false, displaylogo: false };

/** @type {Record<string, string>} */
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
const plain = (/** @type {string} */ text) => text.replace(/[&<>]/g, (sign) => ESCAPES[sign]);

/**
 * Draw bars: what each subject got (`part` "ranking"), who gave it ("roles"), or how the answers are spread.
 * They fit their place, as long as that is on the page. Those of one page of several are on the scale of all.
 * @param {HTMLElement} place
 * @param {ResultOptions} options
 * @param {ResultPart} part
 * @param {number} size of the letters, in pixels
 * @param {{nodes: string[], width: number} | null} [page] the nodes that are on it, and how long a line of
 *   their names may be, in letters
 */
export async function drawBars(place, options, part, size, page = null) {
  const Plotly = await loadPlotly();
  if (!place.isConnected) return;
  const { round } = options;
  const all = listBars(round, part).reverse();
  const nodes = page ? all.filter(({ id }) => page.nodes.includes(id)) : all;
  const names = nodes.map(({ name }) => {
    if (!page && nodes.length > FEW) return plain(name);
    return wrap(listWords(name), page?.width ?? NAME)
      .map(plain)
      .join("<br>");
  });
  const traces =
    part === "spread" ? buildSpread(nodes, names, round) : buildRanking(nodes, names, options, part);
  const small = !page && nodes.length > 8 ? 0.8 * size : size;
  const most = all.length > nodes.length ? findMost(all, part) : null;
  const layout = buildLayout(options, part, {
    size,
    names: small,
    second: page ? size : 0.8 * size,
    most,
    traces: traces.length,
  });
  await Plotly.newPlot(place, traces, layout, TOOLS);
  fitBars(place, Plotly);
  place.setAttribute("role", "img");
  place.setAttribute("aria-label", describeBars(options));
}

/** @type {WeakSet<HTMLElement>} */
const fitted = new WeakSet();

/**
 * Let bars follow the size of their place, until it leaves the page.
 * @param {HTMLElement} place
 * @param {Pick<Awaited<ReturnType<typeof loadPlotly>>, "purge" | "Plots">} Plotly
 */
export function fitBars(place, Plotly) {
  if (fitted.has(place)) return;
  fitted.add(place);
  const observer = new ResizeObserver(() => {
    if (!place.isConnected) {
      observer.disconnect();
      fitted.delete(place);
      Plotly.purge(place);
    } else if (place.clientWidth) Plotly.Plots.resize(place);
  });
  observer.observe(place);
}

/**
 * @param {ResultOptions} options
 * @param {ResultPart} part
 * @param {{size: number, names: number, second: number, most: number | null, traces: number}} drawn
 */
function buildLayout({ round, words }, part, { size, names, second, most, traces }) {
  const { range, unit, isLowestFirst } = round.measure;
  const ink = colour("ink");
  const isSpread = part === "spread";
  const small = { size: second };
  const whole = most === null ? {} : { range: [0, most * (isSpread ? 1 : 1.1)] };
  const ends = range && (isLowestFirst ? [range[1], range[0] - BEYOND] : [range[0], range[1] + BEYOND]);
  const scale = !isSpread && ends ? { range: ends, dtick: 1 } : whole;
  return {
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    autosize: true,
    font: { family: '"Source Sans 3", sans-serif', size, color: ink },
    margin: { l: 10, r: 30, t: 10, b: 10, pad: 6 },
    barmode: isSpread ? "stack" : "group",
    bargap: 0.25,
    showlegend: isSpread || traces > 1,
    legend: {
      orientation: "h",
      x: 0,
      y: 1.01,
      yanchor: "bottom",
      font: small,
      traceorder: part === "roles" ? "reversed" : "normal",
    },
    xaxis: {
      automargin: true,
      rangemode: "tozero",
      gridcolor: colour("line"),
      zerolinecolor: ink,
      tickfont: small,
      ...scale,
      title: { text: isSpread ? words.people : unit, font: small },
    },
    yaxis: { automargin: true, tickfont: { size: names } },
  };
}

/**
 * The longest bar of all.
 * @param {SubjectResult[]} nodes
 * @param {ResultPart} part
 */
function findMost(nodes, part) {
  const lengths = nodes.flatMap(({ value, histogram, roles, unsure }) =>
    part === "spread"
      ? [Object.values(histogram).reduce((sum, count) => sum + count, unsure)]
      : [value ?? 0, ...Object.values(roles).map((role) => role.value ?? 0)],
  );
  return Math.max(1, ...lengths);
}

/**
 * @param {SubjectResult[]} nodes
 * @param {string[]} names
 * @param {ResultOptions} options
 * @param {ResultPart} part
 */
function buildRanking(nodes, names, { round, words, language }, part) {
  const { range, isLowestFirst } = round.measure;
  const least = range?.[isLowestFirst ? 1 : 0] ?? 0; // where the scale begins, bars do
  /**
   * @param {(number | null)[]} values
   * @param {string} name
   * @param {string} fill
   */
  const bar = (values, name, fill, pattern = "") => ({
    type: "bar",
    orientation: "h",
    y: names,
    x: values.map((value) => (value === null ? null : value - least)),
    base: least,
    name,
    cliponaxis: false,
    text: values.map((value) => (value === null ? "" : showValue(round, value, language))),
    textposition: "outside",
    marker: { color: fill, line: { color: colour("ink"), width: 1 }, pattern: { shape: pattern } },
  });
  const all = bar(
    nodes.map(({ value }) => value),
    words.all,
    colour("lines-0"),
  );
  const counts = round.result.by_role;
  const roles = part === "roles" ? ROLES.filter((role) => counts[role]) : [];
  const shown = roles.map((role, number) =>
    bar(
      nodes.map((node) => node.roles[role]?.value ?? null),
      `${words.roles[role]} (${counts[role]})`,
      colour(`lines-${number + 1}`),
      PATTERNS[number],
    ),
  );
  return [...shown.reverse(), all];
}

/**
 * @param {SubjectResult[]} nodes
 * @param {string[]} names
 * @param {RevealedPoll} round
 */
function buildSpread(nodes, names, round) {
  const { unsure } = round.measure;
  const numbers = round.measure.scale ?? listGiven(nodes);
  const [weak, strong] = [colour("lines-1"), colour("lines-0")];
  /**
   * @param {string} name
   * @param {number[]} counts
   * @param {string} fill
   * @param {string} [pattern]
   */
  const stack = (name, counts, fill, pattern = "") => ({
    type: "bar",
    orientation: "h",
    y: names,
    x: counts,
    name,
    text: counts.map((count) => count || ""),
    textposition: "inside",
    insidetextanchor: "middle",
    textangle: 0,
    insidetextfont: { color: chooseInk(fill) },
    marker: {
      color: fill,
      line: { color: colour("ink"), width: 1 },
      pattern: { shape: pattern, fgopacity: 0.25 },
    },
  });
  const stacks = numbers.map(([value, name], number) => {
    const place = round.measure.isLowestFirst ? numbers.length - 1 - number : number;
    const share = numbers.length > 1 ? place / (numbers.length - 1) : 1;
    const counts = nodes.map(({ histogram }) => histogram[value] ?? 0);
    return stack(name, counts, blend(weak, colour("paper"), strong, share));
  });
  const unknown = nodes.map((node) => node.unsure);
  return unsure ? [...stacks, stack(unsure, unknown, colour("band"), ".")] : stacks;
}

/** @param {ResultOptions} options */
const describeBars = ({ round, words, language }) =>
  round.result.subjects
    .map(({ name, value }) => joinLabel(words, name, showValue(round, value, language)))
    .join("; ");

/**
 * The ranking as a table, for who cannot see bars and for who wants the numbers.
 * @param {ResultOptions} options
 */
export function buildTable({ round, words, language }) {
  const { column, counted, unsure: unknown } = round.measure;
  const rows = round.result.subjects.map(({ name, rank, value, low, high, histogram, unsure }) => {
    const middle = `${showNumber(low, 1, language)} – ${showNumber(high, 1, language)}`;
    return build(
      "tr",
      {},
      build("td", {}, String(rank ?? "–")),
      build("th", { scope: "row" }, name),
      build("td", {}, showValue(round, value, language)),
      build("td", {}, low === null ? "–" : middle),
      counted ? build("td", {}, String(histogram[counted[0]])) : null,
      unknown ? build("td", {}, String(unsure)) : null,
    );
  });
  const more = [counted?.[1], unknown].filter(Boolean);
  const names = [words.rank, "", column, words.middle, ...more];
  const head = build("tr", {}, ...names.map((name) => build("th", { scope: "col" }, name)));
  return build("table", { class: "result-table" }, build("thead", {}, head), build("tbody", {}, ...rows));
}

/**
 * The weak nodes of a rating, the lowest first.
 * @param {ResultOptions} options
 */
export function buildWeakest(options, most = 8) {
  const { first, items, last } = describeWeak(options, most);
  if (!items.length) return build("p", {}, first);
  return build(
    "div",
    {},
    build("ol", { class: "weakest" }, ...items.map(buildItem)),
    build("p", { class: "quiet" }, last),
  );
}

/**
 * What the top choice leads to, in words.
 * @param {Omit<ResultOptions, "language">} options
 */
export function buildTraced(options) {
  const { first, items } = describeTraced(options);
  if (!items.length) return build("p", {}, first);
  return build("div", { class: "traced" }, build("p", {}, first), build("ul", {}, ...items.map(buildItem)));
}

/** @param {{name: string, note: string}} item */
const buildItem = ({ name, note }) =>
  build("li", {}, build("strong", {}, name), " ", build("span", { class: "quiet" }, note));
