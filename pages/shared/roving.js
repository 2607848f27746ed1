// A group that the Tab key enters once: within it the arrow keys go on, from what is chosen.

const STEPS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

/**
 * @param {HTMLElement} group
 * @param {HTMLElement[]} items in their order
 * @returns {() => void} to be called when another item is chosen
 */
export function rove(group, items) {
  const letIn = (/** @type {HTMLElement | undefined} */ entry) => {
    for (const item of items) item.tabIndex = item === entry ? 0 : -1;
  };
  const isChosen = (/** @type {HTMLElement} */ item) =>
    item.getAttribute("aria-pressed") === "true" || item.getAttribute("aria-current") !== null;
  group.addEventListener("focusin", ({ target }) => letIn(items.find((item) => item === target)));
  group.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const reachable = items.filter((item) => !item.matches(":disabled"));
    const at = event.target instanceof HTMLElement ? reachable.indexOf(event.target) : -1;
    const step = Object.entries(STEPS).find(([key]) => key === event.key)?.[1];
    const to = { Home: reachable[0], End: reachable.at(-1) }[event.key] ?? (step && reachable[at + step]);
    if (at < 0 || !to) return;
    event.preventDefault();
    to.focus();
  });
  const enterAtChosen = () => letIn(items.find(isChosen) ?? items[0]);
  enterAtChosen();
  return enterAtChosen;
}
