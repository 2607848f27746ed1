import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { forgetTyped, keepTyped } from "../../pages/shared/typed.js";

class Input extends EventTarget {
  constructor(type = "text") {
    super();
    Object.assign(this, { type, value: "", checked: false });
  }

  enter(value) {
    this.value = value;
    this.dispatchEvent(new Event("input"));
  }

  tick(isOn) {
    this.checked = isOn;
    this.dispatchEvent(new Event("change"));
  }
}

/** What a browser keeps, as far as it is used. */
class Storage {
  getItem(key) {
    return this[key] ?? null;
  }

  setItem(key, value) {
    this[key] = value;
  }

  removeItem(key) {
    delete this[key];
  }
}

beforeEach(() => {
  globalThis.HTMLInputElement = Input;
  Object.defineProperty(globalThis, "sessionStorage", { value: new Storage(), configurable: true });
});

test("what is typed comes back with a field of the same name", () => {
  keepTyped(new Input(), "name").enter("Ward 4");
  assert.equal(keepTyped(new Input(), "name").value, "Ward 4");
  assert.equal(keepTyped(new Input(), "other").value, "");
});

test("a box comes back as it was ticked, also where it was ticked off", () => {
  const ticked = Object.assign(new Input("checkbox"), { checked: true });
  keepTyped(ticked, "box").tick(false);
  const again = Object.assign(new Input("checkbox"), { checked: true });
  assert.equal(keepTyped(again, "box").checked, false);
  again.tick(true);
  assert.equal(keepTyped(new Input("checkbox"), "box").checked, true);
});

test("what was sent is forgotten, by the beginning of its name", () => {
  for (const name of ["new-name", "new-day", "timer"]) keepTyped(new Input(), name).enter("x");
  forgetTyped("new-");
  const left = ["new-name", "new-day", "timer"].map((name) => keepTyped(new Input(), name).value);
  assert.deepEqual(left, ["", "", "x"]);
});

test("where the browser keeps nothing the field is as good as any", () => {
  const refuse = () => {
    throw new Error("not allowed");
  };
  const none = { getItem: refuse, setItem: refuse };
  Object.defineProperty(globalThis, "sessionStorage", { value: none, configurable: true });
  const field = keepTyped(new Input(), "name");
  field.enter("Ward 4");
  forgetTyped("name");
  assert.equal(field.value, "Ward 4");
});

test("where the browser blocks its storage nothing has to be forgotten", () => {
  const blocked = () => {
    throw new Error("not allowed");
  };
  Object.defineProperty(globalThis, "sessionStorage", { get: blocked, configurable: true });
  assert.doesNotThrow(() => forgetTyped("name"));
});
