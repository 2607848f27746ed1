// The map in the slots of a view: as much of it as the step is about, and where in the whole that is.
import { joinLabel } from "../../shared/words.js";
import { isRevealedPoll } from "../measures.js";
import { getPublishedName } from "../own_words.js";
import { RoomMap } from "../room_map.js";
import { choosePaint } from "./paint.js";

/**
 * @import { RoomPaint, Step } from "../types.js"
 * @import { RoomPicture } from "../room_map.js"
 * @import { Projector } from "./projector.js"
 *
 * @typedef {Pick<RoomPicture, "content" | "counts" | "focus">} PicturePart
 */

const RETRY = 1_500;

export class Pictures {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #retry;

  /** @param {Projector} projector */
  constructor(projector) {
    this.projector = projector;
    // The picture that is shown may still have a node that the model has no more.
    const nameNode = (/** @type {string} */ id) => {
      const node = projector.texts.nodes[id];
      return node ? getPublishedName(node) : id;
    };
    this.picture = new RoomMap(projector.language, (id) => projector.select(id), nameNode);
    this.landmark = new RoomMap(projector.language, () => {}, nameNode);
  }

  end() {
    clearTimeout(this.#retry);
  }

  /**
   * Put the map into the slots of a view, where there are any, and paint what the step is about.
   * @param {HTMLElement} body
   * @param {Step} step
   * @param {string | null} node that a spotlight is on
   * @param {string} title
   */
  async fill(body, step, node, title) {
    clearTimeout(this.#retry);
    const { picture, landmark, projector } = this;
    const { content } = projector.state;
    const { counts, focus } = choosePart(step, node, projector.state.workshop.isOwnOnly);
    const label = joinLabel(projector.words, projector.words.wholeMap, title);
    const slot = body.querySelector(".slot");
    try {
      await Promise.all([
        show(picture, slot, this.#choosePaint(step, node, title), { content, counts, focus }),
        show(landmark, body.querySelector(".landmark"), { ...lightOwn(step), label }, { content }),
      ]);
      this.#fetchNext(slot, step);
    } catch (error) {
      console.warn("map:", error);
      if (slot?.isConnected) this.#retry = setTimeout(() => this.fill(body, step, node, title), RETRY);
    }
  }

  /**
   * @param {Step} step
   * @param {string | null} spotlight
   * @param {string} label
   * @returns {RoomPaint}
   */
  #choosePaint(step, spotlight, label) {
    const { round, texts, state, fresh, framed, language } = this.projector;
    const poll = round && isRevealedPoll(round) ? round : null;
    return {
      words: state.words,
      fresh: new Set(fresh.flatMap(({ nodes }) => nodes)),
      selected: framed,
      label,
      isWordless: !spotlight && isBeside(step),
      ...choosePaint({ texts, step, spotlight, poll, language }),
      ...(step.view === "map" && !spotlight && state.workshop.isOwnOnly
        ? { values: paintCounts(texts.counts) }
        : {}),
    };
  }

  /**
   * Have the picture of the next stage at hand before anybody goes there.
   * @param {Element | null} slot
   * @param {Step} step
   */
  #fetchNext(slot, { view, at }) {
    const { content, steps } = this.projector.state;
    const next = steps.find((step) => step.view === "stages" && step.at === at + 1);
    if (view !== "stages" || !next || !slot?.isConnected) return; // or somebody went on meanwhile
    this.picture.fetchAhead({ ...measure(slot), content, focus: next.nodes });
  }
}

/**
 * @param {RoomMap} picture
 * @param {Element | null} slot
 * @param {RoomPaint} paint
 * @param {PicturePart} part
 */
async function show(picture, slot, paint, part) {
  // Where a slot is not displayed, nothing of it is there: the heads of all arrows are found by one id.
  if (!slot?.clientWidth) return;
  slot.replaceChildren(picture.element);
  picture.paint(paint);
  await picture.load({ ...measure(slot), ...part });
}

/** @param {Element} slot */
const measure = ({ clientWidth: width, clientHeight: height }) => ({ width, height });

/**
 * What of the map is there: a stage or a node with what is beside it on the way, else all.
 * @param {Step} step
 * @param {string | null} node
 * @param {boolean} isOwnOnly then the numbers of all stories are not shown
 */
function choosePart({ view, nodes }, node, isOwnOnly) {
  if (node) return { focus: [node] };
  return view === "stages" ? { focus: nodes } : { counts: view === "map" && !isOwnOnly };
}

/**
 * How many stories are told about each node, where there are any.
 * @param {Record<string, number>} counts
 */
function paintCounts(counts) {
  const counted = Object.entries(counts).filter(([, count]) => count);
  const most = Math.max(...counted.map(([, count]) => count));
  return Object.fromEntries(counted.map(([id, count]) => [id, { share: count / most, text: String(count) }]));
}

/**
 * Whether the map is only beside what there is to read, which names its nodes.
 * @param {Step} step
 */
const isBeside = ({ view, part }) => !["stages", "map"].includes(view) && part !== "map" && part !== "change";

/**
 * @param {Step} step
 * @returns {RoomPaint}
 */
function lightOwn({ nodes }) {
  const own = new Set(nodes);
  return { lit: own, marked: own, edges: new Set(), isWordless: true };
}
