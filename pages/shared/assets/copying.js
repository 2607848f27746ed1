// Two buttons that put the current picture, or its Mermaid text, on the clipboard.
import { build, fetchText, followTheme } from "./store.js";

export default function show({ data, parentElement }) {
  const root = parentElement.querySelector(".copying-view");
  followTheme(root);
  const { words } = data;
  const said = build("span", { role: "status" });
  const say = (copying) => copying.then(() => (said.textContent = words.copied)).catch(() => (said.textContent = words.failed));
  // The picture is promised to the clipboard at once: later the click would no longer count as permission.
  const picture = () =>
    navigator.clipboard.write([new ClipboardItem({ "image/png": fetch(new URL(data.png, document.baseURI)).then(read) })]);
  const mermaid = async () => navigator.clipboard.writeText(await fetchText(data.mermaid));
  const button = (name, act) => build("button", { type: "button", onclick: () => say((async () => act())()) }, name);
  root.replaceChildren(button(words.picture, picture), button(words.mermaid, mermaid), said);
}

async function read(response) {
  if (!response.ok) throw new Error(`${response.status}`);
  return response.blob();
}
