/** What a compiled graph can be asked, whatever the shapes of its values. */

/** Computes output `ys[i]` where one input is `xs[i]` and the others are as in `inputs`. */
export type Sweep = (inputs: ArrayLike<number>, xs: ArrayLike<number>, ys: Float64Array) => void;

export interface Evaluator {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** The shape of each output. */
  readonly shapes: readonly (readonly number[])[];
  /** The values of `inputs` one after another, arrays in C order; those of `outputs` are written to `results` likewise. */
  run(inputs: ArrayLike<number>, results: Float64Array): void;
  /** `at` counts the numbers as `run` takes them. */
  sweep(at: number, output: string): Sweep;
}
