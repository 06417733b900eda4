import assert from "node:assert/strict";
import { test } from "node:test";
import { batches } from "./order.ts";
import { Run, type Settings, type Source } from "./run.ts";

/** C = the mean of (w − x)² and nothing else: with rate η the distance to the mean of x is multiplied by 1 − 2η a step. */
const source = (...x: number[]): Source =>
  ({
    training: {
      inputs: [
        { name: "W1", shape: [1, 1] },
        { name: "x", shape: [1, "N"] },
        { name: "y", shape: [0] },
        { name: "n", shape: [] },
      ],
      nodes: [
        { op: "input", name: "W1" },
        { op: "input", name: "x" },
        { op: "input", name: "n" },
        { op: "subtract", args: [0, 1] },
        { op: "constant", value: 2 },
        { op: "power", args: [3, 4] },
        { op: "sum", args: [5], params: { axis: [0, 1] } },
        { op: "divide", args: [6, 2] },
        { op: "sum", args: [3], params: { axis: [0, 1] } },
        { op: "multiply", args: [4, 8] },
        { op: "divide", args: [9, 2] },
      ],
      outputs: { C: 7, "dC/dW1": 10, a: 3 },
    },
    parameters: Float64Array.of(1),
    x: Float64Array.from(x),
    y: new Float64Array(0),
    count: x.length,
    seed: 0,
    held: null,
  }) as unknown as Source;

const spec = source(3);
const at = (given: Partial<Settings>): Settings => ({ rate: 0.1, momentum: 0, batch: 1, scale: 1, ...given });

const weight = (n: number, rate: number): number => 3 - 2 * (1 - 2 * rate) ** n;
const near = (a: number, b: number): void => assert.ok(Math.abs(a - b) < 1e-12, `${a} is not ${b}`);

test("a run is where so many steps lead, forwards, backwards and from the start", () => {
  const run = new Run(spec, 50);
  for (const step of [0, 5, 6, 50, 3, 49, 0]) {
    run.go(at({ rate: 0.1 }), step);
    near(run.parameters[0], weight(step, 0.1));
    near(run.number("C"), 4 * 0.8 ** (2 * step));
  }
  assert.equal(run.reached, 50);
  near(run.costs[7], 4 * 0.8 ** 14);
});

test("another rate is another run, up to the same step", () => {
  const run = new Run(spec, 50);
  run.go(at({ rate: 0.1 }), 20);
  run.go(at({ rate: 0.25 }), 4);
  near(run.parameters[0], weight(4, 0.25));
  assert.equal(run.reached, 4);
});

test("momentum keeps a share of the step before, also on the way back", () => {
  const run = new Run(spec, 9);
  let [w, v] = [1, 0];
  const ways = [w];
  for (let n = 0; n < 9; n++) ways.push((w -= v = 0.5 * v + 0.1 * 2 * (w - 3)));
  for (const step of [9, 2, 5]) {
    run.go(at({ rate: 0.1, momentum: 0.5 }), step);
    near(run.parameters[0], ways[step]);
  }
});

test("a run that runs away stays at the last step before, and says which step it was", () => {
  const run = new Run(spec, 50);
  run.go(at({ rate: 1.5 }), 50);
  // The cost is 4 · 4ⁿ, and the limit 5 million.
  assert.deepEqual(run.runaway, { step: 11, cost: 4 * 4 ** 11 });
  near(run.parameters[0], weight(10, 1.5));
  run.go(at({ rate: 1.5 }), 3);
  near(run.parameters[0], weight(3, 1.5));
  run.go(at({ rate: 0.1 }), 3);
  assert.equal(run.runaway, null);
});

test("a long history keeps some steps alone, and finds the others again", () => {
  const run = new Run(spec, 3_000_000);
  run.go(at({ rate: 0.001 }), 1001);
  for (const step of [1000, 7, 500]) {
    run.go(at({ rate: 0.001 }), step);
    near(run.parameters[0], weight(step, 0.001));
  }
});

test("as many steps as fit: none beyond what is asked for, and not all of a million", () => {
  const run = new Run(spec, 1_000_000);
  run.go(at({ rate: 0.001 }), 0);
  assert.equal(run.goFor(1000, 5), 5);
  const reached = run.goFor(5, 1_000_000);
  assert.ok(reached >= 5 && reached < 1_000_000);
});

test("the order of the examples is numpy's, and a batch is a piece of it", () => {
  // np.random.default_rng([0, 0]).permutation(5), and of [0, 1].
  const chosen = batches(0, 5, 2);
  assert.deepEqual([0, 1, 2].map((step) => [...chosen(step)!]), [[2, 4], [3, 0], [1]]); // prettier-ignore
  assert.equal(batches(0, 5, 5)(7), null);
});

test("a step takes the examples of its batch, on the way back too", () => {
  const x = [0, 10, 20, 30, 40];
  const run = new Run(source(...x), 9);
  const chosen = batches(0, 5, 2);
  let w = 1;
  const ways = [w];
  for (let n = 0; n < 9; n++) {
    const of = [...chosen(n)!].map((place) => x[place]);
    ways.push((w -= 0.2 * (w - of.reduce((a, b) => a + b) / of.length)));
  }
  for (const step of [9, 2, 5]) {
    run.go(at({ batch: 2 }), step);
    near(run.parameters[0], ways[step]);
  }
  near(run.number("C"), x.reduce((sum, value) => sum + (ways[5] - value) ** 2, 0) / 5);
});

test("the weights of the start are multiplied by the scale", () => {
  const run = new Run(spec, 9);
  run.go(at({ scale: 5 }), 2);
  near(run.parameters[0], 3 + 2 * 0.8 ** 2);
});

test("the cost of what is held out is kept at every so many steps", () => {
  const run = new Run({ ...spec, held: { x: Float64Array.of(4), y: new Float64Array(0), count: 1 } }, 400);
  run.go(at({}), 30);
  assert.equal(run.heldEvery, 2);
  near(run.heldCosts[10], (weight(20, 0.1) - 4) ** 2);
  near(run.held("C"), (weight(30, 0.1) - 4) ** 2);
});
