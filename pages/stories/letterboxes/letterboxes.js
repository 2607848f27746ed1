// The letterboxes: kept by the facilitator, and paper cards typed in for them.
import { buildComponent } from "../view.js";
import { LetterboxView } from "./letterbox_view.js";

export default buildComponent(
  ".letterboxes-view",
  (...what) => new LetterboxView(...what),
  "stories/letterboxes/letterboxes.css",
);
