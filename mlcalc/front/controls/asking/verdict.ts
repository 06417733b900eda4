/** What a reader is told of an answer, as verdict.py tells it in Python. No DOM. */

import { fail, number, object, record } from "../../model/readers.ts";
import { toDigits } from "../../model/format.ts";
import type { Paragraphs } from "./words.ts";

export type Tolerance = { readonly relative: number } | { readonly decimals: number };

export interface Verdict {
  readonly right: boolean;
  /** Which of the typical mistakes it is; −1 for none of them. */
  readonly mistake: number;
  readonly said: string;
  /** In place of `said`, where there are formulas in it. */
  readonly says?: Paragraphs;
  /** The kinds of slip that explain a wrong derivative, separated by spaces. */
  readonly slip?: string;
}

export function readTolerance(value: unknown, where: string): Tolerance {
  if ("decimals" in object(value, where)) {
    const { decimals } = record({ decimals: number })(value, where);
    const sensible = Number.isInteger(decimals) && decimals >= 0 && decimals <= 12;
    return sensible ? { decimals } : fail(`${where}.decimals`, "a whole number from 0 to 12", decimals);
  }
  const tolerance = record({ relative: number })(value, where);
  if (!(tolerance.relative > 0 && tolerance.relative < 1))
    fail(`${where}.relative`, "above 0 and below 1", tolerance.relative);
  return tolerance;
}

/** For the rounding of the last bit. */
const SLACK = 1e-9;
/** An answer of this size is zero, whatever rounding made of it. */
const ZERO = 1e-12;

/** The largest difference from these numbers that still counts as none. */
export function allowed(tolerance: Tolerance, target: readonly number[]): number {
  if ("decimals" in tolerance) return 0.5 * 10 ** -tolerance.decimals * (1 + SLACK);
  const size = Math.max(...target.map(Math.abs));
  return tolerance.relative * (size > ZERO ? size : 1) * (1 + SLACK);
}

/** Whether no entry is further from its target than this. */
export const within = (given: readonly number[], target: readonly number[], distance: number): boolean =>
  target.every((value, i) => Math.abs((given[i] ?? NaN) - value) <= distance);

export interface Judge<Given> {
  readonly verdict: (given: Given) => Verdict;
  /** Whether every mistake that has a value lies so far off that the tolerance cannot confuse them. */
  readonly tells: () => boolean;
}

/** Knows what is right for the numbers of the moment, and the typical mistakes, as far as they have a value there. */
export function judgeOf(
  right: readonly number[],
  mistakes: readonly (readonly number[])[],
  tolerance: Tolerance,
): Judge<readonly number[]> {
  const distance = allowed(tolerance, right);
  return {
    tells: () =>
      right.every(Number.isFinite) && !mistakes.some((values) => within(values, right, 2 * distance)),
    verdict: (given) => {
      if (within(given, right, distance)) return { right: true, mistake: -1, said: "Right." };
      const mistake = mistakes.findIndex(
        (values) => values.every(Number.isFinite) && within(given, values, allowed(tolerance, values)),
      );
      return { right: false, mistake, said: mistake < 0 ? direction(given, right, distance) : "" };
    },
  };
}

/** What can truly be said of an answer that is wrong in no way we know. */
export function direction(given: readonly number[], right: readonly number[], distance: number): string {
  const [g = NaN, ...more] = given;
  const [r = NaN] = right;
  if (more.length > 0) {
    const hits = right.flatMap((value, i) => (within([given[i] ?? NaN], [value], distance) ? [i + 1] : []));
    if (hits.length === 0) return "Not yet: no entry is right.";
    return `Not yet: right so far ${hits.length === 1 ? "is entry" : "are entries"} ${listed(hits)}.`;
  }
  if (Math.abs(g + r) <= distance) return "Not yet: the size is right, the sign is not.";
  if (Math.abs(r) <= ZERO) return "Not yet.";
  if (g * r < 0) return "Not yet: the sign is wrong.";
  if (r > 0) return g > r ? "Not yet: too large." : "Not yet: too small.";
  return g < r ? "Not yet: too far below zero." : "Not yet: not far enough below zero.";
}

const listed = (numbers: readonly number[]): string =>
  numbers.length === 1 ? String(numbers[0]) : `${numbers.slice(0, -1).join(", ")} and ${numbers.at(-1)}`;

/** The tolerance in words, for the line under the box. */
export function inWords(tolerance: Tolerance): string {
  if ("relative" in tolerance) return `Counts as right within ${percent(tolerance.relative)} %.`;
  const { decimals } = tolerance;
  return decimals === 0
    ? "Round to a whole number."
    : `Round to ${decimals} decimal${decimals === 1 ? "" : "s"}.`;
}

const percent = (share: number): string => String(toDigits(100 * share, 6));
