import assert from "node:assert/strict";
import { test } from "node:test";

const { polynomialOn } = await import("./taylor.ts");

test("a polynomial about a point is that of its coefficients", () => {
  const xs = Float64Array.of(-1, 0, 2, 3);
  const ys = new Float64Array(4);
  polynomialOn(xs, 2, [5, -1, 3], ys);
  assert.deepEqual([...ys], [-1, 0, 2, 3].map((x) => 5 - (x - 2) + 3 * (x - 2) ** 2)); // prettier-ignore
  polynomialOn(xs, 2, [5], ys);
  assert.deepEqual([...ys], [5, 5, 5, 5]);
});
