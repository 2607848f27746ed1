// The address of the page: what is picked and how one looks. No other module, and no Python, writes it.
//
// Streamlit's page keeps a copy of the query from when it was loaded and sends that copy with every run of
// the script; it reads the address anew on `popstate` alone. So whoever changes what Python draws calls
// `tellServer`. What only the browser draws costs the server nothing.

import { leadsOut } from "./framed.js";

/** @type {Set<() => void>} */
const listeners = new Set();
let last = location.href;

/** The query of the address. */
export const read = () => new URLSearchParams(location.search);

/**
 * A query as text, with its "?" unless it is empty; commas and colons stay readable.
 * @param {URLSearchParams} query
 */
export function toText(query) {
  const text = query.toString().replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%7C", "|");
  return text && `?${text}`;
}

/**
 * A query with some parameters set; those without a value are taken out.
 * @param {URLSearchParams} query
 * @param {Record<string, string | string[] | null | undefined | false>} changes
 */
export function change(query, changes) {
  const changed = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    const text = Array.isArray(value) ? value.join(",") : value;
    if (text) changed.set(name, text);
    else changed.delete(name);
  }
  return changed;
}

/**
 * Change the address. With `replace` the way back does not lead here: for what follows from another change,
 * and for each letter of a search.
 * @param {Parameters<typeof change>[1]} changes
 */
export function write(changes, { replace = false } = {}) {
  const text = toText(change(read(), changes));
  if (text === toText(read())) return;
  history[replace ? "replaceState" : "pushState"]({}, "", location.pathname + text);
  look();
}

/**
 * Turn to a page of the application, without loading it anew.
 * @param {string} page its name and query, such as "paths?from=a"
 */
export function go(page) {
  const address = new URL(page, document.baseURI);
  if (leadsOut(address)) {
    open(address, "_blank", "noopener");
    return;
  }
  history.pushState({}, "", address);
  look();
  tellServer();
}

/** Let Python see the address as it is now: it runs the page that the address names. */
export function tellServer() {
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}

/**
 * Be told each time the address becomes another one.
 * @param {() => void} listener
 * @returns {() => void} what ends it
 */
export function subscribe(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** See whether the address became another one: Streamlit writes it, too, when it turns to another page. */
export function look() {
  if (location.href === last) return;
  last = location.href;
  for (const listener of [...listeners]) listener();
}

addEventListener("popstate", look);
