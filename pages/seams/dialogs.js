// What Streamlit lays over its page.
//
// A seam: Streamlit has no way to be told to close it. Where its buttons change, it stays open.

/** Close the dialog that is open, such as that of a lost connection. */
export function closeDialog() {
  const close = document.querySelector('[data-testid="stDialog"] button[type="button"]');
  if (close instanceof HTMLElement) close.click();
}
