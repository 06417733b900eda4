/** Where the boxes of a computation stand: in columns from left to right, or where that is too wide in rows downwards. No DOM. */

import { curveBumpX, curveBumpY, line } from "d3-shape";
import type { NumberSpec } from "./computation-spec.ts";
import type { Point } from "./geometry.ts";

/** The height of a box, and the room between boxes: along the computation, where edges run, and across it. */
export const BOX = 78;
const ALONG = 50;
const ACROSS = 30;
const MARGIN = 8;
/** Room under the last box for what may be said of it. */
const BELOW = 20;
/** Two edges that end at one side of a box end this far apart. */
const APART = 16;

type Entry = Pick<NumberSpec, "depth" | "row" | "arguments">;

export interface Placed {
  readonly width: number;
  readonly height: number;
  /** The width of every box. */
  readonly box: number;
  readonly centres: readonly Point[];
  /** For every number, the edge to each of its arguments. */
  readonly edges: readonly (readonly { readonly path: string; readonly tag: Point }[])[];
}

export function layout(tape: readonly Entry[], room: number, box: number): Placed {
  const depth = Math.max(...tape.map((entry) => entry.depth));
  const places = tape.flatMap((entry) => [
    entry.row,
    ...entry.arguments.flatMap(({ via }) => via.map(([, r]) => r)),
  ]);
  const rows = 2 * Math.max(...places.map(Math.abs)) + 1;
  const across = (depth + 1) * box + depth * ALONG + 2 * MARGIN <= room;
  const least = across ? (depth + 1) * box + depth * ALONG : rows * box + (rows - 1) * (ACROSS / 3);
  const width = Math.max(room, least + 2 * MARGIN);
  const height = across
    ? rows * BOX + (rows - 1) * ACROSS + 2 * MARGIN + BELOW
    : (depth + 1) * BOX + depth * ALONG + 2 * MARGIN + BELOW;

  // Where there is room to spare the boxes stand apart, but not so far that the edges grow long.
  const stretch = (free: number, count: number, most: number): number =>
    count <= 1 ? 0 : Math.min(most, free / (count - 1));
  const alongX = box + ALONG + stretch(width - 2 * MARGIN - least, depth + 1, 60);
  const acrossX = box + ACROSS / 3 + stretch(width - 2 * MARGIN - least, rows, 60);
  const at = (d: number, row: number): Point =>
    across
      ? [width / 2 + (d - depth / 2) * alongX, (height - BELOW) / 2 + row * (BOX + ACROSS)]
      : [width / 2 + row * acrossX, MARGIN + BOX / 2 + d * (BOX + ALONG)];
  const centres = tape.map((entry) => at(entry.depth, entry.row));

  const draw = line<Point>()
    .curve(across ? curveBumpX : curveBumpY)
    .digits(1);
  const half = across ? box / 2 : BOX / 2;
  const leave = ([x, y]: Point): Point => (across ? [x + half, y] : [x, y + half]);
  const edges = tape.map((entry, i) => {
    const order = entry.arguments.map((_, k) => k);
    order.sort((a, b) => tape[entry.arguments[a].from].row - tape[entry.arguments[b].from].row || a - b);
    return entry.arguments.map(({ from, via }, k) => {
      const aside = (order.indexOf(k) - (order.length - 1) / 2) * APART;
      const [x, y] = centres[i];
      const end: Point = across ? [x - half, y + aside] : [x + aside, y - half];
      const route: Point[] = [leave(centres[from]), ...via.map(([d, row]) => at(d, row)), end];
      return { path: draw(route) ?? "", tag: nearStart(route[0], route[1], across) };
    });
  });
  return { width, height, box, centres, edges };
}

/** A place on the first piece of an edge, a third of the way along: near the box that the share is for. */
function nearStart(from: Point, to: Point, across: boolean): Point {
  const t = 0.34;
  const [a, b, c, d] = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t ** 2 * (1 - t), t ** 3];
  const middle = across ? (from[0] + to[0]) / 2 : (from[1] + to[1]) / 2;
  const along = across ? 0 : 1;
  const point: [number, number] = [0, 0];
  point[along] = a * from[along] + (b + c) * middle + d * to[along];
  point[1 - along] = (a + b) * from[1 - along] + (c + d) * to[1 - along];
  return point;
}
