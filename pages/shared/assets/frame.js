// What surrounds every page: the ways to the others, the languages, which model is looked at; and what keeps
// page and server together: a connection that comes back, content that changed.
import { change, go, look, read, subscribe, tellServer, toText, write } from "./address.js";
import { build, followTheme, loadStyle } from "./store.js";
import { watch } from "./watching.js";

const SECONDS = 3;
const KEPT = ["lang", "view", "format"]; // of the address, when another model is looked at
const mounted = new WeakMap();

export default async function show(component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".frame-view");
  let frame = mounted.get(root);
  if (!frame) {
    mounted.set(root, (frame = { root, shown: null, watching: null }));
    frame.leave = [subscribe(() => paint(frame)), listen("mangomoment-reconnected", () => tellServer())];
  }
  frame.data = data;
  document.documentElement.lang = data.language;
  if (data.forgotten) leaveModel();
  look();
  follow(frame);
  await loadStyle();
  followTheme(root);
  const shown = JSON.stringify(data);
  if (frame.data === data && frame.shown !== shown) {
    draw(frame);
    frame.shown = shown;
  }
  return () =>
    setTimeout(() => {
      if (root.isConnected) return;
      for (const leave of frame.leave) leave();
      frame.watching?.end();
      mounted.delete(root);
    });
}

function listen(name, listener) {
  addEventListener(name, listener);
  return () => removeEventListener(name, listener);
}

// Whether model or public stories became others, here or in another window: the whole page follows.
function follow(frame) {
  const { version, model } = frame.data;
  if (frame.watching?.model === model) {
    frame.watching.known(version);
    return;
  }
  frame.watching?.end();
  const address = `version.json?model=${encodeURIComponent(model)}`;
  frame.watching = { model, ...watch(address, SECONDS, version, () => tellServer()) };
}

function draw(frame) {
  const { page, pages, language, languages, opened, words } = frame.data;
  const links = pages.map(([path, name]) =>
    build("a", { href: path, "data-page": path, "aria-current": path === page ? "page" : null, onclick: turn }, name));
  const choices = languages.map((id) =>
    build("button", {
      type: "button", lang: id, "aria-pressed": String(id === language), onclick: () => choose(id),
    }, id.toUpperCase()));
  const choose = (id) => {
    write({ lang: id });
    tellServer();
  };
  const back = opened && build("div", { class: "frame-opened" }, build("strong", {}, opened.title),
    build("a", { href: page, "data-keep": KEPT.join(","), onclick: turn }, opened.back));
  const bar = build("div", { class: "frame-bar" },
    build("nav", { "aria-label": words.pages }, ...links),
    build("div", { class: "frame-languages", role: "group", "aria-label": words.language }, ...choices));
  frame.root.replaceChildren(...[bar, back].filter(Boolean));
  paint(frame);
}

// The model of the address is not kept any more, and so is nothing of what was selected of it.
function leaveModel() {
  const others = [...read().keys()].filter((name) => !KEPT.includes(name));
  write(Object.fromEntries(others.map((name) => [name, null])), { replace: true });
}

// Each way leads on with what is selected here, in this window or in another one.
function paint(frame) {
  for (const link of frame.root.querySelectorAll("a")) {
    const { page, keep } = link.dataset;
    const query = read();
    if (keep) for (const name of [...query.keys()]) if (!keep.split(",").includes(name)) query.delete(name);
    link.href = (page ?? frame.data.page) + toText(change(query, {}));
  }
}

function turn(event) {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(event.currentTarget.getAttribute("href"));
}
