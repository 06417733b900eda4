/** A formula that somebody typed. Nothing is ever handed to the language's own eval. */

import { Grammar } from "./grammar.ts";
import { Names } from "./names.ts";
import { Tokens } from "./tokens.ts";
import { walk, type Tree } from "./tree.ts";
import { refusal } from "./words.ts";

const MOST = 10_000;

/** What was understood, of which letters, and sentences on what could have been meant otherwise. */
export interface Formula {
  readonly text: string;
  readonly letters: readonly string[];
  readonly tree: Tree;
  readonly notes: readonly string[];
}

/**
 * Reads a formula as people type it: 2x sin(x)^2, e^-x, |x|/√2, or LaTeX pasted from elsewhere. `letters` are the names
 * that may stand in it; without them (null) every single letter is one. Throws a FormulaError where it cannot be read.
 */
export function readFormula(text: string, letters: readonly string[] | null = null): Formula {
  const { length } = Array.from(text);
  if (length > MOST) throw refusal(MOST, "long", length.toLocaleString("en-US"));
  const tokens = new Tokens(text, new Names(letters)).cut();
  const grammar = new Grammar(text, tokens.found, tokens.notes);
  grammar.letters = letters;
  const tree = grammar.read();
  const used = new Set(walk(tree).flatMap(({ op, value }) => (op === "letter" ? [String(value)] : [])));
  return { text, letters: letters ?? [...used], tree, notes: grammar.notes };
}
