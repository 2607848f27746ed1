// Signing in, by a passcode or an account, and out; the browser keeps it as a cookie that no script reads.

import { openDialog } from "./dialog.js";
import { build } from "./dom.js";
import { describeRefusal, Refused, send } from "./requests.js";

/**
 * @typedef {Parameters<typeof describeRefusal>[1] & Record<UnlockWord, string>} UnlockWords
 * @typedef {"wrongPasscode" | "readable" | "passcode" | "unlock" | "facilitator" | "close" | "byAccount"
 *   | "orPasscode"} UnlockWord
 */

/**
 * Ask for the passcode, with a warning where others could read it on its way: by http from another machine.
 * The page is loaded anew to show what is open now.
 * @param {UnlockWords} words
 * @param {string} [page] where somebody comes back to who signs in by an account; "" where nobody can
 */
export function unlock(words, page = "") {
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
    ...(page ? buildAccountLink(words, page) : []),
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
 * @param {UnlockWords} words
 * @param {string} page
 */
function buildAccountLink(words, page) {
  const language = document.documentElement.lang || "en";
  const href = new URL(`sign-in?to=${page}&lang=${language}`, document.baseURI).href;
  return [
    build("p", {}, build("a", { class: "account-link", href }, words.byAccount)),
    build("p", { class: "form-hint" }, words.orPasscode),
  ];
}

/**
 * Leave one of the teams that somebody signed in for.
 * @param {string} team
 */
export async function leaveTeam(team) {
  await send("facilitator.json", { lock: true, team });
  location.reload();
}

/** Sign out here, and where somebody signed in by an account, with the provider, too. */
export async function lock() {
  const { leave } = await send("facilitator.json", { lock: true });
  if (leave) location.assign(leave);
  else location.reload();
}

/** End the facilitator's sessions in every browser. */
export async function endAllSessions() {
  await send("facilitator.json", { end_all: true });
  location.reload();
}
