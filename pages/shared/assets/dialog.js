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
export function ask(question, yes, words) {
  return new Promise((done) => {
    let answer = false;
    const decide = (value) => () => {
      answer = value;
      dialog.close();
    };
    const content = build(
      "div",
      { class: "dialog-question" },
      build("p", {}, question),
      build("div", { class: "form-buttons" },
        build("button", { type: "button", class: "primary", onclick: decide(true) }, yes),
        build("button", { type: "button", onclick: decide(false) }, words.cancel)),
    );
    const dialog = openDialog({ title: yes, content, words, kind: "small", onclose: () => done(answer) });
  });
}
