// A page that another site shows within its own: pages that are not only read open in a window of their own,
// as the server lets nobody frame them.

/** @type {readonly string[]} */
let readOnly = [];

/** Whether this page stands in another one. */
const isFramed = globalThis.top !== globalThis.self;

/**
 * From now on links lead out of a frame, but to pages that are only read.
 * @param {readonly string[]} pages
 */
export function stayOnly(pages) {
  readOnly = pages;
  if (isFramed) document.addEventListener("click", leadOut, { capture: true });
}

/**
 * Whether an address of the application has to open in a window of its own.
 * @param {URL} address
 */
export function leadsOut(address, framed = isFramed, pages = readOnly) {
  return framed && pages.length > 0 && !pages.includes(address.pathname.split("/").at(-1) ?? "");
}

/** @param {MouseEvent} event */
function leadOut(event) {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link?.href || link.hasAttribute("download") || !leadsOut(new URL(link.href))) return;
  link.target = "_blank";
  link.rel = "noopener";
}
