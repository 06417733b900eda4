/** Taylor polynomials: the same sweep again and again. */

import type { Builder, Node } from "./builder.ts";
import { pushforward } from "./sweeps.ts";

/** Of all coefficients together, as in mlcalc/figures/kinds/curve/taylor.py. */
export const MOST_OPERATIONS = 1500;

/**
 * The coefficients f⁽ᵏ⁾/k! for k = 0, …, degree, each a node: where `by` is a, f(a + h) is about the sum of coefficient × hᵏ.
 * Fewer, where they would take more than `most` operations: each order of a quotient takes about twice as many as the last.
 * Forward sweeps: after k of them a graph for one letter is smaller than after as many reverse ones.
 */
export function taylor(
  build: Builder,
  output: Node,
  by: Node,
  degree: number,
  most = MOST_OPERATIONS,
): Node[] {
  const coefficients = [output];
  const seen = new Set<Node>();
  count(output, seen);
  let derivative = output;
  let factorial = 1;
  for (let k = 1; k <= degree; k++) {
    const [next] = pushforward(build, [derivative], new Map([[by, build.constant(1)]]));
    derivative = next ?? build.constant(0);
    factorial *= k;
    const term = build.apply("divide", derivative, build.constant(factorial));
    count(term, seen);
    if (seen.size > most && k > 1) break;
    coefficients.push(term);
  }
  return coefficients;
}

/** Adds what the node needs. */
function count(node: Node, seen: Set<Node>): void {
  const left = [node];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    left.push(...next.args);
  }
}
