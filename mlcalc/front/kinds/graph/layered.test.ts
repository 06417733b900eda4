import assert from "node:assert/strict";
import { test } from "node:test";
import { BOX, layout } from "./layered.ts";

const entry = (depth: number, row: number, ...from: number[]): Parameters<typeof layout>[0][number] => ({
  depth,
  row,
  arguments: from.map((at) => ({ from: at, partial: "p", via: [], moves: true })),
});

const each = (width: number, count = 4): number[] => Array<number>(count).fill(width);

/** a, b, c = a + b, y = c b, whose edge from b passes the column of c. */
const tape = [
  entry(0, -0.5),
  entry(0, 0.5),
  entry(1, -0.5, 0, 1),
  {
    depth: 2,
    row: 0,
    arguments: [
      { from: 2, partial: "p", via: [], moves: true },
      { from: 1, partial: "q", via: [[1, 0.5] as const], moves: true },
    ],
  },
];

test("where there is room the computation runs from left to right", () => {
  const { centres, width } = layout(tape, 800, each(110));
  assert.equal(width, 800);
  assert.ok(centres[0][0] < centres[2][0] && centres[2][0] < centres[3][0]);
  assert.equal(centres[0][0], centres[1][0]);
});

test("where there is none it runs downwards, and stays as wide as the page", () => {
  const { centres, width } = layout(tape, 300, each(110));
  assert.equal(width, 300);
  assert.ok(centres[0][1] < centres[2][1] && centres[2][1] < centres[3][1]);
  assert.equal(centres[0][1], centres[1][1]);
});

test("what is too wide either way is wider than the page, and scrolls by itself", () => {
  const many = [-2, -1, 0, 1, 2].map((row) => entry(0, row));
  const wide = layout([...many, entry(1, 0, 0, 1, 2, 3, 4)], 250, each(100, 6));
  assert.ok(wide.width > 250);
  assert.ok(Math.min(...wide.centres.map(([x]) => x)) >= 50);
});

test("everything is inside the drawing", () => {
  for (const room of [270, 500, 900]) {
    const { centres, width, height, widths } = layout(tape, room, each(110));
    for (const [i, [x, y]] of centres.entries()) {
      assert.ok(x - widths[i] / 2 >= 0 && x + widths[i] / 2 <= width);
      assert.ok(y - BOX / 2 >= 0 && y + BOX / 2 <= height);
    }
  }
});

test("an edge leaves one box and ends at the next, two at a box apart", () => {
  const { edges } = layout(tape, 800, each(110));
  const ends = edges[2].map(({ path }) => path.split(",").slice(-1)[0]);
  assert.equal(Number(ends[1]) - Number(ends[0]), 16);
  assert.equal(edges[3][1].path.match(/C/g)?.length, 3, "it passes a place of its own on the way");
});

test("the same number used twice has two edges", () => {
  const { edges } = layout([entry(0, 0), entry(1, 0, 0, 0)], 400, each(110, 2));
  assert.notEqual(edges[1][0].path, edges[1][1].path);
});

test("a share stands nearer to the box that it is for", () => {
  const { edges, centres } = layout(tape, 800, each(110));
  const [{ tag }] = edges[2];
  assert.ok(tag[0] - centres[0][0] < centres[2][0] - tag[0]);
});

test("where even that is too wide each box takes what it needs, and an edge that passes a lane", () => {
  const { width, widths, centres } = layout(tape, 150, [60, 70, 110, 60]);
  assert.equal(width, 150);
  assert.deepEqual(widths, [60, 70, 110, 60]);
  assert.equal(centres[1][0] - centres[0][0], 60 / 2 + 8 + 70 / 2);
  assert.ok(centres[2][0] - 110 / 2 >= 0);
});

test("two shares from one box do not cover each other where their edges run close", () => {
  const { edges } = layout([entry(0, 0), entry(1, -0.5, 0), entry(1, 0.5, 0)], 150, each(60, 3));
  const [[a], [b]] = [edges[1], edges[2]].map(([{ tag }]) => [tag]);
  assert.ok(Math.abs(a[0] - b[0]) >= 46 || Math.abs(a[1] - b[1]) >= 16);
});
