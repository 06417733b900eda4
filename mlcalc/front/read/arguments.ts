/** What stands in brackets and between bars, and what a function is of, with brackets or without. */

import { Doubts } from "./doubts.ts";
import type { Token } from "./runs.ts";
import { FUNCTIONS, type Row } from "./table.generated.ts";
import { apply, constant, isNumber, type Tree } from "./tree.ts";
import { refusal } from "./words.ts";

const BY_NAME: ReadonlyMap<string, Row> = new Map(FUNCTIONS.map((row) => [row.name, row]));
// A root without brackets takes one thing only: √2x would be read as often one way as the other.
const ROOTS: readonly string[] = ["sqrt", "cbrt"];

/** The part of the grammar in which something is enclosed, or belongs to a function. */
export abstract class Arguments extends Doubts {
  letters: readonly string[] | null = null; // for examples in sentences
  powersEnd = -1; // before which token the last power ended

  abstract sum(): Tree;
  abstract factor(): Tree;
  abstract power(): Tree;
  abstract atom(): Tree;

  /** Whether the next token begins a factor without a sign before it. (A number does not: 2 3 is a slip.) */
  begins(): boolean {
    const { kind } = this.next;
    const starts = ["letter", "constant", "function", "open", "frac"].includes(kind);
    return starts || (kind === "bar" && this.bars === 0);
  }

  bracket(): Tree {
    return this.listed(false)[0];
  }

  /** What stands in brackets, with commas if there may be `many`. (Bars outside have no say in there.) */
  listed(many: boolean): Tree[] {
    const { next: opened, bars } = this;
    this.bars = 0;
    this.enter();
    this.index++;
    const trees = [this.sum()];
    while (many && this.take(",") !== null) trees.push(this.sum());
    this.close(opened);
    this.leave();
    this.bars = bars;
    return trees;
  }

  /** |sum|: a bar where something must begin opens, and one where something has ended closes. */
  betweenBars(opened: Token): Tree {
    this.bars++;
    this.enter();
    const tree = this.sum();
    if (this.next.kind === "end") throw refusal(opened.at, "open", this.typed(opened), "|");
    if (this.next.kind !== "bar") throw this.unexpected();
    this.index++;
    this.leave();
    this.bars--;
    return apply("abs", tree);
  }

  /** One thing: what LaTeX has above or below the line of a fraction, and a root without brackets. */
  part(): Tree {
    this.enter();
    const tree = this.atom();
    this.leave();
    return tree;
  }

  /** A function, perhaps with an exponent (sin^2 x, tan^-1 x), and its argument. */
  function(token: Token): Tree {
    const first = this.index - 1;
    const row = BY_NAME.get(token.text) as Row;
    const name = this.typed(token);
    if (name === "\\sqrt" && this.next.text === "[") return root(this.bracket(), this.part());
    let exponent: Tree | null = null;
    if (this.take("^") !== null) {
      const negative = this.take("-") !== null;
      exponent = this.part();
      if (negative) exponent = apply("negative", exponent);
    }
    const { inverse } = row;
    const inverted = exponent !== null && isMinusOne(exponent);
    if (inverted && inverse === undefined) {
      throw refusal(token.at, "two ways", this.cut(first), `1/${name}(…)`, "its inverse by its own name");
    }
    this.enter();
    const args =
      this.next.kind === "open" ? this.inBrackets(row, first, name) : [this.bare(row, first, name)];
    this.leave();
    if (inverted && inverse !== undefined) {
      this.note("inverse", name, inverse);
      return apply(inverse, ...args);
    }
    const tree = apply(row.name, ...args);
    return exponent === null ? tree : apply("power", tree, exponent);
  }

  /** What stands in the brackets behind a function; a refusal where it is too much or too little. */
  inBrackets({ arity = 1 }: Row, first: number, name: string): Tree[] {
    const comma = this.index + 2;
    const args = this.listed(true);
    if (args.length === arity) return args;
    if (arity === 1 && this.tokens[comma].text === "," && this.numbers(comma).length > 1) {
      throw this.comma(comma);
    }
    const { at } = this.tokens[first];
    const given = String(args.length);
    if (arity === 1) throw refusal(at, "one argument", name, given, this.example());
    throw refusal(at, "arguments", name, String(arity), given, `${this.example()}, 2`);
  }

  /** A letter that is known here. */
  example(): string {
    return this.letters === null ? "x" : (this.letters[0] ?? "2");
  }

  /** An argument without brackets: sin 2x, but sin x y is asked about. */
  bare({ name: called, arity = 1 }: Row, first: number, name: string): Tree {
    const start = this.index;
    const minus = this.next.text === "-" && start + 1 < this.tokens.length && !this.gap(start + 1);
    const negative = minus && this.take("-") !== null;
    if (arity > 1 || !(this.begins() || this.next.kind === "number")) {
      const more = arity > 1 ? ", 2" : "";
      throw refusal(this.tokens[first].at, "of what", name, `${name}(${this.example()}${more})`);
    }
    const head = this.cut(first, start);
    if (ROOTS.includes(called) && !negative) return this.underRoot(first, start, head);
    let tree = this.power();
    let number = isNumber(tree);
    let said = this.powersEnd === this.index;
    while (this.begins() && this.next.kind !== "function") {
      const here = this.index;
      const gap = this.gap();
      this.afterExponent();
      const right = this.power();
      if (["open", "bar"].includes(this.tokens[here].kind) || (gap && !number)) {
        throw this.twoArguments(first, start, here, head);
      }
      said ||= gap || !number;
      number &&= isNumber(right);
      tree = apply("multiply", tree, right);
    }
    if (said) this.note("read as", this.cut(first), `${head}(${this.cut(start)})`);
    this.called = { first, last: this.index, head, inside: this.cut(start), number, short: false };
    return negative ? apply("negative", tree) : tree;
  }

  /** sin x y: the y inside, or outside. */
  twoArguments(first: number, start: number, here: number, head: string): Error {
    const [inside, more, space] = [this.cut(start, here), this.cut(here), this.gap(here) ? " " : ""];
    return this.twoWays(first, `${head}(${inside}) ${more}`, `${head}(${inside}${space}${more})`);
  }

  /** √2: one thing only, for √2x and √x^2 would be read as often one way as the other. */
  underRoot(first: number, start: number, head: string): Tree {
    const tree = this.part();
    const here = this.index;
    if (this.take("^") !== null) {
      this.factor();
      const outside = `${head}(${this.cut(start, here)})${this.cut(here)}`;
      throw this.twoWays(first, outside, `${head}(${this.cut(start)})`);
    }
    if (!this.begins() || this.next.kind === "function") return tree;
    const gap = this.gap();
    this.power();
    if (!gap) throw this.twoArguments(first, start, here, head);
    this.index = here;
    const more = this.typed(this.next);
    this.note("read as", this.cut(first, here + 1), `${head}(${this.cut(start, here)}) ${more}`);
    return tree;
  }
}

const isMinusOne = ({ op, args, value }: Tree): boolean =>
  value === -1 || (op === "negative" && args[0].value === 1);

/** \sqrt[3]{x}. */
function root(degree: Tree, inside: Tree): Tree {
  if (degree.value === 2) return apply("sqrt", inside);
  if (degree.value === 3) return apply("cbrt", inside);
  return apply("power", inside, apply("divide", constant(1), degree));
}
