/** Arrows, outlines and the place on a curve nearest to a pointer, in pixels. No DOM, so that a test can read the result. */

import type { Scale } from "../../plot/geometry.ts";

const HEAD = 10;
const SHORTEST = 3;
const FAR = 1e5;
const write = (pixel: number): string => Math.min(FAR, Math.max(-FAR, pixel)).toFixed(2);

/** A shaft and an open head, no longer than the shaft; nothing where there is no direction to show. */
export function arrowPath(x: number, y: number, dx: number, dy: number): string {
  const length = Math.hypot(dx, dy);
  if (!(length >= SHORTEST && length < FAR)) return "";
  const [ux, uy] = [dx / length, dy / length];
  const back = Math.min(HEAD, 0.6 * length);
  const barb = (side: number): string =>
    `${write(x + dx - back * (ux + side * 0.5 * uy))},${write(y + dy - back * (uy - side * 0.5 * ux))}`;
  const tip = `${write(x + dx)},${write(y + dy)}`;
  return `M${write(x)},${write(y)}L${tip}M${barb(1)}L${tip}L${barb(-1)}`;
}

/** A closed outline through points given as x and y in turn; nothing where one of them is nowhere. */
export function loopPath(points: Float64Array, sx: Scale, sy: Scale): string {
  let path = "";
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = [sx(points[i]), sy(points[i + 1])];
    if (!Number.isFinite(x + y)) return "";
    path += `${i === 0 ? "M" : "L"}${write(x)},${write(y)}`;
  }
  return `${path}Z`;
}

/** Two places of a curve that are nearer to each other than this, in pixels, are both under the pointer. */
const SAME = 14;

/**
 * Which sample of a curve a pointer means: the nearest, but where the curve passes more than once the part where the
 * point is now. `pixels` are one or two coordinates of every sample; `now` is the place of the present one.
 */
export function nearest(pixels: readonly Float64Array[], pointer: readonly number[], now: number): number {
  const away = (i: number): number => {
    let squares = 0;
    for (let axis = 0; axis < pixels.length; axis++) squares += (pixels[axis][i] - pointer[axis]) ** 2;
    return i < 0 || i >= pixels[0].length || Number.isNaN(squares) ? Infinity : Math.sqrt(squares);
  };
  const distances = Float64Array.from(pixels[0], (_, i) => away(i));
  const reach = Math.min(...distances) + SAME;
  let best = -1;
  for (let i = 0; i < distances.length; i++) {
    // Each part of the curve is met where it comes nearest.
    const isNearest =
      distances[i] <= (distances[i - 1] ?? Infinity) && distances[i] < (distances[i + 1] ?? Infinity);
    if (isNearest && distances[i] <= reach && (best < 0 || Math.abs(i - now) < Math.abs(best - now)))
      best = i;
  }
  return best < 0 ? Math.round(now) : best;
}
