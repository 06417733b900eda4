import assert from "node:assert/strict";
import { test } from "node:test";
import {
  barScale,
  besideEdge,
  clipLine,
  cross,
  curvePath,
  edgePath,
  graphPlaces,
  niceRun,
  onEdge,
  type Point,
  samples,
  spread,
  besidePoint,
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
