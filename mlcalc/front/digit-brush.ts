/** What a stroke leaves on the pixels that it passes. No DOM. */

import type { Point } from "./geometry.ts";

/** A stroke is nearly two pixels wide, as the digits are that the network knows: full in its middle, grey at its sides. */
const FULL = 0.4;
const NONE = 1.25;

/** How much of each pixel a straight stroke covers, from 0 to 1, row by row; places are counted in pixels. */
export function coverage(side: number, from: Point, to: Point): Float64Array {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const square = dx * dx + dy * dy;
  return Float64Array.from({ length: side * side }, (_, i) => {
    const [x, y] = [(i % side) + 0.5 - from[0], Math.floor(i / side) + 0.5 - from[1]];
    const along = square === 0 ? 0 : Math.min(1, Math.max(0, (x * dx + y * dy) / square));
    const distance = Math.hypot(x - along * dx, y - along * dy);
    return Math.min(1, Math.max(0, (NONE - distance) / (NONE - FULL)));
  });
}
