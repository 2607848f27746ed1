// What a vote came to: bars and spread by Plotly, the weakest on each path, what the top choice leads to.
import { loadPlotly } from "./plotly.js";
import { build } from "./store.js";
import { fill } from "./workshop_api.js";

const ROLES = ["patient", "professional", "leadership", "none"];
const MOST = { ranking: 12, spread: 12, roles: 6 }; // how many nodes have bars at most

export const showValue = (round, value, language) =>
  value === null || value === undefined ? "–" : value.toLocaleString(language, round.kind === "rating" ? { minimumFractionDigits: 1, maximumFractionDigits: 1 } : {});

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
const listBars = (round, kind) =>
  round.result.nodes.filter((one) => one.value !== null && (kind !== "roles" || Object.keys(one.roles).length));

// What is to be said below bars: who answered, the rule of roles, and what is cut off.
export function describeResult({ round, kind, words }) {
  const { voters } = round.result;
  const all = listBars(round, kind).length;
  return [
    voters === 1 ? `${words.oneAnsweredBy}.` : `${fill(words.answeredBy, { count: voters })}.`,
    kind === "roles" ? words.roleNote : "",
    kind === "ranking" && round.kind === "dots" ? words.dotsFirst : "",
    all > MOST[kind] ? fill(words.cutHighest, { shown: MOST[kind], all }) : "",
  ].filter(Boolean).join(" ");
}

// Bars in `place`: what each node got (`kind` "ranking"), or how the answers are spread ("spread").
export async function drawBars(place, { round, kind, sheet, words, language, size }) {
  const Plotly = await loadPlotly();
  if (!place.isConnected) return;
  const nodes = listBars(round, kind).slice(0, MOST[kind]).reverse();
  const letters = nodes.length > 8 ? 0.8 * size : size;
  const names = nodes.map((one) => (nodes.length > 6 ? (name) => name : wrap)(plain(sheet.nodes[one.id].name)));
  const ink = colour("ink");
  const roles = kind === "roles" ? ROLES.filter((role) => round.result.by_role[role]) : [];
  const traces = kind === "spread" ? buildSpread(nodes, names, round, words) : buildRanking(nodes, names, { round, roles, words, language });
  const layout = {
    paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", autosize: true,
    font: { family: '"Source Sans 3", "Source Sans", sans-serif', size, color: ink },
    margin: { l: 10, r: 30, t: 10, b: 10, pad: 6 },
    barmode: kind === "spread" ? "stack" : "group", bargap: 0.25,
    showlegend: kind === "spread" || traces.length > 1,
    legend: { orientation: "h", x: 0, y: 1.01, yanchor: "bottom", font: { size: size * 0.85 }, traceorder: kind === "roles" ? "reversed" : "normal" },
    xaxis: { automargin: true, rangemode: "tozero", gridcolor: colour("line"), zerolinecolor: ink, tickfont: { size: size * 0.8 },
      ...(kind !== "spread" && round.kind === "rating" ? { range: [1, 5.4], dtick: 1 } : {}),
      title: { text: kind === "spread" ? words.people : round.kind === "rating" ? words.ratingUnit : words.dotsUnit, font: { size: size * 0.85 } } },
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
    bar(nodes.map((one) => (one.roles[role] ? (round.kind === "rating" ? one.roles[role].mean : one.roles[role].total) : null)),
      `${words.roles[role]} (${round.result.by_role[role]})`, colour(`lines-${[1, 2, 3, 4][number]}`), patterns[number]));
  return [...shown.reverse(), all];
}

function buildSpread(nodes, names, round, words) {
  const given = [...new Set(nodes.flatMap((one) => Object.keys(one.histogram)))].map(Number).sort((one, other) => one - other);
  const used = round.kind === "rating" ? given : given.filter((value) => nodes.some((one) => one.histogram[value]));
  const [weak, strong] = [colour("lines-1"), colour("lines-0")];
  return used.map((value, number) => {
    const share = used.length > 1 ? number / (used.length - 1) : 1;
    const name = round.kind === "rating" ? { 1: words.hardly, 5: words.strongly }[value] ?? String(value) : String(value);
    return {
      type: "bar", orientation: "h", y: names, x: nodes.map((one) => one.histogram[value] ?? 0), name,
      text: nodes.map((one) => one.histogram[value] || ""), textposition: "inside", insidetextanchor: "middle", textangle: 0,
      insidetextfont: { color: colour("ink") },
      marker: { color: blend(weak, colour("paper"), strong, share), line: { color: colour("ink"), width: 1 } },
    };
  });
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
      build("td", {}, one.low === null ? "–" : `${showValue({ kind: "rating" }, one.low, language)} – ${showValue({ kind: "rating" }, one.high, language)}`)));
  const head = [words.rank, "", round.kind === "rating" ? words.mean : words.dotsUnit, words.middle].map((name) => build("th", { scope: "col" }, name));
  return build("table", { class: "result-table" }, build("thead", {}, build("tr", {}, ...head)), build("tbody", {}, ...rows));
}

// The weak nodes of a rating, the lowest first, each with on how many paths it is the weakest.
export function buildWeakest({ round, sheet, words, language, most = 8 }) {
  const { weakest, paths } = round.result;
  if (!weakest.length) return build("p", {}, words.noneWeak);
  const shown = weakest.slice(0, most);
  const cut = shown.length < weakest.length ? ` ${fill(words.cutLowest, { shown: shown.length, all: weakest.length })}` : "";
  return build("div", {},
    build("ol", { class: "weakest" }, ...shown.map((one) =>
      build("li", {}, build("strong", {}, sheet.nodes[one.id].name), ` (${showValue(round, one.value, language)}) `,
        build("span", { class: "quiet" }, fill(words.weakestOn, { count: one.paths, all: paths }))))),
    build("p", { class: "quiet" }, words.weakestRule + cut));
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
