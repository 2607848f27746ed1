// How the texts of a step are set on the projector: how large, and on how many pages. The desk counts them
// too, as its Next button turns them; so they are split for a screen of 4:3, the narrowest that is usual, in
// parts of its height. On a wider one the same pages have shorter texts, on a larger one larger letters.
import { fill } from "../shared/words.js";
import { describeCompared } from "./compared.js";
import {
  describeResult,
  describeTraced,
  describeWeak,
  isRevealedPoll,
  listBars,
  MOST_WEAK,
} from "./measures.js";
import { FLOOR, fitText, splitPages } from "./paging.js";
import { enter, listActions, listFollowed, listOwnWords, listParagraphs } from "./step_items.js";
import { placeOf } from "./steps.js";

/**
 * @import { LoadedTexts } from "../shared/types.js"
 * @import { Item, Place, Slice } from "./paging.js"
 * @import { Position, ResultPart, Round, Step, WorkshopState, WorkshopWords } from "./types.js"
 *
 * @typedef {object} Shown what a window knows of a workshop
 * @property {WorkshopState} state
 * @property {LoadedTexts} texts
 * @property {WorkshopWords} words
 * @property {string} language
 * @property {Position} position
 *
 * @typedef {Item & {kind: ItemKind, id?: string, look?: string}} StepItem `look` is a class of an entry
 * @typedef {"sentence" | "title" | "told" | "quiet" | "plain" | "entry" | "node"} ItemKind
 *
 * @typedef {object} PagedText a text of a step, on its pages
 * @property {StepItem[]} items
 * @property {number} columns in which they stand
 * @property {number} size of its letters, in rem
 * @property {number} height
 * @property {Slice[][]} pages
 *
 * @typedef {object} StepPlan
 * @property {number} title the size of the heading's letters, in rem
 * @property {number} count of the pages
 * @property {Record<string, PagedText>} texts by name; one with fewer pages stays on its last one
 */

// All in rem of the projector, which is 2.65 % of the height of a screen of 4:3 (projector.css).
const REM = 0.0265;
const HEIGHT = 1 / REM;
const SMALLEST = FLOOR / REM;
export const WIDTH = (HEIGHT * 4) / 3 - 2.2; // without the margins
const SLACK = 0.9; // what browsers round, and letters stand out of their lines
const BODY = HEIGHT - 0.45 - 0.6 - 1.15 - SLACK; // without margins, gaps and foot
const GAP = 1.2; // between two columns
const LINE = 1.3;
const TITLE = { width: WIDTH, height: 7, largest: 1.95, leading: 1.05 };
const CHIP = { inset: 1.6, frame: 0.95, gap: 0.4, between: 0.4, leading: 1.2 };
const MOST_WAY = 7.5; // the height that the elements of a path may take
const ELLIPSES = 3.2; // of that, for "…" before and after those that are shown
const MOST_BESIDE = 0.4; // of the height for the elements of a story
const OWN_TEXT = 0.4; // of the width, for the text beside a picture
const COLUMNS = 3; // of a room's own words
const PART = 3.4; // the heading of a part of a result, with gaps
const BAR = 0.62; // the least height of one of several bars beside a name, in letters
const AXES = 4.6; // what numbers, units and legend of bars take

const THEN = 0.48; // of the width, for what is said beside two means
const HEADS = 3.2; // the heads of these two, with gaps

/** How much of the width is for the names beside bars. */
export const NAMES = 0.4;

/**
 * What was planned of a state, which is asked for at each drawing.
 * @type {WeakMap<WorkshopState, Map<string, StepPlan>>}
 */
const planned = new WeakMap();

/**
 * @param {Shown} shown
 * @param {Step} step
 * @returns {StepPlan}
 */
export function planStep(shown, step) {
  const { state, position } = shown;
  const known = planned.get(state) ?? new Map();
  planned.set(state, known);
  const name = JSON.stringify([placeOf(step), position.path]);
  const plan = known.get(name) ?? buildPlan(shown, step);
  known.set(name, plan);
  return plan;
}

/**
 * @param {Shown} shown
 * @param {Step} step
 * @returns {StepPlan}
 */
function buildPlan(shown, step) {
  const title = fitText(step.title, TITLE, SMALLEST);
  const texts = listTexts(shown, step, BODY - title.height);
  const count = Math.max(1, ...Object.values(texts).map(({ pages }) => pages.length));
  return { title: title.size, count: "way" in texts ? texts.text.pages.length : count, texts };
}

/**
 * How many pages a step has.
 * @param {Shown} shown
 * @param {Step} step
 */
export const countPages = (shown, step) => planStep(shown, step).count;

/**
 * @param {Shown} shown
 * @param {Step} step
 * @param {number} height
 * @returns {Record<string, PagedText>}
 */
function listTexts(shown, step, height) {
  switch (step.view) {
    case "stories":
      return planStory(shown, step, height);
    case "path":
      return planPath(shown, step, height);
    case "round":
      return planRound(shown, step, height);
    case "own":
      return planOwn(step, height);
    case "followed":
      return { text: split(listFollowed(shown), { width: WIDTH, height, largest: 1.2, inset: 2.2 }) };
    case "actions":
      return { text: split(listActions(shown), { width: WIDTH, height, largest: 1.2, inset: 2.2 }) };
    default:
      return {};
  }
}

/**
 * @param {StepItem[]} items
 * @param {Place} place
 */
const split = (items, place) => {
  const columns = typeof place.flow === "number" ? place.flow : 1;
  return { items, columns, ...splitPages(items, place, SMALLEST) };
};

/**
 * @param {Shown} shown
 * @param {string[]} ids
 * @returns {StepItem[]}
 */
const listNodes = ({ texts }, ids) =>
  ids.map((id) => ({
    kind: "node",
    id,
    paragraphs: [{ text: texts.nodes[id]?.name ?? id }],
    gap: CHIP.gap,
  }));

/**
 * @param {Shown} shown
 * @param {Step} step
 * @param {number} height
 * @returns {Record<string, PagedText>}
 */
function planStory(shown, step, height) {
  const { told } = step;
  if (!told) return {};
  const width = ((WIDTH - GAP) * 11) / 20;
  const foot =
    fitText(describeTeller(shown, step), { width, height: 0, largest: SMALLEST, leading: LINE }, SMALLEST)
      .height + 0.8;
  const text = split(listParagraphs(told.text), {
    width,
    height: height - foot,
    largest: 1.75,
    leading: 1.35,
  });
  if (!told.nodes.length) return { text };
  const beside = { width: ((WIDTH - GAP) * 9) / 20, height: height * MOST_BESIDE, largest: 1 };
  return { text, nodes: split(listNodes(shown, told.nodes), { ...beside, ...CHIP, flow: "beside" }) };
}

/**
 * The text of an own step, beside its picture where it has one.
 * @param {Step} step
 * @param {number} height
 * @returns {Record<string, PagedText>}
 */
function planOwn({ words = "", picture }, height) {
  if (!words) return {};
  const width = picture ? (WIDTH - GAP) * OWN_TEXT : WIDTH;
  return { text: split(listParagraphs(words), { width, height, largest: picture ? 1.6 : 2.2 }) };
}

/**
 * What is said below a story: by whom it was told, where, and which of all it is where its title does not say
 * that.
 * @param {Pick<Shown, "state" | "words">} shown
 * @param {Step} step
 */
export function describeTeller({ state, words }, { at, told }) {
  if (!told) return "";
  const who = [words.tellers[told.teller], told.setting].filter(Boolean).join(", ");
  const count = state.stories.length;
  return told.title ? `${who} · ${fill(words.storiesOf, { number: at + 1, count })}` : who;
}

/**
 * The sentence of a path and the story to it; below them its elements, of which those are shown among which
 * the step is.
 * @param {Shown} shown
 * @param {Step} step
 * @param {number} height
 */
function planPath(shown, step, height) {
  const { path } = shown.position;
  const nodes = listNodes(shown, path);
  /** @type {Place} */
  const chips = {
    width: WIDTH,
    height: MOST_WAY,
    largest: 1,
    ...CHIP,
    inset: 2.6,
    between: 1.2,
    flow: "beside",
  };
  const whole = split(nodes, chips);
  const isWhole = whole.pages.length === 1;
  const way = isWhole ? whole : split(nodes, { ...chips, height: MOST_WAY - ELLIPSES });
  const rest = height - 0.8 - (isWhole ? way.height : MOST_WAY);
  const place = { width: (WIDTH - GAP) / 2, height: rest, largest: 1.15, inset: 1.4 };
  return { text: split(listPathTexts(shown, step), place), way };
}

/**
 * What is read at a step of a path: first the sentence; then the title of the story, where it has one, and
 * the story, else what is said of there being none.
 * @param {Shown} shown
 * @param {Step} step
 * @returns {StepItem[]}
 */
function listPathTexts({ texts, words, position }, { at, words: sentence = "", told }) {
  const first = say("sentence", sentence, 1.3);
  if (!told) return [first, say("quiet", texts.nodes[position.path[at]]?.question ?? words.nobodyTold)];
  const [begin, ...others] = listParagraphs(told.text);
  const story = [{ ...begin, gap: told.title ? 0 : 0.8 }, ...others];
  return [first, ...(told.title ? [say("title", told.title, 1.1)] : []), ...story];
}

/**
 * @param {ItemKind} kind
 * @param {string} text
 * @returns {StepItem}
 */
const say = (kind, text, letters = 1) => ({ kind, paragraphs: [{ text, letters }], gap: 0.8, isText: true });

/**
 * @param {Shown} shown
 * @param {Step} step
 * @param {number} height
 * @returns {Record<string, PagedText>}
 */
function planRound(shown, step, height) {
  const round = shown.state.rounds.find(({ id }) => id === step.round);
  if (!round) return {};
  switch (step.part) {
    case undefined:
      return planQuestion(shown, round, height);
    case "words": {
      const items = listOwnWords(round);
      const place = { width: WIDTH, height: height - 2.4, largest: 1.5, inset: 1.6, frame: 1 };
      const flow = Math.max(1, Math.min(COLUMNS, items.length));
      return items.length ? { text: split(items, { ...place, flow, between: 0.8 }) } : {};
    }
    case "weakest":
    case "traced": {
      if (!isRevealedPoll(round) || !round.result.voters) return {};
      const { texts, words, language } = shown;
      const options = { round, texts, words, language };
      const { first, items, last } =
        step.part === "weakest" ? describeWeak(options, MOST_WEAK) : describeTraced(options);
      const place = { width: (WIDTH - GAP) / 2, height: height - 2.6, largest: 1.35, inset: 1.7 };
      const list = items.map(({ name, note }) => enter([name, note], 0.5));
      const before = first ? [say("plain", first)] : [];
      const after = last ? [say("quiet", last)] : [];
      return { text: split([...before, ...list, ...after], place) };
    }
    case "compared":
      return planComparison(shown, round, height);
    case "ranking":
    case "spread":
    case "roles":
      return planBars(shown, round, step.part, height);
    default:
      return {};
  }
}

/**
 * The names beside bars: a bar is as high as its name, and for roles as what each of them said.
 * @param {Shown} shown
 * @param {Round} round
 * @param {ResultPart} part
 * @param {number} height
 * @returns {Record<string, PagedText>}
 */
function planBars({ words }, round, part, height) {
  if (!isRevealedPoll(round) || !round.result.voters) return {};
  const caption = fitText(
    describeResult(round, part, words),
    { ...TITLE, width: WIDTH, largest: 0.95 },
    SMALLEST,
  );
  const rest = height - PART - caption.height * 1.2 - AXES;
  const bars = part === "roles" ? 1 + Object.keys(round.result.by_role).length : 1;
  const frame = Math.max(0.4, bars * BAR - 0.9);
  const items = listBars(round, part).map(({ id, name }) => ({ ...enter([name], 0), id }));
  return {
    bars: split(items, { width: WIDTH * NAMES, height: rest, largest: 1, leading: 1.25, frame, inset: 1 }),
  };
}

/**
 * The names beside two means, each with the difference in words.
 * @type {(shown: Shown, round: Round, height: number) => Record<string, PagedText>}
 */
function planComparison({ words }, { compared }, height) {
  if (!compared?.subjects.length) return {};
  const below = { width: WIDTH, height: 3, largest: 0.95, leading: LINE };
  const note = fitText(describeCompared(compared, words), below, SMALLEST);
  const items = compared.subjects.map(({ id, name, words: said }) => ({ ...enter([name, said], 0.5), id }));
  const rest = height - PART - note.height * 1.2 - HEADS;
  return { compared: split(items, { width: WIDTH * THEN, height: rest, largest: 1.8, inset: 0.6 }) };
}

/**
 * What a round is about; the questions that the phones ask, as "Catalyst: climate" asks nothing.
 * @param {Shown} shown
 * @param {Round} round
 * @param {number} height
 * @returns {Record<string, PagedText>}
 */
function planQuestion(shown, { asksQuestions, nodes, subjects }, height) {
  const place = { width: ((WIDTH - GAP) * 1.1) / 2.1, height, largest: 1.3 };
  if (!nodes.length) {
    const entries = subjects.filter(({ name }) => name).map(({ name }) => enter([name], 0.5));
    return entries.length ? { text: split(entries, { ...place, inset: 1.2 }) } : {};
  }
  if (!asksQuestions) return { nodes: split(listNodes(shown, nodes), { ...place, ...CHIP, flow: "beside" }) };
  const questions = nodes.map((id) => {
    const { question, name } = shown.texts.nodes[id];
    return enter([question || name], 0.5);
  });
  return { text: split(questions, { ...place, inset: 1.2 }) };
}
