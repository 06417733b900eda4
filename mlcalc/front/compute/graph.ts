/** A graph as Python writes it, and what must hold before it can be computed. */

import { describe, sizeOf, structural, type Params } from "./arrays.ts";
import { elementwise } from "./primitives.generated.ts";

export interface GraphNode {
  readonly op: string;
  readonly name?: string;
  readonly shape?: readonly number[];
  readonly value?: number | readonly number[];
  readonly args?: readonly number[];
  readonly params?: Params;
}

export interface Graph {
  readonly inputs: readonly { readonly name: string; readonly shape: readonly number[] }[];
  readonly nodes: readonly GraphNode[];
  readonly outputs: Readonly<Record<string, number>>;
}

export const list = (names: readonly string[]): string => names.join(", ");

/** The nodes that the outputs need, in the order given, which is topological. */
export function needed(graph: Graph, outputs: readonly number[]): number[] {
  const wanted = new Set(outputs);
  for (let at = graph.nodes.length - 1; at >= 0; at--) {
    if (wanted.has(at)) for (const arg of graph.nodes[at].args ?? []) wanted.add(arg);
  }
  return [...wanted].sort((a, b) => a - b);
}

export function checkNode(graph: Graph, at: number): void {
  const node = graph.nodes[at];
  if (node === undefined)
    throw new Error(`The graph has no node ${at}; its last is ${graph.nodes.length - 1}.`);
  for (const arg of node.args ?? []) {
    if (!(arg >= 0 && arg < at))
      throw new Error(`Node ${at} (${node.op}) takes node ${arg}, which does not come before it.`);
  }
  if (node.op === "input") {
    if (!graph.inputs.some((input) => input.name === node.name)) {
      throw new Error(
        `Node ${at} reads the input "${node.name}"; the graph's inputs are ${list(graph.inputs.map((i) => i.name))}.`,
      );
    }
  } else if (node.op === "constant") {
    const given = Array.isArray(node.value) ? node.value.length : 1;
    if (node.value === undefined || given !== sizeOf(node.shape ?? [])) {
      throw new Error(
        `The constant at node ${at} has ${given} numbers for the shape ${describe(node.shape ?? [])}.`,
      );
    }
  } else if (!Object.hasOwn(elementwise, node.op) && !Object.hasOwn(structural, node.op)) {
    const known = [...Object.keys(elementwise), ...Object.keys(structural)].sort();
    throw new Error(
      `Node ${at} uses the operation "${node.op}", which this page does not know. It knows ${list(known)}.`,
    );
  }
}
