/** The numbers of a figure: its inputs within their ranges, and every output at these inputs. No DOM. */

import { compile, type Evaluator, type Sweep } from "./evaluate.ts";
import { decimalsOf } from "./format.ts";
import type { InputSpec, Spec } from "./spec.ts";

export class Model {
  readonly spec: Spec;
  private readonly evaluator: Evaluator;
  private readonly byName: ReadonlyMap<string, InputSpec>;
  /** The inputs in the order in which the graph takes them, then those that the function does not use. */
  private readonly names: readonly string[];
  private readonly x: Float64Array;
  private readonly y: Float64Array;

  constructor(spec: Spec) {
    this.spec = spec;
    this.byName = new Map(spec.inputs.map((input) => [input.name, input]));
    this.evaluator = compile(spec.graph);
    const used = this.evaluator.inputs;
    this.names = [...used, ...spec.inputs.map((input) => input.name).filter((name) => !used.includes(name))];
    this.x = Float64Array.from(this.names, (name) => this.input(name).start);
    this.y = new Float64Array(this.evaluator.outputs.length);
    this.evaluator.run(this.x, this.y);
  }

  input(name: string): InputSpec {
    const input = this.byName.get(name);
    if (input === undefined) {
      throw new Error(
        `This figure has no input "${name}"; its inputs are ${[...this.byName.keys()].join(", ")}.`,
      );
    }
    return input;
  }

  isInput(name: string): boolean {
    return this.byName.has(name);
  }

  /** A function that reads one number, to be made once and called often. */
  reader(name: string): () => number {
    const { x, y } = this;
    const input = this.names.indexOf(name);
    if (input >= 0) return () => x[input];
    const output = this.evaluator.outputs.indexOf(name);
    if (output < 0) throw new Error(`This figure has no number "${name}".`);
    return () => y[output];
  }

  get(name: string): number {
    return this.reader(name)();
  }

  /** Moves inputs, kept within their ranges, and computes. Returns whether anything changed. */
  set(values: Readonly<Record<string, number>>): boolean {
    let changed = false;
    for (const [name, value] of Object.entries(values)) {
      const { low, high } = this.input(name);
      if (typeof value !== "number" || Number.isNaN(value))
        throw new Error(`The input "${name}" must be a number.`);
      const at = this.names.indexOf(name);
      const kept = Math.min(high, Math.max(low, value));
      changed ||= kept !== this.x[at];
      this.x[at] = kept;
    }
    if (changed) this.evaluator.run(this.x, this.y);
    return changed;
  }

  reset(): boolean {
    return this.set(Object.fromEntries(this.spec.inputs.map(({ name, start }) => [name, start])));
  }

  inputs(): Record<string, number> {
    return Object.fromEntries(this.spec.inputs.map(({ name }) => [name, this.get(name)]));
  }

  outputs(): Record<string, number> {
    return Object.fromEntries(this.evaluator.outputs.map((name, i) => [name, this.y[i]]));
  }

  /** An output as a function of one input, the other inputs staying where they are at the time of the call. */
  sweep(along: string, output: string): (xs: Float64Array, ys: Float64Array) => void {
    const sweep: Sweep = this.evaluator.sweep(along, output);
    return (xs, ys) => sweep(this.x, xs, ys);
  }
}

/** The value of the slider's grid nearest to `value`, exactly as the browser's own slider would report it. */
export function snap(input: InputSpec, value: number): number {
  const { low, high, step } = input;
  const last = Math.floor((high - low) / step + 1e-9);
  const steps = Math.min(last, Math.max(0, Math.round((value - low) / step)));
  return Number((low + steps * step).toFixed(Math.max(decimalsOf(step), decimalsOf(low))));
}

/** Where a key takes an input, or null for a key that does not move it. Shift makes the step ten times as long. */
export function afterKey(input: InputSpec, value: number, key: string, shift: boolean): number | null {
  const { low, high, step } = input;
  const move = shift ? 10 * step : step;
  switch (key) {
    case "ArrowRight":
    case "ArrowUp":
      return snap(input, value + move);
    case "ArrowLeft":
    case "ArrowDown":
      return snap(input, value - move);
    case "PageUp":
      return snap(input, value + 10 * step);
    case "PageDown":
      return snap(input, value - 10 * step);
    case "Home":
      return snap(input, low);
    case "End":
      return snap(input, high);
    default:
      return null;
  }
}
