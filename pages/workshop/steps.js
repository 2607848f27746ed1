// Where a presentation is, and where it goes from there; the same for projector and facilitator.

// The number of the step that a position shows; the nearest one of its kind where that is gone.
export function findStep(steps, position) {
  const same = steps.map((step, number) => ({ step, number })).filter(({ step }) => step.view === position.view && (step.round ?? null) === (position.round ?? null));
  const exact = same.find(({ step }) => (position.story ? step.story === position.story : step.at === position.at));
  if (exact) return exact.number;
  if (same.length) return same[Math.min(position.at, same.length - 1)].number;
  return Math.max(0, steps.findIndex((step) => step.view === position.view));
}

// What a position has to say to show a step.
export const placeOf = (step) => ({ view: step.view, at: step.at, round: step.round ?? null, story: step.story ?? null });

// What a key does: the name of an act, or undefined. Clickers send page up and down.
export function readKey(event) {
  if (event.altKey || event.ctrlKey || event.metaKey) return undefined;
  return {
    ArrowRight: "next", PageDown: "next", " ": "next", ArrowDown: "next",
    ArrowLeft: "back", PageUp: "back", ArrowUp: "back", Backspace: "back",
    Home: "first", End: "last", b: "black", B: "black", ".": "black", t: "timer", T: "timer",
    f: "fullscreen", F: "fullscreen", s: "spotlight", S: "spotlight", Escape: "escape",
  }[event.key];
}

// How long a timer still runs, as text such as "4:05"; empty without one, "0:00" when its time is up.
export function readTimer(until, ahead) {
  if (!until) return "";
  const seconds = Math.max(0, Math.ceil((new Date(until) - Date.now() - ahead) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
