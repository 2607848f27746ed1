// What is typed is kept until it was sent: through a reload, a redrawn page, a server that is away.

// Let a field keep what is typed under a name; it comes back with it.
export function keepTyped(field, name) {
  const key = `mangomoment-typed-${name}`;
  const kept = read(key);
  if (kept !== null) field.type === "checkbox" ? (field.checked = kept === "yes") : (field.value = kept);
  const keep = () => {
    try {
      sessionStorage.setItem(key, field.type === "checkbox" ? (field.checked ? "yes" : "") : field.value);
    } catch { /* the field itself still holds it */ }
  };
  field.addEventListener("input", keep);
  field.addEventListener("change", keep);
  return field;
}

export function forgetTyped(name) {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(`mangomoment-typed-${name}`)) sessionStorage.removeItem(key);
}

function read(key) {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

// Draw a part anew only where what it shows changed, and leave the focus, the text cursor and what was
// unfolded (by its `data-fold`) as they were.
export function refill(place, shown, make) {
  const signature = JSON.stringify(shown);
  if (place.signature === signature) return;
  place.signature = signature;
  const active = place.contains(document.activeElement) ? document.activeElement : null;
  const focus = active?.dataset.focus;
  const cursor = active && "selectionStart" in active ? [active.selectionStart, active.selectionEnd] : null;
  const scrolled = place.scrollTop;
  const unfolded = new Set(Array.from(place.querySelectorAll("details[open][data-fold]"), (one) => one.dataset.fold));
  place.replaceChildren(...make().filter((one) => one !== null && one !== undefined));
  for (const one of place.querySelectorAll("details[data-fold]")) one.open = unfolded.has(one.dataset.fold);
  place.scrollTop = scrolled;
  const again = focus && place.querySelector(`[data-focus="${CSS.escape(focus)}"]`);
  again?.focus({ preventScroll: true });
  if (again && cursor && cursor[0] !== null && again.setSelectionRange) again.setSelectionRange(...cursor);
}
