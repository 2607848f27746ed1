// Who facilitates, beside the stories: a button to unlock it, to lock it again, or why it is closed.
import { build } from "../shared/dom.js";
import { endAllSessions, lock, unlock } from "../shared/facilitator.js";

/** @import { StoryListData, StoryWords } from "../shared/types.js" */

/** @param {StoryListData} data */
export const facilitates = ({ access }) => access === "open" || access === "unlocked";

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
      return build("button", { ...attributes, onclick: lock }, words.lock);
    case "unlocked": {
      const end = build("button", { ...attributes, onclick: endAllSessions }, words.endAllSessions);
      return build("span", {}, build("button", { ...attributes, onclick: lock }, words.lock), " ", end);
    }
  }
}
