// Asking again and again whether something changed, as long as somebody looks.

const SLOWEST = 30_000;

// Ask an address for its `version` every so many seconds; `changed` is told each new one. A hidden page
// does not ask, and asks at once when it is shown again; where no answer comes it asks less and less
// often, at least every `slowest` milliseconds, and `lost` is told whether it is so. Gives a function that
// ends it, and takes another version for the known one by `known(version)`.
export function watch(address, seconds, version, changed, { slowest = SLOWEST, lost = () => {} } = {}) {
  let pause = seconds * 1000;
  let timer = 0;
  let isOver = false;
  let last = version;
  const ask = async () => {
    clearTimeout(timer);
    if (isOver || document.hidden) return;
    try {
      const response = await fetch(new URL(address, document.baseURI), { cache: "no-store" });
      if (!response.ok) throw new Error(`${response.status}`);
      const said = (await response.json()).version;
      pause = seconds * 1000;
      if (isOver) return;
      lost(false);
      if (said !== last) {
        last = said;
        changed(said);
      }
    } catch {
      pause = Math.min(pause * 2, slowest);
      if (!isOver) lost(true);
    }
    clearTimeout(timer);
    if (!isOver) timer = setTimeout(ask, pause);
  };
  const wake = () => document.hidden || ask();
  document.addEventListener("visibilitychange", wake);
  timer = setTimeout(ask, pause);
  const end = () => {
    isOver = true;
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", wake);
  };
  return { end, known: (other) => (last = other) };
}
