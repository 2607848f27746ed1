// What stands above the picture on the page of paths; what is asked of paths stands beside it (paths.js).
import { buildMoreMenu, buildView, title } from "../shared/input_parts.js";
import { buildInputs } from "../shared/inputs.js";

/** @import { Page, Row } from "../shared/input_parts.js" */

const PARAMETERS = ["from", "to", "via", "off", "path", "evidence", "sort", "node", "depth"];

/**
 * @param {Page} page
 * @returns {Row[]}
 */
const listPaths = (page) => [
  ["tools", [title(page.data.title ?? ""), buildView(page), buildMoreMenu(page, PARAMETERS)]],
];

export default buildInputs(listPaths);
