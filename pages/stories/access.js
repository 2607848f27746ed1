// Who facilitates, beside the stories: a button to unlock it, to lock it again, or why it is closed.
import { build } from "../shared/dom.js";
import { endAllSessions, lock, unlock } from "../shared/facilitator.js";
import { buildSignedTeams } from "../shared/signed_teams.js";

/** @import { Story, StoryListData, StoryWords } from "../shared/types.js" */

/** @param {StoryListData} data whether who looks facilitates, be it for one team alone */
export const facilitates = ({ access }) => access !== "locked" && access !== "closed";

/** @param {StoryListData} data whether who looks facilitates for all teams */
export const facilitatesAll = ({ access }) => access === "open" || access === "unlocked";

/** @param {Pick<Story, "revision">} story whether who looks may change it: only then its revision is told */
export const mayChange = ({ revision }) => revision !== undefined;

/**
 * @param {StoryWords} words
 * @param {StoryListData["access"]} access
 */
export function buildAccess(words, access) {
  const attributes = { type: "button", class: "stories-access" };
  switch (access) {
    case "open":
      return null;
    case "closed":
      return build("span", { class: "stories-access" }, words.closed);
    case "locked":
      return build("button", { ...attributes, onclick: () => unlock(words) }, words.facilitator);
    case "limited":
      return build(
        "span",
        {},
        build("button", { ...attributes, onclick: lock }, words.lock),
        buildSignedTeams(words),
      );
    case "unlocked": {
      const end = build("button", { ...attributes, onclick: endAllSessions }, words.endAllSessions);
      return build("span", {}, build("button", { ...attributes, onclick: lock }, words.lock), " ", end);
    }
  }
}
