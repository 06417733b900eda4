import assert from "node:assert/strict";
import { test } from "node:test";
import { squareSpec } from "../testing/square.ts";
import { readCommon } from "./spec.ts";

const refuses = (json: unknown, message: RegExp): void => assert.throws(() => readCommon(json), message);

test("what all kinds have in common is read, and what is left out is filled in", () => {
  const { common, names } = readCommon(squareSpec());
  assert.deepEqual([common.kind, common.id, common.numbers], ["curve", "square", ["w", "C"]]);
  assert.deepEqual([common.parts, common.computed, common.scientific], [{}, [], []]);
  assert.deepEqual([common.inputs[0]?.control, common.inputs[0]?.scale], ["slider", "linear"]);
  assert.equal(names.name("dC/dw", "slope"), "dC/dw");
  assert.throws(() => names.input("C", "along"), /along must be one of w, not "C"/);
});

test("an input whose range is no range is named", () => {
  const input = { name: "w", low: 1, high: 1, start: 1, step: 0.1, latex: "w" };
  refuses(squareSpec({ inputs: [input] }), /"high" of the input w must be above its low, 1, not 1/);
  refuses(
    squareSpec({ inputs: [{ ...input, high: 2, start: 7 }] }),
    /"start" of the input w must be between 1 and 2/,
  );
  refuses(squareSpec({ inputs: [{ ...input, high: 2, step: 0 }] }), /"step" of the input w must be above 0/);
  refuses(
    squareSpec({ inputs: [{ ...input, low: "1" }] }),
    /"low" of the input w must be a finite number, not "1"/,
  );
  const h = { name: "h", low: 0, high: 1, start: 1, step: 0.1, scale: "log" };
  refuses(squareSpec({ inputs: [h] }), /"low" of the input h must be above 0 on a logarithmic scale/);
});

test("a name that is no input and no output is named", () => {
  refuses(squareSpec({ numbers: ["w", "D"] }), /numbers\[1\] must be one of/);
});

test("a formula that points past the numbers is refused", () => {
  refuses(
    squareSpec({ numbers: ["w"] }),
    /each out=… in the formula must be an index into "numbers", not "1"/,
  );
});

test("what is missing is said to be missing", () => {
  refuses(squareSpec({ graph: undefined }), /graph must be an object, not nothing/);
  refuses(null, /it must be an object, not null/);
});

test("an array is read with names for its entries, as many as it has", () => {
  const input = (name: string): object => ({ name, low: 0, high: 1, start: 0.5, step: 0.1, control: "none" });
  const graph = {
    inputs: [{ name: "x", shape: [2] }],
    nodes: [{ op: "input", name: "x" }],
    outputs: { y: 0, C: 0 },
  };
  const arrays = (parts: object): object =>
    squareSpec({
      ...{ inputs: [input("x1"), input("w")], graph, parts },
      ...{ computed: ["step"], numbers: ["y1", "step"] },
    });
  const { common, names } = readCommon(arrays({ x: ["x1", "w"], y: ["y1", "y2"] }));
  assert.deepEqual([common.parts["y"], common.inputs[0]?.control], [["y1", "y2"], "none"]);
  assert.deepEqual(
    ["x1", "y2", "step"].map((name) => names.name(name, "value")),
    ["x1", "y2", "step"],
  );
  refuses(arrays({ x: ["x1"] }), /parts\.x must be 2 names, not \["x1"\]/);
  refuses(arrays({ q: [] }), /each name in parts must be one of x, y, C, not "q"/);
  refuses(squareSpec({ computed: [1] }), /computed\[0\] must be a text, not 1/);
});
