/**
 * Reads [[text, letters], …] and prints, for each, its letters, its tree (each operation behind its arguments), its notes
 * and its value at given numbers, or what is wrong and where. The Python tests hold all this equal to Python's.
 */

import { readFileSync } from "node:fs";
import { elementwise } from "../compute/primitives.generated.ts";
import { build } from "./build.ts";
import { readFormula } from "./formula.ts";
import { walk } from "./tree.ts";
import { FormulaError } from "./words.ts";

type Asked = readonly [text: string, letters: readonly string[] | null, at?: Record<string, number>];

function answer([text, letters, at]: Asked): unknown {
  try {
    const { letters: used, tree, notes } = readFormula(text, letters);
    const written = walk(tree).map(({ op, args, value }) => (args.length > 0 ? [op, args.length] : value));
    if (at === undefined) return { letters: used, tree: written, notes };
    const numbers = {
      constant: (x: number) => x,
      input: (name: string) => new Map(Object.entries(at)).get(name) as number,
      apply: (op: string, ...args: readonly number[]) => elementwise[op](...args),
    };
    return { letters: used, tree: written, notes, value: String(build(tree, numbers)) };
  } catch (error) {
    if (error instanceof FormulaError) return { at: error.at, error: error.message };
    return { crash: String(error) };
  }
}

const asked = JSON.parse(readFileSync(0, "utf8")) as Asked[];
process.stdout.write(JSON.stringify(asked.map(answer)) + "\n");
