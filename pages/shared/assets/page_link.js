// Keeps page and server together: the page's language, a connection that comes back, content that changed.
import { watch } from "./watching.js";

const SECONDS = 3;
let component = null;
let watching = null;

addEventListener("mangomoment-reconnected", ({ detail }) => setTimeout(() => component?.setTriggerValue("met", detail)));

export default function show(current) {
  component = current;
  const { language, version } = current.data;
  document.documentElement.lang = language;
  if (watching) watching.known(version);
  else watching = watch("version.json", SECONDS, version, (said) => component.setTriggerValue("changed", { version: said }));
}
