/** From values to pixels along one axis, linear or logarithmic, and the ticks that a reader is shown. No DOM. */

import { formatLogTick, formatTick, toDigits } from "../model/format.ts";

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
  const [to, from] = log ? [Math.log10, (power: number): number => 10 ** power] : [same, same];
  const [low, high] = [to(domain[0]), to(domain[1])];
  const [start, end] = range;
  return {
    pixel: (value) => start + ((to(value) - low) / (high - low)) * (end - start),
    invert: (pixel) => from(low + ((pixel - start) / (end - start)) * (high - low)),
    ticks: (count) => (log ? logTicks(...domain, count) : linearTicks(...domain, count)),
  };
}

const same = (value: number): number => value;

/** Multiples of 1, 2 or 5 times a power of ten, about as many as asked for. */
function linearTicks(low: number, high: number, count: number): Tick[] {
  const rough = (high - low) / Math.max(1, count);
  const power = Math.floor(Math.log10(rough));
  const over = rough / 10 ** power;
  const spacing = Number(
    `${over >= 50 ** 0.5 ? 10 : over >= 10 ** 0.5 ? 5 : over >= 2 ** 0.5 ? 2 : 1}e${power}`,
  );
  const first = Math.ceil(low / spacing - 1e-9);
  const length = Math.max(0, Math.floor(high / spacing + 1e-9) - first + 1);
  return Array.from({ length }, (_, i) => {
    const value = toDigits((first + i) * spacing, 12);
    return { value, text: formatTick(value, spacing) };
  });
}

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
