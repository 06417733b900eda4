/** Graphs whose values are arrays of any shape. */

import { mapElements, sizeOf, structural, type Tensor } from "./arrays.ts";
import type { Evaluator, Sweep } from "./evaluator.ts";
import { needed, type Graph } from "./graph.ts";
import { plan } from "./plans.ts";
import { elementwise } from "./primitives.generated.ts";

/** Values of any shape: each node has an array of its own, written again at every run. */
export class ArrayEvaluator implements Evaluator {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly shapes: readonly (readonly number[])[];
  readonly #graph: Graph;
  readonly #roots: readonly number[];
  readonly #values: readonly Tensor[];
  readonly #steps: readonly (() => void)[];
  /** For each input, the nodes that hold it. */
  readonly #reads: readonly (readonly Float64Array[])[];

  constructor(graph: Graph, outputs: readonly string[], roots: readonly number[], order: readonly number[]) {
    this.#graph = graph;
    this.inputs = graph.inputs.map((input) => input.name);
    this.outputs = outputs;
    this.#roots = roots;
    const values = new Array<Tensor>(graph.nodes.length);
    const steps: (() => void)[] = [];
    const fixed = new Set<number>();
    for (const at of order) {
      const { op, shape = [], value, args = [], params = {} } = graph.nodes[at];
      if (op === "constant") {
        values[at] = { shape, data: Float64Array.from(typeof value === "number" ? [value] : value!) };
        fixed.add(at);
        continue;
      }
      // Shapes do not depend on values, so any values tell them.
      values[at] = this.#value(at, values);
      if (op === "input") continue;
      // What is made of constants alone is a constant.
      if (args.every((arg) => fixed.has(arg))) {
        fixed.add(at);
        continue;
      }
      const x = args.map((arg) => values[arg]);
      // Math.pow is an order of magnitude slower than a product, and a cost is full of squares.
      const squares = op === "power" && graph.nodes[args[1]].value === 2;
      const run = plan(
        squares ? "square" : op,
        x.map((tensor) => tensor.shape),
        values[at].shape,
        params,
      );
      const from = x.map((tensor) => tensor.data);
      const to = (values[at] = { shape: values[at].shape, data: new Float64Array(values[at].data.length) })
        .data;
      steps.push(() => run(from, to));
    }
    this.#values = values;
    this.#steps = steps;
    this.shapes = roots.map((root) => values[root].shape);
    this.#reads = this.inputs.map((name) =>
      order
        .filter((at) => graph.nodes[at].op === "input" && graph.nodes[at].name === name)
        .map((at) => values[at].data),
    );
  }

  run(inputs: ArrayLike<number>, results: Float64Array): void {
    let at = 0;
    this.#graph.inputs.forEach(({ shape }, i) => {
      for (const slot of this.#reads[i]) for (let k = 0; k < slot.length; k++) slot[k] = inputs[at + k];
      at += sizeOf(shape);
    });
    this.#compute();
    let to = 0;
    for (const root of this.#roots) {
      const { data } = this.#values[root];
      results.set(data, to);
      to += data.length;
    }
  }

  sweep(at: number, output: string): Sweep {
    const root = this.#graph.outputs[output];
    const only = new ArrayEvaluator(this.#graph, [output], [root], needed(this.#graph, [root]));
    const result = new Float64Array(1);
    return (inputs, xs, ys) => {
      const x = Float64Array.from(inputs);
      for (let i = 0; i < ys.length; i++) {
        x[at] = xs[i];
        only.run(x, result);
        ys[i] = result[0];
      }
    };
  }

  #compute(): void {
    for (const step of this.#steps) step();
  }

  /** The value of a node once, to learn its shape, and to say what is wrong with it if something is. */
  #value(at: number, values: readonly Tensor[]): Tensor {
    const { op, name, args = [], params = {} } = this.#graph.nodes[at];
    if (op === "input") {
      const { shape } = this.#graph.inputs.find((input) => input.name === name)!;
      return { shape, data: new Float64Array(sizeOf(shape)) };
    }
    const x = args.map((arg) => values[arg]);
    try {
      return Object.hasOwn(elementwise, op) ? mapElements(elementwise[op], x) : structural[op](x, params);
    } catch (error) {
      throw new Error(`Node ${at} (${op}): ${(error as Error).message}`);
    }
  }
}
