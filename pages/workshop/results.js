// What a vote came to: bars and spread by Plotly, the weakest on each path, what the top choice leads to.
import { loadPlotly } from "../shared/plotly.js";
import { build } from "../shared/dom.js";
import { fill } from "../shared/words.js";

const ROLES = ["patient", "professional", "leadership", "none"];
const BEYOND = 0.4; // of the longest bar there is room for its number
const MOST = { ranking: 12, spread: 12, roles: 6 }; // how many nodes have bars at most

const showNumber = (value, decimals, language) =>
  value === null || value === undefined ? "–"
    : value.toLocaleString(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });

export const showValue = (round, value, language) => showNumber(value, round.measure.decimals, language);

// What each node got, for the map: {id: {share, text}}.
export const listValues = (round, language) =>
  Object.fromEntries(round.result.nodes.filter((one) => one.value !== null).map((one) => [one.id, { share: one.share ?? 0, text: showValue(round, one.value, language) }]));

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--diagram-${name}`).trim();

// Long names in two lines.
function wrap(name, longest = 24) {
  if (name.length <= longest) return name;
  const half = name.length / 2;
  const at = [...name.matchAll(/ /g)].map((match) => match.index).sort((one, other) => Math.abs(one - half) - Math.abs(other - half))[0];
  return at ? `${name.slice(0, at)}<br>${name.slice(at + 1)}` : name;
}

const plain = (text) => text.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign]);

// The nodes that have bars: those that were rated, and for roles those of which some can be told apart.
const listBars = (round, part) =>
  round.result.nodes.filter((one) => one.value !== null && (part !== "roles" || Object.keys(one.roles).length));

// What is to be said below bars: who answered, the rule of roles, and what is cut off.
export function describeResult({ round, part, words }) {
  const { voters } = round.result;
  const all = listBars(round, part).length;
  return [
    voters === 1 ? `${words.oneAnsweredBy}.` : `${fill(words.answeredBy, { count: voters })}.`,
    part === "roles" ? words.roleNote : "",
    part === "ranking" ? round.measure.order : "",
    all > MOST[part] ? fill(words.cutHighest, { shown: MOST[part], all }) : "",
  ].filter(Boolean).join(" ");
}

// Bars in `place`: what each node got (`part` "ranking"), or how the answers are spread ("spread").
export async function drawBars(place, { round, part, sheet, words, language, size }) {
  const Plotly = await loadPlotly();
  if (!place.isConnected) return;
  const nodes = listBars(round, part).slice(0, MOST[part]).reverse();
  const letters = nodes.length > 8 ? 0.8 * size : size;
  const names = nodes.map((one) => (nodes.length > 6 ? (name) => name : wrap)(plain(sheet.nodes[one.id].name)));
  const { range, unit } = round.measure;
  const ink = colour("ink");
  const roles = part === "roles" ? ROLES.filter((role) => round.result.by_role[role]) : [];
  const traces = part === "spread" ? buildSpread(nodes, names, round) : buildRanking(nodes, names, { round, roles, words, language });
  const layout = {
    paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", autosize: true,
    font: { family: '"Source Sans 3", "Source Sans", sans-serif', size, color: ink },
    margin: { l: 10, r: 30, t: 10, b: 10, pad: 6 },
    barmode: part === "spread" ? "stack" : "group", bargap: 0.25,
    showlegend: part === "spread" || traces.length > 1,
    legend: { orientation: "h", x: 0, y: 1.01, yanchor: "bottom", font: { size: size * 0.85 }, traceorder: part === "roles" ? "reversed" : "normal" },
    xaxis: { automargin: true, rangemode: "tozero", gridcolor: colour("line"), zerolinecolor: ink, tickfont: { size: size * 0.8 },
      ...(part !== "spread" && range ? { range: [range[0], range[1] + BEYOND], dtick: 1 } : {}),
      title: { text: part === "spread" ? words.people : unit, font: { size: size * 0.85 } } },
    yaxis: { automargin: true, tickfont: { size: letters } },
  };
  await Plotly.react(place, traces, layout, { displayModeBar: false, responsive: true, staticPlot: true, showSendToCloud: false, displaylogo: false });
  place.setAttribute("role", "img");
  place.setAttribute("aria-label", describeBars(round, sheet, language));
}

function buildRanking(nodes, names, { round, roles, words, language }) {
  const bar = (values, name, fill, pattern = "") => ({
    type: "bar", orientation: "h", y: names, x: values, name, cliponaxis: false,
    text: values.map((value) => (value === null ? "" : showValue(round, value, language))), textposition: "outside",
    marker: { color: fill, line: { color: colour("ink"), width: 1 }, pattern: { shape: pattern } },
  });
  const all = bar(nodes.map((one) => one.value), words.all, colour("lines-0"));
  if (!roles.length) return [all];
  const patterns = ["/", "x", ".", ""];
  const shown = roles.map((role, number) =>
    bar(nodes.map((one) => one.roles[role]?.value ?? null),
      `${words.roles[role]} (${round.result.by_role[role]})`, colour(`lines-${[1, 2, 3, 4][number]}`), patterns[number]));
  return [...shown.reverse(), all];
}

function buildSpread(nodes, names, round) {
  const used = round.measure.scale ?? listGiven(nodes);
  const [weak, strong] = [colour("lines-1"), colour("lines-0")];
  return used.map(([value, name], number) => {
    const share = used.length > 1 ? number / (used.length - 1) : 1;
    return {
      type: "bar", orientation: "h", y: names, x: nodes.map((one) => one.histogram[value] ?? 0), name,
      text: nodes.map((one) => one.histogram[value] || ""), textposition: "inside", insidetextanchor: "middle", textangle: 0,
      insidetextfont: { color: colour("ink") },
      marker: { color: blend(weak, colour("paper"), strong, share), line: { color: colour("ink"), width: 1 } },
    };
  });
}

// The numbers that somebody gave, each with its name.
function listGiven(nodes) {
  const given = [...new Set(nodes.flatMap((one) => Object.keys(one.histogram)))].map(Number).sort((one, other) => one - other);
  return given.filter((value) => nodes.some((one) => one.histogram[value])).map((value) => [value, String(value)]);
}

// From one colour over a light middle to the other.
function blend(low, middle, high, share) {
  const parts = (text) => [1, 3, 5].map((start) => parseInt(text.slice(start, start + 2), 16));
  const [from, to] = share < 0.5 ? [low, middle] : [high, middle];
  const much = 0.25 + 0.75 * Math.abs(2 * share - 1) * 0.75;
  return `rgb(${parts(from).map((part, at) => Math.round(parts(to)[at] + (part - parts(to)[at]) * much)).join(",")})`;
}

const describeBars = (round, sheet, language) =>
  round.result.nodes.map((one) => `${sheet.nodes[one.id].name}: ${showValue(round, one.value, language)}`).join("; ");

// The ranking as a table, for who cannot see bars and for who wants the numbers.
export function buildTable({ round, sheet, words, language }) {
  const rows = round.result.nodes.map((one) =>
    build("tr", {}, build("td", {}, one.rank ?? "–"), build("th", { scope: "row" }, sheet.nodes[one.id].name),
      build("td", {}, showValue(round, one.value, language)),
      build("td", {}, one.low === null ? "–" : `${showNumber(one.low, 1, language)} – ${showNumber(one.high, 1, language)}`)));
  const head = [words.rank, "", round.measure.column, words.middle].map((name) => build("th", { scope: "col" }, name));
  return build("table", { class: "result-table" }, build("thead", {}, build("tr", {}, ...head)), build("tbody", {}, ...rows));
}

// The weak nodes of a rating, the lowest first, each with on how many paths it is the weakest.
export function buildWeakest({ round, sheet, words, language, most = 8 }) {
  const { weakest, paths } = round.result;
  const { weak } = round.measure;
  if (!weakest.length) return build("p", {}, weak.none);
  const shown = weakest.slice(0, most);
  const cut = shown.length < weakest.length ? ` ${fill(words.cutLowest, { shown: shown.length, all: weakest.length })}` : "";
  return build("div", {},
    build("ol", { class: "weakest" }, ...shown.map((one) =>
      build("li", {}, build("strong", {}, sheet.nodes[one.id].name), ` (${showValue(round, one.value, language)}) `,
        build("span", { class: "quiet" }, fill(words.weakestOn, { count: one.paths, all: paths }))))),
    build("p", { class: "quiet" }, weak.rule + cut));
}

// What the top choice leads to, in words.
export function buildTraced({ round, sheet, words }) {
  const { starts, reached, outcomes } = round.result.traced;
  const names = starts.map((id) => sheet.nodes[id].name).join(", ");
  const ends = Object.entries(outcomes);
  if (!starts.length) return build("p", {}, words.noVotes);
  if (!reached.length) return build("p", {}, `${names}: ${words.nothingTraced}`);
  const said = starts.length > 1 ? words.tracedPlural : words.tracedWords;
  return build("div", { class: "traced" },
    build("p", {}, fill(said, { names, count: reached.length })),
    build("ul", {}, ...ends.map(([id, count]) => build("li", {}, build("strong", {}, sheet.nodes[id].name), " ",
      build("span", { class: "quiet" }, count === "1" ? words.onePath : fill(words.onPaths, { count }))))));
}
