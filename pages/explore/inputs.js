// What the Explore page asks: view, search, filter.
import { buildChips, buildFilter, buildMoreMenu, buildView, title } from "../shared/input_parts.js";
import { buildInputs } from "../shared/inputs.js";
import { buildSearchList } from "./search_list.js";

const EVERYTHING = ["level", "stage", "without", "rest", "search", "node", "edge", "counts", "depth"];

export default buildInputs((page) => [
  [
    "tools",
    [
      title(page.texts.title),
      buildView(page),
      buildSearchList(page),
      buildFilter(page),
      buildChips(page),
      buildMoreMenu(page, EVERYTHING),
    ],
  ],
]);
