/** How a slider, a key or a hand moves an input: along the grid of its steps, linear or in powers of ten. */

import { decimalsOf, toDigits } from "./format.ts";
import type { InputSpec } from "./spec.ts";

/** Where a value lies on the input's slider: a logarithmic one is even in powers of ten. */
export const position = (input: InputSpec, value: number): number =>
  input.scale === "log" ? Math.log10(value) : value;

/** The value on the slider's grid nearest to a position, exactly as the browser's own slider would report it. */
export function valueAt(input: InputSpec, place: number): number {
  const { step, scale } = input;
  const [low, high] = [position(input, input.low), position(input, input.high)];
  const last = Math.floor((high - low) / step + 1e-9);
  const steps = Math.min(last, Math.max(0, Math.round((place - low) / step)));
  const at = Number((low + steps * step).toFixed(Math.max(decimalsOf(step), decimalsOf(low))));
  // Four digits say where a logarithmic input is; more would only be dust of the power.
  return scale === "log" ? toDigits(10 ** at, 4) : at;
}

/** The value of the slider's grid nearest to `value`. */
export const snap = (input: InputSpec, value: number): number => valueAt(input, position(input, value));

/** Where a key takes an input, or null for a key that does not move it. Shift makes the step ten times as long. */
export function afterKey(input: InputSpec, value: number, key: string, shift: boolean): number | null {
  const { step } = input;
  const at = position(input, value);
  const move = shift ? 10 * step : step;
  switch (key) {
    case "ArrowRight":
    case "ArrowUp":
      return valueAt(input, at + move);
    case "ArrowLeft":
    case "ArrowDown":
      return valueAt(input, at - move);
    case "PageUp":
      return valueAt(input, at + 10 * step);
    case "PageDown":
      return valueAt(input, at - 10 * step);
    case "Home":
      return snap(input, input.low);
    case "End":
      return snap(input, input.high);
    default:
      return null;
  }
}

/** Where a key takes the inputs of a handle: with two of them, right and left move one, up and down the other. */
export function afterKeys(
  inputs: readonly InputSpec[],
  values: readonly number[],
  key: string,
  shift: boolean,
): Record<string, number> | null {
  const upright = ["ArrowUp", "ArrowDown", "PageUp", "PageDown"].includes(key);
  const at = upright ? inputs.length - 1 : 0;
  const to = afterKey(inputs[at], values[at], key, shift);
  return to === null ? null : { [inputs[at].name]: to };
}
