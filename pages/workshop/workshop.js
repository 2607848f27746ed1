// The Workshop page: the list of workshops, or the desk of the one that is led.
import { read, subscribe, tellServer, write } from "../shared/address.js";
import { build, getElement } from "../shared/dom.js";
import { unlock } from "../shared/facilitator.js";
import { buildSignedIn, may } from "../shared/signed_in.js";
import { buildSignedTeams } from "../shared/signed_teams.js";
import { followTheme, loadStyles } from "../shared/styles.js";
import { describeFault, loadWorkshopWords } from "./api.js";
import { Desk } from "./desk/desk.js";
import { WorkshopList } from "./list.js";
import { AgreedView } from "./teams/agreed.js";
import { CompareView } from "./teams/compare.js";
import { TeamsView } from "./teams/teams.js";

/**
 * @import { Component } from "../shared/types.js"
 * @import { WorkshopData, WorkshopWords } from "./types.js"
 *
 * @typedef {object} Mount
 * @property {HTMLElement} root
 * @property {Component<WorkshopData> | null} component
 * @property {{data: WorkshopData, words: WorkshopWords} | null} loaded what is drawn
 * @property {Desk | WorkshopList | AgreedView | TeamsView | CompareView | null} part
 * @property {string} shown what the part was built of
 * @property {() => void} leave
 */

const STYLES = [
  "shared/dialog.css",
  "workshop/room_map.css",
  "shared/node_values.css",
  "workshop/compared.css",
  "workshop/workshop.css",
];
/** What is there beside a workshop that is led, by its name in the address. */
const PARTS = { workshops: WorkshopList, agreed: AgreedView, teams: TeamsView, compare: CompareView };
/** What who is limited to a team does not get. */
const OF_ALL_TEAMS = ["teams"];

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
    const [words] = await Promise.all([loadWorkshopWords(data.lang, data.content), loadStyles(...STYLES)]);
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
  const part = findPart(data, read().get("part"));
  const shown = JSON.stringify([data.lang, data.access, opened, part]);
  if (mount.shown === shown) {
    if (mount.part instanceof Desk) mount.part.follow();
    return;
  }
  const wasLed = mount.part instanceof Desk;
  const wasAtParts = isAtParts(root);
  clear(mount);
  mount.shown = shown;
  if (!(may(data, "facilitate") || data.access === "limited")) {
    root.replaceChildren(buildClosed(data, words));
    return;
  }
  /** @param {string | null} workshop */
  const open = (workshop) => {
    write({ workshop, part: null });
    tellServer(); // what is to be warned of depends on whether one is led
  };
  const place = build("div", {});
  root.replaceChildren(...(opened ? [] : [buildParts(data, words, part)]), place);
  if (data.access === "limited" && !opened) root.prepend(buildSignedTeams(words));
  if (data.access !== "open") root.append(buildSignedIn(words, data));
  const options = { place, data, words, open };
  mount.part = opened ? new Desk({ ...options, id: opened }) : new PARTS[part](options);
  if (wasLed && !opened) goToList(place);
  const chosen = wasAtParts && root.querySelector(".tabs [aria-current]");
  if (chosen instanceof HTMLElement) chosen.focus({ preventScroll: true });
}

/**
 * Whether the keyboard is at the parts of the page, where it stays while another one is shown.
 * @param {HTMLElement} root
 */
const isAtParts = (root) => root.querySelector(".tabs")?.contains(document.activeElement) ?? false;

/**
 * Who leaves a workshop by keyboard goes on at the list of workshops, not at the top of the page.
 * @param {HTMLElement} place
 */
function goToList(place) {
  const heading = place.querySelector(".list-heading");
  if (heading instanceof HTMLElement) heading.focus();
}

/**
 * The parts of the page that somebody gets.
 * @param {WorkshopData} data
 */
const listParts = ({ access }) =>
  /** @type {(keyof typeof PARTS)[]} */ (Object.keys(PARTS)).filter(
    (name) => access !== "limited" || !OF_ALL_TEAMS.includes(name),
  );

/**
 * @param {WorkshopData} data
 * @param {string | null} part
 */
const findPart = (data, part) => listParts(data).find((name) => name === part) ?? "workshops";

/**
 * @param {WorkshopData} data
 * @param {WorkshopWords} words
 * @param {keyof typeof PARTS} chosen
 */
function buildParts(data, words, chosen) {
  const buttons = listParts(data).map((name) => {
    const onclick = () => write({ part: name === "workshops" ? null : name });
    const isChosen = name === chosen;
    return build(
      "button",
      { type: "button", "aria-current": isChosen ? "page" : null, onclick },
      words.parts[name],
    );
  });
  return build("nav", { class: "tabs", "aria-label": words.partsOfPage }, ...buttons);
}

/**
 * @param {WorkshopData} data
 * @param {WorkshopWords} words
 */
function buildClosed(data, words) {
  if (data.access === "closed") return build("p", { class: "closed" }, words.closedAccess);
  const onclick = () => unlock(words, data.accounts ? "workshop" : "");
  const part =
    data.access === "locked"
      ? build("button", { type: "button", class: "primary", onclick }, words.facilitator)
      : buildSignedIn(words, data);
  return build("div", { class: "closed" }, words.lockedAccess, " ", part);
}
