/** How numbers are written. One formatter, so that the same value reads the same wherever it stands. */

/** The number with so many significant digits. */
export const toDigits = (value: number, digits: number): number => Number(value.toPrecision(digits));

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
export const MINUS = "\u2212";

export const superscript = (exponent: number): string =>
  (exponent < 0 ? "⁻" : "") +
  [...String(Math.abs(exponent))].map((digit) => SUPERSCRIPTS[Number(digit)]).join("");

/** The digits before the point in groups of three, as in the prose. */
const grouped = (digits: string): string =>
  digits.replace(/^\d{4,}/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ","));

/** The digits of a number's size, with a true minus and without a negative zero. */
const signed = (value: number, digits: string): string =>
  (value < 0 && Number(digits) !== 0 ? MINUS : "") + grouped(digits);

const fixed = (value: number, decimals: number): string => signed(value, Math.abs(value).toFixed(decimals));

/** As far as a sum of many parts may be off that would be 0.25. */
const ROUNDING = 1e-12;

/**
 * The value of an output: what has three decimals or fewer as it is; else six decimals below 1,000 (a moving number must
 * not change its width), and seven digits above.
 */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) return "not defined here";
  const size = Math.abs(value);
  if (size === Infinity) return value > 0 ? "grows without bound" : "falls without bound";
  const short = Number(size.toFixed(3));
  if (size < 1e7 && Math.abs(size - short) <= ROUNDING * size) return signed(value, String(short));
  if (size < 999.9999995) return fixed(value, 6);
  const exponent = Number(value.toExponential(6).split("e")[1]);
  if (exponent < 7) return fixed(value, 6 - exponent);
  return `${fixed(toDigits(value, 7) / 10 ** exponent, 6)} × 10${superscript(exponent)}`;
}

/** A number where there is room for few characters: these decimals below 100, else three digits. */
export function formatBrief(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "?" : value > 0 ? "∞" : `${MINUS}∞`;
  const size = Math.abs(value);
  if (size < 99.995) return fixed(value, decimals);
  if (size < 9999.5) return fixed(value, 0);
  const exponent = Math.floor(Math.log10(size));
  return `${fixed(value / 10 ** exponent, 0)}·10${superscript(exponent)}`;
}

/** A number where many stand side by side, four digits or three decimals: 54, −0.866, 1.2·10⁻⁵: as short as it can be read without being misled; what is no number is a sign. */
export function formatCompact(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "–" : value > 0 ? "∞" : `${MINUS}∞`;
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size < 5e-4 || size >= 99999.5) {
    const [digits, exponent] = value.toExponential(1).split("e");
    return `${digits}·10${superscript(Number(exponent))}`.replace("-", MINUS);
  }
  const decimals = size < 10 ? 3 : size < 100 ? 2 : size < 1000 ? 1 : 0;
  return signed(value, String(Number(size.toFixed(decimals))));
}

/** Decimals that write `step` exactly; sixteen at most. */
export function decimalsOf(step: number): number {
  const [digits, exponent = "0"] = String(step).split("e");
  const fraction = digits.split(".")[1] ?? "";
  return Math.min(16, Math.max(0, fraction.length - Number(exponent)));
}

/** The value of an input: the decimals of its step, more only when it was set to something finer. */
export function formatInput(value: number, step: number, scale = "linear"): string {
  if (scale === "log") return formatScientific(value);
  const decimals = decimalsOf(step);
  const finer = Math.min(6, decimalsOf(Number(value.toFixed(6))));
  return fixed(value, Math.max(decimals, finer));
}

/** Three digits and, where the number is small or large, a power of ten. */
export function formatScientific(value: number): string {
  if (!Number.isFinite(value) || value === 0) return value === 0 ? "0" : formatNumber(value);
  const [digits, power] = value.toExponential(2).split("e");
  const exponent = Number(power);
  if (exponent >= -2 && exponent <= 2) return fixed(value, 2 - exponent);
  return `${fixed(Number(digits), 2)} × 10${superscript(exponent)}`;
}

/** A tick of an axis whose ticks are `spacing` apart. */
export const formatTick = (value: number, spacing: number): string =>
  Math.abs(value) >= 1e6 ? formatShort(value) : fixed(value, decimalsOf(spacing));

/** A number in a text: no more decimals than it has, six at most. sentences.py writes it alike in Python. */
export function formatShort(value: number): string {
  const size = Math.abs(value);
  const strip = (text: string): string => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);
  if (!Number.isFinite(value)) return formatNumber(value);
  if (size < 1e-12) return "0";
  if (size >= 1e-4 && size < 1e7) {
    return signed(value, strip(size.toFixed(size < 1000 ? 6 : 6 - Math.floor(Math.log10(size)))));
  }
  const [digits, exponent] = size.toExponential(6).split("e");
  return `${signed(value, strip(digits))} × 10${superscript(Number(exponent))}`;
}

/** A tick of a logarithmic axis: a number as it is, or a digit and its power of ten. */
export function formatLogTick(value: number, powers: boolean): string {
  if (!powers) return grouped(String(toDigits(value, 3)));
  const [digits, exponent] = value.toExponential(0).split("e");
  return `${digits === "1" ? "" : `${digits}·`}10${superscript(Number(exponent))}`;
}
