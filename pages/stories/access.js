// What who looks may do with stories, and as what they are signed in, beside the stories.
import { build } from "../shared/dom.js";
import { unlock } from "../shared/facilitator.js";
import { buildSignedIn, may } from "../shared/signed_in.js";
import { buildSignedTeams } from "../shared/signed_teams.js";

/** @import { Story, StoryWords, Visitor } from "../shared/types.js" */

/** @param {Visitor} data whether who looks reads and decides on stories, be it of some teams alone */
export const moderates = (data) => may(data, "moderate") || data.access === "limited";

/** @param {Visitor} data whether who looks reads and decides on the stories of all teams */
export const moderatesAll = (data) => may(data, "moderate");

/** @param {Pick<Story, "revision">} story whether who looks may change it: only then its revision is told */
export const mayChange = ({ revision }) => revision !== undefined;

/**
 * As what who looks is signed in, with a way out; a button to sign in; or why nobody can. Nothing where
 * nobody has to.
 * @param {StoryWords} words
 * @param {Visitor} data
 */
export function buildAccess(words, data) {
  const attributes = { class: "stories-access" };
  switch (data.access) {
    case "open":
      return null;
    case "closed":
      return build("span", attributes, words.closed);
    case "locked": {
      const onclick = () => unlock(words, data.accounts ? "stories" : "");
      return build("button", { type: "button", ...attributes, onclick }, words.facilitator);
    }
    case "limited":
      return build("span", {}, buildSignedIn(words, data), buildSignedTeams(words));
    default:
      return buildSignedIn(words, data);
  }
}
