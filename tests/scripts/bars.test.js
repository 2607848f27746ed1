import "./opened.js";

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { fitBars } from "../../pages/workshop/results.js";

let observers;
let done;

const Plotly = {
  Plots: { resize: () => done.push("resize") },
  purge: () => done.push("purge"),
};

beforeEach(() => {
  observers = [];
  done = [];
  globalThis.ResizeObserver = class {
    constructor(notice) {
      this.notice = notice;
      observers.push(this);
    }

    observe() {
      this.isOn = true;
    }

    disconnect() {
      this.isOn = false;
    }
  };
});

test("bars follow the size of their place, unless it is folded", () => {
  const place = { isConnected: true, clientWidth: 400 };
  fitBars(place, Plotly);
  observers[0].notice();
  place.clientWidth = 0;
  observers[0].notice();
  assert.deepEqual(done, ["resize"]);
});

test("of bars that left the page nothing is kept, and nothing listens", () => {
  const place = { isConnected: true, clientWidth: 400 };
  fitBars(place, Plotly);
  place.isConnected = false;
  observers[0].notice();
  assert.deepEqual(done, ["purge"]);
  assert.equal(observers[0].isOn, false);
});

test("bars that are drawn anew in their place are followed once", () => {
  const place = { isConnected: true, clientWidth: 400 };
  fitBars(place, Plotly);
  fitBars(place, Plotly);
  assert.equal(observers.length, 1);
  place.isConnected = false;
  observers[0].notice();
  place.isConnected = true;
  fitBars(place, Plotly);
  assert.equal(observers.length, 2);
});
