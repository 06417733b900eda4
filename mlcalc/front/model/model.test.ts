import assert from "node:assert/strict";
import { test } from "node:test";
import { squareSpec } from "../testing/square.ts";
import { Model } from "./model.ts";
import { readCommon, type Spec } from "./spec.ts";

const read = (json: object): Spec => readCommon(json).common;

test("a model starts at the start, and follows its inputs", () => {
  const model = new Model(read(squareSpec()));
  assert.deepEqual([model.get("w"), model.get("C")], [1.5, 2.25]);
  assert.equal(model.set({ w: -2 }), true);
  assert.deepEqual(model.outputs(), { C: 4, "dC/dw": -4 });
  assert.equal(model.set({ w: -2 }), false, "nothing changed");
  model.reset();
  assert.deepEqual(model.inputs(), { w: 1.5 });
});

test("an input stays within its range", () => {
  const model = new Model(read(squareSpec()));
  model.set({ w: 99 });
  assert.equal(model.get("w"), 3);
});

test("an input that counts is a whole number", () => {
  const model = new Model(read(squareSpec()));
  model.keepWhole("w");
  model.set({ w: 2.4 });
  assert.equal(model.get("w"), 2);
  assert.throws(() => model.keepWhole("q"), /no input "q"/);
});

test("a name that every object has is a name like any other", () => {
  for (const name of ["constructor", "toString", "__proto__"]) {
    const graph = {
      inputs: [{ name, shape: [] }],
      nodes: [
        { op: "input", name },
        { op: "multiply", args: [0, 0] },
      ],
      outputs: { C: 1 },
    };
    const inputs = [{ name, low: -3, high: 3, start: 1.5, step: 0.5 }];
    const model = new Model(read(squareSpec({ inputs, graph, formula: [], numbers: [] })));
    model.set(JSON.parse(`{"${name}": 2}`) as Record<string, number>);
    assert.equal(model.get("C"), 4);
  }
});

test("an unknown input is named, with those there are", () => {
  const model = new Model(read(squareSpec()));
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
  const model = new Model(read(json));
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

test("a grid and a map leave the model where it is", () => {
  const model = new Model(
    read(
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
    ),
  );
  const values = model.grid("w", "b", "C")(Float64Array.of(1, 2, 3), Float64Array.of(1, -1));
  assert.deepEqual([...values], [1, 4, 9, -1, -4, -9]);
  assert.deepEqual([...model.map(["b", "w"], ["C", "dC/dw"])([2, 3])], [18, 3]);
  assert.deepEqual(model.inputs(), { w: 1, b: 1 });
});
