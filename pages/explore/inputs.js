// What the Explore page asks: view, search, filter.
import { buildReset, buildSearch, buildView, listFilters, title } from "../shared/input_parts.js";
import { buildInputs } from "../shared/inputs.js";

const FILTER = ["level", "stage", "without", "rest", "search", "node", "counts", "depth"];

export default buildInputs((page) => [
  ["tools", [title(page.texts.title), buildView(page), buildSearch(page)]],
  ["filters", [...listFilters(page), buildReset(page, FILTER)]],
]);
