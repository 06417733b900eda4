/** Numbers where many stand side by side: three decimals at most, and none that say nothing. */

import { formatNumber } from "./format.ts";

const MINUS = "\u2212";

/** 54, −0.866, 1.2·10⁻⁵: as short as it can be read without being misled; what is no number is a sign. */
export function formatCompact(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "–" : value > 0 ? "∞" : `${MINUS}∞`;
  const size = Math.abs(value);
  if (size >= 1e5) return formatNumber(value).replace(/(\.\d)\d+ × /, "$1·");
  if (size === 0) return "0";
  if (size < 5e-4) {
    const [digits, exponent] = value.toExponential(1).split("e");
    return `${digits}·10${superscript(Number(exponent))}`.replace("-", MINUS);
  }
  const decimals = size < 100 ? 3 : size < 1000 ? 2 : 1;
  return String(Number(value.toFixed(decimals))).replace("-", MINUS);
}

const superscript = (exponent: number): string =>
  [...String(exponent)].map((sign) => (sign === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(sign)])).join("");
