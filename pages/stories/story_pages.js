// The stories that a query finds, page by page.
import { fetchText } from "../shared/requests.js";

/** @import { StoryPage } from "../shared/types.js" */

/**
 * @param {string} query
 * @param {number} skip how many come before the page
 * @returns {Promise<StoryPage>}
 */
export async function fetchPage(query, skip) {
  return JSON.parse(await fetchText(`stories.json?${query}&skip=${skip}`));
}

/**
 * The first page, and those after it up to a number of stories.
 * @param {string} query
 * @param {number} until
 */
export async function fetchPages(query, until) {
  /** @type {StoryPage[]} */
  const pages = [];
  /** @type {number | null} */
  let next = 0;
  do {
    pages.push(await fetchPage(query, next));
    next = pages[pages.length - 1].next;
  } while (next && next < until);
  return pages;
}
