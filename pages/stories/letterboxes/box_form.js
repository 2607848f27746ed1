// What a letterbox is called, what it asks and in which language, in a dialog.
import { openDialog } from "../../shared/dialog.js";
import { build } from "../../shared/dom.js";
import { describeRefusal, makeId } from "../../shared/requests.js";
import { loadTeams, nameTeams, offerOptions } from "../../shared/teams.js";
import { saveLetterbox } from "./api.js";

/**
 * @import { Shown } from "./letterbox_view.js"
 * @import { Letterbox } from "./types.js"
 */

/**
 * @param {Shown} shown
 * @param {Letterbox | null} box null for a new one
 * @param {() => void} onsaved
 */
export async function openBoxForm({ words, language }, box, onsaved) {
  const request = makeId();
  const teams = await loadTeams();
  const name = build("input", { id: "box-name", required: true, maxlength: words.most.name });
  const own = build("input", { id: "box-question", maxlength: words.most.line });
  name.value = box?.name ?? "";
  own.value = box?.question ?? "";
  const kind = choose("box-asks", words.questions, box?.question ? "own" : box?.isWeekly ? "week" : "moment");
  const spoken = choose("box-language", words.languages, box?.language ?? language);
  const ended = teams.filter(({ isEnded }) => isEnded).map(({ id }) => id);
  const offered = offerOptions({ kind: "team", options: nameTeams(teams), ended }, box?.team);
  const team = choose("box-team", { "": words.wholeHouse, ...offered }, box?.team ?? "");
  const teamField = build("div", {}, build("label", { for: team.id }, words.ofTeam), team);
  teamField.hidden = !Object.keys(offered).length;
  const ownField = build("div", {}, build("label", { for: own.id }, words.ownQuestion), own);
  const paint = () => {
    ownField.hidden = kind.value !== "own";
    own.required = kind.value === "own";
  };
  kind.addEventListener("change", paint);
  paint();
  const message = build("p", { role: "alert", class: "form-alert" });
  const onsubmit = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const said = {
      name: name.value,
      question: kind.value === "own" ? own.value : "",
      isWeekly: kind.value === "week",
      language: spoken.value,
      team: team.value,
    };
    try {
      await saveLetterbox(box?.id ?? null, box ? said : { ...said, request });
      dialog.close();
      onsaved();
    } catch (error) {
      message.textContent = describeRefusal(error, words);
    }
  };
  const content = build(
    "form",
    { class: "story-form letterbox-form", onsubmit },
    build("label", { for: name.id }, words.name),
    name,
    build("p", { class: "hint" }, words.nameHint),
    build("label", { for: kind.id }, words.asks),
    kind,
    ownField,
    build("label", { for: spoken.id }, words.pageLanguage),
    spoken,
    teamField,
    message,
    build(
      "div",
      { class: "form-buttons" },
      build("button", { type: "submit", class: "primary" }, words.save),
    ),
  );
  const title = box ? words.edit : words.make;
  const dialog = openDialog({ title, content, words, kind: "small" });
  name.focus();
}

/**
 * @param {string} id
 * @param {Record<string, string>} names
 * @param {string} chosen
 */
function choose(id, names, chosen) {
  const options = Object.entries(names).map(([value, name]) => build("option", { value }, name));
  const choice = build("select", { id }, ...options);
  choice.value = chosen;
  return choice;
}
