import assert from "node:assert/strict";
import { test } from "node:test";
import type { Point } from "../../../plot/geometry.ts";
import { barFull, barPlace, distanceToEdge, layoutOf, nearestEdge } from "./layout.ts";

const SHAPES = [[1, 1], [2, 2, 1], [4, 3, 2], [6, 6, 3, 1], [12, 5], [2, 4, 4, 4, 2], [30, 2]]; // prettier-ignore

test("no two neurons touch, and all lie inside", () => {
  for (const sizes of SHAPES) {
    for (const available of [280, 480, 724, 1100]) {
      const { neurons, targets, radius, width, height, cost } = layoutOf(sizes, true, available);
      const all = [...neurons.flat(), ...targets];
      assert.equal(all.length, sizes.reduce((sum, n) => sum + n, 0) + sizes.at(-1)!);
      for (const [i, [x, y]] of all.entries()) {
        assert.ok(
          x >= radius && x <= width - radius + 8 && y >= radius && y <= height - radius,
          `${sizes} at ${available}`,
        );
        for (const [ox, oy] of all.slice(i + 1)) assert.ok(Math.hypot(x - ox, y - oy) >= 2 * radius + 6);
      }
      assert.ok(cost[0] < width - 30 && cost[1] < height - 10);
    }
  }
});

test("a small network fits a phone, a deep one scrolls", () => {
  assert.equal(layoutOf([4, 3, 2], true, 300).width, 300);
  assert.ok(layoutOf([2, 4, 4, 4, 2], true, 300).width > 300);
});

test("the columns are level: what is alone stands in the middle", () => {
  const { neurons } = layoutOf([3, 1], false, 600);
  assert.equal(neurons[1][0][1], neurons[0][1][1]);
});

test("bars on the edges of one layer have places of their own", () => {
  const { neurons } = layoutOf([4, 3, 2], true, 724);
  const feet = neurons[1].flatMap((to, j) => neurons[0].map((from) => barPlace(from, to, j + 1, 3)));
  for (const [i, a] of feet.entries()) {
    for (const b of feet.slice(i + 1)) assert.ok(Math.hypot(a[0] - b[0], a[1] - b[1]) > 14);
  }
});

test("the edge nearest to the pointer is found, if one is near enough", () => {
  const edges: [Point, Point][] = [
    [[0, 0], [100, 0]],
    [[0, 20], [100, 60]],
  ]; // prettier-ignore
  assert.equal(nearestEdge([50, 6], edges, 13), 0);
  assert.equal(nearestEdge([50, 36], edges, 13), 1);
  assert.equal(nearestEdge([50, 100], edges, 13), -1);
  assert.equal(distanceToEdge([-3, 4], ...edges[0]), 5);
});

test("the longest bar stands for a round number, and does not flicker", () => {
  assert.deepEqual([2.3, 0.97, 0.0021, 40].map((largest) => barFull(largest, 1e-9)), [2.5, 1, 0.0025, 40]); // prettier-ignore
  assert.equal(barFull(1.2, 2.5), 2.5, "it does not shrink at once");
  assert.equal(barFull(0.5, 2.5), 0.5);
  assert.equal(barFull(2.6, 2.5), 3);
  assert.equal(barFull(0, 2.5), 2.5);
});
