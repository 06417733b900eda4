import assert from "node:assert/strict";
import { test } from "node:test";
import { object } from "../../model/readers.ts";
import { readCommon } from "../../model/spec.ts";
import { partialLatex, readComputation, slopeLatex } from "./spec.ts";

const number = (name: string, changes: object = {}): object => ({
  ...{
    name,
    latex: name,
    formula: "",
    numbers: "",
    derivative: `dy/d${name}`,
    depth: 0,
    row: 0,
    arguments: [],
  },
  ...changes,
});

const spec = (tape: readonly object[]): ReturnType<typeof readComputation> => {
  const json = {
    kind: "graph",
    inputs: [{ name: "a", low: 0, high: 1, start: 0.5, step: 0.1 }],
    graph: {
      inputs: [{ name: "a", shape: [] }],
      nodes: [
        { op: "input", name: "a" },
        { op: "multiply", args: [0, 0] },
      ],
      outputs: { y: 1, "dy/da": 0, "dy/dy": 0, "∂y/∂a (1)": 0, "∂y/∂a (2)": 0 },
    },
    value: "y",
    tape,
  };
  const { common, names } = readCommon(json);
  return readComputation(object(json, "it"), common, names);
};

const square = number("y", {
  formula: "a \\, a",
  numbers: "\\hole{0} \\cdot \\hole{0}",
  depth: 1,
  arguments: [
    { from: 0, partial: "∂y/∂a (1)", via: [] },
    { from: 0, partial: null, via: [] },
  ],
});

test("a tape that is right is read", () => {
  const read = spec([number("a"), square]);
  assert.deepEqual(
    read.tape[1].arguments.map(({ moves }) => moves),
    [true, false],
  );
  assert.equal(slopeLatex(read, read.tape[0]), "\\mathrm{d} y / \\mathrm{d} a");
  assert.equal(partialLatex(read, 1, 0), "\\partial y / \\partial a");
});

test("what is not there, or later on the tape, is named", () => {
  assert.throws(() => spec([]), /tape must be at least one number/);
  assert.throws(() => spec([number("q")]), /tape\[0\]\.name must be one of a, y/);
  const later = { ...square, arguments: [{ from: 1, partial: null }] };
  assert.throws(
    () => spec([number("a"), later]),
    /tape\[1\]\.arguments\[0\]\.from must be a place before 1, not 1/,
  );
});

test("a formula with a place for a number that is not there is refused", () => {
  const hole = { ...square, numbers: "\\hole{7}" };
  assert.throws(
    () => spec([number("a"), hole]),
    /each \\hole in tape\[1\]\.numbers must be an argument's place, not "7"/,
  );
});
