import assert from "node:assert/strict";
import { test } from "node:test";
import type { Graph } from "../../compute/graph.ts";
import { outline, Squares } from "./squares.ts";

const input = (name: string): Graph["inputs"][number] => ({ name, shape: [] });

/** x = (u₁ − u₂², u₁ u₂) */
const bend: Graph = {
  inputs: [input("u[1]"), input("u[2]")],
  nodes: [
    { op: "input", name: "u[1]" },
    { op: "input", name: "u[2]" },
    { op: "multiply", args: [1, 1] },
    { op: "subtract", args: [0, 2] },
    { op: "multiply", args: [0, 1] },
  ],
  outputs: { "x[1]": 3, "x[2]": 4 },
};

const at = (...values: number[]): (() => number)[] => values.map((value) => () => value);
const squares = (): Squares =>
  new Squares([
    { centre: at(1, 2), jacobian: null, graph: null, entries: ["u[1]", "u[2]"] },
    { centre: at(-3, 2), jacobian: [at(1, -4), at(2, 1)], graph: bend, entries: ["x[1]", "x[2]"] },
  ]);

test("the outline of a square goes from corner to corner and has its points on the sides", () => {
  assert.deepEqual([...outline(1)], [-0.5, -0.5, 0.5, -0.5, 0.5, 0.5, -0.5, 0.5]);
  assert.deepEqual([...outline(2)].slice(0, 6), [-0.5, -0.5, 0, -0.5, 0.5, -0.5]);
});

test("a square is a square where it stands, and a parallelogram behind a factor", () => {
  const moved = squares();
  moved.update(2);
  assert.deepEqual([...moved.images[0].linear], [0, 1, 2, 1, 2, 3, 0, 3]);
  assert.deepEqual([...moved.images[1].linear], [0, -1, 2, 3, -6, 5, -8, 1]);
});

test("the exact image of each corner is the function's value there", () => {
  const moved = squares();
  moved.update(2);
  const { exact } = moved.images[1];
  const corner = exact.length / 4;
  assert.deepEqual([...exact.slice(0, 2)], [0 - 1, 0 * 1]);
  assert.deepEqual([...exact.slice(2 * corner, 2 * corner + 2)], [2 - 9, 2 * 3]);
});

test("the smaller the square, the less it is bent: by its square", () => {
  const apart = (side: number): number => {
    const moved = squares();
    moved.update(side);
    const [{ linear, exact }] = [moved.images[1]];
    return Math.hypot(linear[0] - exact[0], linear[1] - exact[1]);
  };
  assert.ok(Math.abs(apart(0.2) / apart(0.1) - 4) < 1e-9);
});
