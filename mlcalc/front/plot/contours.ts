/** Contours of values on a grid, as path strings and places for their numbers. No DOM. */

import type { Point } from "./geometry.ts";
import { ringsOf, withShore } from "./rings.ts";
import { spot } from "./geometry.ts";

/** A grid that reaches one cell beyond the frame, so that no contour is seen to run along the frame's edge. */
export interface Grid {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  /** From a position on the grid, counted in columns and rows, to a pixel. */
  readonly pixel: (column: number, row: number) => Point;
}

type Pair = readonly [number, number];

/** `cells` along the longer side of a frame of this size, the same cells upwards. */
export function gridOver(xlim: Pair, ylim: Pair, width: number, height: number, cells: number): Grid {
  const size = Math.max(width, height) / cells;
  const [columns, rows] = [Math.ceil(width / size), Math.ceil(height / size)];
  const along = ([low, high]: Pair, n: number): Float64Array =>
    Float64Array.from({ length: n + 3 }, (_, i) => low + ((high - low) * (i - 1)) / n);
  return {
    xs: along(xlim, columns),
    // Rows start at the top of the frame, where y is high.
    ys: along([ylim[1], ylim[0]], rows),
    // The first value lies a cell outside.
    pixel: (column, row) => [((column - 1) * width) / columns, ((row - 1) * height) / rows],
  };
}

export interface Contour {
  readonly level: number;
  /** The region above the level; its outline is the contour. */
  readonly path: string;
  /** The outline's rings, in pixels. */
  readonly rings: readonly (readonly Point[])[];
}

export function contoursOf(grid: Grid, values: Float64Array, levels: readonly number[]): Contour[] {
  const heights = withShore(values, grid.xs.length);
  return levels.map((level) => {
    const rings = ringsOf(heights, level).map((ring) => ring.map((place) => grid.pixel(...place)));
    return { level, rings, path: rings.map(ringPath).join("") };
  });
}

const ringPath = (ring: readonly Point[]): string => `M${ring.map(([x, y]) => spot(x, y)).join("L")}Z`;

export interface LevelPlace {
  readonly level: number;
  readonly x: number;
  readonly y: number;
}

/** Where the numbers of contours stand: on their contour, well inside the frame, and apart from one another. */
export function levelPlaces(
  contours: readonly Contour[],
  width: number,
  height: number,
  room: { readonly x: number; readonly y: number },
): LevelPlace[] {
  const places: LevelPlace[] = [];
  const free = ([x, y]: Point): number =>
    Math.min(
      ...[x, width - x].map((gap) => gap / room.x),
      ...[y, height - y].map((gap) => gap / room.y),
      ...places.map((other) => Math.hypot((x - other.x) / room.x, (y - other.y) / room.y) / 1.6),
    );
  for (const { level, rings } of contours) {
    let best = 1;
    let found: Point | null = null;
    for (const ring of rings) {
      // Every fourth point is enough to choose from; a tiny ring has no room for a number.
      if (ring.length < 12) continue;
      for (let i = 0; i < ring.length; i += 4) {
        // More room than three numbers need is no better: then the first place will do.
        const room_ = Math.min(3, free(ring[i]));
        if (room_ > best + 1e-9) [best, found] = [room_, ring[i]];
      }
    }
    if (found !== null) places.push({ level, x: found[0], y: found[1] });
  }
  return places;
}

/** The quadratic that has the value, the slopes and the second derivatives given, at every place of the grid. */
export function quadraticOn(
  grid: Grid,
  [x0, y0]: Pair,
  value: number,
  [fx, fy]: Pair,
  [xx, xy, yy]: readonly [number, number, number],
): Float64Array {
  const { xs, ys } = grid;
  const values = new Float64Array(xs.length * ys.length);
  for (let row = 0, at = 0; row < ys.length; row++) {
    const dy = ys[row] - y0;
    for (let column = 0; column < xs.length; column++, at++) {
      const dx = xs[column] - x0;
      values[at] = value + fx * dx + fy * dy + (xx * dx * dx + 2 * xy * dx * dy + yy * dy * dy) / 2;
    }
  }
  return values;
}
