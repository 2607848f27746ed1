// The Workshop page: the list of workshops, or the desk of the one that is led.
import { read, subscribe, tellServer, write } from "../shared/address.js";
import { followTheme, loadStyles } from "../shared/styles.js";
import { build } from "../shared/dom.js";
import { loadSheet } from "../shared/sheet.js";
import { lock, unlock } from "../shared/facilitator.js";
import { describeFault, loadWorkshopWords } from "./api.js";
import { WorkshopList } from "./list.js";
import { Desk } from "./desk/desk.js";

const mounted = new WeakMap();
export default async function show(component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".workshop-view");
  let page = mounted.get(root);
  if (!page) {
    mounted.set(root, (page = { root, shown: null }));
    page.leave = subscribe(() => page.draw?.());
  }
  page.component = component;
  followTheme(root);
  try {
    const [sheet, words] = await Promise.all([loadSheet(data.lang, data.content), loadWorkshopWords(data.lang, data.content), loadStyles("workshop/room_map.css", "workshop/workshop.css")]);
    if (page.component === component) {
      page.draw = () => draw(page, data, sheet, words);
      page.draw();
    }
  } catch (error) {
    const again = build("button", { type: "button", onclick: () => show(component) }, page.words?.again ?? "Try again");
    root.replaceChildren(build("p", { role: "alert" }, page.words ? describeFault(error, page.words) : "The page could not be loaded.", " ", again));
    page.shown = null;
    console.warn("workshop:", error);
  }
  return () => setTimeout(() => {
    if (root.isConnected) return;
    page.leave();
    page.part?.leave();
    mounted.delete(root);
  });
}

function draw(page, data, sheet, words) {
  page.words = words;
  const opened = read().get("workshop");
  const shown = JSON.stringify([data.lang, data.access, opened]);
  if (page.shown === shown) {
    page.part?.follow?.(data, sheet);
    return;
  }
  page.shown = shown;
  page.part?.leave();
  page.part = null;
  if (data.access !== "open" && data.access !== "unlocked") {
    page.root.replaceChildren(buildClosed(data, words));
    return;
  }
  const open = (id) => {
    write({ workshop: id });
    tellServer(); // what is to be warned of depends on whether one is led
  };
  const place = build("div", {});
  const locking = data.access === "unlocked" ? build("button", { type: "button", class: "plain", onclick: lock }, "🔒 ", words.lock) : null;
  page.root.replaceChildren(...[place, locking].filter(Boolean));
  page.part = opened
    ? new Desk({ place, id: opened, data, sheet, words, open })
    : new WorkshopList({ place, data, sheet, words, open });
}

function buildClosed(data, words) {
  if (data.access === "closed") return build("p", { class: "closed" }, words.closedAccess);
  return build("p", { class: "closed" }, words.lockedAccess, " ", build("button", { type: "button", class: "primary", onclick: () => unlock(words) }, words.facilitator));
}
