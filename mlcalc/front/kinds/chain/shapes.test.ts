import assert from "node:assert/strict";
import { test } from "node:test";
import { arrowPath, loopPath, nearest } from "./shapes.ts";

const same = (value: number): number => value;

test("an arrow has a shaft and two barbs at its tip", () => {
  assert.equal(arrowPath(0, 0, 100, 0), "M0.00,0.00L100.00,0.00M90.00,5.00L100.00,0.00L90.00,-5.00");
});

test("a short arrow has a head to its measure, and one too short to have a direction is none", () => {
  assert.equal(arrowPath(0, 0, 10, 0), "M0.00,0.00L10.00,0.00M4.00,3.00L10.00,0.00L4.00,-3.00");
  assert.equal(arrowPath(0, 0, 1, 1), "");
  assert.equal(arrowPath(0, 0, NaN, 5), "");
  assert.equal(arrowPath(0, 0, Infinity, 5), "");
});

test("an outline is closed, and one that leaves every screen is not drawn", () => {
  assert.equal(
    loopPath(Float64Array.of(0, 0, 1, 0, 1, 1.005), same, same),
    "M0.00,0.00L1.00,0.00L1.00,1.00Z",
  );
  assert.equal(loopPath(Float64Array.of(0, 0, NaN, 1), same, same), "");
});

/** There along a line and back again the same way. */
const thereAndBack = [
  Float64Array.from({ length: 201 }, (_, i) => 100 - Math.abs(i - 100)),
  new Float64Array(201),
];

test("a pointer means the nearest place of a curve, and where it passes twice the part where the point is", () => {
  assert.equal(nearest(thereAndBack, [90, 5], 80), 90);
  assert.equal(nearest(thereAndBack, [90, 5], 120), 110);
  assert.equal(nearest([thereAndBack[0].slice(0, 101)], [40], 41), 40);
});

test("where a curve has no place the pointer finds another", () => {
  assert.equal(nearest([Float64Array.of(NaN, 60, 90)], [88], 0), 2);
});
