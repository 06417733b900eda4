/** Where the boxes of a computation stand: in columns from left to right, or where that is too wide in rows downwards. No DOM. */

import type { Point } from "../../plot/geometry.ts";
import { wave } from "../../plot/pens.ts";
import type { NumberSpec } from "./spec.ts";

/** The height of a box, and the room between boxes: along the computation, where edges run, and across it. */
export const BOX = 78;
const ALONG = { across: 50, down: 66 };
const ACROSS = { across: 30, down: 8 };
const MARGIN = 4;
/** Room under the last box for what may be said of it. */
const BELOW = 20;
/** What an edge needs that only passes, where there is no room for the width of a box. */
const LANE = 22;
/** How far along its edge a share stands: near the box that it is for, or else where no other share stands. */
const TAGS = [0.38, 0.7, 0.2];
/** Two edges that end at one side of a box end this far apart. */
const APART = 16;

type Entry = Pick<NumberSpec, "depth" | "row" | "arguments">;

export interface Placed {
  readonly width: number;
  readonly height: number;
  /** The width of every box: one for all where there is room, else each its own. */
  readonly widths: readonly number[];
  readonly centres: readonly Point[];
  /** For every number, the edge to each of its arguments. */
  readonly edges: readonly (readonly { readonly path: string; readonly tag: Point }[])[];
}

/** `needed` is how wide each box has to be for what stands in it. */
export function layout(tape: readonly Entry[], room: number, needed: readonly number[]): Placed {
  const box = Math.max(...needed);
  const depth = Math.max(...tape.map((entry) => entry.depth));
  const places = tape.flatMap((entry) => [
    entry.row,
    ...entry.arguments.flatMap(({ via }) => via.map(([, r]) => r)),
  ]);
  const rows = 2 * Math.max(...places.map(Math.abs)) + 1;
  const across = (depth + 1) * box + depth * ALONG.across + 2 * MARGIN <= room;
  const along = across ? ALONG.across : ALONG.down;
  const isTight = !across && rows * box + (rows - 1) * ACROSS.down + 2 * MARGIN > room;
  const lanes = isTight ? offsets(tape, needed) : null;
  const least = across
    ? (depth + 1) * box + depth * along
    : lanes === null
      ? rows * box + (rows - 1) * ACROSS.down
      : 2 * lanes.reach;
  const width = Math.max(room, least + 2 * MARGIN);
  const height =
    (across ? rows * BOX + (rows - 1) * ACROSS.across : (depth + 1) * BOX + depth * along) +
    2 * MARGIN +
    BELOW;

  // Where there is room to spare the boxes stand apart, but not so far that the edges grow long.
  const stretch = (count: number): number =>
    count <= 1 ? 0 : Math.min(60, (width - 2 * MARGIN - least) / (count - 1));
  const alongX = box + along + stretch(depth + 1);
  const acrossX = box + ACROSS.down + stretch(rows);
  const aside = (d: number, row: number): number => lanes?.of.get(`${d} ${row}`) ?? row * acrossX;
  const at = (d: number, row: number): Point =>
    across
      ? [width / 2 + (d - depth / 2) * alongX, (height - BELOW) / 2 + row * (BOX + ACROSS.across)]
      : [width / 2 + aside(d, row), MARGIN + BOX / 2 + d * (BOX + along)];
  const centres = tape.map((entry) => at(entry.depth, entry.row));
  const widths = lanes === null ? tape.map(() => box) : needed;
  return { width, height, widths, centres, edges: routes(tape, centres, at, across, box) };
}

/** Places counted in pixels from the middle, each row as narrow as it may be: an edge that passes takes a lane alone. */
function offsets(
  tape: readonly Entry[],
  widths: readonly number[],
): { of: Map<string, number>; reach: number } {
  const sizes = new Map<number, Map<number, number>>();
  const take = (depth: number, row: number, size: number): void => {
    if (!sizes.has(depth)) sizes.set(depth, new Map());
    sizes.get(depth)!.set(row, size);
  };
  for (const [i, entry] of tape.entries()) {
    take(entry.depth, entry.row, widths[i]);
    for (const { via } of entry.arguments) for (const [depth, row] of via) take(depth, row, LANE);
  }
  const of = new Map<string, number>();
  let reach = 0;
  for (const [depth, row] of sizes) {
    const slots = [...row].sort(([a], [b]) => a - b);
    const whole = slots.reduce((sum, [, size]) => sum + size + ACROSS.down, -ACROSS.down);
    let x = -whole / 2;
    for (const [place, size] of slots) {
      of.set(`${depth} ${place}`, x + size / 2);
      x += size + ACROSS.down;
    }
    reach = Math.max(reach, whole / 2);
  }
  return { of, reach };
}

function routes(
  tape: readonly Entry[],
  centres: readonly Point[],
  at: (depth: number, row: number) => Point,
  across: boolean,
  box: number,
): Placed["edges"] {
  const draw = (points: readonly Point[]): string => wave(points, 1, !across);
  const half = across ? box / 2 : BOX / 2;
  const leave = ([x, y]: Point): Point => (across ? [x + half, y] : [x, y + half]);
  // Straight past the boxes of a row, so that no edge bends behind one.
  const through = ([x, y]: Point): Point[] =>
    across
      ? [
          [x - half, y],
          [x + half, y],
        ]
      : [
          [x, y - half],
          [x, y + half],
        ];
  const tags: Point[] = [];
  return tape.map((entry, i) => {
    const order = entry.arguments.map((_, k) => k);
    order.sort((a, b) => tape[entry.arguments[a].from].row - tape[entry.arguments[b].from].row || a - b);
    return entry.arguments.map(({ from, via }, k) => {
      const aside = (order.indexOf(k) - (order.length - 1) / 2) * APART;
      const [x, y] = centres[i];
      const end: Point = across ? [x - half, y + aside] : [x + aside, y - half];
      const passed = via.flatMap(([d, row]) => through(at(d, row)));
      const route: Point[] = [leave(centres[from]), ...passed, end];
      const places = TAGS.map((t) => along(route[0], route[1], t, across));
      const tag = places.find((place) => tags.every((other) => !overlaps(place, other))) ?? places[0];
      tags.push(tag);
      return { path: draw(route), tag };
    });
  });
}

/** Two shares of five signs would cover each other. */
const overlaps = (a: Point, b: Point): boolean => Math.abs(a[0] - b[0]) < 46 && Math.abs(a[1] - b[1]) < 16;

/** A place on the first piece of an edge. */
function along(from: Point, to: Point, t: number, across: boolean): Point {
  const [a, b, c, d] = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t ** 2 * (1 - t), t ** 3];
  const middle = across ? (from[0] + to[0]) / 2 : (from[1] + to[1]) / 2;
  const on = across ? 0 : 1;
  const point: [number, number] = [0, 0];
  point[on] = a * from[on] + (b + c) * middle + d * to[on];
  point[1 - on] = (a + b) * from[1 - on] + (c + d) * to[1 - on];
  return point;
}
