/** Outlines of the land above a level, on a grid of heights: marching squares. No DOM. */

import type { Point } from "./geometry.ts";

/** Heights row by row, with a shore around them: beyond it, and where there was no value, is the deepest water. */
export interface Heights {
  readonly width: number;
  readonly data: Float64Array;
}

export function withShore(values: Float64Array, columns: number): Heights {
  const rows = values.length / columns;
  const width = columns + 2;
  const data = new Float64Array(width * (rows + 2)).fill(-Infinity);
  for (let i = 0; i < values.length; i++) {
    const at = (Math.floor(i / columns) + 1) * width + (i % columns) + 1;
    if (!Number.isNaN(values[i])) data[at] = values[i];
  }
  return { width, data };
}

/** The closed rings around the land, in counts of columns and rows; the land lies on the same side of each. */
export function ringsOf(heights: Heights, level: number): Point[][] {
  const next = outlines(heights, level);
  const rings: Point[][] = [];
  for (let start = 0; start < next.length; start++) {
    const ring: Point[] = [];
    for (let side = start; next[side] !== -1;) {
      ring.push(crossing(heights, level, side));
      const after = next[side];
      next[side] = -1;
      side = after;
    }
    if (ring.length > 0) rings.push(ring);
  }
  return rings;
}

/**
 * Every square of four neighbours that land and water share has outlines through it. From the side number i the
 * outline goes on to the side next[i]; 2·at is the side from place `at` to the right, 2·at + 1 the one downwards.
 */
function outlines({ width, data }: Heights, level: number): Int32Array {
  const next = new Int32Array(2 * data.length).fill(-1);
  // Around a square: its corners, and the side that leads from each corner to the next one.
  const corners = [width, width + 1, 1, 0];
  const sides = [2 * width, 3, 0, 1];
  const land = [false, false, false, false];
  for (let at = 0; at + width + 1 < data.length; at++) {
    for (let k = 0; k < 4; k++) land[k] = data[at + corners[k]] >= level;
    if (land[0] === land[1] && land[1] === land[2] && land[2] === land[3]) continue;
    for (let last = 0; last < 4; last++) {
      if (!land[last] || land[(last + 1) % 4]) continue;
      // The outline follows the land from where it ends back to where it begins.
      let before = (last + 3) % 4;
      while (land[before]) before = (before + 3) % 4;
      next[2 * at + sides[last]] = 2 * at + sides[before];
    }
  }
  return next;
}

/** Where a side is at the level, if the land falls evenly along it. */
function crossing({ width, data }: Heights, level: number, side: number): Point {
  const from = side >> 1;
  const down = side % 2;
  const share = (level - data[from]) / (data[down ? from + width : from + 1] - data[from]);
  // Up from bottomless water there is no slope: the shore is where the land is.
  const along = Number.isNaN(share) ? 1 : share;
  const [column, row] = [(from % width) - 1, Math.floor(from / width) - 1];
  return down ? [column, row + along] : [column + along, row];
}
