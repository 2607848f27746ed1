// What the Explore page asks: view, search, filter.
import { buildChips, buildFilter, buildMoreMenu, buildView, title } from "../shared/input_parts.js";
import { buildInputs } from "../shared/inputs.js";
import { buildSearchWithList } from "./search_list.js";

/** @import { ListRows } from "../shared/inputs.js" */

const EVERYTHING = ["level", "stage", "without", "rest", "search", "node", "edge", "counts", "depth"];

/** @type {ListRows} */
const listRows = (page) => [
  [
    "tools",
    [
      title(page.texts.title),
      buildView(page),
      buildSearchWithList(page),
      buildFilter(page),
      buildChips(page),
      buildMoreMenu(page, EVERYTHING),
    ],
  ],
];

export default buildInputs(listRows, "explore/explore.css");
