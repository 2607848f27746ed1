// As much of a browser's tab as the modules without a page need: address, history, events.

const PAGES = new URL("../../pages/", import.meta.url);
let loaded = 0;

export function openTab(href) {
  const tab = { entries: [], events: new EventTarget() };
  const place = new URL(href);
  const path = () => place.pathname + place.search;
  const go = (to) => {
    const next = new URL(to, place);
    place.pathname = next.pathname;
    place.search = next.search;
  };
  tab.entries.push(path());
  globalThis.location = place;
  globalThis.document = { baseURI: new URL("/", place).href };
  globalThis.history = {
    pushState: (_state, _title, to) => {
      go(to);
      tab.entries.push(path());
    },
    replaceState: (_state, _title, to) => {
      go(to);
      tab.entries[tab.entries.length - 1] = path();
    },
  };
  globalThis.PopStateEvent = Event;
  globalThis.addEventListener = tab.events.addEventListener.bind(tab.events);
  globalThis.dispatchEvent = tab.events.dispatchEvent.bind(tab.events);
  globalThis.removeEventListener = tab.events.removeEventListener.bind(tab.events);
  // Each tab has a module of its own; what that imports is shared by all tabs.
  tab.load = (name) => {
    loaded += 1;
    return import(`${new URL(name, PAGES)}?tab=${loaded}`);
  };
  return tab;
}
