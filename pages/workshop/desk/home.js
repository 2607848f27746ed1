// The report and files of a workshop, and what is printed before it.
import { build } from "../../shared/dom.js";

/** @import { Desk } from "./desk.js" */

export class HomePanel {
  /** @param {Desk} desk */
  constructor({ words, language, live }) {
    /**
     * @param {string} file
     * @param {string} name
     */
    const link = (file, name) =>
      build("a", { class: "button", href: `${live.address}/${file}?lang=${language}`, download: true }, name);
    const forms = Object.entries(words.reportForms);
    this.element = build(
      "div",
      { class: "panel" },
      build("h3", {}, words.report),
      build("p", { class: "quiet" }, words.reportHint),
      build("div", { class: "buttons" }, ...forms.map(([form, name]) => link(`report.${form}`, name))),
      build("h3", {}, words.pack),
      build("p", { class: "quiet" }, words.packHint),
      build("div", { class: "buttons" }, link("pack.pdf", words.packFile)),
      build("h3", {}, words.session),
      build("p", { class: "quiet" }, words.sessionHint),
      build("div", { class: "buttons" }, link("session.json", words.sessionFile)),
    );
  }

  draw() {}
}
