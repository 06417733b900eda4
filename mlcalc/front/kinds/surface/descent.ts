/** Gradient descent on a map: where it leads, step by step. No DOM. */

import type { Point } from "../../plot/geometry.ts";

/** A descent that comes this far will not come back. surface_numbers.py stops there, too. */
const FAR = 1e6;

/** Every place of the way, the start first; shorter than `steps` where it leaves for good. */
export function descend(
  gradient: (at: Point) => ArrayLike<number>,
  start: Point,
  rate: number,
  steps: number,
): Point[] {
  const path = [start];
  let [x, y] = start;
  for (let i = 0; i < steps; i++) {
    const slope = gradient([x, y]);
    [x, y] = [x - rate * slope[0], y - rate * slope[1]];
    if (!(Math.abs(x) < FAR && Math.abs(y) < FAR)) break;
    path.push([x, y]);
  }
  return path;
}
