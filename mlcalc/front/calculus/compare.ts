/**
 * Whether two formulas are the same function, however they are written: judged by their values at seeded points.
 * mlcalc/calculus/slips/compare.py is its other half and says why it is done so.
 */

import { elementwise, rules } from "../compute/primitives.generated.ts";
import { order, type Node } from "./builder.ts";

export type Domain = Readonly<Record<string, readonly [low: number, high: number]>>;
/** For each letter its value at every point. */
export type Points = ReadonlyMap<string, Float64Array>;

const POINTS = 24;
/** Points that decide; of fewer, nothing is said. */
const ENOUGH = 5;
const ROUNDING = 64 * Number.EPSILON;
const RELATIVE = 1e-9;
/** The rounding error, relative to the value, beyond which a point decides nothing. */
const TELLING = 1e-6;
const START = 1 / Math.PI;
const PRIMES = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37];
/** Rows whose slope is that of an analytic function, beside the axis too. */
const ANALYTIC = new Set(
  (
    "add subtract multiply divide negative power exp expm1 log log1p sqrt sin cos " +
    "arctan arcsin arccos arcsinh tanh logistic"
  ).split(" "),
);

export interface Comparison {
  readonly kind: "same" | "different" | "domain" | "undecided";
  /** A point that shows it. */
  readonly at: Readonly<Record<string, number>>;
  /** Whether it is the given formula that is undefined there. */
  readonly givenIsMissing: boolean;
}

/** A formula's values at the points, and how wrong rounding may have made them; NaN where it is undefined. */
export interface Sampled {
  readonly values: Float64Array;
  readonly errors: Float64Array;
  /** Along a direction in which all letters move; NaN where some part is not analytic. */
  readonly slopes: Float64Array;
}

export function samplePoints(domain: Domain): Points {
  return new Map(
    Object.entries(domain).map(([name, [low, high]], i) => {
      const step = Math.sqrt(PRIMES[i % PRIMES.length]) * (1 + Math.floor(i / PRIMES.length));
      return [
        name,
        Float64Array.from({ length: POINTS }, (_, k) => low + (high - low) * ((START + k * step) % 1)),
      ];
    }),
  );
}

/** The outputs at all points; what they share is computed once. Error for a letter without a range. */
export function sample(outputs: readonly Node[], points: Points): Sampled[] {
  const known = new Map<Node, Sampled>();
  const [first] = points.values();
  const size = first?.length ?? POINTS;
  for (const node of order(outputs)) {
    const args = node.args.map((arg) => known.get(arg)!);
    known.set(node, sampled(node, args, points, size));
  }
  return outputs.map((node) => known.get(node)!);
}

function sampled(node: Node, args: readonly Sampled[], points: Points, size: number): Sampled {
  const filled = (value: number): Float64Array => new Float64Array(size).fill(value);
  if (node.op === "constant") return { values: filled(node.value), errors: filled(0), slopes: filled(0) };
  if (node.op === "input") {
    const values = points.get(node.name);
    if (values === undefined) throw new Error(`The letter "${node.name}" has no range.`);
    return { values, errors: filled(0), slopes: filled(1) };
  }
  const value = elementwise[node.op];
  const partials = rules[node.op][0].split(",").map((rule) => (rule ? rule.split(" ") : undefined));
  const analytic = ANALYTIC.has(node.op);
  const [values, errors, slopes] = [filled(0), filled(0), filled(0)];
  for (let k = 0; k < size; k++) {
    const at = args.map((arg) => arg.values[k]);
    const result = value(...at);
    let error = ROUNDING * Math.abs(result);
    let slope = analytic ? 0 : NaN;
    args.forEach((arg, i) => {
      const rule = partials[i];
      if (rule === undefined || (arg.errors[k] === 0 && arg.slopes[k] === 0)) return;
      const partial = evaluate(rule, at);
      if (arg.errors[k] !== 0) error += Math.abs(partial) * arg.errors[k];
      if (arg.slopes[k] !== 0) slope += partial * arg.slopes[k];
    });
    values[k] = Number.isFinite(result) ? result : NaN;
    errors[k] = error;
    slopes[k] = Number.isFinite(slope) ? slope : NaN;
  }
  return { values, errors, slopes };
}

/** A partial derivative, as the table writes it: each operation behind its arguments. */
function evaluate(postfix: readonly string[], args: readonly number[]): number {
  const stack: number[] = [];
  for (const word of postfix) {
    const place = "xyz".indexOf(word);
    if (place >= 0) stack.push(args[place]);
    else if (!Object.hasOwn(rules, word)) stack.push(Number(word));
    else stack.push(elementwise[word](...stack.splice(-rules[word][0].split(",").length)));
  }
  return stack[0];
}

/** Holds one formula against another. */
export function compare(right: Node, given: Node, domain: Domain): Comparison {
  const points = samplePoints(domain);
  const [first, second] = sample([right, given], points);
  return compareSampled(first, second, points);
}

export function compareSampled(right: Sampled, given: Sampled, points: Points): Comparison {
  const found = (kind: Comparison["kind"], k = -1, givenIsMissing = false): Comparison => ({
    kind,
    at: k < 0 ? {} : Object.fromEntries([...points].map(([name, values]) => [name, values[k]])),
    givenIsMissing,
  });
  let [decided, vague, missing, extra] = [0, 0, -1, -1];
  for (let k = 0; k < POINTS; k++) {
    const [r, g] = [right.values[k], given.values[k]];
    if (Number.isNaN(r) || Number.isNaN(g)) {
      if (missing < 0 && !Number.isNaN(r)) missing = k;
      if (extra < 0 && !Number.isNaN(g)) extra = k;
      continue;
    }
    const size = Math.max(Math.abs(r), Math.abs(g));
    const error = right.errors[k] + given.errors[k];
    const telling = error <= TELLING * size;
    if (Math.abs(r - g) > RELATIVE * size + error) return found("different", k);
    if (telling && slopesDiffer(right.slopes[k], given.slopes[k], size)) return found("different", k);
    const zero = Math.abs(r) <= right.errors[k] && Math.abs(g) <= given.errors[k] && error <= TELLING;
    if (telling || zero) decided++;
    else vague++;
  }
  if (decided < ENOUGH && vague > 0) return found("undecided");
  if (missing >= 0) return found("domain", missing, true);
  if (extra >= 0) return found("domain", extra);
  return found(decided < ENOUGH ? "undecided" : "same");
}

/** Whether the slopes differ by far: rounding is not followed through them. False where one is unknown. */
const slopesDiffer = (a: number, b: number, values: number): boolean =>
  Math.abs(a - b) > 1e-3 * Math.max(Math.abs(a), Math.abs(b), values);
