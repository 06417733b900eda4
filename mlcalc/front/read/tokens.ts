/** A formula's text, cut into tokens: numbers, names, signs and brackets, each with its place in the text. */

import { match, Runs } from "./runs.ts";
import {
  AROUND_NAMES,
  COMMANDS,
  FRACTIONS,
  PAIRS,
  ROOTS,
  SIGNS,
  SILENT,
  SPACES,
  SUPERSCRIPTS,
} from "./table.generated.ts";
import { FormulaError, refusal, type Sentence } from "./words.ts";

const NUMBER = /(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?/y;
const COMMAND = /\\(?:[A-Za-z]+|.)/suy;
const IN_BRACES = / *\{ *([A-Za-z0-9]+) *\}/y;
// Characters that a person may well type, with sentences of their own.
const REFUSED: readonly (readonly [string, Sentence])[] = [
  ["=<>≤≥≈", "equals"],
  ["!", "factorial"],
  ["%", "percent"],
  ["'’′", "prime"],
];
const CLOSING = new Set(PAIRS.values());

/**
 * Cuts one text. A place is counted in JavaScript's units, which are code points: what lies beyond U+FFFF is refused where
 * it first stands.
 */
export class Tokens extends Runs {
  #single = 0; // how many numbers to come have one digit only, as in \frac12

  cut(): this {
    while (this.at < this.text.length) this.#next();
    this.add("end", "", this.text.length);
    return this;
  }

  #next(): void {
    const { text, at } = this;
    const char = text[at];
    const sign = SIGNS.get(char) ?? char;
    const root = ROOTS.get(char);
    const refused = REFUSED.find(([all]) => all.includes(sign));
    if (SPACES.includes(char)) this.at++;
    else if (SUPERSCRIPTS.has(char)) this.#superscript();
    else if (text.startsWith("**", at)) this.add("sign", "^", at + 2);
    else if ("+-*/^,".includes(sign)) this.add("sign", sign, at + 1);
    else if (sign === "|") this.add("bar", sign, at + 1);
    else if (PAIRS.has(sign)) this.add("open", sign, at + 1);
    else if (CLOSING.has(sign)) this.add("close", sign, at + 1);
    else if (root !== undefined) this.add("function", root, at + 1);
    else if (refused !== undefined) throw refusal(at, refused[1], char);
    else if (char === "\\") this.#command();
    else {
      const number = match(NUMBER, text, at);
      if (number === null) this.name();
      else this.#number(number[0]);
    }
  }

  #superscript(): void {
    const start = this.at;
    while (SUPERSCRIPTS.has(this.text[this.at])) this.at++;
    const raised = Array.from(this.text.slice(start, this.at), (c) => SUPERSCRIPTS.get(c) ?? c).join("");
    const inner = new Tokens(raised, this.names);
    try {
      inner.cut();
    } catch (error) {
      throw error instanceof FormulaError ? new FormulaError(error.message, error.at + start) : error;
    }
    const place = { at: start, end: start };
    this.found.push({ kind: "sign", text: "^", ...place }, { kind: "open", text: "²", ...place });
    for (const token of inner.found.slice(0, -1)) {
      this.found.push({ ...token, at: token.at + start, end: token.end + start });
    }
    this.found.push({ kind: "close", text: "²", at: this.at, end: this.at });
  }

  #number(typed: string): void {
    const text = this.#single > 0 && !typed.startsWith(".") ? typed.slice(0, 1) : typed;
    if (this.#single > 0) this.#single--;
    if (Number(text) === Infinity) throw refusal(this.at, "large", text);
    this.add("number", text, this.at + text.length);
  }

  #command(): void {
    const { text, at } = this;
    const found = match(COMMAND, text, at);
    if (found === null) throw refusal(at, "strange", "\\");
    const name = found[0].slice(1);
    const end = at + found[0].length;
    const inner = AROUND_NAMES.has(name) ? match(IN_BRACES, text, end) : null;
    const sign = COMMANDS.get(name);
    if (SILENT.has(name) || (AROUND_NAMES.has(name) && inner === null)) this.at = end;
    else if (FRACTIONS.has(name)) {
      this.add("frac", found[0], end);
      this.#single = match(NUMBER, text, end) === null ? 0 : 2;
    } else if (sign !== undefined) {
      const kind = sign === "|" ? "bar" : PAIRS.has(sign) ? "open" : "*/".includes(sign) ? "sign" : "close";
      this.add(kind, sign, end);
    } else if (inner !== null) this.named(inner[1], end + inner[0].length, found[0]);
    else this.named(name, end, found[0]);
  }
}
