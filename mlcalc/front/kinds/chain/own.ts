/** The kind "chain" of functions that a reader typed: what mlcalc/figures/kinds/chain writes in Python. */

import { substitute, toGraph, type Builder, type Node } from "../../calculus/builder.ts";
import { pullback } from "../../calculus/sweeps.ts";
import { toDigits } from "../../model/format.ts";
import { Model } from "../../model/model.ts";
import { ownGraph, type Own } from "../../model/own.ts";
import { inputsOf, type InputJson } from "../../model/ranges.ts";
import type { Json } from "../../model/readers.ts";
import { readCommon } from "../../model/spec.ts";
import { samples } from "../../plot/geometry.ts";
import { refusal } from "../../read/words.ts";
import { nice, stepWithin, windowOf, type Interval } from "./own-windows.ts";
import type { ProductSpec } from "./spec.ts";

const SAMPLES = 201;

interface LinkJson {
  readonly name: string;
  readonly entries: readonly string[];
  readonly velocity: readonly string[];
}

type Matrix = readonly (readonly Node[])[];

export function remakeChain(author: Json, own: Own): Json {
  const [entry] = own.inputs;
  const links = author["links"] as readonly LinkJson[];
  const products = author["products"] as readonly ProductSpec[];
  const { outputs, locals } = numbersOf(own, links, products);
  const square = author["square"] as { readonly link: number; readonly side: string } | null;
  const side = square && inputsOf(author).find(({ name }) => name === square.side)!;
  const json = {
    ...{ kind: author["kind"], id: author["id"], inputs: [entry, ...(side ? [side] : [])] },
    graph: ownGraph([entry.name, ...(side ? [side.name] : [])], Object.fromEntries(outputs)),
  };
  const model = new Model(readCommon(json).common);
  const windows = links.map((link) => windowIn(model, entry, link));
  const described = links.map((link, i) => ({ ...link, ...locals[i], limits: windows[i] }));
  return {
    ...json,
    inputs: [entry, ...(side ? [sideOf(side, windows[square.link])] : [])],
    links: described,
    step: stepWithin(
      links.flatMap(({ velocity }, i) =>
        windows[i].length > 0 ? [[velocity.map((name) => model.get(name)), windows[i]] as const] : [],
      ),
      0.25 * (entry.high - entry.low),
    ),
    ...{ formula: [], numbers: author["numbers"] },
  };
}

/** Every number of the figure by name: values, entries of factors and products, velocities; and each link's own graph. */
function numbersOf(
  { build, functions, inputs }: Own,
  links: readonly LinkJson[],
  products: readonly ProductSpec[],
): { readonly outputs: ReadonlyMap<string, Node>; readonly locals: readonly Json[] } {
  const outputs = new Map<string, Node>();
  const locals: Json[] = [{}];
  const factors: Matrix[] = [];
  let known = new Map([[build.input(inputs[0].name), build.input(inputs[0].name)]]);
  links.slice(1).forEach(({ entries }, i) => {
    const before = links[i].entries.map((name) => build.input(name));
    const nodes = entries.map((name) => functions.get(name)!.node);
    const values = nodes.map((node) => substitute(build, node, known));
    factors.unshift(
      nodes.map((node) =>
        pullback(build, new Map([[node, build.constant(1)]]), before).map((slope) =>
          substitute(build, slope ?? build.constant(0), known),
        ),
      ),
    );
    const local = Object.fromEntries(entries.map((name, k) => [name, nodes[k]]));
    locals.push({ graph: finite(toGraph(links[i].entries, local)) });
    entries.forEach((name, k) => outputs.set(name, values[k]));
    known = new Map(entries.map((name, k) => [build.input(name), values[k]]));
  });
  const found = new Map<string, Matrix>();
  for (const { first, last, entries } of products) {
    const behind = found.get(`${first + 1} ${last}`);
    const nodes = behind === undefined ? factors[first] : multiply(build, factors[first], behind);
    found.set(`${first} ${last}`, nodes);
    entries.forEach((row, i) => row.forEach((name, k) => outputs.set(name, nodes[i][k])));
  }
  // The velocities: what has reached t, the innermost factor alone too.
  for (const { first, last } of products.filter((product) => product.last === links.length - 2)) {
    const nodes = found.get(`${first} ${last}`)!;
    links[links.length - 1 - first].velocity.forEach((name, i) => outputs.set(name, nodes[i][0]));
  }
  return { outputs, locals };
}

const finite = (graph: ReturnType<typeof toGraph>): typeof graph => {
  if (graph.nodes.some(({ op, value }) => op === "constant" && !Number.isFinite(value)))
    throw refusal(0, "nowhere");
  return graph;
};

/** Row times column, written out. */
const multiply = (build: Builder, a: Matrix, b: Matrix): Matrix =>
  a.map((row) =>
    b[0].map((_, k) =>
      row
        .map((x, i) => build.apply("multiply", x, b[i][k]))
        .reduce((sum, term) => build.apply("add", sum, term)),
    ),
  );

/** The window of a link that can be drawn; none for more than two numbers. */
function windowIn(model: Model, entry: InputJson, { entries }: LinkJson): readonly Interval[] {
  const ts = samples(entry.low, entry.high, SAMPLES);
  const curves = entries.map((name) => {
    if (name === entry.name) return [...ts];
    const ys = new Float64Array(SAMPLES);
    model.sweep(entry.name, name)(ts, ys);
    if (!ys.some(Number.isFinite)) throw refusal(0, "nowhere");
    return [...ys];
  });
  return entries.length <= 2 ? windowOf(curves) : [];
}

/** The side of the square that is bent: the smaller it is, the less its image is bent. */
function sideOf(side: InputJson, limits: readonly Interval[]): InputJson {
  const start = nice(0.26 * Math.min(...limits.map(([low, high]) => high - low)));
  const [low, high, step] = [0.05, 2, 0.05].map((share) => toDigits(start * share, 3));
  return { ...side, low, high, start, step };
}
