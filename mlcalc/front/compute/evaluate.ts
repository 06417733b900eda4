/** A graph of operations, compiled once into something that computes. No DOM, no eval: a figure and a test use the same. */

import { sizeOf } from "./arrays.ts";
import { ArrayEvaluator } from "./evaluate-arrays.ts";
import type { Evaluator } from "./evaluator.ts";
import { checkNode, list, needed, type Graph, type GraphNode } from "./graph.ts";
import { elementwise } from "./primitives.generated.ts";
import { ScalarEvaluator } from "./scalars.ts";

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
