// What the Export page asks of the diagram: its filter. Python draws what is chosen.
import { tellServer } from "../shared/address.js";
import { buildChips, buildFilter, title } from "../shared/input_parts.js";
import { buildInputs } from "../shared/inputs.js";

export default buildInputs((page) => {
  /** @type {typeof page.choose} */
  const choose = (changes, how) => {
    page.choose(changes, how);
    tellServer();
  };
  const own = { ...page, choose };
  return [["tools", [title(page.data.title ?? ""), buildFilter(own), buildChips(own)]]];
});
