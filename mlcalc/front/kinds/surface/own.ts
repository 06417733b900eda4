/** The kind "surface" of a function that a reader typed: what mlcalc/figures/kinds/surface writes in Python. */

import { substitute, type Node } from "../../calculus/builder.ts";
import { pullback } from "../../calculus/sweeps.ts";
import { symbol } from "../../calculus/symbols.ts";
import { ownGraph, type Own } from "../../model/own.ts";
import { inputsOf } from "../../model/ranges.ts";
import type { Json } from "../../model/readers.ts";
import { refusal } from "../../read/words.ts";
import { formulas, slopesOf, type MapNames } from "./own-formulas.ts";
import { measured } from "./own-levels.ts";

/** Times as wide as high, or the other way round: with equal units more would be a strip. */
const WIDEST = 5;

type Pair<T> = readonly [T, T];

export function remakeSurface(author: Json, own: Own): Json {
  const [name, { node: value }] = [...own.functions][0];
  const [x, y] = own.axes.map((axis) => own.inputs.find((input) => input.name === axis)!);
  const ratio = (x.high - x.low) / (y.high - y.low);
  if (!(1 / WIDEST <= ratio && ratio <= WIDEST)) throw refusal(0, "strip");
  const more = inputsOf(author).filter((input) => input.name === "rate" || input.name === "steps");
  const inputs = [x, y, ...own.inputs.filter((input) => input !== x && input !== y), ...more];
  const steps = more.some((input) => input.name === "steps");
  const outputs = new Map<string, Node>();
  const names = { value: name, x: x.name, y: y.name };
  addOutputs(own, names, value, author, outputs);
  const descent = author["descent"] as { readonly starts: readonly Pair<number>[] } | undefined;
  const inside = ([a, b]: Pair<number>): boolean => x.low <= a && a <= x.high && y.low <= b && b <= y.high;
  const authors = (author["labels"] ?? {}) as Readonly<Record<"x" | "y" | "z", string>>;
  const kept = new Map([[author["across"], authors.x], [author["up"], authors.y]] as const); // prettier-ignore
  const latex = (of: string): string => (of === name ? authors.z : (kept.get(of) ?? symbol(of)));
  const second = hessianOf(names);
  const json: Json = {
    ...{ kind: author["kind"], id: author["id"], inputs },
    graph: ownGraph(inputs.map((input) => input.name), Object.fromEntries(outputs)), // prettier-ignore
    ...{ across: x.name, up: y.name, value: name, slopes: slopesOf(names) },
    labels: { x: latex(x.name), y: latex(y.name), z: authors.z },
    ...(steps ? { computed: [x.name, y.name, name].map((key) => `${key} after`) } : {}),
    ...(descent ? { descent: { starts: descent.starts.filter(inside), steps } } : {}),
    ...(author["hessian"] ? { hessian: second } : {}),
    ...(author["newton"] ? { newton: [x.name, y.name, name].map((key) => `newton ${key}`) } : {}),
    ...formulas({ names, value, latex, hessian: second, inputs }, author, steps),
  };
  return { ...json, ...measured(json) };
}

const hessianOf = ({ value, x, y }: MapNames): readonly string[] =>
  [`${x}²`, `${x}d${y}`, `${y}²`].map((by) => `d²${value}/d${by}`);

function addOutputs(
  { build }: Own,
  names: MapNames,
  value: Node,
  author: Json,
  outputs: Map<string, Node>,
): void {
  const place = [build.input(names.x), build.input(names.y)];
  const gradient = (of: Node): Node[] =>
    pullback(build, new Map([[of, build.constant(1)]]), place).map((slope) => slope ?? build.constant(0));
  const slopes = gradient(value);
  const [[a, b], [, c]] = slopes.map(gradient);
  const [square, minus] = [
    (node: Node): Node => build.apply("power", node, build.constant(2)),
    (one: Node, other: Node): Node => build.apply("subtract", one, other),
  ];
  const times = (one: Node, other: Node): Node => build.apply("multiply", one, other);
  outputs.set(names.value, value);
  slopesOf(names).forEach((name, i) => outputs.set(name, slopes[i]));
  outputs.set(`|∇${names.value}|`, build.apply("sqrt", build.apply("add", ...slopes.map(square))));
  hessianOf(names).forEach((name, i) => outputs.set(name, [a, b, c][i]));
  const at = (how: string, moved: readonly Node[]): void => {
    const there = substitute(build, value, new Map(place.map((node, i) => [node, moved[i]])));
    [names.x, names.y, names.value].forEach((name, i) => outputs.set(`${how} ${name}`, [...moved, there][i]));
  };
  if (author["descent"]) {
    const rate = build.input("rate");
    at("next", place.map((p, i) => minus(p, times(rate, slopes[i])))); // prettier-ignore
  }
  if (author["newton"]) {
    // H s = −∇f, solved by Cramer's rule.
    const determinant = minus(times(a, c), times(b, b));
    const [fx, fy] = slopes;
    const steps = [minus(times(c, fx), times(b, fy)), minus(times(a, fy), times(b, fx))];
    at("newton", place.map((p, i) => minus(p, build.apply("divide", steps[i], determinant)))); // prettier-ignore
  }
}
