// One coder coded a story in two windows: both versions, and for each part of them a choice.
import { chooseVersions, showList } from "../../story_form/versions.js";
import { compare, LEFTOVER, listTexts, merge, nameKey, quote } from "./codings.js";

/**
 * @import { CodedStory, Coding, CodingWords, SentPassage, StoryWords } from "../../shared/types.js"
 * @import { Code } from "./codings.js"
 *
 * @typedef {object} Conflict
 * @property {Coding} base what both versions began as
 * @property {Coding} mine
 * @property {Coding} theirs what is stored
 * @property {CodedStory} story
 * @property {StoryWords & CodingWords} words
 * @property {(code: Code) => {name: string}} name
 */

/**
 * Show both versions; gives the coding to save, null for none yet.
 * @param {Conflict} conflict
 * @returns {Promise<Coding | null>}
 */
export async function settleCoding(conflict) {
  const { base, mine, theirs } = conflict;
  const words = { ...conflict.words, ...conflict.words.windows };
  const shown = compare(base, mine, theirs).map(({ field, proposed }) => {
    const [own, other] = [mine, theirs].map((coding) => list(conflict, coding, field));
    const sides = {
      mine: showList(own, other, words.nothing),
      theirs: showList(other, own, words.nothing),
    };
    return { field, proposed, name: nameField(conflict, field), sides };
  });
  const choices = await chooseVersions(words.codedTwice, shown, words, words.later);
  return choices && merge(mine, theirs, choices);
}

/**
 * @param {Conflict} conflict
 * @param {string} field
 */
function nameField({ words, name, mine, theirs }, field) {
  /** @type {Record<string, string>} */
  const parts = { [LEFTOVER]: words.leftover, memo: words.memo, done: words.isDone };
  const code = [...mine.marks, ...theirs.marks].find((mark) => nameKey(mark) === field);
  return code ? name(code).name : (parts[field] ?? "");
}

/**
 * A part of a coding in words.
 * @param {Conflict} conflict
 * @param {Coding} coding
 * @param {string} field
 * @returns {string[]}
 */
function list({ story, words }, coding, field) {
  const texts = listTexts(story);
  const quoteAll = (/** @type {SentPassage[]} */ passages) =>
    passages.map((passage) => `“${quote(texts, passage)}”`);
  switch (field) {
    case LEFTOVER:
      return quoteAll(coding.leftovers);
    case "memo":
      return coding.memo ? [coding.memo] : [];
    case "done":
      return [coding.done ? words.isDone : words.isOpen];
    default: {
      const mark = coding.marks.find((codingMark) => nameKey(codingMark) === field);
      return mark ? [words.attached, ...quoteAll(mark.passages)] : [words.notAttached];
    }
  }
}
