/** What is measured on the map of an own function: its contours and its arrow, as mlcalc/figures/kinds/surface does. */

import { toDigits } from "../../model/format.ts";
import { Model } from "../../model/model.ts";
import type { Json } from "../../model/readers.ts";
import { readCommon } from "../../model/spec.ts";
import { samples } from "../../plot/geometry.ts";
import { quantile } from "../../plot/limits.ts";
import { refusal } from "../../read/words.ts";

const [LEVELS, GRID, COARSE] = [12, 81, 21];

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

/** Round values, spread over those that the map has. */
function levels(finite: readonly number[]): number[] {
  if (finite.length === 0) throw refusal(0, "nowhere");
  const [low, high] = [0, 0.98].map((q) => quantile(finite, q));
  if (!(low < high)) return [low];
  const skewed = quantile(finite, 0.5) - low < 0.4 * (high - low);
  // Half of the way even in the value, half in the area: steep slopes are not crowded, valleys not empty.
  let before = low;
  const found = Array.from({ length: LEVELS }, (_, i) => {
    const s = (i + 0.35) / LEVELS;
    const level = (low + (high - low) * s ** (skewed ? 1.7 : 1) + quantile(finite, s)) / 2;
    const digits = -Math.floor(Math.log10((level - before) / 2));
    before = level;
    return digits >= 0
      ? Number(level.toFixed(Math.min(digits, 100)))
      : Math.round(level * 10 ** digits) / 10 ** digits;
  });
  return [...new Set(found)].sort((a, b) => a - b);
}
