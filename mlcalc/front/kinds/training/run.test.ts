import assert from "node:assert/strict";
import { test } from "node:test";
import { Run } from "./run.ts";
import type { TrainingSpec } from "./spec.ts";

/** C = (w − 3)² and nothing else: with rate η the distance to 3 is multiplied by 1 − 2η at every step. */
const spec = {
  training: {
    inputs: [
      { name: "W1", shape: [1] },
      { name: "x", shape: [1] },
    ],
    nodes: [
      { op: "input", name: "W1" },
      { op: "input", name: "x" },
      { op: "subtract", args: [0, 1] },
      { op: "constant", value: 2 },
      { op: "power", args: [2, 3] },
      { op: "sum", args: [4], params: { axis: [0] } },
      { op: "multiply", args: [3, 2] },
    ],
    outputs: { C: 5, "dC/dW1": 6 },
  },
  parameters: Float64Array.of(1),
  x: Float64Array.of(3),
  y: new Float64Array(0),
} as unknown as TrainingSpec;

const weight = (n: number, rate: number): number => 3 - 2 * (1 - 2 * rate) ** n;
const near = (a: number, b: number): void => assert.ok(Math.abs(a - b) < 1e-12, `${a} is not ${b}`);

test("a run is where so many steps lead, forwards, backwards and from the start", () => {
  const run = new Run(spec, 50);
  for (const step of [0, 5, 6, 50, 3, 49, 0]) {
    run.go({ rate: 0.1, momentum: 0 }, step);
    near(run.parameters[0], weight(step, 0.1));
    near(run.number("C"), 4 * 0.8 ** (2 * step));
  }
  assert.equal(run.reached, 50);
  near(run.costs[7], 4 * 0.8 ** 14);
});

test("another rate is another run, up to the same step", () => {
  const run = new Run(spec, 50);
  run.go({ rate: 0.1, momentum: 0 }, 20);
  run.go({ rate: 0.25, momentum: 0 }, 4);
  near(run.parameters[0], weight(4, 0.25));
  assert.equal(run.reached, 4);
});

test("momentum keeps a share of the step before, also on the way back", () => {
  const run = new Run(spec, 9);
  let [w, v] = [1, 0];
  const ways = [w];
  for (let n = 0; n < 9; n++) ways.push((w -= v = 0.5 * v + 0.1 * 2 * (w - 3)));
  for (const step of [9, 2, 5]) {
    run.go({ rate: 0.1, momentum: 0.5 }, step);
    near(run.parameters[0], ways[step]);
  }
});

test("a run that runs away stays at the last step before, and says which step it was", () => {
  const run = new Run(spec, 50);
  run.go({ rate: 1.5, momentum: 0 }, 50);
  // The cost is 4 · 4ⁿ, and the limit 5 million.
  assert.deepEqual(run.runaway, { step: 11, cost: 4 * 4 ** 11 });
  near(run.parameters[0], weight(10, 1.5));
  run.go({ rate: 1.5, momentum: 0 }, 3);
  near(run.parameters[0], weight(3, 1.5));
  run.go({ rate: 0.1, momentum: 0 }, 3);
  assert.equal(run.runaway, null);
});

test("a long history keeps some steps alone, and finds the others again", () => {
  const run = new Run({ ...spec, parameters: Float64Array.of(1) }, 3_000_000);
  run.go({ rate: 0.001, momentum: 0 }, 1001);
  for (const step of [1000, 7, 500]) {
    run.go({ rate: 0.001, momentum: 0 }, step);
    near(run.parameters[0], weight(step, 0.001));
  }
});

test("as many steps as fit: none beyond what is asked for, and not all of a million", () => {
  const run = new Run(spec, 1_000_000);
  run.go({ rate: 0.001, momentum: 0 }, 0);
  assert.equal(run.goFor(1000, 5), 5);
  const reached = run.goFor(5, 1_000_000);
  assert.ok(reached >= 5 && reached < 1_000_000);
});
