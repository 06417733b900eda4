/** Taylor polynomials: the same sweep again and again. */

import type { Builder, Node } from "./builder.ts";
import { pushforward } from "./sweeps.ts";

/**
 * The coefficients f⁽ᵏ⁾/k! for k = 0, …, degree, each a node: where `by` is a, f(a + h) is about the sum of coefficient × hᵏ.
 * Forward sweeps: after k of them a graph for one letter is smaller than after as many reverse ones.
 */
export function taylor(build: Builder, output: Node, by: Node, degree: number): Node[] {
  const coefficients = [output];
  let derivative = output;
  let factorial = 1;
  for (let k = 1; k <= degree; k++) {
    const [next] = pushforward(build, [derivative], new Map([[by, build.constant(1)]]));
    derivative = next ?? build.constant(0);
    factorial *= k;
    coefficients.push(build.apply("divide", derivative, build.constant(factorial)));
  }
  return coefficients;
}
