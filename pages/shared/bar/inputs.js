// The bar of a page that asks nothing: its title, and what can be done with the page.
import { buildMoreMenu, title } from "../input_parts.js";
import { buildInputs } from "../inputs.js";

/** @import { ListRows } from "../inputs.js" */

/** @type {ListRows} */
const listRows = (page) => [["tools", [title(page.data.title ?? ""), buildMoreMenu(page, [])]]];

export default buildInputs(listRows);
