/** Names and numbers as LaTeX, to the letter as Python writes them: mlcalc/write/latex/symbols.py. */

import { greek } from "../compute/primitives.generated.ts";

const GREEK = new Set(greek.split(" "));

/** A name as a mathematical symbol: w1 → w_{1}, theta → \theta, x_max → x_{\mathrm{max}}. */
export function symbol(name: string): string {
  // __proto__ begins with no letter that could have an index
  const inner = name.replace(/^_+|_+$/g, "") || name;
  const [, head, index] = /^([^_]*)_?([^]*)$/.exec(inner.replace(/^([A-Za-z]+)(\d+)$/, "$1_$2"))!;
  const stem = GREEK.has(head) ? `\\${head}` : head.length > 1 ? `\\mathrm{${head}}` : head;
  if (!index) return stem;
  return index.length === 1 || /^\d+$/.test(index) ? `${stem}_{${index}}` : `${stem}_{\\mathrm{${index}}}`;
}

/** A number as it is written in a formula: six digits, a large or small one as a power of ten. */
export function number(value: number): string {
  if (Math.abs(value) === Math.PI) return value > 0 ? "\\pi" : "-\\pi";
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (value === 0) return Object.is(value, -0) ? "-0" : "0";
  const [mantissa, power] = sixDigits(value);
  // As printf's %g has it: a power of ten where the number would be longer without.
  if (power >= -4 && power < 6) return trimmed(Number(`${mantissa}e${power}`).toFixed(5 - power));
  const short = trimmed(mantissa);
  return short === "1" ? `10^{${power}}` : `${short} \\cdot 10^{${power}}`;
}

/** Mantissa and exponent of six digits. Of an exact half Python takes the even neighbour, toExponential the larger. */
function sixDigits(value: number): [string, number] {
  const [exact, power] = value.toExponential(60).split("e");
  const half = /^(-?\d\.\d{4}[02468])50*$/.exec(exact);
  if (half) return [half[1], Number(power)];
  const [mantissa, rounded] = value.toExponential(5).split("e");
  return [mantissa, Number(rounded)];
}

const trimmed = (decimals: string): string =>
  decimals.includes(".") ? decimals.replace(/\.?0+$/, "") : decimals;
