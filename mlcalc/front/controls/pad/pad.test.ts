import assert from "node:assert/strict";
import { test } from "node:test";
import { coverage } from "./pad.ts";

const rows = (
  side: number,
  ...stroke: Parameters<typeof coverage> extends [number, ...infer Rest] ? Rest : never
) =>
  Array.from({ length: side }, (_, row) => [
    ...coverage(side, ...stroke).slice(row * side, (row + 1) * side),
  ]);

test("a touch fills the pixel it is on, and leaves grey on its neighbours", () => {
  const [above, here] = rows(3, [1.5, 1.5], [1.5, 1.5]);
  assert.equal(here[1], 1);
  assert.ok(here[0] > 0.2 && here[0] < 0.5);
  assert.equal(here[0], here[2]);
  assert.equal(above[1], here[0]);
  assert.equal(above[0], 0);
});

test("a stroke leaves no gap however fast the hand was", () => {
  const across = rows(8, [0.5, 3.5], [7.5, 3.5]);
  assert.deepEqual(across[3], Array(8).fill(1));
  assert.deepEqual(across[6], Array(8).fill(0));
  const diagonal = rows(8, [0.5, 0.5], [7.5, 7.5]);
  for (let i = 0; i < 8; i++) assert.equal(diagonal[i][i], 1);
});

test("a stroke that leaves the square stays a stroke inside", () => {
  assert.equal(rows(4, [2.5, 1.5], [40, 1.5])[1][3], 1);
});
