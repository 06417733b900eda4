/** Where things lie in a drawing, as numbers and path strings. No DOM, so that a test can read the result. */

import { straight, wave } from "./pens.ts";

export type Point = readonly [x: number, y: number];
export type Scale = (value: number) => number;

/** Beyond this a coordinate is no place on any screen, and some renderers lose the whole path. */
const FAR = 1e5;
const near = (pixel: number): number => Math.min(FAR, Math.max(-FAR, pixel));

/** Evenly spread values, on a logarithmic axis even there, too. */
export function samples(low: number, high: number, count: number, log = false): Float64Array {
  const xs = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const share = i / (count - 1);
    xs[i] = log ? low * (high / low) ** share : low + (high - low) * share;
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
  return Number(((digit >= 5 ? 5 : digit >= 2 ? 2 : 1) * power).toPrecision(1));
}

/**
 * An edge of a graph, drawn from left to right: straight, so that edges part at once where several leave and leave room
 * for their numbers; one that passes further places is level there.
 */
export const edgePath = (points: readonly Point[]): string =>
  points.length > 2 ? wave(points, 1) : straight(points, 1);

/**
 * Where the tag of an edge stands: at the middle of its way, beside the line and not on it, since the line's thickness is
 * the message; on the side away from the middle of the drawing, where the edges of a graph leave room. On a level edge
 * `lean` moves it along, away from an end where other edges meet.
 */
export function besideEdge(
  route: readonly Point[],
  centre: number,
  tag: { readonly width: number; readonly height: number; readonly gap: number },
  lean = 0,
): Point {
  const last = route.length - 1;
  const [from, to] = [route[Math.floor(last / 2)], route[Math.floor(last / 2) + 1]];
  // A corner on the way is passed level; between two of them a bent line is half as steep again as their connection.
  const corner = last % 2 === 0;
  const [x, y] = corner ? from : [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  const bend = last > 1 ? 1.5 : 1;
  const steep = corner ? 0 : (bend * (to[1] - from[1])) / (to[0] - from[0]);
  const outer = Math.abs(to[1] - centre) > Math.abs(from[1] - centre) + 1 ? to : from;
  const side = outer[1] > centre + 1 ? 1 : -1;
  const [nx, ny] = [(-side * steep) / Math.hypot(1, steep), side / Math.hypot(1, steep)];
  const distance = Math.abs(nx) * tag.width + Math.abs(ny) * tag.height + tag.gap;
  return [x + nx * distance + (steep === 0 && !corner ? lean : 0), y + ny * distance];
}

/** A place on the line itself, a third of its way from where it leaves: where edges cross, their tags stand apart there. */
export function onEdge([from, to]: readonly Point[]): Point {
  return [from[0] + (to[0] - from[0]) / 3, from[1] + (to[1] - from[1]) / 3];
}

/** Whether two straight ways between the same two columns cross. Places are (depth, row). */
export const cross = (a: readonly Point[], b: readonly Point[]): boolean =>
  a.length === 2 &&
  b.length === 2 &&
  a[0][0] === b[0][0] &&
  a[1][0] === b[1][0] &&
  (a[0][1] - b[0][1]) * (a[1][1] - b[1][1]) < 0;

/** Places of (depth, row) in a drawing: depths from left to right, row 0 in the middle, rows counting upwards. */
export function graphPlaces(
  places: readonly (readonly [depth: number, row: number])[],
  width: number,
  height: number,
  margin: { readonly x: number; readonly y: number },
): (place: readonly [number, number]) => Point {
  const depth = Math.max(1, ...places.map(([d]) => d));
  const reach = Math.max(0.5, ...places.map(([, row]) => Math.abs(row)));
  return ([d, row]) => [
    margin.x + ((width - 2 * margin.x) * d) / depth,
    height / 2 - (row / reach) * (height / 2 - margin.y),
  ];
}

/**
 * The length of a full bar, from the values that a path's contribution takes over the whole range of the input.
 * Their largest size, so that no bar leaves the track and the scale never jumps; but where a few values tower over
 * the rest (near a pole), four times the size that 95 % stay below: a bar beyond that ends in an arrow head.
 */
export function barScale(values: readonly number[]): number {
  const sizes = values
    .map(Math.abs)
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const largest = sizes.at(-1) ?? 0;
  const usual = sizes[Math.floor(0.95 * (sizes.length - 1))] ?? 0;
  return Math.min(largest, 4 * usual) || largest || 1;
}

/** A line through points, as far as they can be drawn. */
export const polyline = (points: readonly Point[]): string =>
  points.length < 2
    ? ""
    : `M${points.map(([x, y]) => `${near(x).toFixed(1)},${near(y).toFixed(1)}`).join("L")}`;

/** The shaft and head of an arrow; null where it would be a dot. A short arrow has a small head. */
export function arrowPaths(from: Point, to: Point): { readonly shaft: string; readonly head: string } | null {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  if (!(length > 1.5 && length < FAR)) return null;
  const [ux, uy] = [dx / length, dy / length];
  const size = Math.min(13, 0.6 * length);
  const back = (along: number, aside: number): string =>
    `${(to[0] - ux * along - uy * aside).toFixed(1)},${(to[1] - uy * along + ux * aside).toFixed(1)}`;
  return {
    shaft: `M${from[0].toFixed(1)},${from[1].toFixed(1)}L${back(size * 0.75, 0)}`,
    head: `M${back(0, 0)}L${back(size, 0.42 * size)}L${back(size * 0.75, 0)}L${back(size, -0.42 * size)}Z`,
  };
}
