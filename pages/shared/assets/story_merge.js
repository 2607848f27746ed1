// Two versions of one story that began as the same: what differs, which of the two is proposed, and the words
// that only one of them has. Apart from the page.

const clean = (text) => (text ?? "").trim();
const list = (ids) => [...new Set(ids ?? [])].sort();
const wording = (one) => one && [clean(one.title), clean(one.setting), clean(one.text)];

// What is compared of a field; two values are the same where these are.
const COMPARED = {
  title: (values) => clean(values.title),
  text: (values) => clean(values.text),
  setting: (values) => clean(values.setting),
  language: (values) => values.language,
  teller: (values) => values.teller,
  nodes: (values) => list(values.nodes),
  dimensions: (values) => list(values.dimensions),
  consent: ({ consent }) => [consent?.room, consent?.exports, consent?.publications].map(Boolean),
  source: ({ source }) => [source?.name || source?.url, source?.url, source?.session].map(clean),
  told_on: (values) => values.told_on || null,
  status: (values) => values.status ?? null,
};

const findTranslation = (values, language) => values.translations.find((one) => one.language === language) ?? null;

// The fields of some versions: those of every story, then each translation that one of them has.
function listFields(...versions) {
  const languages = new Set(versions.flatMap((values) => values.translations.map((one) => one.language)));
  return [...Object.keys(COMPARED), ...[...languages].map((language) => `translations.${language}`)];
}

// The value of a field: of "translations.nl" the Dutch wording, or null.
export function getField(values, field) {
  const [name, language] = field.split(".");
  return language ? findTranslation(values, language) : values[name];
}

function isSame(field, one, other) {
  const [, language] = field.split(".");
  const read = language ? (values) => wording(findTranslation(values, language)) : COMPARED[field];
  return JSON.stringify(read(one)) === JSON.stringify(read(other));
}

export const isSameStory = (one, other) => listFields(one, other).every((field) => isSame(field, one, other));

// The fields in which mine and theirs differ: `proposed` is the side that alone changed it since the version that
// both began with, null where both did and somebody has to choose.
export function compare(base, mine, theirs) {
  return listFields(base, mine, theirs).filter((field) => !isSame(field, mine, theirs)).map((field) => ({
    field,
    proposed: isSame(field, base, mine) ? "theirs" : isSame(field, base, theirs) ? "mine" : null,
  }));
}

// Mine, at the revision of theirs, with the fields that are theirs by choice ({field: "mine" or "theirs"}).
export function merge(mine, theirs, choices) {
  const merged = { ...structuredClone(mine), revision: theirs.revision };
  for (const [field, side] of Object.entries(choices)) {
    if (side !== "theirs") continue;
    const [name, language] = field.split(".");
    const value = structuredClone(getField(theirs, field));
    if (!language) {
      merged[name] = value;
      continue;
    }
    const at = merged.translations.findIndex((one) => one.language === language);
    if (at < 0) merged.translations.push(value);
    else merged.translations.splice(at, 1, ...(value ? [value] : []));
  }
  return merged;
}

// A word and the space behind it; words are compared without that.
const split = (text) => text.match(/^\s+|\S+\s*/g) ?? [];

// The words of two texts side by side: {mine, theirs}, each a list of {text, differs} that make up that text.
export function diffWords(mine, theirs) {
  const sides = [split(mine), split(theirs)];
  const [a, b] = sides.map((words) => words.map((word) => word.trim()));
  const most = Math.min(a.length, b.length);
  let start = 0;
  while (start < most && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < most - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const shared = findShared(a.slice(start, a.length - end), b.slice(start, b.length - end));
  const [left, right] = sides.map((words, side) => join(words, (at) =>
    at >= start && at < words.length - end && !shared[side].has(at - start)));
  return { mine: left, theirs: right };
}

// The places in two lists of a longest row of words that both have, in a table of the lengths of such rows.
function findShared(a, b) {
  const width = b.length + 1;
  const longest = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      longest[i * width + j] = a[i] === b[j]
        ? longest[(i + 1) * width + j + 1] + 1
        : Math.max(longest[(i + 1) * width + j], longest[i * width + j + 1]);
    }
  }
  const shared = [new Set(), new Set()];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) {
      shared[0].add(i++);
      shared[1].add(j++);
    } else if (longest[(i + 1) * width + j] >= longest[i * width + j + 1]) i += 1;
    else j += 1;
  }
  return shared;
}

// Words beside each other that differ, or do not, as one piece; the space after a piece is none of what differs.
function join(words, differs) {
  const pieces = [];
  const add = (text, isOther) => {
    const last = pieces.at(-1);
    if (last?.differs === isOther) last.text += text;
    else if (text) pieces.push({ text, differs: isOther });
  };
  words.forEach((word, at) => {
    const isOther = differs(at);
    const isLast = isOther && !differs(at + 1);
    add(isLast ? word.trimEnd() : word, isOther);
    if (isLast) add(word.slice(word.trimEnd().length), false);
  });
  return pieces;
}
