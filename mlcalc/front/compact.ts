/** Numbers where many stand side by side: four digits or three decimals, and none that say nothing. */

import { MINUS, superscript } from "./format.ts";

/** 54, −0.866, 1.2·10⁻⁵: as short as it can be read without being misled; what is no number is a sign. */
export function formatCompact(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "–" : value > 0 ? "∞" : `${MINUS}∞`;
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size < 5e-4 || size >= 99999.5) {
    const [digits, exponent] = value.toExponential(1).split("e");
    return `${digits}·10${superscript(Number(exponent))}`.replace("-", MINUS);
  }
  const decimals = size < 10 ? 3 : size < 100 ? 2 : size < 1000 ? 1 : 0;
  return String(Number(value.toFixed(decimals))).replace("-", MINUS);
}
