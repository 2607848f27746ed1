// A dialog over the page: a title, content, Escape and a button to close.

import { build } from "./dom.js";
import { icon } from "./icons.js";

/** @import { Act } from "./types.js" */

let number = 0;

/**
 * Show a dialog.
 * @param {object} options
 * @param {string} options.title
 * @param {HTMLElement} options.content
 * @param {{close: string}} options.words
 * @param {() => boolean} [options.mayClose] can keep it open
 * @param {() => void} [options.onclose] is told when it is gone
 * @param {string} [options.kind] a class for its styles
 */
export function openDialog({ title, content, words, mayClose = () => true, onclose = () => {}, kind = "" }) {
  number += 1;
  const id = `dialog-title-${number}`;
  const dialog = build(
    "dialog",
    { class: `story-dialog ${kind}`, "aria-labelledby": id },
    build(
      "header",
      {},
      build("h2", { id }, title),
      buildClose(words, () => leave()),
    ),
    content,
  );
  const leave = () => {
    if (mayClose()) dialog.close();
  };
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    leave();
  });
  dialog.addEventListener("keydown", (event) => event.stopPropagation()); // the page's own keys stay quiet
  dialog.addEventListener("close", () => {
    dialog.remove();
    onclose();
  });
  putOver(dialog);
  dialog.showModal();
  return dialog;
}

/**
 * Beside the page, where its styles hold.
 * @param {HTMLElement} element
 */
const putOver = (element) => (document.querySelector(".stApp") ?? document.body).append(element);

/**
 * @param {{close: string}} words
 * @param {() => void} close
 */
function buildClose(words, close) {
  const { close: name } = words;
  const attributes = {
    type: "button",
    class: "dialog-close",
    "aria-label": name,
    title: name,
    onclick: close,
  };
  return build("button", attributes, icon("close"));
}

/**
 * Ask whether to go on.
 * @param {string} question
 * @param {string} yes
 * @param {{cancel: string, close: string}} words
 */
export async function ask(question, yes, words) {
  /** @type {[string, boolean][]} */
  const choices = [
    [yes, true],
    [words.cancel, false],
  ];
  return Boolean(await choose(yes, question, choices, words));
}

/**
 * Let somebody choose among some buttons, of which the first stands out; null where none was pressed.
 * @template Value
 * @param {string} title
 * @param {string} question
 * @param {[name: string, value: Value][]} choices
 * @param {{close: string}} words
 * @returns {Promise<Value | null>}
 */
export function choose(title, question, choices, words) {
  return new Promise((done) => {
    /** @type {Value | null} */
    let answer = null;
    const buttons = choices.map(([name, value], at) => {
      const onclick = () => {
        answer = value;
        dialog.close();
      };
      return build("button", { type: "button", class: at ? "" : "primary", onclick }, name);
    });
    const content = build(
      "div",
      { class: "dialog-question" },
      build("p", {}, question),
      build("div", { class: "form-buttons" }, ...buttons),
    );
    const dialog = openDialog({ title, content, words, kind: "small", onclose: () => done(answer) });
  });
}

const NOTICE_SECONDS = 60;
/** @type {HTMLElement | null} */
let notice = null;

/**
 * Say something over the page that a dialog has left, with a button for a minute; longer while somebody is
 * at it.
 * @param {string} message
 * @param {Act} act
 * @param {{close: string}} words
 */
export function showNotice(message, [name, act], words) {
  notice?.remove();
  const shown = build("div", { class: "story-notice", role: "status" });
  notice = shown;
  putOver(shown);
  const remove = () => shown.remove();
  const onclick = () => {
    remove();
    act();
  };
  shown.append(
    build("span", {}, message),
    build("button", { type: "button", onclick }, name),
    buildClose(words, remove),
  );
  const look = () => (shown.matches(":hover, :focus-within") ? wait() : remove());
  const wait = () => void setTimeout(look, NOTICE_SECONDS * 1000);
  wait();
}
