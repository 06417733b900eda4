/** Where the neurons of a network stand, and which edge is under a finger. Numbers alone, no DOM. */

import type { Point } from "../../../plot/geometry.ts";
import { toDigits } from "../../../model/format.ts";

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly radius: number;
  /** The neurons of each layer, the inputs first. */
  readonly neurons: readonly (readonly Point[])[];
  readonly targets: readonly Point[];
  readonly cost: Point;
  /** Whether the numbers above and below a neuron have little room. */
  readonly narrow: boolean;
}

/** The heights of the headings, and of what stands above and below a neuron. */
const HEADING = 44;
const ABOVE = 32;
const BELOW = 22;

export function layoutOf(sizes: readonly number[], withCost: boolean, available: number): Layout {
  const last = sizes.length - 1;
  const narrow = available < 520;
  const tallest = Math.max(...sizes);
  const radius = Math.min(narrow ? 19 : 26, tallest <= 4 ? 26 : tallest <= 7 ? 21 : 17);
  const margin = radius + (narrow ? 24 : 40);
  // Right of the outputs: the targets and, where there is room, the cost beside them; else below.
  const toTarget = withCost ? (narrow ? 58 : 92) : 0;
  const toCost = withCost && !narrow ? 104 : 0;
  const right = withCost ? (narrow ? 26 : 54) : margin;
  const width = Math.max(available, margin + last * (2 * radius + 40) + toTarget + toCost + right);
  const widest = narrow ? 240 : 270;
  const gap = Math.min(widest, (width - margin - toTarget - toCost - right) / last);
  const start = (width - (last * gap + toTarget + toCost) + margin - right) / 2;

  const need = sizes.map((n, l) => (n - 1) * (2 * radius + (l === 0 ? 18 : ABOVE + BELOW)));
  const extent = Math.max(...need, 40);
  const top = HEADING + ABOVE + radius;
  const column = (x: number, l: number): Point[] => {
    const n = sizes[l];
    const spacing =
      n === 1 ? 0 : Math.max(need[l] / (n - 1), Math.min((0.9 * extent) / (n - 1), 3.6 * radius + 40));
    return Array.from({ length: n }, (_, i) => [x, top + extent / 2 + (i - (n - 1) / 2) * spacing]);
  };
  const neurons = sizes.map((_, l) => column(start + l * gap, l));
  const targets = withCost ? neurons[last].map(([x, y]): Point => [x + toTarget, y]) : [];
  const below = top + extent + radius + BELOW;
  const height = below + (withCost && narrow ? 58 : 8);
  const middle = start + last * gap + toTarget;
  const cost: Point = narrow
    ? [Math.min(middle, width - 66), below + 26]
    : [middle + toCost, top + extent / 2];
  return { width, height, radius, neurons, targets, cost, narrow };
}

export const between = (a: Point, b: Point, t: number): Point => [
  a[0] + (b[0] - a[0]) * t,
  a[1] + (b[1] - a[1]) * t,
];

/** Where an edge carries its bar: at a place of its own for each target, so that no two bars share one. */
export function barPlace(from: Point, to: Point, j: number, n: number): Point {
  return between(from, to, n === 1 ? 0.45 : 0.24 + (0.38 * (j - 1)) / (n - 1));
}

export function distanceToEdge(p: Point, a: Point, b: Point): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const t = ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / (dx * dx + dy * dy || 1);
  const [x, y] = between(a, b, Math.min(1, Math.max(0, t)));
  return Math.hypot(p[0] - x, p[1] - y);
}

/** The index of the nearest edge within reach, or −1. */
export function nearestEdge(p: Point, edges: readonly (readonly [Point, Point])[], reach: number): number {
  let [best, nearest] = [-1, reach];
  edges.forEach(([a, b], i) => {
    const distance = distanceToEdge(p, a, b);
    if (distance < nearest) [best, nearest] = [i, distance];
  });
  return best;
}

/**
 * What the longest bar stands for: a round number. It grows when a bar would leave its place and shrinks
 * only when all bars have become short, so that bars can be compared while they move.
 */
export function barFull(largest: number, before: number): number {
  if (!Number.isFinite(largest) || largest === 0) return before;
  if (largest <= before && largest > 0.3 * before) return before;
  const power = 10 ** Math.floor(Math.log10(largest));
  const digit = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8].find((d) => largest <= d * power * (1 + 1e-9)) ?? 10;
  return toDigits(digit * power, 2);
}
