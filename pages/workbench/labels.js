// Names on the map stay within their boxes when a reader sets letters wider apart than the picture was made
// for: then they are made smaller.

const GAP = 3; // on each side, in units of the picture

/**
 * Keep the names of a picture within their boxes, now and whenever the page's letters change.
 * @param {HTMLElement} stage
 * @returns {() => void} what ends it
 */
export function keepLabelsInside(stage) {
  const probe = document.createElement("span"); // as wide as the page has its letters
  probe.className = "letters-probe";
  probe.textContent = "mmmmmmmmmm mmmmmmmmmm";
  probe.setAttribute("aria-hidden", "true");
  document.body.append(probe);
  const fit = () => fitLabels(stage);
  const sizes = new ResizeObserver(fit);
  sizes.observe(probe);
  const pictures = new MutationObserver(fit);
  pictures.observe(stage, { childList: true });
  return () => {
    sizes.disconnect();
    pictures.disconnect();
    probe.remove();
  };
}

/** @param {HTMLElement} stage */
function fitLabels(stage) {
  /** @type {[SVGTextContentElement, number][]} */
  const shares = [];
  for (const group of stage.querySelectorAll("[data-node-id], .stage-title, .lane-title")) {
    const isUpright = group.matches(".lane-title"); // the lane stands before it
    const shape = isUpright ? group.previousElementSibling : group.querySelector("rect, circle, path");
    if (!(shape instanceof SVGGraphicsElement)) continue;
    const room = shape.getBBox()[isUpright ? "height" : "width"] - 2 * GAP;
    /** @type {NodeListOf<SVGTextContentElement>} */
    const lines = group.querySelectorAll("text:not(:has(tspan)), tspan:not([font-size])");
    for (const label of lines) {
      label.style.fontSize = "";
      if (label.closest(".flag, .count")) continue;
      const length = label.getComputedTextLength();
      if (length > room + GAP) shares.push([label, room / length]);
    }
  }
  for (const [label, share] of shares) {
    label.style.fontSize = `${share * parseFloat(getComputedStyle(label).fontSize)}px`;
  }
}
