// What the Explore page asks: view, search, filter.
import { buildChips, buildFilter, buildMore, buildSearch, buildView, title } from "../shared/input_parts.js";
import { buildInputs } from "../shared/inputs.js";

const EVERYTHING = ["level", "stage", "without", "rest", "search", "node", "edge", "counts", "depth"];

export default buildInputs((page) => [
  [
    "tools",
    [
      title(page.texts.title),
      buildView(page),
      buildSearch(page),
      buildFilter(page),
      buildChips(page),
      buildMore(page, EVERYTHING),
    ],
  ],
]);
