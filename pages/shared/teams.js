// The teams, for who may know them: named beside stories and workshops, and offered where one is chosen.

/** @import { LoadedTexts, PlainField, Team, TeamsAnswer } from "./types.js" */

/**
 * All teams that whoever looks may know; none for a visitor, and where the server gives none now.
 * @returns {Promise<TeamsAnswer>}
 */
export async function fetchTeams() {
  try {
    const signal = AbortSignal.timeout(15_000);
    const response = await fetch(new URL("teams.json", document.baseURI), { cache: "no-store", signal });
    if (response.ok) return await response.json();
  } catch {
    // the server is away; who needs it for more than names says so
  }
  return { teams: [], own: null };
}

/** The same teams, whoever is limited to one or not. */
export const loadTeams = async () => (await fetchTeams()).teams;

/**
 * Let the field of a story's team know them.
 * @param {Pick<LoadedTexts, "words">} texts
 * @param {Team[]} teams
 */
export function fillTeams({ words }, teams) {
  for (const field of words.plain.filter(({ kind }) => kind === "team")) {
    const ended = teams.filter(({ isEnded }) => isEnded).map(({ id }) => id);
    Object.assign(field, { options: nameTeams(teams), ended });
  }
}

/**
 * The names of teams by their ids.
 * @param {Team[]} teams
 * @returns {Record<string, string>}
 */
export const nameTeams = (teams) => Object.fromEntries(teams.map(({ id, name }) => [id, name]));

/**
 * Whether a plain field is asked: nobody is asked for a team where there is none.
 * @param {PlainField} field
 */
export const isAsked = ({ kind, options }) => kind !== "team" || Object.keys(options).length > 0;

/**
 * What a choice offers, by ids; a team that has ended only where it is chosen already, and one that is not
 * here by its id.
 * @param {Pick<PlainField, "kind" | "options"> & {ended?: string[]}} field
 * @param {string | null | undefined} chosen
 * @returns {Record<string, string>}
 */
export function offerOptions({ kind, options, ended = [] }, chosen = "") {
  const offered = Object.entries(options).filter(([id]) => id === chosen || !ended.includes(id));
  const isElsewhere = kind === "team" && chosen && !Object.hasOwn(options, chosen);
  return { ...Object.fromEntries(offered), ...(isElsewhere ? { [chosen]: chosen } : {}) };
}
