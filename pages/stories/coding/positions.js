// Places in a text. The server counts characters (code points), the browser units of UTF-16: here, and
// nowhere else, one becomes the other. And the words that a place may be at, to select without a mouse.

/**
 * @typedef {{start: number, end: number}} Part from one place up to another
 *
 * Where somebody who selects by the keyboard is: the words that the selection begins and ends with, by their
 * numbers; `head` is the one that moves.
 * @typedef {{anchor: number, head: number}} Caret
 */

/**
 * The place in units of a character, by its number.
 * @param {string} text
 * @param {number} point
 */
export function toUnits(text, point) {
  let at = 0;
  for (let passed = 0; passed < point && at < text.length; passed += 1) at += widthAt(text, at);
  return at;
}

/**
 * The number of the character at a place in units; of the one that the place is within.
 * @param {string} text
 * @param {number} unit
 */
export function toPoints(text, unit) {
  let point = 0;
  for (let at = 0; at < unit && at < text.length; at += widthAt(text, at)) point += 1;
  return point;
}

/**
 * @param {string} text
 * @param {number} at
 */
const widthAt = (text, at) => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);

/**
 * A part without the space around it, that cuts no letter from its accents and no picture in two; null where
 * nothing is left.
 * @param {string} text
 * @param {Part} part
 * @returns {Part | null}
 */
export function snap(text, { start, end }) {
  let first = start;
  let last = end;
  while (first < last && /\s/.test(text[first])) first += 1;
  while (last > first && /\s/.test(text[last - 1])) last -= 1;
  if (first >= last) return null;
  const segments = new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text);
  const opening = segments.containing(first);
  const closing = segments.containing(last - 1);
  return {
    start: opening ? opening.index : first,
    end: closing ? closing.index + closing.segment.length : last,
  };
}

/**
 * @param {string} text
 * @param {string} language
 * @returns {Part[]}
 */
export function listWords(text, language) {
  const segments = new Intl.Segmenter(language, { granularity: "word" }).segment(text);
  return [...segments]
    .filter(({ isWordLike, segment }) => isWordLike || /\p{Extended_Pictographic}/u.test(segment))
    .map(({ index, segment }) => ({ start: index, end: index + segment.length }));
}

/**
 * The numbers of the words that sentences begin with.
 * @param {string} text
 * @param {string} language
 * @param {Part[]} words
 */
export function listSentenceStarts(text, language, words) {
  const segments = new Intl.Segmenter(language, { granularity: "sentence" }).segment(text);
  const starts = [...segments].map(({ index }) => words.findIndex(({ start }) => start >= index));
  return [...new Set(starts.filter((at) => at >= 0))];
}

/**
 * Where a key leads: left and right by words, up and down by sentences; with Shift the selection becomes
 * longer or shorter. Null for any other key.
 * @param {Caret} caret
 * @param {string} key
 * @param {boolean} isExtending
 * @param {number} count how many words there are
 * @param {number[]} sentences the words that sentences begin with
 * @returns {Caret | null}
 */
export function moveCaret({ anchor, head }, key, isExtending, count, sentences) {
  const after = sentences.find((start) => start > head);
  const to = {
    ArrowLeft: head - 1,
    ArrowRight: head + 1,
    ArrowUp: sentences.findLast((start) => start < head) ?? 0,
    ArrowDown: isExtending ? endOfSentence(head, sentences, count) : (after ?? count - 1),
    Home: 0,
    End: count - 1,
  }[key];
  if (to === undefined) return null;
  const moved = Math.max(0, Math.min(to, count - 1));
  return { anchor: isExtending ? anchor : moved, head: moved };
}

/**
 * The last word of the sentence that a word is in; of the next one where it is that.
 * @param {number} head
 * @param {number[]} sentences
 * @param {number} count
 */
function endOfSentence(head, sentences, count) {
  const ends = [...sentences.filter((start) => start > 0).map((start) => start - 1), count - 1];
  return ends.find((end) => end > head) ?? count - 1;
}
