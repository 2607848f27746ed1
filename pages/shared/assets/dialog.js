// A dialog over the page: a title, content, Escape and a button to close.
import { build } from "./store.js";
import { icon } from "./icons.js";

let number = 0;

// Shows it and gives the <dialog>; `mayClose` can keep it open, `onclose` is told when it is gone.
export function openDialog({ title, content, words, mayClose = () => true, onclose = () => {}, kind = "" }) {
  const id = `dialog-title-${(number += 1)}`;
  const close = build("button", { type: "button", class: "dialog-close", "aria-label": words.close, title: words.close, onclick: () => leave() }, icon("close"));
  const dialog = build(
    "dialog",
    { class: `story-dialog ${kind}`, "aria-labelledby": id },
    build("header", {}, build("h2", { id }, title), close),
    content,
  );
  const leave = () => mayClose() && dialog.close();
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    leave();
  });
  dialog.addEventListener("keydown", (event) => event.stopPropagation()); // the page's own keys stay quiet
  dialog.addEventListener("close", () => {
    dialog.remove();
    onclose();
  });
  // Beside the page, where its styles hold.
  (document.querySelector(".stApp") ?? document.body).append(dialog);
  dialog.showModal();
  return dialog;
}

// Ask whether to go on; gives true or false.
export const ask = async (question, yes, words) => Boolean(await choose(yes, question, [[yes, true], [words.cancel, false]], words));

// Let somebody choose among some buttons ([name, value] each, the first stands out); null where none was pressed.
export function choose(title, question, choices, words) {
  return new Promise((done) => {
    let answer = null;
    const buttons = choices.map(([name, value], at) => build("button", { type: "button", class: at ? "" : "primary", onclick: () => {
      answer = value;
      dialog.close();
    } }, name));
    const content = build("div", { class: "dialog-question" }, build("p", {}, question), build("div", { class: "form-buttons" }, ...buttons));
    const dialog = openDialog({ title, content, words, kind: "small", onclose: () => done(answer) });
  });
}

const NOTICE_SECONDS = 60;
let notice = null;

// Say something over the page that a dialog has left, with a button for a minute; longer while somebody is at it.
export function showNotice(message, [name, act], words) {
  notice?.remove();
  const shown = build("div", { class: "story-notice", role: "status" });
  notice = shown;
  (document.querySelector(".stApp") ?? document.body).append(shown);
  const remove = () => shown.remove();
  shown.append(
    build("span", {}, message),
    build("button", { type: "button", onclick: () => { remove(); act(); } }, name),
    build("button", { type: "button", class: "dialog-close", "aria-label": words.close, title: words.close, onclick: remove }, icon("close")));
  let waiting = 0;
  const wait = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => (shown.matches(":hover, :focus-within") ? wait() : remove()), NOTICE_SECONDS * 1000);
  };
  wait();
}
