/** Where the edges of a dependency graph and their tags lie, and how long a bar is. No DOM. */

import type { Point } from "../../plot/geometry.ts";
import { straight, wave } from "../../plot/pens.ts";

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
