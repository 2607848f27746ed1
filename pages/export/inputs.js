// What the Export page asks of the diagram: its filter; and its panel's button. Python draws what is chosen.
import { tellServer } from "../shared/address.js";
import { buildChips, buildFilter, title } from "../shared/input_parts.js";
import { buildInputs } from "../shared/inputs.js";
import { buildPanelButton } from "./panel.js";

export default buildInputs((page) => {
  /** @type {typeof page.choose} */
  const choose = (changes, how) => {
    page.choose(changes, how);
    tellServer();
  };
  const own = { ...page, choose };
  const panel = buildPanelButton(page.texts.words);
  return [["tools", [title(page.data.title ?? ""), buildFilter(own), buildChips(own), panel]]];
});
