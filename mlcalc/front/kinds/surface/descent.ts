/** Gradient descent on a map: where it leads, step by step. No DOM. */

import type { Point } from "../../plot/geometry.ts";

/** A descent that comes this far will not come back. surface_numbers.py stops there, too. */
const FAR = 1e6;

/**
 * Every place of the way, the start first; shorter than `steps` where it leaves for good. With a `memory` the slopes before
 * go on working: m ← βm + ∇f.
 */
export function descend(
  gradient: (at: Point) => ArrayLike<number>,
  start: Point,
  rate: number,
  steps: number,
  memory = 0,
): Point[] {
  const path = [start];
  let [x, y] = start;
  let [mx, my] = [0, 0];
  for (let i = 0; i < steps; i++) {
    const slope = gradient([x, y]);
    [mx, my] = [memory * mx + slope[0], memory * my + slope[1]];
    [x, y] = [x - rate * mx, y - rate * my];
    if (!(Math.abs(x) < FAR && Math.abs(y) < FAR)) break;
    path.push([x, y]);
  }
  return path;
}
