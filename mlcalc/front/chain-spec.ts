/** What the specification of the kind "chain" says. */

import type { Graph } from "./graph.ts";
import { array, choice, fail, interval, number, object, readGraph, text } from "./spec.ts";
import type { Json, Names, Spec } from "./spec.ts";

type Interval = readonly [number, number];

/** The input, or a function of the one before it. */
export interface LinkSpec {
  readonly name: string;
  readonly symbol: string;
  /** Its numbers, their symbols, and how fast each moves (the input needs no name for that: it moves at 1). */
  readonly entries: readonly string[];
  readonly latex: readonly string[];
  readonly velocity: readonly string[];
  /** The axes of its plane; none where it is not drawn. */
  readonly limits: readonly Interval[];
  /** Its formula, of the numbers of the link before it; the input has none. */
  readonly graph: Graph | null;
}

/** A product of neighbouring factors, counted from the outermost; a factor alone is one, too. */
export interface ProductSpec {
  readonly first: number;
  readonly last: number;
  readonly latex: string;
  readonly entries: readonly (readonly string[])[];
}

/** A factor, or a pair: first these, then those. */
export type Tree = number | readonly [Tree, Tree];
export type Mode = "reverse" | "forward" | "mixed" | "both";

export interface BracketingSpec {
  readonly tree: Tree;
  readonly mode: Mode;
  readonly multiplications: number;
}

export interface ChainSpec extends Spec {
  readonly along: string;
  readonly value: string;
  readonly slope: string;
  readonly links: readonly LinkSpec[];
  readonly products: readonly ProductSpec[];
  readonly bracketings: readonly BracketingSpec[];
  /** What ten large factors cost, from either end. */
  readonly ten: Readonly<Record<"reverse" | "forward", readonly [toNumber: number, fromNumber: number]>>;
  /** The time of the velocity arrows. */
  readonly step: number;
  /** The plane on which the square stands, and the input that is its side; null where no two planes follow one another. */
  readonly square: { readonly link: number; readonly side: string } | null;
}

function readLink(value: unknown, i: number, name: Names["name"]): LinkSpec {
  const where = `links[${i}]`;
  const entry = object(value, where);
  const names = (key: string): string[] =>
    array(entry[key], `${where}.${key}`).map((part, k) => name(part, `${where}.${key}[${k}]`));
  const entries = names("entries");
  const latex = array(entry["latex"], `${where}.latex`).map((part, k) => text(part, `${where}.latex[${k}]`));
  if (latex.length !== entries.length) fail(`${where}.latex`, `${entries.length} symbols`, entry["latex"]);
  const velocity = names("velocity");
  if (velocity.length !== (i === 0 ? 0 : entries.length))
    fail(`${where}.velocity`, "a name for each entry", velocity);
  const limits = array(entry["limits"], `${where}.limits`).map((part, k) =>
    interval(part, `${where}.limits[${k}]`),
  );
  if (limits.length !== 0 && limits.length !== entries.length)
    fail(`${where}.limits`, "an interval for each entry", entry["limits"]);
  return {
    name: text(entry["name"], `${where}.name`),
    symbol: text(entry["symbol"], `${where}.symbol`),
    graph: i === 0 ? null : readGraph(entry["graph"]),
    ...{ entries, latex, velocity, limits },
  };
}

function readProduct(value: unknown, i: number, count: number, name: Names["name"]): ProductSpec {
  const where = `products[${i}]`;
  const entry = object(value, where);
  const [first, last] = ["first", "last"].map((key) => number(entry[key], `${where}.${key}`));
  if (!(first >= 0 && first <= last && last < count))
    fail(where, `a run of the ${count} factors`, [first, last]);
  const entries = array(entry["entries"], `${where}.entries`).map((row, k) =>
    array(row, `${where}.entries[${k}]`).map((part, l) => name(part, `${where}.entries[${k}][${l}]`)),
  );
  return { first, last, latex: text(entry["latex"], `${where}.latex`), entries };
}

function readTree(value: unknown, where: string): Tree {
  if (typeof value === "number") return value;
  const parts = array(value, where);
  if (parts.length !== 2) fail(where, "a pair", value);
  return [readTree(parts[0], where), readTree(parts[1], where)];
}

const leaves = (tree: Tree): number[] => (typeof tree === "number" ? [tree] : tree.flatMap(leaves));

function readBracketing(value: unknown, i: number, count: number): BracketingSpec {
  const where = `bracketings[${i}]`;
  const entry = object(value, where);
  const tree = readTree(entry["tree"], `${where}.tree`);
  if (leaves(tree).some((leaf, k) => leaf !== k) || leaves(tree).length !== count)
    fail(`${where}.tree`, `the factors 0 to ${count - 1} in order`, entry["tree"]);
  return {
    tree,
    mode: choice(entry["mode"], ["reverse", "forward", "mixed", "both"], `${where}.mode`),
    multiplications: number(entry["multiplications"], `${where}.multiplications`),
  };
}

function readTen(value: unknown): ChainSpec["ten"] {
  const ten = object(value, "ten");
  const row = (mode: string): readonly [number, number] => {
    const prices = object(ten[mode], `ten.${mode}`);
    return [number(prices["to one number"], `ten.${mode}`), number(prices["from one number"], `ten.${mode}`)];
  };
  return { reverse: row("reverse"), forward: row("forward") };
}

export function readChain(json: Json, common: Spec, { name, input }: Names): ChainSpec {
  const links = array(json["links"], "links").map((entry, i) => readLink(entry, i, name));
  if (links.length < 2) fail("links", "an input and at least one function", json["links"]);
  const count = links.length - 1;
  const products = array(json["products"], "products").map((entry, i) => readProduct(entry, i, count, name));
  const square = json["square"] === null ? null : object(json["square"], "square");
  return {
    ...common,
    along: input(json["along"], "along"),
    value: name(json["value"], "value"),
    slope: name(json["slope"], "slope"),
    links,
    products,
    bracketings: array(json["bracketings"], "bracketings").map((entry, i) => readBracketing(entry, i, count)),
    ten: readTen(json["ten"]),
    step: number(json["step"], "step"),
    square: square && {
      link: number(square["link"], "square.link"),
      side: input(square["side"], "square.side"),
    },
  };
}
