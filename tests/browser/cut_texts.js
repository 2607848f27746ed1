// The texts that a box cuts off without saying the whole elsewhere: a list of what they say.
() => {
  const HIDING = ["hidden", "clip"];
  const faults = [];
  for (const element of document.querySelectorAll("body *")) {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const style = getComputedStyle(element);
    if (element.closest(".preview-sheets table")) continue; // a look at a file, which is had whole
    const isText = [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.data.trim(),
    );
    if (!isText || !HIDING.includes(style.overflowX) || element.closest(".visually-hidden")) continue;
    if (element.clientWidth < 3 || element.scrollWidth <= element.clientWidth + 1) continue;
    const words = element.textContent.replace(/\u00ad/g, "").trim();
    const whole = element.closest("[title]")?.title ?? element.closest("[aria-label]")?.ariaLabel ?? "";
    const isSaid = style.textOverflow === "ellipsis" && whole.replace(/\u00ad/g, "").includes(words);
    if (!isSaid) faults.push(words.slice(0, 60));
  }
  return faults;
};
