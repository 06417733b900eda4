/** The vertical range of curves, with room for what the other sliders make of them: mlcalc/figures/common/frame.py. */

import { Model } from "../model/model.ts";
import type { Json } from "../model/readers.ts";
import { readCommon } from "../model/spec.ts";
import { refusal } from "../read/words.ts";
import { samples } from "./geometry.ts";

const SAMPLES = 201;

/** Throws a FormulaError where there is no number to be seen. */
export function ownLimits(json: Json, along: string, curves: readonly string[]): readonly [number, number] {
  const log = String(json["log"] ?? "");
  const model = new Model(readCommon(json).common);
  const { low: first, high: last } = model.input(along);
  const xs = samples(first, last, SAMPLES, log.includes("x"));
  const ys = new Float64Array(SAMPLES);
  const others = model.spec.inputs.filter(({ name }) => name !== along);
  const usable = (y: number): boolean => Number.isFinite(y) && (y > 0 || !log.includes("y"));
  const seen: number[] = [];
  for (const curve of curves) {
    const sweep = model.sweep(along, curve);
    const sampled = (): number[] => (sweep(xs, ys), [...ys]);
    seen.push(...sampled());
    for (const { name, low, high, start } of others) {
      for (const end of [low, high]) {
        model.set({ [name]: end });
        seen.push(...bulk(sampled()));
      }
      model.set({ [name]: start });
    }
  }
  const finite = seen.filter(usable);
  if (finite.length === 0) throw refusal(0, "nowhere");
  const limits = withMargin(finite, log.includes("y"));
  // It may end at the largest number there is.
  if (!limits.every((y) => Number.isFinite(y) && (y > 0 || !log.includes("y")))) throw refusal(0, "nowhere");
  return limits;
}

function withMargin(finite: readonly number[], log: boolean): readonly [number, number] {
  let [low, high] = [Math.min(...finite), Math.max(...finite)];
  if (log) {
    const margin = high > low ? (high / low) ** 0.06 : 10;
    return [low / margin, high * margin];
  }
  // tan x runs off to infinity: where the whole is many times as high as nine tenths of it, these with some room.
  const [mostLow, mostHigh] = bulk(finite);
  const usual = mostHigh - mostLow;
  if (high - low > 4 * usual && usual !== 0)
    [low, high] = [Math.max(low, mostLow - usual / 2), Math.min(high, mostHigh + usual / 2)];
  const margin = 0.08 * (high - low) || Math.max(1, Math.abs(low));
  return [low - margin, high + margin];
}

/** The middle nine tenths of the values. */
function bulk(ys: readonly number[]): number[] {
  const sorted = ys.filter(Number.isFinite).sort((a, b) => a - b);
  return sorted.length === 0 ? [] : [0.05, 0.95].map((q) => quantile(sorted, q));
}

export function quantile(sorted: readonly number[], q: number): number {
  const at = (sorted.length - 1) * q;
  const i = Math.floor(at);
  const next = sorted[Math.min(i + 1, sorted.length - 1)];
  return sorted[i] + (next - sorted[i]) * (at - i);
}
