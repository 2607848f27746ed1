// The clipboard.
import { build } from "./dom.js";

/**
 * Copy a text. Browsers give the clipboard to pages of this computer or over HTTPS only; elsewhere the old
 * way works.
 * @param {string} text
 */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = build("textarea", {}, text);
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
}
