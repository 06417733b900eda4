/** A graph as a function of values by name and of any shape: for tests and for Python, not for the page. */

import { describe, sizeOf, type Tensor } from "./arrays.ts";
import { compile } from "./evaluate.ts";
import type { Graph } from "./graph.ts";

export type Value = number | Tensor;
type Values = Readonly<Record<string, Value>>;

/** Compiled once; an input that nothing reads may be left out. */
export function named(graph: Graph, outputs?: readonly string[]): (values: Values) => Record<string, Value> {
  const evaluator = compile(graph, outputs);
  const isRead = (name: string): boolean =>
    graph.nodes.some((node) => node.op === "input" && node.name === name);
  const results = new Float64Array(evaluator.shapes.reduce((n, shape) => n + sizeOf(shape), 0));
  return (values) => {
    const inputs = graph.inputs.flatMap(({ name, shape }) =>
      isRead(name) || Object.hasOwn(values, name)
        ? given(values, name, shape)
        : new Array<number>(sizeOf(shape)).fill(0),
    );
    evaluator.run(inputs, results);
    let at = 0;
    const entries = evaluator.outputs.map((name, i): [string, Value] => {
      const shape = evaluator.shapes[i];
      const data = results.slice(at, (at += sizeOf(shape)));
      return [name, shape.length === 0 ? data[0] : { shape, data }];
    });
    return Object.fromEntries(entries);
  };
}

/** The numbers of an input, which has to have the shape that the graph expects. */
function given(values: Values, name: string, shape: readonly number[]): number[] {
  if (!Object.hasOwn(values, name)) throw new Error(`The input "${name}" has no value.`);
  const value = values[name];
  const own = typeof value === "number" ? { shape: [], data: [value] } : value;
  if (describe(own.shape) !== describe(shape) || own.data.length !== sizeOf(shape))
    throw new Error(
      `The input "${name}" has shape ${describe(own.shape)}; the graph expects ${describe(shape)}.`,
    );
  return [...own.data];
}
