import assert from "node:assert/strict";
import { test } from "node:test";
import { samples, type Point } from "../../plot/geometry.ts";
import { barScale, besideEdge, cross, edgePath, graphPlaces, onEdge } from "./places.ts";

test("an edge is straight, and one that passes further places is level there", () => {
  assert.equal(
    edgePath([
      [0, 0],
      [100, 50],
    ]),
    "M0,0L100,50",
  );
  assert.equal(
    edgePath([
      [0, 0],
      [100, 50],
      [200, 0],
    ]),
    "M0,0C50,0,50,50,100,50C150,50,150,0,200,0",
  );
});

test("a graph stands in columns by depth, with row 0 at half height", () => {
  const at = graphPlaces(
    [
      [0, 0],
      [1, 1],
      [1, -1],
      [2, 0],
    ],
    400,
    200,
    { x: 50, y: 40 },
  );
  assert.deepEqual(
    [at([0, 0]), at([1, 1]), at([1, -1]), at([2, 0])],
    [
      [50, 100],
      [200, 40],
      [200, 160],
      [350, 100],
    ],
  );
});

test("the tag of an edge stands beside it, away from the middle of the drawing", () => {
  const tag = { width: 30, height: 20, gap: 10 };
  assert.deepEqual(
    besideEdge(
      [
        [0, 100],
        [100, 100],
      ],
      100,
      tag,
    ).map(Math.round),
    [50, 70],
  );
  const [x, y] = besideEdge(
    [
      [0, 100],
      [100, 0],
    ],
    100,
    tag,
  );
  assert.ok(x < 50 && y < 50, "an edge that rises has it above and to the left");
  assert.deepEqual(
    besideEdge(
      [
        [0, 100],
        [100, 180],
        [200, 100],
      ],
      100,
      tag,
    ).map(Math.round),
    [100, 210],
  );
});

test("edges that cross carry their tags on the line, near where they leave", () => {
  const [down, up]: Point[][] = [
    [
      [0, 0],
      [100, 90],
    ],
    [
      [0, 90],
      [100, 0],
    ],
  ];
  assert.ok(
    cross(down, up) &&
      !cross(down, down) &&
      !cross(down, [
        [0, 0],
        [100, 0],
      ]),
  );
  assert.ok(
    !cross(down, [
      [0, 90],
      [50, 40],
      [100, 0],
    ]),
    "one with a corner goes round",
  );
  const [x, y] = onEdge(down);
  assert.deepEqual([x, y].map(Math.round), [33, 30]);
  assert.deepEqual(onEdge(up).map(Math.round), [33, 60]);
});

test("the longest bar is the largest contribution, unless a few tower over the rest", () => {
  assert.equal(barScale([1, -3, 2, NaN]), 3);
  const pole = [...samples(0, 1, 100), 1e6];
  assert.ok(barScale(pole) < 5);
  assert.equal(barScale([0, 0]), 1);
});
