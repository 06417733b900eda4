/** A graph of operations, compiled once into something that computes. No DOM, no eval: a figure and a test use the same. */

import { sizeOf } from "./arrays.ts";
import { ArrayEvaluator } from "./evaluate-arrays.ts";
import { checkNode, list, needed, type Graph, type GraphNode } from "./graph.ts";
import { elementwise } from "./primitives.generated.ts";

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

const isScalarNode = (graph: Graph, { op, shape, name }: GraphNode): boolean =>
  op === "constant"
    ? sizeOf(shape ?? []) === 1 && (shape ?? []).length === 0
    : op === "input"
      ? graph.inputs.find((input) => input.name === name)!.shape.length === 0
      : Object.hasOwn(elementwise, op);

export function compile(graph: Graph, outputs: readonly string[] = Object.keys(graph.outputs)): Evaluator {
  for (const name of outputs) {
    if (!Object.hasOwn(graph.outputs, name)) {
      throw new Error(
        `The graph has no output "${name}"; its outputs are ${list(Object.keys(graph.outputs))}.`,
      );
    }
  }
  const roots = outputs.map((name) => graph.outputs[name]);
  const order = needed(graph, roots);
  for (const at of order) checkNode(graph, at);
  return order.every((at) => isScalarNode(graph, graph.nodes[at]))
    ? new ScalarEvaluator(graph, outputs, roots, order)
    : new ArrayEvaluator(graph, outputs, roots, order);
}

/** Every value is one number: they live side by side in one Float64Array, and evaluating allocates nothing. */
class ScalarEvaluator implements Evaluator {
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
