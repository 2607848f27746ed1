// What the form for a story holds, apart from the page: how it begins, and the texts in it.

export const LINES = ["title", "setting"];
export const PURPOSES = ["room", "exports", "publications"];

// What the form begins with: a story as the server has it, or nothing yet.
export function beginValues(story, language, nodes = []) {
  if (!story) {
    return { id: makeId(), language, title: "", text: "", setting: "", teller: "", nodes: [...nodes],
      dimensions: [], consent: {}, source: {}, told_on: null, translations: [] };
  }
  const [first, ...translations] = structuredClone(story.wordings);
  return { id: story.id, revision: story.revision, status: story.status, ...first, teller: story.teller,
    nodes: [...new Set([...story.nodes, ...(story.lost ?? []), ...nodes])], dimensions: [...story.dimensions],
    consent: { ...story.consent }, source: { ...(story.source ?? {}) }, told_on: story.told_on ?? null, translations };
}

// The texts that could tell who somebody is. Each has a key of its own, the language it is masked in, and the
// object and name under which it is kept.
export function listTexts(values) {
  const list = (holder, before) => ["text", ...LINES].map((field) =>
    ({ key: before + field, field, language: holder.language, holder, name: field }));
  const source = { key: "source", field: "source", language: values.language, holder: values.source, name: "name" };
  return [...list(values, ""), source, ...values.translations.flatMap((one) => list(one, `${one.language}.`))]
    .map((entry) => ({ ...entry, text: entry.holder[entry.name] ?? "" }))
    .filter((entry) => entry.text.trim());
}

// Not randomUUID, which browsers do not have away from this computer and without HTTPS.
export const makeId = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

// The day it is here, as 2026-05-31.
export function findToday() {
  const now = new Date();
  return new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
