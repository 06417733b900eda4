/** Functions that a reader typed in place of the author's, as a specification: what mlcalc/figures/common/own.py does. */

import { Builder, toGraph, type Node } from "../calculus/builder.ts";
import { build } from "../read/build.ts";
import { readFormula, type Formula } from "../read/formula.ts";
import { plain } from "../read/names.ts";
import { CONSTANTS, GREEK } from "../read/table.generated.ts";
import { walk } from "../read/tree.ts";
import { FormulaError, refusal } from "../read/words.ts";
import type { Graph } from "../compute/graph.ts";
import { fromProgram, isProgram, type OwnFunction } from "./programs.ts";
import { inputsOf, ownInputs, type Editable, type InputJson, type Windows } from "./ranges.ts";
import type { Json } from "./readers.ts";

/** What a kind is given to write its specification from. */
export interface Own {
  readonly build: Builder;
  readonly functions: ReadonlyMap<string, OwnFunction>;
  readonly inputs: readonly InputJson[];
  readonly axes: readonly string[];
}

/** The author's specification with other functions in it. Throws a FormulaError where there is nothing to draw. */
export type Remake = (author: Json, own: Own) => Json;

/** A formula of the known letters, or else of any; its own letters are those that stand in it. */
export const readOwn = (text: string, known: readonly string[]): Formula =>
  named(readKnown(text, known), new Map(known.map((name) => [plain(name), name])));

/** The formula with these names for its letters. */
function named(formula: Formula, names: ReadonlyMap<string, string>): Formula {
  const used = new Set<string>();
  for (const leaf of walk(formula.tree)) {
    if (leaf.op !== "letter") continue;
    const name = names.get(plain(String(leaf.value))) ?? String(leaf.value);
    (leaf as { value: string }).value = name;
    used.add(name);
  }
  return { ...formula, letters: [...used] };
}

function readKnown(text: string, known: readonly string[]): Formula {
  for (const letters of [known, null, withLetters(known)]) {
    try {
      return readFormula(text, letters);
    } catch (error) {
      if (!(error instanceof FormulaError)) throw error;
    }
  }
  return readFormula(text);
}

/** rate·t: a word that the author has given, beside letters that are new. */
function withLetters(known: readonly string[]): readonly string[] | null {
  const taken = new Set(known.map(plain));
  if (![...taken].some((name) => name.length > 1)) return null;
  const latin = [..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  const all = new Set([...latin, ...GREEK.values()]);
  return [...known, ...[...all].filter((name) => !CONSTANTS.has(name) && !taken.has(name))];
}

/** One of the functions from its text; `typed` where its letters shall be those that can be typed. */
export function readFunction(editable: Editable, name: string, text: string, typed = false): Formula {
  const own = editable.spellings?.get(name);
  if (own !== undefined) {
    if (typed) return readFormula(text, [...own.keys()]);
    const names = [...own].map(([letter, stands]) => [plain(letter), stands] as const);
    return named(readFormula(text, [...own.keys()]), new Map(names));
  }
  const formula = readOwn(text, [...editable.letters, ...editable.variables]);
  for (const letter of formula.letters) {
    if (letter === name || editable.taken.includes(letter)) throw refusal(0, "taken", letter);
  }
  return formula;
}

/** One of the functions as a graph, from its formula or its program, and sentences on how it was read. */
export function ownFunction(
  editable: Editable,
  name: string,
  text: string,
  builder: Builder,
  typed = false,
): OwnFunction & Pick<Formula, "notes"> {
  if (isProgram(text)) return { ...fromProgram(editable, name, text, builder), notes: [] };
  const { tree, letters, notes } = readFunction(editable, name, text, typed);
  return { node: build<Node>(tree, builder), letters, notes };
}

/** The specification of a figure with these functions over these ranges. */
export function remade(
  remake: Remake,
  editable: Editable,
  functions: ReadonlyMap<string, string>,
  windows: Windows,
): Json {
  const { author, letters, axes, variables } = editable;
  const builder = new Builder();
  const read = new Map<string, OwnFunction>();
  const used = new Set<string>();
  for (const [name, text] of functions) {
    const made = ownFunction(editable, name, text, builder);
    read.set(name, made);
    if (editable.spellings !== null) continue;
    for (const letter of made.letters) if (!variables.includes(letter)) used.add(letter);
  }
  const own = inputsOf(author).filter(({ name }) => letters.includes(name));
  // What is said of the author's functions is not true of these.
  const { formula: _formula, numbers: _numbers, alt: _alt, words: _words, goal: _goal, ...kept } = author;
  const made = remake(author, {
    build: builder,
    functions: read,
    ...ownInputs([...used], own, axes, windows),
  });
  return { ...kept, ...made };
}

/** The graph as a specification has it; throws a FormulaError where a number in it is none that JSON could say. */
export function ownGraph(inputs: readonly string[], outputs: Readonly<Record<string, Node>>): Graph {
  const graph = toGraph(inputs, outputs);
  for (const { op, value } of graph.nodes)
    if (op === "constant" && !Number.isFinite(value)) throw refusal(0, "nowhere");
  return graph;
}
