/** Graphs whose values are single numbers. */

import type { Evaluator, Sweep } from "./evaluator.ts";
import { needed, type Graph } from "./graph.ts";
import { elementwise } from "./primitives.generated.ts";

/** Every value is one number: they live side by side in one Float64Array, and evaluating allocates nothing. */
export class ScalarEvaluator implements Evaluator {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly shapes: readonly (readonly number[])[];
  readonly #graph: Graph;
  readonly #roots: readonly number[];
  readonly #slots: Float64Array;
  readonly #functions: readonly ((...x: number[]) => number)[];
  readonly #args: readonly (readonly number[])[];
  readonly #steps: readonly number[];
  /** For each input, the slots that hold it. */
  readonly #reads: readonly number[][];

  constructor(graph: Graph, outputs: readonly string[], roots: readonly number[], order: readonly number[]) {
    this.#graph = graph;
    this.inputs = graph.inputs.map((input) => input.name);
    this.outputs = outputs;
    this.shapes = outputs.map(() => []);
    this.#roots = roots;
    this.#slots = new Float64Array(graph.nodes.length);
    this.#functions = graph.nodes.map((node) => elementwise[node.op]);
    this.#args = graph.nodes.map((node) => node.args ?? []);
    this.#steps = order.filter((at) => Object.hasOwn(elementwise, graph.nodes[at].op));
    this.#reads = this.inputs.map((name) =>
      order.filter((at) => graph.nodes[at].op === "input" && graph.nodes[at].name === name),
    );
    for (const at of order) {
      const { op, value } = graph.nodes[at];
      if (op === "constant")
        this.#slots[at] = Array.isArray(value) ? (value[0] as number) : (value as number);
    }
  }

  run(inputs: ArrayLike<number>, results: Float64Array): void {
    this.#load(inputs);
    this.#compute(this.#steps);
    for (let i = 0; i < this.#roots.length; i++) results[i] = this.#slots[this.#roots[i]];
  }

  sweep(at: number, output: string): Sweep {
    const reads = this.#reads[at] ?? [];
    const root = this.#roots[this.outputs.indexOf(output)];
    const moving = new Set(reads);
    const once: number[] = [];
    const each: number[] = [];
    const wanted = new Set(needed(this.#graph, [root]));
    for (const at of this.#steps) {
      if (!wanted.has(at)) continue;
      if (this.#args[at].some((arg) => moving.has(arg))) {
        moving.add(at);
        each.push(at);
      } else once.push(at);
    }
    return (inputs, xs, ys) => {
      this.#load(inputs);
      this.#compute(once);
      for (let i = 0; i < ys.length; i++) {
        for (const at of reads) this.#slots[at] = xs[i];
        this.#compute(each);
        ys[i] = this.#slots[root];
      }
    };
  }

  #load(inputs: ArrayLike<number>): void {
    for (let i = 0; i < this.#reads.length; i++) for (const at of this.#reads[i]) this.#slots[at] = inputs[i];
  }

  #compute(steps: readonly number[]): void {
    const slots = this.#slots;
    const functions = this.#functions;
    const args = this.#args;
    for (let i = 0; i < steps.length; i++) {
      const at = steps[i];
      const from = args[at];
      const fn = functions[at];
      if (from.length === 1) slots[at] = fn(slots[from[0]]);
      else if (from.length === 2) slots[at] = fn(slots[from[0]], slots[from[1]]);
      else slots[at] = fn(slots[from[0]], slots[from[1]], slots[from[2]]);
    }
  }
}
