/**
 * What is written without brackets, and what people might mean by it: a note, or both ways to read it.
 *
 * A function without brackets (sin x) and an exponent without (e^x) end somewhere, and what follows may have been meant
 * to belong to them. Where nobody doubts it (x^2/2, sin x cos x), nothing is said.
 */

import { Cursor } from "./cursor.ts";
import { refusal, type FormulaError } from "./words.ts";

// Nobody raises to the power of one: x^1/2 was meant for a root.
const ONES: readonly string[] = ["1", "-1", "−1"];

/** What was typed without brackets, from one token to before another, and what decides how it is read on. */
export interface Span {
  readonly first: number;
  readonly last: number;
  /** The function, or the base and its sign: "sin", "e^". */
  readonly head: string;
  /** The argument, or the exponent. */
  readonly inside: string;
  /** There is no letter in the argument, or in the base. */
  readonly number: boolean;
  /** The exponent is nothing but one number. */
  readonly short: boolean;
}

/** A cursor that remembers what was last written without brackets. */
export class Doubts extends Cursor {
  called: Span | null = null;
  raised: Span | null = null;

  /** What ends without brackets before the * or / at `at`, if that is in doubt; and whether to ask. */
  beforeSign(at: number): readonly [Span, boolean] | null {
    const { called, raised } = this;
    if (called?.last === at && (called.number || !this.gap(at))) return [called, called.number];
    if (raised?.last === at && this.tokens[at].text === "/" && !this.gap(at)) {
      const one = ONES.includes(raised.inside);
      if (one || (raised.number && !raised.short)) return [raised, one];
    }
    return null;
  }

  /** sin x/2 and e^x/2 are read as people mostly do, with a note; sin 2/3 and x^1/2 are not read. */
  settle([span, ask]: readonly [Span, boolean], signAt: number): void {
    const more = this.cut(signAt);
    const outside = `(${this.cut(span.first, signAt)})${more}`;
    if (ask) throw this.twoWays(span.first, outside, `${span.head}(${span.inside}${more})`);
    this.note("read as", this.cut(span.first), outside);
  }

  /** e^2x is not read, for it was meant as e^(2x); x^ny is read as x^n times y, with a note. */
  afterExponent(): void {
    const span = this.raised;
    if (span?.last !== this.index || !["letter", "constant"].includes(this.next.kind)) return;
    const power = this.cut(span.first);
    const more = this.typed(this.next);
    const { at } = this.tokens[span.first];
    const typed = this.text.slice(at, this.next.end);
    if (span.number && !this.gap()) {
      throw refusal(at, "two ways", typed, `${span.head}(${span.inside}${more})`, `(${power}) ${more}`);
    }
    if (span.number || !(span.short || this.gap())) this.note("read as", typed, `(${power}) ${more}`);
  }

  /** 1/2x: the x below the line, or beside it. */
  twoProducts(first: number, slash: number, start: number): FormulaError {
    const [above, below, more] = [this.cut(first, slash), this.cut(slash + 1, start), this.cut(start)];
    const space = this.gap(start) ? " " : "";
    return this.twoWays(first, `${above}/(${below}${space}${more})`, `(${above}/${below}) ${more}`);
  }
}
