import assert from "node:assert/strict";
import { test } from "node:test";
import { bracketed, sizes, stepsOf, transpose } from "./bracketing.ts";
import type { ProductSpec, Tree } from "./spec.ts";

const table = (rows: number, columns: number): string[][] =>
  Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => `${i}${j}`));

/** (1×2)(2×3)(3×1) and all products of neighbours. */
const products: ProductSpec[] = [
  [0, 0, 1, 2],
  [1, 1, 2, 3],
  [2, 2, 3, 1],
  [0, 1, 1, 3],
  [1, 2, 2, 1],
  [0, 2, 1, 1],
].map(([first, last, m, n]) => ({ first, last, latex: "", entries: table(m, n) }));

const runs = (tree: Tree): string[] =>
  stepsOf(tree, products).map(({ left, right, result }) =>
    [left, right, result].map(({ first, last }) => `${first}-${last}`).join(" "),
  );

test("row first multiplies from the left, column first from the right", () => {
  assert.deepEqual(runs([[0, 1], 2]), ["0-0 1-1 0-1", "0-1 2-2 0-2"]);
  assert.deepEqual(runs([0, [1, 2]]), ["1-1 2-2 1-2", "0-0 1-2 0-2"]);
  assert.deepEqual(runs(0), []);
});

test("a product that is not there is named", () => {
  assert.throws(() => stepsOf([0, 1], products.slice(0, 2)), /factors 0 to 1 have no product/);
});

test("a step takes rows × inner × columns multiplications", () => {
  assert.deepEqual(stepsOf([[0, 1], 2], products).map(sizes), [
    [1, 2, 3],
    [1, 3, 1],
  ]);
});

test("a bracketing is written with brackets, and transposed in the other order", () => {
  assert.equal(bracketed([[0, 1], 2], ["A", "B", "C"], false), "(A \\, B) \\, C");
  assert.equal(
    bracketed([[0, 1], 2], ["A", "B", "C"], true),
    "C^{\\!\\top} \\, (B^{\\!\\top} \\, A^{\\!\\top})",
  );
});

test("transposing exchanges rows and columns", () => {
  assert.deepEqual(
    transpose([
      [1, 2, 3],
      [4, 5, 6],
    ]),
    [
      [1, 4],
      [2, 5],
      [3, 6],
    ],
  );
});
