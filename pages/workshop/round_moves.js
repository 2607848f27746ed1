// What keys and Next do with the question that is shown: open it, close it, reveal what it came to.

/**
 * @import { KeyAct, Round, RoundMove } from "./types.js"
 */

/** @type {Partial<Record<KeyAct, RoundMove["act"]>>} */
const DIRECT = { open: "open-round", close: "close-round", reveal: "reveal-round" };

/**
 * What a key does with a round; null where it does nothing with it.
 * @param {KeyAct} act
 * @param {Round} round
 * @param {boolean} isEnded whether the workshop has ended: then nothing can be opened
 * @returns {RoundMove["act"] | null}
 */
export function chooseRoundMove(act, round, isEnded) {
  const wanted = act === "next" ? chooseNext(round) : DIRECT[act];
  const { isOpen, isRevealed, hasResult } = round;
  switch (wanted) {
    case "open-round":
      return isOpen || isRevealed || isEnded ? null : wanted;
    case "close-round":
      return isOpen ? wanted : null;
    case "reveal-round":
      return hasResult && !isRevealed && canBeRevealed(round) ? wanted : null;
    default:
      return null;
  }
}

/** @param {Round} round */
function chooseNext(round) {
  if (round.isOpen) return "close-round";
  if (!canBeRevealed(round)) return "open-round";
  return round.answers > 0 ? "reveal-round" : null;
}

/**
 * Whether phones could answer it at any time.
 * @param {Round} round
 */
export const canBeRevealed = ({ isOpen, isRevealed, wasOpened, answers }) =>
  isOpen || isRevealed || wasOpened || answers > 0;
