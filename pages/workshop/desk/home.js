// What is taken home from a workshop, and what is printed before it.
import { build } from "../../shared/dom.js";
import { refill } from "../../shared/typed.js";

export class HomePanel {
  constructor(desk) {
    this.desk = desk;
    this.element = build("div", { class: "panel" });
  }

  draw() {
    const { words, language, id } = this.desk;
    const link = (file, said) =>
      build("a", { class: "button", href: `workshops/${encodeURIComponent(id)}/${file}?lang=${language}`, download: true }, said);
    refill(this.element, [language], () => [
      build("h3", {}, words.report),
      build("p", { class: "quiet" }, words.reportHint),
      build("div", { class: "buttons" }, ...Object.entries(words.reportForms).map(([form, said]) => link(`report.${form}`, said))),
      build("h3", {}, words.pack),
      build("p", { class: "quiet" }, words.packHint),
      build("div", { class: "buttons" }, link("pack.pdf", words.packFile)),
      build("h3", {}, words.session),
      build("p", { class: "quiet" }, words.sessionHint),
      build("div", { class: "buttons" }, link("session.json", words.sessionFile)),
    ]);
  }
}
