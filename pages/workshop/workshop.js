// The Workshop page: the list of workshops, or the desk of the one that is led.
import { read, subscribe, tellServer, write } from "../shared/address.js";
import { build, getElement } from "../shared/dom.js";
import { lock, unlock } from "../shared/facilitator.js";
import { followTheme, loadStyles } from "../shared/styles.js";
import { describeFault, loadWorkshopWords } from "./api.js";
import { Desk } from "./desk/desk.js";
import { WorkshopList } from "./list.js";

/**
 * @import { Component } from "../shared/types.js"
 * @import { WorkshopData, WorkshopWords } from "./types.js"
 *
 * @typedef {object} Mount
 * @property {HTMLElement} root
 * @property {Component<WorkshopData> | null} component
 * @property {{data: WorkshopData, words: WorkshopWords} | null} loaded what is drawn
 * @property {Desk | WorkshopList | null} part
 * @property {string} shown what the part was built of
 * @property {() => void} leave
 */

/** @type {WeakMap<HTMLElement, Mount>} */
const mounted = new WeakMap();

/** @param {Component<WorkshopData>} component */
export default async function show(component) {
  const { data, parentElement } = component;
  const root = getElement(parentElement, ".workshop-view");
  const mount = mounted.get(root) ?? begin(root);
  mount.component = component;
  followTheme(root);
  try {
    const [words] = await Promise.all([
      loadWorkshopWords(data.lang, data.content),
      loadStyles("workshop/room_map.css", "shared/node_values.css", "workshop/workshop.css"),
    ]);
    if (mount.component === component) {
      mount.loaded = { data, words };
      draw(mount);
    }
  } catch (error) {
    showFault(mount, error);
  }
  const end = () => {
    if (root.isConnected) return;
    mount.leave();
    mount.part?.leave();
    mounted.delete(root);
  };
  return () => setTimeout(end);
}

/** @param {HTMLElement} root */
function begin(root) {
  const leave = subscribe(() => draw(mount));
  /** @type {Mount} */
  const mount = { root, component: null, loaded: null, part: null, shown: "", leave };
  mounted.set(root, mount);
  return mount;
}

/**
 * @param {Mount} mount
 * @param {unknown} error
 */
function showFault(mount, error) {
  const { root, loaded, component } = mount;
  const words = loaded?.words;
  const onclick = () => component && show(component);
  const again = build("button", { type: "button", onclick }, words?.again ?? "Try again");
  const text = words ? describeFault(error, words) : "The page could not be loaded.";
  clear(mount);
  root.replaceChildren(build("p", { role: "alert" }, text, " ", again));
  console.warn("workshop:", error);
}

/** @param {Mount} mount */
function clear(mount) {
  mount.part?.leave();
  mount.part = null;
  mount.shown = "";
}

/** @param {Mount} mount */
function draw(mount) {
  const { root, loaded } = mount;
  if (!loaded) return;
  const { data, words } = loaded;
  const opened = read().get("workshop");
  const shown = JSON.stringify([data.lang, data.access, opened]);
  if (mount.shown === shown) {
    if (mount.part instanceof Desk) mount.part.follow();
    return;
  }
  clear(mount);
  mount.shown = shown;
  if (data.access === "locked" || data.access === "closed") {
    root.replaceChildren(buildClosed(data.access, words));
    return;
  }
  /** @param {string | null} workshop */
  const open = (workshop) => {
    write({ workshop });
    tellServer(); // what is to be warned of depends on whether one is led
  };
  const place = build("div", {});
  root.replaceChildren(place);
  if (data.access !== "open")
    root.append(build("button", { type: "button", class: "plain", onclick: lock }, `🔒 ${words.lock}`));
  const options = { place, data, words, open };
  mount.part = opened ? new Desk({ ...options, id: opened }) : new WorkshopList(options);
}

/**
 * @param {WorkshopData["access"]} access
 * @param {WorkshopWords} words
 */
function buildClosed(access, words) {
  if (access === "closed") return build("p", { class: "closed" }, words.closedAccess);
  const attributes = { type: "button", class: "primary", onclick: () => unlock(words) };
  return build(
    "p",
    { class: "closed" },
    words.lockedAccess,
    " ",
    build("button", attributes, words.facilitator),
  );
}
