// As much of a page as the modules need that build elements: enough to press a button and see what is shown.

class FakeElement extends EventTarget {
  attributes = new Map();
  children = [];
  dataset = {};
  text = "";
  checked = false;
  value = "";
  validity = { valid: true };

  constructor(tag) {
    super();
    this.tag = tag;
  }

  setAttribute(name, value) {
    this.attributes.set(name, value);
    if (name === "checked") this.checked = true;
  }

  getAttribute(name) {
    return this.attributes.get(name) ?? null;
  }

  append(...children) {
    this.children.push(...children);
  }

  replaceChildren(...children) {
    this.children = children;
  }

  get childElementCount() {
    return this.children.filter((child) => child instanceof FakeElement).length;
  }

  get textContent() {
    return this.text + this.children.map((child) => child.textContent ?? child).join("");
  }

  set textContent(text) {
    this.children = [];
    this.text = text;
  }

  /** All elements of a kind within this one. */
  findAll(tag) {
    const own = this.tag === tag ? [this] : [];
    const within = this.children.filter((child) => child instanceof FakeElement);
    return [...own, ...within.flatMap((child) => child.findAll(tag))];
  }

  find(tag, text = "") {
    return this.findAll(tag).find((element) => element.textContent.includes(text));
  }

  press() {
    this.dispatchEvent(new Event("click"));
  }

  enter(value, event = "change") {
    this.value = value;
    this.dispatchEvent(new Event(event));
  }

  tick(isOn) {
    this.checked = isOn;
    this.dispatchEvent(new Event("change"));
  }
}

/** Give the tab a document that elements can be built in. */
export function layPage() {
  Object.assign(document, { createElement: (tag) => new FakeElement(tag), activeElement: null });
  globalThis.matchMedia = () => ({ matches: false });
}
