/** A number as a person types it: 0.5, 1/3, 2e-3, −3, sqrt(2), 2pi, 4 + 4 ln 2. It is a formula without letters. */

import { elementwise } from "../compute/primitives.generated.ts";
import { build, type Builder } from "./build.ts";
import { readFormula } from "./formula.ts";
import { FormulaError, say } from "./words.ts";

const NUMBERS: Builder<number> = {
  constant: (value) => value,
  input: () => NaN, // no letters are known
  apply: (op, ...args) => elementwise[op](...args),
};

/** The number; throws a FormulaError where there is none. */
export function readNumber(text: string): number {
  const value = build(readFormula(text, []).tree, NUMBERS);
  if (Number.isFinite(value)) return value;
  throw new FormulaError(say(Number.isNaN(value) ? "no value" : "infinite"), 0);
}

/** Whether the text is a number already, and no calculation. */
export const isPlain = (text: string): boolean => /^\s*[-−+]?(\d+\.?\d*|\.\d+)\s*$/.test(text);
