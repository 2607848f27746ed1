// What screens and phones show of a workshop, and the link with which others look on.
import { copyText } from "../../shared/clipboard.js";
import { ask } from "../../shared/dialog.js";
import { build } from "../../shared/dom.js";
import { refill } from "../../shared/typed.js";
import { joinLabel } from "../../shared/words.js";

/** @import { Desk } from "./desk.js" */

export class ScreensPanel {
  /** @param {Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.element = build("div", { class: "panel" });
  }

  draw() {
    const { workshop, screen } = this.desk.state;
    refill(this.element, [workshop, screen], () => [
      build("h3", {}, this.desk.words.onScreens),
      this.#buildSwitch("isOwnOnly", this.desk.words.ownOnly),
      this.#buildSwitch("hidesPeople", this.desk.words.hidePeople),
      this.#buildSwitch("hasCodes", this.desk.words.offerCodes),
      build("p", { class: "quiet" }, this.desk.words.offerCodesUse),
      ...(workshop.isEnded ? [] : this.#buildLink(screen)),
    ]);
  }

  /**
   * @param {"isOwnOnly" | "hidesPeople" | "hasCodes"} name
   * @param {string} words
   */
  #buildSwitch(name, words) {
    const { desk } = this;
    const checked = desk.state.workshop[name];
    const box = build("input", { type: "checkbox", checked, "data-focus": name });
    box.addEventListener("change", async () => {
      if (!(await desk.act("show", { [name]: box.checked }))) box.checked = !box.checked;
    });
    return build("label", { class: "check" }, box, words);
  }

  /** @param {string} screen */
  #buildLink(screen) {
    const { desk } = this;
    const { words, live } = desk;
    const address = build("input", {
      type: "text",
      readonly: true,
      value: screen,
      "aria-label": words.screenLink,
      "data-focus": "screen-link",
    });
    const copy = () => copyText(screen).then(() => desk.say(words.copiedLink));
    const qr = build(
      "details",
      { "data-fold": "screen-qr" },
      build("summary", {}, words.screenQr),
      // Another link is another picture, which the browser has to ask for.
      build("img", {
        class: "screen-qr",
        src: `${live.address}/screen.svg?${screen.slice(-8)}`,
        alt: joinLabel(words, "QR", words.screenLink),
      }),
    );
    return [
      build("h3", {}, words.screenLink),
      build("p", { class: "quiet" }, words.screenLinkUse),
      build(
        "div",
        { class: "row" },
        address,
        build("button", { type: "button", "data-focus": "copy-screen", onclick: copy }, words.copyLink),
        build(
          "button",
          { type: "button", "data-focus": "renew-screen", onclick: () => this.#renew() },
          words.renewLink,
        ),
      ),
      qr,
    ];
  }

  async #renew() {
    const { desk } = this;
    const { words } = desk;
    if (await ask(words.sureRenewLink, words.renewLink, words))
      desk.act("renew-links", {}, words.renewedLink);
  }
}
