/** The kind "graph" of a function that a reader typed: what mlcalc/figures/kinds/graph writes in Python. */

import { order, type Node } from "../../calculus/builder.ts";
import { formula as latexOf } from "../../calculus/latex.ts";
import { partial, pullback } from "../../calculus/sweeps.ts";
import { symbol } from "../../calculus/symbols.ts";
import { ownGraph, type Own } from "../../model/own.ts";
import type { Json } from "../../model/readers.ts";
import { refusal } from "../../read/words.ts";
import { layers } from "./layers.ts";

/** Numbers that a page has room for. */
const MOST_STEPS = 40;

/** One number of the computation: what it is computed from (places on the tape), and how it changes with each. */
interface Entry {
  readonly name: string;
  readonly node: Node;
  readonly from: readonly Node[];
  readonly arguments: readonly number[];
  readonly partials: readonly (Node | undefined)[];
}

export function remakeGraph(author: Json, own: Own): Json {
  const { build, functions, inputs } = own;
  const [[name, { node: value }]] = functions;
  const computed = order([value]).filter(({ args }) => args.length > 0);
  if (computed.length === 0) throw refusal(0, "no step");
  const count = computed.length + inputs.length;
  if (count > MOST_STEPS) throw refusal(0, "many steps", String(count), String(MOST_STEPS));
  const tape = tapeOf(own, computed, name);
  const partials = tape.map((entry) => partialNames(tape, entry));
  const outputs = new Map<string, Node>();
  for (const entry of tape) if (entry.node.op !== "input") outputs.set(entry.name, entry.node);
  tape.forEach((entry, i) => {
    entry.partials.forEach((node, k) => node && outputs.set(partials[i][k]!, node));
  });
  // After the partials: where a partial has the name of a derivative, both are the same number.
  const one = new Map([[value, build.constant(1)]]);
  for (const { name: of, node } of tape)
    outputs.set(`d${name}/d${of}`, pullback(build, one, [node])[0] ?? build.constant(0));
  const names = inputs.map((input) => input.name);
  return {
    ...{ kind: author["kind"], id: author["id"], inputs, value: name, slope: `d${name}/d${names[0]}` },
    graph: ownGraph(names, Object.fromEntries(outputs)),
    tape: written(tape, partials, name),
    formula: [],
    numbers: [...tape.map((entry) => entry.name), ...names.map((input) => `d${name}/d${input}`)],
  };
}

/** Every number from the inputs to the value: the inputs' names, the result's, and v1, v2, … for the rest. */
function tapeOf({ build, inputs }: Own, computed: readonly Node[], result: string): Entry[] {
  const names = new Map(inputs.map((input) => [build.input(input.name), input.name]));
  const taken = new Set([...names.values(), result]);
  let steps = 0;
  for (const node of computed.slice(0, -1)) {
    let name = "";
    do name = `v${++steps}`;
    while (taken.has(name));
    names.set(node, name);
  }
  names.set(computed[computed.length - 1], result);
  const at = new Map([...names.keys()].map((node, i) => [node, i]));
  return [...names].map(([node, name]) => {
    const moving = node.args.flatMap((arg, i) => (at.has(arg) ? [i] : []));
    const from = moving.map((i) => node.args[i]);
    const partials = moving.map((i) => partial(build, node, i));
    return { name, node, from, arguments: from.map((arg) => at.get(arg)!), partials };
  });
}

/** ∂c/∂a for every argument that moves the number; counted where one argument stands twice. */
function partialNames(tape: readonly Entry[], entry: Entry): (string | null)[] {
  const d = entry.arguments.length === 1 ? "d" : "∂";
  const parents = entry.arguments.map((i) => tape[i].name);
  return parents.map((parent, k) => {
    const twice = parents.filter((other) => other === parent).length > 1;
    const before = parents.slice(0, k + 1).filter((other) => other === parent).length;
    return entry.partials[k] ? `${d}${entry.name}/${d}${parent}${twice ? ` (${before})` : ""}` : null;
  });
}

/** What the page steps through, each entry with its place in the drawing. */
function written(
  tape: readonly Entry[],
  partials: readonly (readonly (string | null)[])[],
  result: string,
): Json[] {
  const { depths, row } = layers(tape);
  return tape.map((entry, at) => {
    const symbols = new Map(entry.from.map((arg, i) => [arg, symbol(tape[entry.arguments[i]].name)]));
    const holes = new Map(entry.from.map((arg) => [arg, `\\hole{${entry.from.indexOf(arg)}}`]));
    const has = entry.from.length > 0;
    return {
      ...{ name: entry.name, latex: symbol(entry.name), derivative: `d${result}/d${entry.name}` },
      formula: has ? latexOf(entry.node, symbols) : "",
      numbers: has ? latexOf(entry.node, holes).replaceAll("\\, \\hole", "\\cdot \\hole") : "",
      ...{ depth: depths[at], row: row(at) },
      arguments: entry.arguments.map((from, k) => {
        const between = Array.from({ length: depths[at] - depths[from] - 1 }, (_, i) => depths[from] + 1 + i);
        return { from, partial: partials[at][k], via: between.map((depth) => [depth, row(from, at)]) };
      }),
    };
  });
}
