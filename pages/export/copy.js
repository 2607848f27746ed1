// Buttons that put the current picture, or a text that draws it, on the clipboard.
import { build, getElement } from "../shared/dom.js";
import { fetchText } from "../shared/requests.js";
import { followTheme, loadStyles } from "../shared/styles.js";

/** @import { Component, Copy, CopyingData } from "../shared/types.js" */

/** @param {Component<CopyingData>} component */
export default async function show({ data, parentElement }) {
  const root = getElement(parentElement, ".copy-view");
  followTheme(root);
  await loadStyles("export/export.css");
  const { words } = data;
  const status = build("span", { role: "status" });
  /** @param {Copy} item */
  const copy = async (item) => {
    try {
      await (item.mediaType ? copyPicture(item) : copyText(item));
      status.textContent = words.copied;
    } catch {
      status.textContent = words.failed;
    }
  };
  const buttons = data.copies.map((item) =>
    build("button", { type: "button", onclick: () => copy(item) }, item.name),
  );
  root.replaceChildren(...buttons, status);
}

/**
 * The picture is promised to the clipboard at once: later the click would no longer count as permission.
 * @param {Copy} item
 */
function copyPicture({ address, mediaType }) {
  const picture = fetch(new URL(address, document.baseURI)).then(read);
  return navigator.clipboard.write([new ClipboardItem({ [mediaType]: picture })]);
}

/** @param {Copy} item */
async function copyText({ address }) {
  await navigator.clipboard.writeText(await fetchText(address));
}

/** @param {Response} response */
async function read(response) {
  if (!response.ok) throw new Error(`${response.status}`);
  return response.blob();
}
