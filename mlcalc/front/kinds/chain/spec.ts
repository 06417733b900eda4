/** What the specification of the kind "chain" says. */

import type { Graph } from "../../compute/graph.ts";
import {
  array,
  choice,
  fail,
  interval,
  listOf,
  number,
  object,
  optional,
  record,
  text,
  WHOLE,
  type Json,
  type Read,
} from "../../model/readers.ts";
import { readGraph, type Names, type Spec } from "../../model/spec.ts";

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

const readLink =
  (name: Read<string>): Read<LinkSpec> =>
  (value, where) => {
    const first = where === "links[0]";
    const link = record<LinkSpec>({
      ...{ name: text, symbol: text, entries: listOf(name), latex: listOf(text), velocity: listOf(name) },
      ...{ limits: listOf(interval), graph: first ? () => null : readGraph },
    })(value, where);
    const { entries, latex, velocity, limits } = link;
    if (latex.length !== entries.length) fail(`${where}.latex`, `${entries.length} symbols`, latex);
    if (velocity.length !== (first ? 0 : entries.length))
      fail(`${where}.velocity`, "a name for each entry", velocity);
    if (limits.length !== 0 && limits.length !== entries.length)
      fail(`${where}.limits`, "an interval for each entry", limits);
    return link;
  };

const readProduct =
  (count: number, name: Read<string>): Read<ProductSpec> =>
  (value, where) => {
    const product = record<ProductSpec>({
      ...{ first: number, last: number, latex: text, entries: listOf(listOf(name)) },
    })(value, where);
    const { first, last } = product;
    if (!(first >= 0 && first <= last && last < count))
      fail(where, `a run of the ${count} factors`, [first, last]);
    return product;
  };

function readTree(value: unknown, where: string): Tree {
  if (typeof value === "number") return value;
  const parts = array(value, where);
  if (parts.length !== 2) fail(where, "a pair", value);
  return [readTree(parts[0], where), readTree(parts[1], where)];
}

const leaves = (tree: Tree): number[] => (typeof tree === "number" ? [tree] : tree.flatMap(leaves));

const readBracketing =
  (count: number): Read<BracketingSpec> =>
  (value, where) => {
    const mode = choice("reverse", "forward", "mixed", "both");
    const bracketing = record<BracketingSpec>({ tree: readTree, mode, multiplications: number })(
      value,
      where,
    );
    const order = leaves(bracketing.tree);
    if (order.some((leaf, k) => leaf !== k) || order.length !== count)
      fail(`${where}.tree`, `the factors 0 to ${count - 1} in order`, bracketing.tree);
    return bracketing;
  };

function readPrices(value: unknown, where: string): readonly [number, number] {
  const prices = object(value, where);
  return [number(prices["to one number"], where), number(prices["from one number"], where)];
}

export function readChain(json: Json, common: Spec, { name, input }: Names): ChainSpec {
  const links = listOf(readLink(name))(json["links"], "links");
  if (links.length < 2) fail("links", "an input and at least one function", json["links"]);
  const count = links.length - 1;
  const own = record<Omit<ChainSpec, keyof Spec | "links">>({
    ...{ along: input, value: name, slope: name, step: number },
    products: listOf(readProduct(count, name)),
    bracketings: listOf(readBracketing(count)),
    ten: record({ reverse: readPrices, forward: readPrices }),
    square: optional(record({ link: number, side: input })),
  });
  return { ...common, ...own(json, WHOLE), links };
}
