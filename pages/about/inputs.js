// The bar of the page on the model: its title, and what can be done with the page.
import { buildMoreMenu, title } from "../shared/input_parts.js";
import { buildInputs } from "../shared/inputs.js";

/** @import { ListRows } from "../shared/inputs.js" */

/** @type {ListRows} */
const listRows = (page) => [["tools", [title(page.texts.title), buildMoreMenu(page, [])]]];

export default buildInputs(listRows);
