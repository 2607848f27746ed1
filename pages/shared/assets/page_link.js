// Keeps page and server together: the page's language, a connection that comes back, content that changed.
import { watch } from "./watching.js";

const SECONDS = 3;
const ARRIVAL = 15_000;
let component = null;
let watching = null;
let leaving = 0;
let waiting = 0;

// Streamlit runs the page that it last showed: a run asked for while another page is on its way would call
// the old one back. What is to be asked then waits for the other page.
function ask(name, detail) {
  clearTimeout(waiting);
  if (leaving && performance.now() - leaving < ARRIVAL) waiting = setTimeout(() => ask(name, detail), 100);
  else component?.setTriggerValue(name, detail);
}

// Something was changed here: the whole page follows, with the story that is open from now on, if one is named.
export const tellChange = (detail = {}) => ask("changed", detail);

function leave(path) {
  if (component && !path.endsWith(`/${component.data.page}`)) leaving = performance.now();
}

addEventListener("click", ({ target, defaultPrevented }) => {
  const link = defaultPrevented && target.closest?.("a[href]"); // Streamlit goes there itself, without a reload
  if (link) leave(link.pathname);
});
addEventListener("popstate", () => leave(location.pathname));
addEventListener("mangomoment-reconnected", ({ detail }) => setTimeout(() => ask("met", detail)));

export default function show(current) {
  if (component?.data.page !== current.data.page) leaving = 0;
  component = current;
  const { language, version, model } = current.data;
  document.documentElement.lang = language;
  if (watching?.model === model) {
    watching.known(version);
    return;
  }
  watching?.end();
  const changed = (said) => ask("changed", { version: said });
  watching = { model, ...watch(`version.json?model=${encodeURIComponent(model)}`, SECONDS, version, changed) };
}
