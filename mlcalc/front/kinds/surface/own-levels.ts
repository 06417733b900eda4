/** What is measured on the map of an own function: its contours and its arrow, as mlcalc/figures/kinds/surface does. */

import { toDigits } from "../../model/format.ts";
import { Model } from "../../model/model.ts";
import type { Json } from "../../model/readers.ts";
import { readCommon } from "../../model/spec.ts";
import { samples } from "../../plot/geometry.ts";
import { quantile } from "../../plot/limits.ts";
import { refusal } from "../../read/words.ts";

const [LEVELS, GRID, COARSE] = [12, 81, 21];
/** Between contours, times a power of ten. */
const STEPS = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

export function measured(json: Json): Json {
  const model = new Model(readCommon(json).common);
  const [x, y] = [json["across"], json["up"]].map((name) => model.input(String(name)));
  const over = (output: string, count: number): number[] => {
    const [xs, ys] = [x, y].map(({ low, high }) => samples(low, high, count));
    const values = model.grid(x.name, y.name, output)(xs, ys);
    return [...values].filter(Number.isFinite).sort((a, b) => a - b);
  };
  const steep = over(`|∇${String(json["value"])}|`, COARSE);
  const usual = (steep.length > 0 ? quantile(steep, 0.7) : 0) || 1;
  return {
    levels: levels(over(String(json["value"]), GRID)),
    arrow: toDigits((0.28 * Math.min(x.high - x.low, y.high - y.low)) / usual, 3),
  };
}

/** Round values in equal steps; zero is one of them wherever the map has it. */
function levels(finite: readonly number[]): number[] {
  if (finite.length === 0) throw refusal(0, "nowhere");
  const [low, high] = [0, 0.98].map((q) => quantile(finite, q));
  if (!(low < high)) return [low];
  const power = 10 ** Math.floor(Math.log10((high - low) / LEVELS));
  const within = (step: number): readonly [number, number] => [
    Math.ceil(low / step - 1e-9),
    Math.floor(high / step + 1e-9),
  ];
  const fits = (digit: number): boolean => within(digit * power)[1] - within(digit * power)[0] < LEVELS;
  const step = STEPS.find(fits)! * power;
  const [first, last] = within(step);
  const found = Array.from({ length: last - first + 1 }, (_, i) => toDigits((first + i) * step, 12));
  return found.length > 0 ? found : [low];
}
