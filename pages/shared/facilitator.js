// The facilitator's passcode: asked for in a dialog, kept by the browser as a cookie that no script reads.

import { openDialog } from "./dialog.js";
import { build } from "./dom.js";
import { describeRefusal, Refused, send } from "./requests.js";

/**
 * @typedef {Parameters<typeof describeRefusal>[1] & Record<UnlockWord, string>} UnlockWords
 * @typedef {"wrongPasscode" | "readable" | "passcode" | "unlock" | "facilitator" | "close"} UnlockWord
 */

/**
 * Ask for the passcode, with a warning where others could read it on its way: by http from another machine.
 * The page is loaded anew to show what is open now.
 * @param {UnlockWords} words
 */
export function unlock(words) {
  const isReadable = !isSecureContext;
  const field = build("input", {
    type: "password",
    id: "facilitator-passcode",
    autocomplete: "current-password",
    required: true,
    "aria-describedby": isReadable ? "facilitator-warning" : null,
  });
  const message = build("p", { role: "alert", class: "form-alert" });
  const form = build(
    "form",
    {
      class: "story-form",
      onsubmit: async (event) => {
        event.preventDefault();
        try {
          await send(`facilitator.json?lang=${document.documentElement.lang || "en"}`, {
            passcode: field.value,
          });
          location.reload();
        } catch (error) {
          const isWrong = error instanceof Refused && error.status === 403;
          message.textContent = isWrong ? words.wrongPasscode : describeRefusal(error, words);
          field.select();
        }
      },
    },
    isReadable ? build("p", { class: "form-warning", id: "facilitator-warning" }, words.readable) : null,
    build("label", { for: "facilitator-passcode" }, words.passcode),
    field,
    message,
    build(
      "div",
      { class: "form-buttons" },
      build("button", { type: "submit", class: "primary" }, words.unlock),
    ),
  );
  openDialog({ title: words.facilitator, content: form, words, kind: "small" });
  field.focus();
}

/**
 * Leave one of the teams that somebody signed in for.
 * @param {string} team
 */
export async function leaveTeam(team) {
  await send("facilitator.json", { lock: true, team });
  location.reload();
}

export async function lock() {
  await send("facilitator.json", { lock: true });
  location.reload();
}

/** End the facilitator's sessions in every browser. */
export async function endAllSessions() {
  await send("facilitator.json", { end_all: true });
  location.reload();
}
