import assert from "node:assert/strict";
import { test } from "node:test";
import { chooseInk, measureContrast, mix } from "../../pages/shared/colours.js";

test("a colour is mixed with a share of another one", () => {
  assert.equal(mix("#000000", "#ffffff", 0.5), "rgb(128,128,128)");
  assert.equal(mix("rgb(0,10,20)", "#ffffff", 0), "rgb(0,10,20)");
});

test("contrast is counted as WCAG 2 does", () => {
  assert.equal(measureContrast("#ffffff", "#000000"), 21);
  assert.equal(measureContrast("#777777", "#ffffff").toFixed(2), "4.48");
});

test("on every grey the ink that is chosen can be read", () => {
  for (let part = 0; part < 256; part += 1) {
    const grey = `rgb(${part},${part},${part})`;
    assert.ok(measureContrast(chooseInk(grey), grey) >= 4.5, grey);
  }
});
