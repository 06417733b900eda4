/** From values to pixels along one axis, linear or logarithmic, and the ticks that a reader is shown. No DOM. */

import { scaleLinear, scaleLog } from "d3-scale";
import { formatLogTick, formatTick } from "./format.ts";

export interface Tick {
  readonly value: number;
  readonly text: string;
}

export interface AxisScale {
  readonly pixel: (value: number) => number;
  readonly invert: (pixel: number) => number;
  /** About `count` of them; never more than fit when each needs the same room. */
  readonly ticks: (count: number) => readonly Tick[];
}

type Pair = readonly [number, number];

export function axisScale(domain: Pair, range: Pair, log = false): AxisScale {
  const scale = log ? scaleLog(domain, range) : scaleLinear(domain, range);
  return {
    pixel: scale,
    invert: (pixel) => scale.invert(pixel),
    ticks: (count) => (log ? logTicks(...domain, count) : linearTicks(scale.ticks(count))),
  };
}

const linearTicks = (values: readonly number[]): Tick[] =>
  values.map((value) => ({ value, text: formatTick(value, values[1] - values[0]) }));

/** Powers of ten, every second, third … one where there are many; 1, 2 and 5 of each where there are few. */
export function logTicks(low: number, high: number, count: number): Tick[] {
  const [first, last] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
  const every = Math.max(1, Math.ceil((last - first + 1) / Math.max(1, count)));
  const digits = last - first < 2 ? [1, 2, 5] : [1];
  const values: number[] = [];
  // Counted from 1, so that two axes of the same figure show the same powers.
  for (let power = Math.ceil((first - 1) / every) * every; power <= last; power += every) {
    for (const digit of digits) values.push(Number(`${digit}e${power}`));
  }
  const inside = values.filter((value) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9));
  // One way of writing for the whole axis: powers of ten as soon as one of them needs it.
  const powers = inside.some((value) => value > 1e4 || value < 1e-3);
  return inside.map((value) => ({ value, text: formatLogTick(value, powers) }));
}
