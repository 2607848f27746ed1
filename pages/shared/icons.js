// The pictures on the buttons, drawn here so that they look alike wherever the page is shown.

export const PATHS = {
  zoomIn: "M12 5v14M5 12h14",
  zoomOut: "M5 12h14",
  fit: "M4 12h16M7 9l-3 3 3 3M17 9l3 3-3 3",
  fullscreen: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  physics: "M6 7a2 2 0 1 0 .1 0M18 6a2 2 0 1 0 .1 0M12 16a2 2 0 1 0 .1 0M8 9h8M8 11l3 5M17 10l-4 6",
  putBack: "M4 5v6h6M5 11a8 8 0 1 1 1 6",
  stepBack: "M15 5l-7 7 7 7",
  stepOn: "M9 5l7 7-7 7",
  copy: "M9 9h10v11H9zM15 9V4H5v11h4",
  close: "M6 6l12 12M18 6L6 18",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  panel: "M4 5h16v14H4zM14 5v14",
};

/** @param {keyof typeof PATHS} name */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "diagram-icon");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
