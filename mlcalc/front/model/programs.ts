/** Programs in place of formulas: what Python in the page has made of each, and which functions it is asked for. */

import type { Builder, Node } from "../calculus/builder.ts";
import { load } from "../calculus/load.ts";
import type { Graph } from "../compute/graph.ts";
import { FormulaError, refusal } from "../read/words.ts";
import type { Wanted } from "../python/messages.ts";
import type { Editable } from "./ranges.ts";

/** A function as a graph, and the letters that stand in it. */
export interface OwnFunction {
  readonly node: Node;
  readonly letters: readonly string[];
}

/** Whether a text is a program; a formula has no colon. */
export const isProgram = (text: string): boolean => /^[ \t]*def\s+\w+\s*\([^]*?\)[^\n]*:/m.test(text);

/** One function of a program as a graph of the builder's. Throws a FormulaError where it cannot be had. */
export function fromProgram(editable: Editable, name: string, text: string, builder: Builder): OwnFunction {
  const found = editable.programs.get(text)?.find(([own]) => own === name);
  if (found === undefined)
    throw new FormulaError("This is a program: write it into the box for programs, and run it there.", 0);
  const [, letters, graph] = found;
  for (const letter of editable.spellings === null ? letters : [])
    if (letter === name || editable.taken.includes(letter)) throw refusal(0, "taken", letter);
  const [node] = load(finite(graph as Graph), builder).values();
  return { node, letters };
}

/** A constant that JSON cannot say comes as a word. */
const finite = (graph: Graph): Graph => ({
  ...graph,
  nodes: graph.nodes.map((node) => (typeof node.value === "string" ? { ...node, value: NaN } : node)),
});

/** What the figure asks a program for: its functions or, where each entry of a vector is one, the vectors. */
export function wantedOf({ functions, spellings }: Editable): readonly Wanted[] {
  const names = [...functions.keys()];
  if (spellings === null) return names.map((name) => ({ name, results: [name], arguments: null }));
  const vectors = new Map<string, string[]>();
  for (const name of names) {
    const [vector] = name.split("[");
    vectors.set(vector, [...(vectors.get(vector) ?? []), name]);
  }
  return [...vectors].map(([name, results]) => ({
    ...{ name, results },
    arguments: [...spellings.get(results[0])!.values()],
  }));
}
