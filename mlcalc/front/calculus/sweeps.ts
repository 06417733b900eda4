/**
 * The two sweeps, on a graph and into the graph: what mlcalc/calculus/sweeps.py is in Python. Both read the partials
 * that the table states. What they return can be evaluated, set in LaTeX or swept again.
 */

import { rules } from "../compute/primitives.generated.ts";
import { order, type Builder, type Node } from "./builder.ts";

/** The partial derivative of a node by its argument i, as a node; undefined where it is zero everywhere. */
export function partial(build: Builder, node: Node, i: number): Node | undefined {
  const postfix = rules[node.op][0].split(",")[i];
  if (!postfix) return undefined;
  const stack: Node[] = [];
  for (const word of postfix.split(" ")) {
    const place = "xyz".indexOf(word);
    if (place >= 0) stack.push(node.args[place]);
    else if (!Object.hasOwn(rules, word)) stack.push(build.constant(Number(word)));
    else stack.push(build.apply(word, ...stack.splice(-rules[word][0].split(",").length)));
  }
  return stack[0];
}

/** Whether a tangent or cotangent is known to be zero: what does not depend on it is then never computed. */
const isZero = (node: Node): boolean => node.op === "constant" && node.value === 0;

/** Forward: each output's tangent, given some nodes' tangents. A node's is the sum over its arguments of partial × tangent. Undefined is zero. */
export function pushforward(
  build: Builder,
  outputs: readonly Node[],
  tangents: ReadonlyMap<Node, Node>,
): (Node | undefined)[] {
  const known = new Map(tangents);
  for (const node of order(outputs)) {
    if (known.has(node)) continue;
    let total: Node | undefined;
    node.args.forEach((arg, i) => {
      const tangent = known.get(arg);
      const slope = tangent && partial(build, node, i);
      if (!slope) return;
      const term = build.apply("multiply", slope, tangent);
      total = total ? build.apply("add", total, term) : term;
    });
    if (total && !isZero(total)) known.set(node, total);
  }
  return outputs.map((node) => known.get(node));
}

/** Reverse: each input's cotangent, given the outputs' cotangents. A node's is the sum over its uses of user's cotangent × partial. Undefined is zero. */
export function pullback(
  build: Builder,
  outputs: ReadonlyMap<Node, Node>,
  inputs: readonly Node[],
): (Node | undefined)[] {
  const nodes = order(outputs.keys());
  const leaves = new Set(inputs);
  const needed = new Set(inputs); // only what depends on an input has a cotangent worth computing
  for (const node of nodes) if (node.args.some((arg) => needed.has(arg))) needed.add(node);
  const known = new Map([...outputs].filter(([node]) => needed.has(node)));
  for (const node of nodes.reverse()) {
    const cotangent = known.get(node);
    if (!cotangent || leaves.has(node)) continue;
    node.args.forEach((arg, i) => {
      const slope = needed.has(arg) ? partial(build, node, i) : undefined;
      if (!slope) return;
      const share = build.apply("multiply", cotangent, slope);
      const before = known.get(arg);
      if (!isZero(share)) known.set(arg, before ? build.apply("add", before, share) : share);
    });
  }
  return inputs.map((node) => known.get(node));
}

/** The derivative of a number by an input, zero included. */
export function derivative(build: Builder, output: Node, by: Node): Node {
  return pullback(build, new Map([[output, build.constant(1)]]), [by])[0] ?? build.constant(0);
}
