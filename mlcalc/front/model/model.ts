/** The numbers of a figure: its inputs within their ranges, and every output at these inputs. No DOM. */

import { sizeOf } from "../compute/arrays.ts";
import { compile } from "../compute/evaluate.ts";
import type { Evaluator, Sweep } from "../compute/evaluator.ts";
import { entriesOf, type InputSpec, type Spec } from "./spec.ts";

export class Model {
  readonly spec: Spec;
  readonly #evaluator: Evaluator;
  readonly #byName: ReadonlyMap<string, InputSpec>;
  /** The inputs in the order in which the graph takes them, then those that the function does not use. */
  readonly #names: readonly string[];
  /** What the numbers in `y` are called; an entry of an array that has no name is called nothing. */
  readonly #results: readonly string[];
  readonly #x: Float64Array;
  readonly #y: Float64Array;
  /** Where the arrays among the outputs lie in `y`. */
  readonly #arrays = new Map<string, readonly [start: number, end: number]>();
  /** Numbers that the figure's kind computes itself. */
  readonly #computed = new Map<string, () => number>();
  /** Inputs that count something. */
  readonly #whole = new Set<string>();

  constructor(spec: Spec) {
    this.spec = spec;
    this.#byName = new Map(spec.inputs.map((input) => [input.name, input]));
    this.#evaluator = compile(spec.graph);
    const entries = (name: string): readonly string[] => entriesOf(spec.parts, name);
    const used = this.#evaluator.inputs.flatMap(entries);
    this.#names = [...used, ...spec.inputs.map((input) => input.name).filter((name) => !used.includes(name))];
    this.#x = Float64Array.from(this.#names, (name) => this.input(name).start);
    const results: string[] = [];
    this.#evaluator.outputs.forEach((name, i) => {
      const shape = this.#evaluator.shapes[i];
      const named =
        shape.length === 0 || Object.hasOwn(spec.parts, name)
          ? entries(name)
          : new Array<string>(sizeOf(shape)).fill("");
      this.#arrays.set(name, [results.length, results.length + named.length]);
      results.push(...named);
    });
    this.#results = results;
    this.#y = new Float64Array(results.length);
    this.#evaluator.run(this.#x, this.#y);
  }

  input(name: string): InputSpec {
    const input = this.#byName.get(name);
    if (input === undefined) {
      throw new Error(
        `This figure has no input "${name}"; its inputs are ${[...this.#byName.keys()].join(", ")}.`,
      );
    }
    return input;
  }

  isInput(name: string): boolean {
    return this.#byName.has(name);
  }

  /** A function that reads one number, to be made once and called often. */
  reader(name: string): () => number {
    const [x, y] = [this.#x, this.#y];
    const input = this.#names.indexOf(name);
    if (input >= 0) return () => x[input];
    const output = name === "" ? -1 : this.#results.indexOf(name);
    if (output >= 0) return () => y[output];
    const computed = this.#computed.get(name);
    if (computed === undefined) throw new Error(`This figure has no number "${name}".`);
    return computed;
  }

  /** Names a number that no graph holds, such as one that a loop finds. To be done before anyone asks for it. */
  define(name: string, read: () => number): void {
    this.#computed.set(name, read);
  }

  /** From now on these inputs, which count something, are whole numbers. */
  keepWhole(...names: readonly string[]): void {
    for (const name of names) this.#whole.add(this.input(name).name);
  }

  /** The entries of an output that is an array, in C order: a window on the numbers, to be asked for once. */
  array(name: string): Float64Array {
    const place = this.#arrays.get(name);
    if (place === undefined) throw new Error(`This figure has no output "${name}".`);
    return this.#y.subarray(...place);
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
      const at = this.#names.indexOf(name);
      const kept = Math.min(high, Math.max(low, this.#whole.has(name) ? Math.round(value) : value));
      changed ||= kept !== this.#x[at];
      this.#x[at] = kept;
    }
    if (changed) this.#evaluator.run(this.#x, this.#y);
    return changed;
  }

  reset(): boolean {
    return this.set(Object.fromEntries(this.spec.inputs.map(({ name, start }) => [name, start])));
  }

  inputs(): Record<string, number> {
    return Object.fromEntries(this.spec.inputs.map(({ name }) => [name, this.get(name)]));
  }

  outputs(): Record<string, number> {
    const named = this.#results.flatMap((name, i) => (name === "" ? [] : [[name, this.#y[i]] as const]));
    return Object.fromEntries([
      ...named,
      ...[...this.#computed].map(([name, read]) => [name, read()] as const),
    ]);
  }

  /** An output as a function of one input, the other inputs staying where they are at the time of the call. */
  sweep(along: string, output: string): (xs: Float64Array, ys: Float64Array) => void {
    this.input(along);
    const sweep: Sweep = this.#evaluator.sweep(this.#names.indexOf(along), output);
    return (xs, ys) => sweep(this.#x, xs, ys);
  }

  /** An output on a grid of two inputs, row by row of the second; the other inputs stay where they are. */
  grid(across: string, up: string, output: string): (xs: Float64Array, ys: Float64Array) => Float64Array {
    const [i, j] = [across, up].map((name) => this.#names.indexOf(this.input(name).name));
    const sweep = this.#evaluator.sweep(i, output);
    return (xs, ys) => {
      const x = this.#x.slice();
      const values = new Float64Array(xs.length * ys.length);
      ys.forEach((y, row) => {
        x[j] = y;
        sweep(x, xs, values.subarray(row * xs.length, (row + 1) * xs.length));
      });
      return values;
    };
  }

  /** Some outputs as a function of some inputs, the other inputs staying where they are at the time of the call. */
  map(inputs: readonly string[], outputs: readonly string[]): (at: ArrayLike<number>) => Float64Array {
    const places = inputs.map((name) => this.#names.indexOf(this.input(name).name));
    const only = compile(this.spec.graph, outputs);
    const x = new Float64Array(this.#x.length);
    const results = new Float64Array(outputs.length);
    return (at) => {
      x.set(this.#x);
      places.forEach((place, i) => (x[place] = at[i]));
      only.run(x, results);
      return results;
    };
  }
}
