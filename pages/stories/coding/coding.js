// Coding the stories: one at a time, by keys, each coder apart from the others.
import { buildComponent } from "../view.js";
import { CodingView } from "./coding_view.js";

const STYLES = ["stories/coding/coding.css"];

export default buildComponent(".coding-view", (...what) => new CodingView(...what), ...STYLES);
