/** A graph that Python sent, as nodes of a builder: to be differentiated, compared or written. */

import type { Graph } from "../compute/graph.ts";
import type { Builder, Node } from "./builder.ts";

/** The outputs by their names; inputs that have a number here are that number. Single numbers only. */
export function load(
  graph: Graph,
  builder: Builder,
  numbers: Readonly<Record<string, number>> = {},
): ReadonlyMap<string, Node> {
  const nodes: Node[] = [];
  for (const { op, name = "", value, args = [] } of graph.nodes) {
    if (op === "constant") nodes.push(builder.constant(value as number));
    else if (op !== "input") nodes.push(builder.apply(op, ...args.map((at) => nodes[at])));
    else nodes.push(Object.hasOwn(numbers, name) ? builder.constant(numbers[name]) : builder.input(name));
  }
  return new Map(Object.entries(graph.outputs).map(([name, at]) => [name, nodes[at]]));
}
