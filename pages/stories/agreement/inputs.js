// What is shown of agreement: the figures, where coders differ, or that on the map.
import * as controls from "../../shared/controls.js";
import { bind, buildMoreMenu } from "../../shared/input_parts.js";

/**
 * @import { Part } from "../../shared/input_parts.js"
 * @import { StoriesPage } from "../inputs.js"
 */

/**
 * @param {StoriesPage} page
 * @returns {Part[]}
 */
export function listAgreementInputs(page) {
  const { words, texts, choose } = page;
  const pick = (/** @type {string} */ part) => choose({ part: part !== "figures" && part });
  const control = controls.oneOf("part", texts.words.inputs.view, words.parts, pick);
  const part = bind(control, (_, query) => {
    const asked = query.get("part") ?? "";
    return Object.hasOwn(words.parts, asked) ? asked : "figures";
  });
  return [part, buildMoreMenu(page, ["node", "dimension", "story", "part"])];
}
