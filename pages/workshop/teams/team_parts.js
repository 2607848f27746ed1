// A team as it stands beside a workshop, and the choice of one where there are some.
import { build } from "../../shared/dom.js";
import { nameTeams, offerOptions } from "../../shared/teams.js";
import { field } from "../field.js";

/**
 * @import { Team } from "../../shared/types.js"
 */

/** In the order of the palette (model/teams/team.py). */
export const COLOURS = ["blue", "orange", "green", "purple", "grey", "ochre", "red", "teal"];

/**
 * A mark in the colour of a team; its name stands beside it.
 * @param {string} colour
 */
export const buildMark = (colour) =>
  build("span", { class: `team-mark team-${COLOURS.indexOf(colour)}`, "aria-hidden": "true" });

/**
 * A team with its mark.
 * @param {Team} team
 */
export const buildName = ({ name, colour }) => build("span", { class: "team" }, buildMark(colour), name);

/**
 * Let a select offer teams: those that have not ended, and the one that is chosen.
 * @param {HTMLSelectElement} select
 * @param {Team[]} teams
 * @param {string | null} none what stands there for no team; null where one has to be chosen
 * @param {string} chosen
 */
export function fillSelect(select, teams, none, chosen) {
  const ended = teams.filter(({ isEnded }) => isEnded).map(({ id }) => id);
  const options = offerOptions({ kind: "team", options: nameTeams(teams), ended }, chosen);
  select.replaceChildren(
    none === null ? "" : build("option", { value: "" }, none),
    ...Object.entries(options).map(([value, name]) => build("option", { value }, name)),
  );
  select.value = chosen;
}

/**
 * A select of teams in a field that is only there once there are teams.
 * @param {string} label
 * @param {HTMLSelectElement} select
 * @param {string} [hint]
 */
export function hiddenField(label, select, hint = "") {
  const element = field(label, select, hint);
  element.hidden = true;
  return element;
}
