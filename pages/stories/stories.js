// The list of stories: read, open in full, and for the facilitator publish, edit, withdraw, delete, undo.
import { StoryList } from "./list.js";
import { buildComponent } from "./view.js";

export default buildComponent(".stories-view", (...what) => new StoryList(...what));
