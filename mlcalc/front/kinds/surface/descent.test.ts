import assert from "node:assert/strict";
import { test } from "node:test";
import type { Point } from "../../plot/geometry.ts";
import { descend } from "./descent.ts";

test("descent walks against the gradient, and ends where it leaves for good", () => {
  const gradient = ([x, y]: Point): number[] => [x, 10 * y];
  assert.deepEqual(descend(gradient, [10, 1], 0.1, 2), [
    [10, 1],
    [9, 0],
    [8.1, 0],
  ]);
  const raced = descend(gradient, [10, 1], 0.230886, 20, 0.269874).at(-1)!;
  const cost = (raced[0] ** 2 + 10 * raced[1] ** 2) / 2;
  assert.ok(Math.abs(cost / 4.433e-8 - 1) < 1e-3, `momentum ends at ${cost}`);
  assert.ok(descend(gradient, [10, 1], 1, 100).length < 10);
  assert.deepEqual(
    descend(() => [NaN, NaN], [1, 1], 0.1, 5),
    [[1, 1]],
  );
});
