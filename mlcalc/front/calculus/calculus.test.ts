/** What the Python tests do not ask: refusals, sharing, Taylor's polynomials and code to copy. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { compile } from "../compute/evaluate.ts";
import { Builder, toGraph, type Node } from "./builder.ts";
import { numpyCode } from "./code.ts";
import { derivative } from "./sweeps.ts";
import { taylor } from "./taylor.ts";

function valueAt(node: Node, x: number): number {
  const results = new Float64Array(1);
  compile(toGraph(["x"], { y: node })).run([x], results);
  return results[0];
}

test("equal computations are one node, and arithmetic with 0, 1 and −1 is done", () => {
  const build = new Builder();
  const x = build.input("x");
  assert.equal(build.input("x"), x);
  assert.equal(build.apply("sin", x), build.apply("sin", x));
  assert.equal(build.apply("multiply", build.constant(1), x), x);
  assert.equal(build.apply("multiply", x, build.constant(-1)), build.apply("negative", x));
  assert.notEqual(build.constant(0), build.constant(-0));
  assert.equal(build.apply("multiply", build.constant(0), x).op, "multiply");
});

test("what is no row of the table, and what it cannot take, is refused by name", () => {
  const build = new Builder();
  const x = build.input("x");
  assert.throws(() => build.apply("constructor", x), /no operation "constructor"/);
  assert.throws(() => build.apply("erfc", x), /no operation "erfc"/);
  assert.throws(() => build.apply("sin", x, x), /"sin" is given 2 numbers and takes 1/);
  assert.throws(() => build.apply("sin", new Builder().input("x")), /another builder/);
});

test("a derivative by what is not there is zero", () => {
  const build = new Builder();
  assert.equal(derivative(build, build.apply("sin", build.input("x")), build.input("y")), build.constant(0));
});

test("Taylor's coefficients are those of the known series", () => {
  const build = new Builder();
  const x = build.input("x");
  const one = build.constant(1);
  const series: [Node, (k: number) => number][] = [
    [build.apply("exp", x), (k) => [1, 1, 1 / 2, 1 / 6, 1 / 24, 1 / 120, 1 / 720][k]],
    [build.apply("divide", one, build.apply("subtract", one, x)), () => 1],
    [build.apply("log1p", x), (k) => (k === 0 ? 0 : (k % 2 ? 1 : -1) / k)],
    [build.apply("sin", x), (k) => [0, 1, 0, -1 / 6, 0, 1 / 120, 0][k]],
    [build.apply("multiply", x, x), (k) => (k === 2 ? 1 : 0)],
  ];
  for (const [node, coefficient] of series)
    taylor(build, node, x, 6).forEach((term, k) =>
      assert.ok(Math.abs(valueAt(term, 0) - coefficient(k)) < 1e-14, `${node.op}, k = ${k}`),
    );
});

test("code is written as a person would write it", () => {
  const build = new Builder();
  const x = build.input("x");
  const letter = build.input("lambda");
  const square = build.apply("power", build.apply("sin", x), build.constant(2));
  assert.equal(numpyCode("f", ["x"], square), "def f(x):\n    return np.sin(x)**2.0\n");
  const bell = build.apply("exp", build.apply("negative", build.apply("divide", square, letter)));
  assert.equal(
    numpyCode("g", ["x", "lambda"], build.apply("multiply", bell, build.apply("add", bell, x))),
    "def g(x, lambda_):\n    part1 = np.exp(-np.sin(x)**2.0 / lambda_)\n    return part1 * (part1 + x)\n",
  );
});
