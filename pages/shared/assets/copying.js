// Buttons that put the current picture, or a text that draws it, on the clipboard.
import { build, fetchText, followTheme } from "./store.js";

export default function show({ data, parentElement }) {
  const root = parentElement.querySelector(".copying-view");
  followTheme(root);
  const { words } = data;
  const said = build("span", { role: "status" });
  const say = (copying) => copying.then(() => (said.textContent = words.copied)).catch(() => (said.textContent = words.failed));
  // The picture is promised to the clipboard at once: later the click would no longer count as permission.
  const copyPicture = ({ address, media_type }) => {
    const picture = fetch(new URL(address, document.baseURI)).then(read);
    return navigator.clipboard.write([new ClipboardItem({ [media_type]: picture })]);
  };
  const copyText = async ({ address }) => navigator.clipboard.writeText(await fetchText(address));
  const copy = async (item) => (item.media_type ? copyPicture : copyText)(item);
  const buttons = data.copies.map((item) =>
    build("button", { type: "button", onclick: () => say(copy(item)) }, item.name),
  );
  root.replaceChildren(...buttons, said);
}

async function read(response) {
  if (!response.ok) throw new Error(`${response.status}`);
  return response.blob();
}
