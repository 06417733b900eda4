import assert from "node:assert/strict";
import { test } from "node:test";
import { straight, wave } from "./pens.ts";

test("a straight line goes through its points, rounded", () => {
  assert.equal(
    straight(
      [
        [0, 1],
        [2.005, -3.14159],
      ],
      2,
    ),
    "M0,1L2.01,-3.14",
  );
  assert.equal(straight([], 2), "");
});

test("where there is no point the pen is lifted, and a point alone is a dot", () => {
  assert.equal(
    straight([[0, 0], [1, 1], null, null, [3, 3], null, [5, 5], [6, 6]], 0),
    "M0,0L1,1M3,3ZM5,5L6,6",
  );
  assert.equal(straight([null, [1, 1]], 0), "M1,1Z");
});

test("a wave is level at its points, or upright", () => {
  assert.equal(
    wave(
      [
        [0, 0],
        [10, 4],
        [20, 4],
      ],
      1,
    ),
    "M0,0C5,0,5,4,10,4C15,4,15,4,20,4",
  );
  assert.equal(
    wave(
      [
        [0, 0],
        [10, 4],
      ],
      1,
      true,
    ),
    "M0,0C0,2,10,2,10,4",
  );
});
