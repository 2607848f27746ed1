// The Explore page: the model, and all that is known of what is selected in it.
import { buildDetails } from "../workbench/details.js";
import { buildOverview } from "../workbench/overview.js";
import { buildWorkbench } from "../workbench/workbench.js";

export default buildWorkbench("explore", () => [buildDetails((texts) => [buildOverview(texts)])]);
