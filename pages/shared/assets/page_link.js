// Keeps page and server together: the page's language, a connection that comes back, content that changed.
import { watch } from "./watching.js";

const SECONDS = 3;
let component = null;
let watching = null;

addEventListener("mangomoment-reconnected", ({ detail }) => setTimeout(() => component?.setTriggerValue("met", detail)));

export default function show(current) {
  component = current;
  const { language, version, model } = current.data;
  document.documentElement.lang = language;
  if (watching?.model === model) {
    watching.known(version);
    return;
  }
  watching?.end();
  const changed = (said) => component.setTriggerValue("changed", { version: said });
  watching = { model, ...watch(`version.json?model=${encodeURIComponent(model)}`, SECONDS, version, changed) };
}
