import assert from "node:assert/strict";
import { test } from "node:test";
import { readHash, writeHash } from "./hash.ts";
import { afterKey, Model, snap } from "./model.ts";
import { readSpec } from "./spec.ts";
import { squareSpec } from "./square.fixture.ts";

const input = { name: "w", low: -3, high: 3, start: 1.3, step: 0.01, latex: "w" };

test("a model starts at the start, and follows its inputs", () => {
  const model = new Model(readSpec(squareSpec()));
  assert.deepEqual([model.get("w"), model.get("C")], [1.5, 2.25]);
  assert.equal(model.set({ w: -2 }), true);
  assert.deepEqual(model.outputs(), { C: 4, "dC/dw": -4 });
  assert.equal(model.set({ w: -2 }), false, "nothing changed");
  model.reset();
  assert.deepEqual(model.inputs(), { w: 1.5 });
});

test("an input stays within its range", () => {
  const model = new Model(readSpec(squareSpec()));
  model.set({ w: 99 });
  assert.equal(model.get("w"), 3);
});

test("an unknown input is named, with those there are", () => {
  const model = new Model(readSpec(squareSpec()));
  assert.throws(() => model.set({ q: 1 }), /no input "q"; its inputs are w/);
  assert.throws(() => model.set({ w: NaN }), /"w" must be a number/);
});

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

test("the address sets the inputs of the figure it names", () => {
  assert.deepEqual(readHash("#curve-C:w=1.2,b=-0.3", "curve-C"), { w: 1.2, b: -0.3 });
  assert.equal(readHash("#curve-C:w=1.2", "curve"), null);
  assert.equal(readHash("#section", "curve-C"), null);
  assert.throws(() => readHash("#curve-C:w=much", "curve-C"), /"w=much".*write name=number/);
});

test("an address that was written reads back", () => {
  const inputs = { α: 0.1, w: -1e-7 };
  assert.deepEqual(readHash(writeHash("f", inputs), "f"), inputs);
});
