// Whether what is wider than its frame goes on at the left or at the right: styles show it there.

/**
 * @param {HTMLElement} frame which scrolls
 * @returns {() => void} what ends it
 */
export function watchSides(frame) {
  const mark = () => {
    const { scrollLeft, scrollWidth, clientWidth } = frame;
    frame.classList.toggle("goes-on-left", scrollLeft > 1);
    frame.classList.toggle("goes-on-right", scrollLeft + clientWidth < scrollWidth - 1);
  };
  const watcher = new ResizeObserver(mark);
  watcher.observe(frame);
  frame.addEventListener("scroll", mark, { passive: true });
  const content = new MutationObserver(mark); // something else in it
  content.observe(frame, { childList: true });
  return () => {
    watcher.disconnect();
    content.disconnect();
  };
}
