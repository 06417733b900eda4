/** The kind "paths" of functions that a reader typed: what mlcalc/figures/kinds/paths writes in Python. */

import { substitute, type Node } from "../../calculus/builder.ts";
import { pullback } from "../../calculus/sweeps.ts";
import { symbol } from "../../calculus/symbols.ts";
import { Places } from "../../model/live.ts";
import { ownGraph, type Own } from "../../model/own.ts";
import type { Json } from "../../model/readers.ts";
import { ownLimits } from "../../plot/limits.ts";
import { refusal } from "../../read/words.ts";

/** One link: how the child changes with this parent, all its other parents held. */
interface Edge {
  readonly parent: string;
  readonly child: string;
  readonly name: string;
  readonly latex: string;
  readonly node: Node;
}

type Route = readonly Edge[];

/** Of the height: how far apart the inputs stand; the number of a falling edge is then below it, where there is room. */
const NEARLY = 0.9;

export function remakePaths(author: Json, own: Own): Json {
  const { build, inputs, axes } = own;
  const [along] = axes;
  const name = String(author["value"]);
  const depths = depthsOf(name, own);
  const values = new Map(inputs.map((input) => [input.name, build.input(input.name)]));
  const edges = link(own, depths, values);
  const routes = routesOf(edges, along, name);
  if (routes.length === 0) throw refusal(0, "no path", along, name);
  const used = new Set([...edges.map(({ parent }) => parent), name]);
  const unused = [...depths.keys()].find((key) => !used.has(key));
  if (unused !== undefined) throw refusal(0, "unused", unused);
  const total = `d${name}/d${along}`;
  const products = new Map(routes.map((route) => [routeName(total, route), product(own, route)]));
  const one = new Map([[values.get(name)!, build.constant(1)]]);
  const outputs = new Map<string, Node>([...depths.keys()].map((key) => [key, values.get(key)!]));
  for (const edge of edges) outputs.set(edge.name, edge.node);
  for (const [key, node] of products) outputs.set(key, node);
  outputs.set(total, pullback(build, one, [build.input(along)])[0] ?? build.constant(0));
  const d = inputs.length === 1 ? "\\mathrm{d}" : "\\partial";
  const left = `\\frac{${d} ${symbol(name)}}{${d} ${symbol(along)}}`;
  const json: Json = {
    ...{ kind: author["kind"], id: author["id"], inputs, along },
    graph: ownGraph(inputs.map((input) => input.name), Object.fromEntries(outputs)), // prettier-ignore
    ...layout(depths, edges),
    paths: routes.map((route, i) => ({
      edges: route.map((edge) => edges.indexOf(edge)),
      output: [...products.keys()][i],
      label: [route[0].parent, ...route.map(({ child }) => child)].join(" → "),
      latex: chainOf(route),
    })),
    ...{ value: name, slope: total, total, labels: { x: symbol(along), y: symbol(name) } },
    ...formulas(left, routes, [...products.keys()], total),
  };
  return { ...json, ylim: ownLimits(json, along, [name]) };
}

/** Each variable's column, parents first: the longest way to it from an input. */
function depthsOf(name: string, { functions, inputs }: Own): ReadonlyMap<string, number> {
  const depths = new Map(inputs.map((input) => [input.name, 0]));
  const waiting = new Map([...functions].map(([key, { letters }]) => [key, letters]));
  while (waiting.size > 0) {
    const ready = [...waiting].filter(([, letters]) => letters.every((letter) => depths.has(letter)));
    if (ready.length === 0) throw refusal(0, "circle", [...waiting.keys()][0]);
    for (const [key, letters] of ready) {
      waiting.delete(key);
      depths.set(key, 1 + Math.max(0, ...letters.map((letter) => depths.get(letter)!)));
    }
  }
  // f stands alone at the right, however short the way to it.
  const last = Math.max(...depths.values());
  const alone = [...depths.values()].filter((depth) => depth === last).length === 1;
  depths.set(name, last + (alone ? 0 : 1));
  return new Map([...depths].sort(([, a], [, b]) => a - b));
}

/** Every edge's derivative, and into `values` every variable's value, as functions of the inputs alone. */
function link(
  { build, functions }: Own,
  depths: ReadonlyMap<string, number>,
  values: Map<string, Node>,
): Edge[] {
  const edges: Edge[] = [];
  for (const child of depths.keys()) {
    if (values.has(child)) continue;
    const { node, letters } = functions.get(child)!;
    const parents = letters.map((letter) => build.input(letter));
    const known = new Map(parents.map((parent, i) => [parent, values.get(letters[i])!]));
    const slopes = pullback(build, new Map([[node, build.constant(1)]]), parents);
    values.set(child, substitute(build, node, known));
    const [d, tex] = letters.length === 1 ? ["d", "\\mathrm{d}"] : ["∂", "\\partial"];
    letters.forEach((parent, i) =>
      edges.push({
        ...{ parent, child, name: `${d}${child}/${d}${parent}` },
        latex: `\\frac{${tex} ${symbol(child)}}{${tex} ${symbol(parent)}}`,
        node: substitute(build, slopes[i] ?? build.constant(0), known),
      }),
    );
  }
  return edges;
}

/** Columns by depth, each centred, the inputs far apart; an edge that skips a column gets a place of its own in it. */
function layout(depths: ReadonlyMap<string, number>, edges: readonly Edge[]): Json {
  const columns = new Map<number, string[]>();
  const put = (depth: number, place: string): void =>
    void columns.set(depth, [...(columns.get(depth) ?? []), place]);
  const between = ({ parent, child }: Edge): number[] => {
    const [from, to] = [depths.get(parent)!, depths.get(child)!];
    return Array.from({ length: Math.max(0, to - from - 1) }, (_, i) => from + 1 + i);
  };
  for (const [key, depth] of depths) put(depth, key);
  for (const edge of edges) for (const depth of between(edge)) put(depth, `${edge.name} ${depth}`);
  const longest = Math.max(...[...columns.values()].map((column) => column.length));
  const inputs = columns.get(0)!.length;
  const apart = 1 < inputs && inputs < longest ? (NEARLY * (longest - 1)) / (inputs - 1) : 1;
  const rows = [...columns].flatMap(([depth, column]) =>
    column.map((place, i): [string, number] => [
      place,
      ((column.length - 1) / 2 - i) * (depth === 0 ? apart : 1),
    ]),
  );
  const row = new Map(rows);
  return {
    variables: [...depths].map(([name, depth]) => ({ name, latex: symbol(name), depth, row: row.get(name) })),
    edges: edges.map((edge) => ({
      ...{ from: edge.parent, to: edge.child, output: edge.name, latex: edge.latex },
      via: between(edge).map((depth) => [depth, row.get(`${edge.name} ${depth}`)]),
    })),
  };
}

/** All ways from start to end along the edges. */
function routesOf(edges: readonly Edge[], start: string, end: string): Route[] {
  if (start === end) return [[]];
  return edges.flatMap((edge) =>
    edge.parent === start ? routesOf(edges, edge.child, end).map((rest) => [edge, ...rest]) : [],
  );
}

const routeName = (total: string, route: Route): string => {
  const between = route.slice(0, -1).map(({ child }) => child);
  return between.length > 0 ? `${total} via ${between.join(", ")}` : `${total} direct`;
};

const product = ({ build }: Own, route: Route): Node =>
  [...route].reverse().map(({ node }) => node).reduce((a, b) => build.apply("multiply", a, b)); // prettier-ignore

const chainOf = (route: Route): string => [...route].reverse().map(({ latex }) => latex).join(" \\, "); // prettier-ignore

/** The sum over paths three times: in symbols, with each factor's number, and added up. */
function formulas(left: string, routes: readonly Route[], products: readonly string[], total: string): Json {
  const live = new Places();
  const factors = routes.map(
    (route) =>
    [...route].reverse().map(({ name }) => `(${live.at(name)})`).join(""), // prettier-ignore
  );
  const fit = Math.max(1, Math.floor(6 / Math.max(...routes.map((route) => route.length))));
  const lines: string[] = [];
  for (let i = 0; i < factors.length; i += fit) lines.push(factors.slice(i, i + fit).join(" + "));
  const terms = products.map((product) => `(${live.at(product)})`).join(" + ");
  const rows = [
    `${left} &= ${routes.map(chainOf).join(" + ")}`,
    `&= ${lines.join(" \\\\ &\\quad {} + ")}`,
    `&= ${terms}`,
    `&= ${live.at(total)}`,
  ];
  return { formula: [`\\begin{aligned} ${rows.join(" \\\\ ")} \\end{aligned}`], numbers: live.numbers };
}
