// Two people changed one story: what differs, side by side, and for each field a choice.
import { build } from "./store.js";
import { openDialog } from "./dialog.js";
import { compare, diffWords, getField, merge } from "./story_merge.js";
import { LINES, PURPOSES } from "./story_values.js";

const SIDES = ["mine", "theirs"];

// Shows what differs between mine and theirs, which began as `base`; gives the version to save, null for none yet.
export function settleConflict({ base, mine, theirs, sheet, words, language }) {
  return new Promise((done) => {
    const rows = compare(base, mine, theirs).map((difference, at) =>
      new Row({ ...difference, name: `conflict-${at}`, mine, theirs, sheet, words, language }));
    let merged = null;
    const alert = build("div", { role: "alert", class: "form-alert" });
    const save = (event) => {
      event.preventDefault();
      const open = rows.find((row) => !row.choice);
      if (open) {
        alert.replaceChildren(words.chooseEach);
        open.inputs[0].focus();
        return;
      }
      merged = merge(mine, theirs, Object.fromEntries(rows.map((row) => [row.field, row.choice])));
      dialog.close();
    };
    const take = (side) => () => rows.forEach((row) => row.choose(side));
    const content = build("form", { class: "story-form conflict", novalidate: true, onsubmit: save },
      build("p", {}, rows.length ? words.conflictHint : words.conflictNone),
      rows.length > 1 ? build("div", { class: "form-buttons" },
        build("button", { type: "button", onclick: take("mine") }, words.allMine),
        build("button", { type: "button", onclick: take("theirs") }, words.allTheirs)) : null,
      ...rows.map((row) => row.element),
      alert,
      build("div", { class: "form-buttons" },
        build("button", { type: "submit", class: "primary" }, words.save),
        build("button", { type: "button", onclick: () => dialog.close() }, words.backToForm)));
    const dialog = openDialog({ title: words.conflict, content, words, kind: "form", onclose: () => done(merged) });
    (rows.find((row) => !row.choice)?.inputs[0] ?? content.querySelector("[type=submit]")).focus();
    dialog.scrollTo(0, 0);
  });
}

class Row {
  constructor(options) {
    Object.assign(this, options);
    const { words } = this;
    const shown = this.show();
    const who = { mine: words.onlyYou, theirs: words.onlyThey }[this.proposed] ?? words.bothChanged;
    this.inputs = SIDES.map((side) =>
      build("input", { type: "radio", name: this.name, value: side, checked: side === this.proposed,
        "aria-describedby": `${this.name}-${side}` }));
    const sides = SIDES.map((side, at) => build("div", { class: "conflict-side" },
      build("label", { class: "conflict-choice" }, this.inputs[at], words[side]),
      build("div", { id: `${this.name}-${side}` }, ...shown[at])));
    this.element = build("fieldset", { "data-conflict": this.field, class: this.proposed ? "" : "open" },
      build("legend", {}, this.nameField()), build("p", { class: "form-hint" }, who), build("div", { class: "conflict-sides" }, ...sides));
  }

  get choice() {
    return this.inputs.find((input) => input.checked)?.value ?? null;
  }

  choose(side) {
    for (const input of this.inputs) input.checked = input.value === side;
  }

  nameField() {
    const { words } = this;
    const [name, language] = this.field.split(".");
    return language ? words.translation.replace("{language}", words.languages[language] ?? language) : words.fields[name];
  }

  // What both versions say of the field, with what differs marked.
  show() {
    const [name, language] = this.field.split(".");
    const [mine, theirs] = SIDES.map((side) => getField(this[side], this.field));
    if (language) return this.showTranslation(mine, theirs);
    if (name === "text" || LINES.includes(name)) return this.showTexts(mine, theirs);
    const [listed, other] = [mine, theirs].map((value) => this.list(name, value));
    return [this.showList(listed, other), this.showList(other, listed)];
  }

  showTexts(mine, theirs) {
    const words = diffWords(mine ?? "", theirs ?? "");
    return SIDES.map((side) => [build("p", { class: "conflict-text" },
      ...(words[side].length ? words[side].map(({ text, differs }) => (differs ? build("mark", {}, text) : text)) : [this.words.nothing]))]);
  }

  showTranslation(mine, theirs) {
    const shown = [[], []];
    for (const field of [...LINES, "text"]) {
      if (!mine?.[field] && !theirs?.[field]) continue;
      this.showTexts(mine?.[field], theirs?.[field]).forEach((parts, at) => {
        if ([mine, theirs][at]) shown[at].push(build("strong", {}, this.words.fields[field]), ...parts);
      });
    }
    return shown.map((parts) => (parts.length ? parts : [build("p", {}, this.words.nothing)]));
  }

  // The value of a field that is no text, as words.
  list(name, value) {
    const { words, sheet } = this;
    switch (name) {
      case "nodes": return value.map((id) => sheet.nodes[id]?.name ?? id);
      case "dimensions": return value.map((id) => sheet.dimensions[id] ?? id);
      case "consent": return PURPOSES.filter((purpose) => value[purpose]).map((purpose) => words.consents[purpose]);
      case "source": return [value.name, value.url, value.session].filter(Boolean);
      case "teller": return [words.tellers[value]].filter(Boolean);
      case "language": return [words.languages[value] ?? value];
      case "status": return [words.statuses[value] ?? value].filter(Boolean);
      default: return value ? [new Date(`${value}T00:00Z`).toLocaleDateString(this.language, { dateStyle: "long", timeZone: "UTC" })] : [];
    }
  }

  showList(own, other) {
    if (!own.length) return [build("p", {}, this.words.nothing)];
    const marked = own.map((text) => (other.includes(text) ? text : build("mark", {}, text)));
    return Math.max(own.length, other.length) === 1 ? [build("p", {}, ...marked)] : [build("ul", {}, ...marked.map((part) => build("li", {}, part)))];
  }
}
