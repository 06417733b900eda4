import assert from "node:assert/strict";
import { test } from "node:test";
import { afterKey, afterKeys, position, snap } from "./input.ts";

const input = {
  name: "w",
  low: -3,
  high: 3,
  start: 1.3,
  step: 0.01,
  latex: "w",
  control: "slider" as const,
  scale: "linear" as const,
  whole: false,
};

test("a point snaps to the numbers that the slider has, without dust in the last digits", () => {
  assert.equal(snap(input, 1.2999), 1.3);
  assert.equal(snap(input, 0.1 + 0.2), 0.3);
  assert.equal(snap(input, 99), 3);
  assert.equal(snap({ ...input, low: 0, high: 1, step: 0.3 }, 1), 0.9);
});

test("keys move a point as they move a slider", () => {
  const after = (key: string, shift = false): number | null => afterKey(input, 1.3, key, shift);
  assert.deepEqual(
    ["ArrowRight", "ArrowUp", "ArrowLeft", "ArrowDown"].map((key) => after(key)),
    [1.31, 1.31, 1.29, 1.29],
  );
  assert.deepEqual(
    ["PageUp", "PageDown", "Home", "End"].map((key) => after(key)),
    [1.4, 1.2, -3, 3],
  );
  assert.deepEqual([after("ArrowRight", true), after("Tab")], [1.4, null]);
});

test("a logarithmic input moves by powers of ten, and stops at round numbers", () => {
  const h = { ...input, name: "h", low: 1e-12, high: 0.1, start: 1e-6, step: 0.05, scale: "log" as const };
  assert.equal(position(h, 1e-6), -6);
  assert.deepEqual([snap(h, 1.01e-6), snap(h, 1e-20), snap(h, 7)], [1e-6, 1e-12, 0.1]);
  assert.deepEqual(
    [afterKey(h, 1e-6, "ArrowRight", false), afterKey(h, 1e-6, "PageDown", false)],
    [1.122e-6, 3.162e-7],
  );
});

test("with two inputs the arrows across move one and the arrows upright the other", () => {
  const inputs = [input, { ...input, name: "b" }];
  const after = (key: string): object | null => afterKeys(inputs, [1, 2], key, false);
  assert.deepEqual(["ArrowLeft", "ArrowUp", "PageDown", "End", "x"].map(after), [
    { w: 0.99 },
    { b: 2.01 },
    { b: 1.9 },
    { w: 3 },
    null,
  ]);
  assert.deepEqual(afterKeys([input], [1], "ArrowUp", true), { w: 1.1 });
});
