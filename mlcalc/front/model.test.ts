import assert from "node:assert/strict";
import { test } from "node:test";
import { readHash, writeHash } from "./hash.ts";
import { afterKeys } from "./handles.ts";
import { afterKey, Model, position, snap } from "./model.ts";
import { readSpec } from "./kinds.ts";
import { squareSpec } from "./square.fixture.ts";

const input = {
  name: "w",
  low: -3,
  high: 3,
  start: 1.3,
  step: 0.01,
  latex: "w",
  control: "slider" as const,
  scale: "linear" as const,
};

test("a model starts at the start, and follows its inputs", () => {
  const model = new Model(readSpec(squareSpec()).spec);
  assert.deepEqual([model.get("w"), model.get("C")], [1.5, 2.25]);
  assert.equal(model.set({ w: -2 }), true);
  assert.deepEqual(model.outputs(), { C: 4, "dC/dw": -4 });
  assert.equal(model.set({ w: -2 }), false, "nothing changed");
  model.reset();
  assert.deepEqual(model.inputs(), { w: 1.5 });
});

test("an input stays within its range", () => {
  const model = new Model(readSpec(squareSpec()).spec);
  model.set({ w: 99 });
  assert.equal(model.get("w"), 3);
});

test("an unknown input is named, with those there are", () => {
  const model = new Model(readSpec(squareSpec()).spec);
  assert.throws(() => model.set({ q: 1 }), /no input "q"; its inputs are w/);
  assert.throws(() => model.set({ w: NaN }), /"w" must be a number/);
});

test("arrays take their entries from inputs, and their entries are numbers of the figure", () => {
  const entry = (name: string, start: number): object => ({ name, low: -9, high: 9, start, step: 1 });
  const json = squareSpec({
    inputs: [entry("a", 1), entry("w", 2), entry("unused", 3)],
    graph: {
      inputs: [
        { name: "k", shape: [] },
        { name: "x", shape: [2] },
      ],
      nodes: [
        { op: "input", name: "x" },
        { op: "input", name: "k" },
        { op: "multiply", args: [0, 1] },
        { op: "sum", args: [2], params: { axis: [0] } },
      ],
      outputs: { y: 2, C: 3 },
    },
    parts: { k: ["unused"], x: ["a", "w"], y: ["y1", "y2"] },
    computed: ["twice"],
    numbers: ["y1", "C"],
    slope: "y2",
  });
  const model = new Model(readSpec(json).spec);
  const y = model.array("y");
  model.define("twice", () => 2 * model.get("C"));
  assert.deepEqual(model.outputs(), { y1: 3, y2: 6, C: 9, twice: 18 });
  model.set({ a: -1, unused: 2 });
  assert.deepEqual([[...y], model.get("y2"), model.get("twice")], [[-2, 4], 4, 4]);
  const ys = new Float64Array(2);
  model.sweep("w", "C")(Float64Array.of(0, 5), ys);
  assert.deepEqual([...ys], [-2, 8]);
  assert.throws(() => model.get("y"), /no number "y"/);
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
  assert.deepEqual(readHash("#net:W1[2,3]=0.4,b1[2]=-1", "net"), { "W1[2,3]": 0.4, "b1[2]": -1 });
  assert.equal(readHash("#curve-C:w=1.2", "curve"), null);
  assert.equal(readHash("#section", "curve-C"), null);
  assert.throws(() => readHash("#curve-C:w=much", "curve-C"), /"w=much".*write name=number/);
});

test("an address that was written reads back", () => {
  const inputs = { α: 0.1, w: -1e-7 };
  assert.deepEqual(readHash(writeHash("f", inputs), "f"), inputs);
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

test("a grid and a map leave the model where it is", () => {
  const model = new Model(
    readSpec(
      squareSpec({
        inputs: ["w", "b"].map((name) => ({ name, low: -9, high: 9, start: 1, step: 1 })),
        graph: {
          inputs: ["w", "b"].map((name) => ({ name, shape: [] })),
          nodes: [
            { op: "input", name: "w" },
            { op: "input", name: "b" },
            { op: "multiply", args: [0, 0] },
            { op: "multiply", args: [2, 1] },
          ],
          outputs: { C: 3, "dC/dw": 0 },
        },
      }),
    ).spec,
  );
  const values = model.grid("w", "b", "C")(Float64Array.of(1, 2, 3), Float64Array.of(1, -1));
  assert.deepEqual([...values], [1, 4, 9, -1, -4, -9]);
  assert.deepEqual([...model.map(["b", "w"], ["C", "dC/dw"])([2, 3])], [18, 3]);
  assert.deepEqual(model.inputs(), { w: 1, b: 1 });
});
