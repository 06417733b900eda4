/** Where things lie in a drawing, as numbers and path strings. No DOM, so that a test can read the result. */

import { straight } from "./pens.ts";
import { toDigits } from "../model/format.ts";

/** A place in the drawing, to a tenth of a pixel, as paths write it. */
export const spot = (x: number, y: number): string => `${x.toFixed(1)},${y.toFixed(1)}`;

export type Point = readonly [x: number, y: number];
export type Scale = (value: number) => number;

/** Beyond this a coordinate is no place on any screen, and some renderers lose the whole path. */
const FAR = 1e5;
const near = (pixel: number): number => Math.min(FAR, Math.max(-FAR, pixel));

/** Evenly spread values, bit by bit those of numpy's linspace; on a logarithmic axis even there, too. */
export function samples(low: number, high: number, count: number, log = false): Float64Array {
  const xs = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    xs[i] = log ? low * (high / low) ** (i / (count - 1)) : i * ((high - low) / (count - 1)) + low;
  }
  xs[count - 1] = high;
  return xs;
}

/** The heights of labels, each as near to where it should be as the others allow; null stays null. */
export function spread(heights: readonly (number | null)[], gap: number, limit: number): (number | null)[] {
  const order = heights.flatMap((y, i) => (y === null ? [] : [{ i, y }])).sort((a, b) => a.y - b.y);
  // Pushed down from the top, then up from the bottom: order stays, and what fits is in sight.
  let free = -Infinity;
  for (const entry of order) free = (entry.y = Math.max(entry.y, free)) + gap;
  free = limit;
  for (const entry of [...order].reverse()) free = (entry.y = Math.min(entry.y, free)) - gap;
  const result = new Array<number | null>(heights.length).fill(null);
  for (const { i, y } of order) result[i] = y;
  return result;
}

/** How far above or below the point's line a label must be that is `across` beside it, to leave the point in sight. */
export const besidePoint = (across: number, halfWidth: number, usual: number): number =>
  across - halfWidth < 13 ? Math.max(usual, 23) : usual;

/** A curve through samples. Where the function has no value the pen is lifted. */
export function curvePath(xs: Float64Array, ys: Float64Array, sx: Scale, sy: Scale): string {
  const points = Array.from(ys, (y, i): Point | null => {
    const at = sy(y);
    // The logarithm of 0 or less has no place, as little as a value that is none.
    return Number.isFinite(y) && !Number.isNaN(at) && at !== Infinity ? [sx(xs[i]), near(at)] : null;
  });
  return straight(points, 2);
}

/** The part inside 0…width, 0…height of the line through (x, y) with this slope, all in pixels; null if it has none. */
export function clipLine(
  x: number,
  y: number,
  slope: number,
  width: number,
  height: number,
): [Point, Point] | null {
  if (!Number.isFinite(x + y + slope)) return null;
  let [left, right] = [0, width];
  if (Math.abs(slope) > 1e-9) {
    const [a, b] = [x - y / slope, x + (height - y) / slope];
    left = Math.max(left, Math.min(a, b));
    right = Math.min(right, Math.max(a, b));
  } else if (y < 0 || y > height) return null;
  if (left > right) return null;
  // On a nearly upright line y must not be computed from x: take it from the edge it was clipped at.
  const at = (u: number): Point => [u, Math.min(height, Math.max(0, y + slope * (u - x)))];
  return [at(left), at(right)];
}

/** The run of the slope triangle: 1 where that is a good size in the range, else 1, 2 or 5 times a power of ten. */
export function niceRun(low: number, high: number): number {
  const range = high - low;
  if (range >= 4 && range <= 12) return 1;
  const power = 10 ** Math.floor(Math.log10(range / 5));
  const digit = range / 5 / power;
  return toDigits((digit >= 5 ? 5 : digit >= 2 ? 2 : 1) * power, 1);
}

/** A line through points, as far as they can be drawn. */
export const polyline = (points: readonly Point[]): string =>
  points.length < 2 ? "" : `M${points.map(([x, y]) => spot(near(x), near(y))).join("L")}`;

/** The shaft and head of an arrow; null where it would be a dot. A short arrow has a small head. */
export function arrowPaths(from: Point, to: Point): { readonly shaft: string; readonly head: string } | null {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  if (!(length > 1.5 && length < FAR)) return null;
  const [ux, uy] = [dx / length, dy / length];
  const size = Math.min(13, 0.6 * length);
  const back = (along: number, aside: number): string =>
    spot(to[0] - ux * along - uy * aside, to[1] - uy * along + ux * aside);
  return {
    shaft: `M${spot(...from)}L${back(size * 0.75, 0)}`,
    head: `M${back(0, 0)}L${back(size, 0.42 * size)}L${back(size * 0.75, 0)}L${back(size, -0.42 * size)}Z`,
  };
}
