import assert from "node:assert/strict";
import { test } from "node:test";
import {
  arrowPaths,
  polyline,
  besidePoint,
  clipLine,
  curvePath,
  niceRun,
  samples,
  spread,
} from "./geometry.ts";

const same = (value: number): number => value;
const path = (xs: number[], ys: number[]): string =>
  curvePath(Float64Array.from(xs), Float64Array.from(ys), same, same);

test("samples begin and end exactly at the ends of the range", () => {
  const xs = samples(-3, 0.1, 201);
  assert.deepEqual([xs.length, xs[0], xs[200]], [201, -3, 0.1]);
});

test("a curve passes through its samples", () => {
  assert.equal(path([0, 1, 2], [5, 6.123, 7]), "M0,5L1,6.12L2,7");
});

test("a curve breaks where the function has no value", () => {
  assert.equal(path([0, 1, 2, 3, 4], [NaN, 1, 2, Infinity, 3]), "M1,1L2,2M4,3Z");
});

test("a curve stays within what a renderer can hold", () => {
  assert.equal(path([0, 1], [0, 1e300]), "M0,0L1,100000");
});

test("a tangent ends at the edges of the box", () => {
  assert.deepEqual(clipLine(5, 5, 1, 10, 10), [
    [0, 0],
    [10, 10],
  ]);
  assert.deepEqual(clipLine(5, 5, -2, 10, 10), [
    [2.5, 10],
    [7.5, 0],
  ]);
  assert.deepEqual(clipLine(5, 3, 0, 10, 10), [
    [0, 3],
    [10, 3],
  ]);
});

test("a tangent outside the box, or of no slope, is not drawn", () => {
  assert.equal(clipLine(5, 20, 0, 10, 10), null);
  assert.equal(clipLine(5, 200, 1, 10, 10), null);
  assert.equal(clipLine(5, 5, NaN, 10, 10), null);
});

test("the run of the slope is 1 where 1 is of a good size", () => {
  assert.deepEqual([niceRun(-3, 3), niceRun(0.5, 3), niceRun(0, 0.02), niceRun(0, 100)], [1, 0.5, 0.002, 20]);
});

test("samples of a logarithmic axis keep their ratio", () => {
  const xs = samples(1e-2, 1e2, 5, true);
  assert.deepEqual(
    [...xs].map((x) => Number(x.toPrecision(9))),
    [0.01, 0.1, 1, 10, 100],
  );
});

test("a curve breaks where a logarithmic axis has no place for it", () => {
  const log = (y: number): number => -Math.log10(y);
  assert.equal(
    curvePath(Float64Array.of(0, 1, 2, 3, 4), Float64Array.of(1, 10, 0, 10, 1), same, log),
    "M0,0L1,-1M3,-1L4,0",
  );
});

test("names of curves keep their order and their distance, within the frame", () => {
  assert.deepEqual(spread([10, 12, 100], 20, 200), [10, 30, 100]);
  assert.deepEqual(spread([195, null, 190], 20, 200), [200, null, 180]);
});

test("a label that reaches the point stands further off its line", () => {
  assert.deepEqual([besidePoint(50, 20, 12), besidePoint(20, 20, 12)], [12, 23]);
});

test("an arrow ends at its tip, a short one with a small head, and a dot is none", () => {
  assert.deepEqual(arrowPaths([0, 0], [100, 0]), {
    shaft: "M0.0,0.0L90.3,0.0",
    head: "M100.0,0.0L87.0,5.5L90.3,0.0L87.0,-5.5Z",
  });
  assert.match(arrowPaths([0, 0], [0, 10])!.head, /^M0\.0,10\.0L-2\.5,4\.0/);
  assert.equal(arrowPaths([3, 3], [3.5, 3]), null);
  assert.equal(arrowPaths([3, 3], [NaN, 3]), null);
});

test("a way of one place is no line", () => {
  assert.equal(polyline([[1, 2]]), "");
  assert.equal(
    polyline([
      [1, 2],
      [3, 1e9],
    ]),
    "M1.0,2.0L3.0,100000.0",
  );
});
