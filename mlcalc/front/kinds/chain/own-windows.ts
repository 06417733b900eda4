/** How much of each plane a figure shows: mlcalc/figures/kinds/chain/windows.py, number by number. */

import { toDigits } from "../../model/format.ts";
import { quantile } from "../../plot/limits.ts";

export type Interval = readonly [low: number, high: number];

/** Of the curve's own extent, on either side. */
const MARGIN = 0.16;
/** Axes whose extents differ by more are drawn to scales of their own. */
const MOST_UNEQUAL = 8;

/** An interval for one or two axes that holds the samples; both to one scale, so that a square is a square. */
export function windowOf(curves: readonly (readonly number[])[]): Interval[] {
  const spans = curves.map(spanOf);
  const widths = spans.map(([low, high]) => high - low);
  const widest = Math.max(...widths);
  // A curve that stays on a level line has no extent of its own.
  let own = widths.map((width, i) =>
    widest === 0 ? 2 * Math.max(1, Math.abs(spans[i][0])) : width || widest,
  );
  if (Math.max(...own) <= MOST_UNEQUAL * Math.min(...own)) own = own.map(() => Math.max(...own));
  return spans.map(([low, high], i) => {
    const [middle, reach] = [(low + high) / 2, (0.5 + MARGIN) * own[i]];
    return [toDigits(middle - reach, 6), toDigits(middle + reach, 6)];
  });
}

function spanOf(samples: readonly number[]): Interval {
  const finite = samples.filter(Number.isFinite).sort((a, b) => a - b);
  const [low, high] = [finite[0], finite[finite.length - 1]];
  // Near a pole a few samples tower over all the others: the window keeps to the others.
  const [inner, outer] = [0.04, 0.96].map((q) => quantile(finite, q));
  const reach = 0.5 * (outer - inner);
  if (high - low > 12 * reach && reach > 0)
    return [Math.max(low, inner - reach), Math.min(high, outer + reach)];
  return [low, high];
}

/** The largest 1, 2 or 5 times a power of ten that is no longer. */
export function nice(length: number): number {
  const power = 10 ** Math.floor(Math.log10(length));
  const digit = [5, 2, 1].find((d) => d * power <= length * (1 + 1e-9)) ?? 1;
  return toDigits(digit * power, 3);
}

/** A time in which each velocity goes at most a third of its window, and no longer than `longest`. */
export function stepWithin(
  pairs: readonly (readonly [velocity: readonly number[], limits: readonly Interval[]])[],
  longest: number,
): number {
  const times = [longest];
  for (const [velocity, limits] of pairs)
    velocity.forEach((v, i) => {
      if (Number.isFinite(v) && v !== 0) times.push((0.34 * (limits[i][1] - limits[i][0])) / Math.abs(v));
    });
  return nice(Math.max(Math.min(...times), 0.02 * longest));
}
