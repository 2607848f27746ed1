// Saving a story that was changed: what it says, and then the status that was chosen for it.
import { send } from "../shared/requests.js";
import { nameStory } from "./api.js";

/** @import { Story, StoryStatus, StoryValues } from "../shared/types.js" */

/**
 * What brings a story to a status.
 * @type {Record<StoryStatus, string>}
 */
const ACTS = { pending: "restore", aside: "aside", published: "publish", withdrawn: "withdraw" };

/**
 * @param {StoryValues} values
 * @param {string} language
 * @param {(saved: Story) => void} [took] told where all but the status is saved
 * @returns {Promise<Story>}
 */
export async function saveStory(values, language, took = () => {}) {
  const { id, revision, status } = values;
  const address = nameStory(id, language);
  /** @type {Story} */
  const saved = await send(address, { do: "edit", revision, story: values });
  if (!status || saved.status === status) return saved;
  took(saved);
  return send(address, { do: ACTS[status], revision: saved.revision });
}
