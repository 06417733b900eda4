/**
 * A formula of single numbers as nodes that point at the nodes they need: what mlcalc/trace/graph.py is in Python.
 * The same formula becomes the same graph there and here, node for node.
 */

import type { Graph, GraphNode } from "../compute/graph.ts";
import { elementwise, rules } from "../compute/primitives.generated.ts";

/** One value in a computation. Equal computations of one builder are one object. */
export interface Node {
  /** "input", "constant" or the name of a row of the table. */
  readonly op: string;
  readonly args: readonly Node[];
  /** A constant's number; of other nodes NaN. */
  readonly value: number;
  /** An input's name; of other nodes "". */
  readonly name: string;
}

/** What changes nothing as the second argument: x + 0, x·1, x¹. */
const NEUTRAL = new Map(Object.entries({ add: 0, subtract: 0, multiply: 1, divide: 1, power: 1 }));

const isConstant = (node: Node): boolean => node.op === "constant";

export class Builder {
  readonly #known = new Map<string, Node>();
  readonly #numbers = new Map<Node, number>();

  constant(value: number): Node {
    // A key of digits, not the number: −0 and 0 differ, and NaN is like itself.
    return this.#node(`=${Object.is(value, -0) ? "-0" : value}`, {
      op: "constant",
      args: [],
      value,
      name: "",
    });
  }

  /** The input of this name: one node, however often it is asked for. */
  input(name: string): Node {
    return this.#node(`<${name}`, { op: "input", args: [], value: NaN, name });
  }

  /** A row of the table applied to nodes of this builder; Error where there is no such row, or it takes another number of arguments. */
  apply(op: string, ...args: Node[]): Node {
    const key = [op, ...args.map((arg) => this.#numbers.get(arg))].join();
    const known = this.#known.get(key);
    if (known) return known;
    const wanted = Object.hasOwn(rules, op) ? rules[op][0].split(",").length : undefined;
    if (wanted === undefined) throw new Error(`There is no operation "${op}" in the table.`);
    if (wanted !== args.length)
      throw new Error(`"${op}" is given ${args.length} numbers and takes ${wanted}.`);
    if (!args.every((arg) => this.#numbers.has(arg)))
      throw new Error(`"${op}" is given a node of another builder.`);
    const node = fold(this, op, args) ?? { op, args, value: NaN, name: "" };
    return this.#node(key, node);
  }

  #node(key: string, made: Node): Node {
    const node = this.#known.get(key) ?? made;
    this.#known.set(key, node);
    if (!this.#numbers.has(node)) this.#numbers.set(node, this.#numbers.size);
    return node;
  }
}

/** What arithmetic with 0, 1 and −1 leaves; no further simplifying. 0·x stays: it is NaN where x is infinite. */
function fold(build: Builder, op: string, args: readonly Node[]): Node | undefined {
  if (args.every(isConstant)) return build.constant(elementwise[op](...args.map((arg) => arg.value)));
  if (op === "negative") return args[0].op === op ? args[0].args[0] : undefined;
  if (args.length !== 2) return undefined;
  let [x, y] = args;
  if ((op === "add" || op === "multiply") && isConstant(x)) [x, y] = [y, x];
  if (!isConstant(y)) return undefined;
  if (NEUTRAL.get(op) === y.value) return x;
  return op === "multiply" && y.value === -1 ? build.apply("negative", x) : undefined;
}

/** Every node that the outputs need, each after its arguments. A loop: recursion would end at some thousand steps. */
export function order(outputs: Iterable<Node>): Node[] {
  const done = new Set<Node>();
  const stack = [...outputs].reverse();
  while (stack.length > 0) {
    const node = stack[stack.length - 1];
    const missing = done.has(node) ? [] : node.args.filter((arg) => !done.has(arg));
    if (missing.length > 0) {
      stack.push(...missing.reverse());
      continue;
    }
    done.add(node);
    stack.pop();
  }
  return [...done];
}

/** The output with some nodes replaced by others. */
export function substitute(build: Builder, output: Node, replacements: ReadonlyMap<Node, Node>): Node {
  const made = new Map(replacements);
  for (const node of order([output])) {
    if (made.has(node)) continue;
    const args = node.args.map((arg) => made.get(arg)!);
    made.set(node, args.every((arg, i) => arg === node.args[i]) ? node : build.apply(node.op, ...args));
  }
  return made.get(output)!;
}

/** The graph as Python would send it: what compute/evaluate.ts compiles. Its inputs are in the order of these names. */
export function toGraph(inputs: readonly string[], outputs: Readonly<Record<string, Node>>): Graph {
  const nodes = order(Object.values(outputs));
  const at = new Map(nodes.map((node, i) => [node, i]));
  const written = ({ op, args, value, name }: Node): GraphNode =>
    op === "input"
      ? { op, name }
      : op === "constant"
        ? { op, value }
        : { op, args: args.map((arg) => at.get(arg)!) };
  return {
    inputs: inputs.map((name) => ({ name, shape: [] })),
    nodes: nodes.map(written),
    outputs: Object.fromEntries(Object.entries(outputs).map(([name, node]) => [name, at.get(node)!])),
  };
}
