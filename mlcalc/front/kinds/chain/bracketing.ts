/** A product of many factors, two at a time: which products a bracketing makes, in which order. No DOM. */

import type { ProductSpec, Tree } from "./spec.ts";

/** One product of two: as numerator layout writes it, left times right. */
export interface Step {
  readonly left: ProductSpec;
  readonly right: ProductSpec;
  readonly result: ProductSpec;
}

type Run = readonly [first: number, last: number];

export function stepsOf(tree: Tree, products: readonly ProductSpec[]): Step[] {
  const steps: Step[] = [];
  const find = ([first, last]: Run): ProductSpec => {
    const found = products.find((product) => product.first === first && product.last === last);
    if (found === undefined) throw new Error(`The factors ${first} to ${last} have no product.`);
    return found;
  };
  const walk = (part: Tree): Run => {
    if (typeof part === "number") return [part, part];
    const [left, right] = [walk(part[0]), walk(part[1])];
    const whole: Run = [left[0], right[1]];
    steps.push({ left: find(left), right: find(right), result: find(whole) });
    return whole;
  };
  walk(tree);
  return steps;
}

/** m·k·n: the products of two numbers that a product of an m×k with a k×n matrix takes. */
export const sizes = ({ left, right }: Step): [number, number, number] => [
  left.entries.length,
  right.entries.length,
  right.entries[0].length,
];

export const transpose = <T>(rows: readonly (readonly T[])[]): T[][] =>
  rows[0].map((_, j) => rows.map((row) => row[j]));

/** A bracketing in symbols; in the other layout every factor is transposed and the order is the other way round. */
export function bracketed(tree: Tree, factors: readonly string[], transposed: boolean): string {
  if (typeof tree === "number") return transposed ? `${factors[tree]}^{\\!\\top}` : factors[tree];
  const parts = tree.map((part) => {
    const text = bracketed(part, factors, transposed);
    return typeof part === "number" ? text : `(${text})`;
  });
  return (transposed ? parts.reverse() : parts).join(" \\, ");
}
