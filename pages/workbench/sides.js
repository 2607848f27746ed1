// Whether a picture that is wider than its frame goes on at the left or at the right: styles show it there.

/**
 * @param {HTMLElement} stage which scrolls
 * @returns {() => void} what ends it
 */
export function watchSides(stage) {
  const mark = () => {
    const { scrollLeft, scrollWidth, clientWidth } = stage;
    stage.classList.toggle("goes-on-left", scrollLeft > 1);
    stage.classList.toggle("goes-on-right", scrollLeft + clientWidth < scrollWidth - 1);
  };
  const watcher = new ResizeObserver(mark);
  watcher.observe(stage);
  stage.addEventListener("scroll", mark, { passive: true });
  const content = new MutationObserver(mark); // another picture
  content.observe(stage, { childList: true });
  return () => {
    watcher.disconnect();
    content.disconnect();
  };
}
