// Asking again and again whether something changed, as long as somebody looks.

const SLOWEST = 30_000;
const PATIENCE = 15_000;

/**
 * Ask an address for its `version` every few seconds; `changed` is told each new one. A hidden page does
 * not ask, and asks at once when it is shown again; where no answer comes within 15 seconds it asks less
 * and less often, at least every `slowest` milliseconds, and `lost` is told whether it is so. Gives what
 * ends it, and what takes another version for the known one.
 * @param {string} address
 * @param {number} seconds
 * @param {string} version
 * @param {(version: string) => void} changed
 * @param {{slowest?: number, lost?: (isLost: boolean) => void}} [options]
 */
export function watch(address, seconds, version, changed, { slowest = SLOWEST, lost = () => {} } = {}) {
  let pause = seconds * 1000;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let isOver = false;
  let last = version;
  const ask = async () => {
    clearTimeout(timer);
    if (isOver || document.hidden) return;
    try {
      const signal = AbortSignal.timeout(PATIENCE);
      const response = await fetch(new URL(address, document.baseURI), { cache: "no-store", signal });
      if (!response.ok) throw new Error(`${response.status}`);
      const found = (await response.json()).version;
      pause = seconds * 1000;
      if (isOver) return;
      lost(false);
      if (found !== last) {
        last = found;
        changed(found);
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
  /** @param {string} other */
  const known = (other) => {
    last = other;
  };
  return { end, known };
}
