// The measures of the workbench, as workbench.css has them: known before the page is built, so that the
// picture can be asked for ahead.
import { recallOpen } from "../shared/folds.js";
import { isBeside } from "../shared/side.js";

export const PANEL = "panel"; // its name in the browser's storage
const BARS = 128; // navigation, tools, and the foot of the canvas
const NARROWEST = 700; // on a narrower screen the picture is wider than the canvas, which scrolls
const STEP = 20; // in steps that let browsers and server keep pictures

/** Whether the panel is open: until a visitor closes it, where it stands beside the canvas. */
export const isPanelOpen = () => recallOpen(PANEL) ?? true;

/** The space for the picture in pixels, such as "1000x660". */
export function measureSpace() {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const panel = isBeside() && isPanelOpen() ? Math.min(24 * rem, Math.max(20 * rem, 0.26 * innerWidth)) : 0;
  const width = Math.max(innerWidth - panel, isBeside() ? 200 : NARROWEST);
  const height = Math.max(innerHeight - (BARS / 16) * rem, 200);
  return [width, height].map((size) => Math.min(8180, Math.floor(size / STEP) * STEP)).join("x");
}
