import assert from "node:assert/strict";
import { test } from "node:test";
import { contoursOf, gridOver, levelPlaces, quadraticOn } from "./contours.ts";
import type { Point } from "./geometry.ts";

const grid = gridOver([-2, 2], [-1, 1], 400, 200, 80);
const bowl = quadraticOn(grid, [0, 0], 0, [0, 0], [2, 0, 2]);

test("a grid reaches one cell beyond the frame, row by row from the top", () => {
  assert.deepEqual([grid.xs.length, grid.ys.length], [83, 43]);
  assert.deepEqual([grid.xs[1], grid.xs[81], grid.ys[1], grid.ys[41]], [-2, 2, 1, -1]);
  // The value of column 1 and row 1 lies at the frame's upper left corner.
  assert.deepEqual(grid.pixel(1, 1), [0, 0]);
  assert.deepEqual(grid.pixel(81, 41), [400, 200]);
});

test("the contour of a bowl is a circle, where the circle is", () => {
  const [{ rings, path }] = contoursOf(grid, bowl, [0.25]);
  const inner = rings.at(-1)!;
  for (const [x, y] of inner) {
    assert.ok(Math.abs(Math.hypot(x - 200, y - 100) - 50) < 0.5, `(${x}, ${y}) is not on the circle`);
  }
  assert.equal(path.split("M").length - 1, rings.length);
});

test("land and the lake in it are outlined opposite ways, and lands that touch at a corner stay apart", () => {
  const isle = gridOver([0, 1], [0, 1], 400, 400, 4);
  const rings = (on: readonly number[]): readonly (readonly Point[])[] => {
    const values = new Float64Array(49).map((_, i) => (on.includes(i) ? 1 : 0));
    return contoursOf(isle, values, [0.5])[0].rings;
  };
  const area = (ring: readonly Point[]): number =>
    ring.reduce((sum, [x, y], i) => {
      const [nextX, nextY] = ring[(i + 1) % ring.length];
      return sum + (x * nextY - y * nextX) / 2;
    }, 0);
  const [shore, lake] = rings([16, 17, 18, 23, 25, 30, 31, 32]).map(area);
  assert.ok(shore * lake < 0 && Math.abs(shore) > Math.abs(lake));
  assert.equal(rings([16, 24]).length, 2);
});

test("where there is no value there is no land", () => {
  const holes = bowl.map((value, i) => (i % grid.xs.length < 42 ? NaN : value));
  const [{ rings }] = contoursOf(grid, holes, [0.25]);
  assert.ok(rings.flat().every(([x, y]) => Number.isFinite(x + y) && x > 190));
});

test("numbers of contours stand on their contour, within the frame and apart", () => {
  const contours = contoursOf(grid, bowl, [0.1, 0.25, 0.5, 1, 2]);
  const places = levelPlaces(contours, 400, 200, { x: 20, y: 12 });
  assert.ok(places.length >= 4);
  for (const { x, y, level } of places) {
    assert.ok(x > 20 && x < 380 && y > 12 && y < 188);
    const value = ((x - 200) / 100) ** 2 + ((y - 100) / 100) ** 2;
    assert.ok(Math.abs(value - level) < 0.02, `${level} stands where the value is ${value}`);
  }
});
