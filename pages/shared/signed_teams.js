// For which teams somebody signed in by their passcodes: their names, ways to leave each and to add another.
import { build } from "./dom.js";
import { leaveTeam, unlock } from "./facilitator.js";
import { fetchTeams } from "./teams.js";
import { fill, joinLabel } from "./words.js";

/**
 * @import { UnlockWords } from "./facilitator.js"
 * @import { SignInWords, Team } from "./types.js"
 */

/**
 * The line, which fills itself once the teams are known.
 * @param {UnlockWords & SignInWords} words
 */
export function buildSignedTeams(words) {
  const line = build("p", { class: "signed-teams" });
  const add = build(
    "button",
    { type: "button", class: "plain", onclick: () => unlock(words) },
    words.joinTeam,
  );
  /** @param {Team} team */
  const leave = ({ id, name }) =>
    build(
      "button",
      { type: "button", class: "plain", onclick: () => leaveTeam(id) },
      fill(words.leaveTeam, { name }),
    );
  fetchTeams().then(({ teams }) => {
    const names = teams.map(({ name }) => name).join(" · ");
    const leaving = teams.length > 1 ? teams.flatMap((team) => [" ", leave(team)]) : [];
    line.replaceChildren(joinLabel(words, words.leadingFor, names), ...leaving, " ", add);
  });
  return line;
}
