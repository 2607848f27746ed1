// A text as it is, such as an address, with a button that copies it.
import { copyText } from "./clipboard.js";
import { build, getElement } from "./dom.js";
import { icon } from "./icons.js";
import { followTheme, loadStyles } from "./styles.js";

/** @import { Component, VerbatimData } from "./types.js" */

/** @param {Component<VerbatimData>} component */
export default async function show({ data, parentElement }) {
  const root = getElement(parentElement, ".verbatim-view");
  followTheme(root);
  await loadStyles("shared/verbatim.css");
  const { text, words } = data;
  const status = build("span", { role: "status" });
  const copy = async () => {
    await copyText(text);
    status.textContent = words.copied;
  };
  const attributes = { type: "button", title: words.copy, "aria-label": words.copy };
  const button = build("button", { ...attributes, onclick: copy }, icon("copy"));
  root.replaceChildren(build("code", {}, text), status, button);
}
