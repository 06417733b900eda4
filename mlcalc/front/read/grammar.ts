/**
 * The grammar of formulas: what is written as people write it, as a tree. mlcalc/read/grammar.py is its other half.
 *
 *     sum      = product { (+ | -) product }
 *     product  = factor { (* | /) factor | power }          a power that follows without a sign is multiplied
 *     factor   = { + | - } power                            so -x^2 is -(x^2)
 *     power    = atom [ ^ factor ]                          and x^y^z is x^(y^z)
 *     atom     = number | letter | constant | ( sum ) | |sum| | frac | function [ ^ exponent ] argument
 *     argument = ( sum ) | what follows without a sign, up to the next function: sin 2x cos x is sin(2x) cos(x)
 *
 * Where people disagree, a note says which way it is read, or both ways are shown and none is taken (doubts.ts).
 */

import { Arguments } from "./arguments.ts";
import { CONSTANTS } from "./table.generated.ts";
import { apply, constant, isNumber, letter, type Tree } from "./tree.ts";

export class Grammar extends Arguments {
  read(): Tree {
    const tree = this.sum();
    if (this.next.kind !== "end") throw this.unexpected();
    return tree;
  }

  sum(): Tree {
    let tree = this.product();
    for (let sign = this.take("+", "-"); sign !== null; sign = this.take("+", "-")) {
      tree = apply(sign.text === "+" ? "add" : "subtract", tree, this.product());
    }
    return tree;
  }

  /** Factors, multiplied and divided; the sign of a multiplication may be left out, but not after a division. */
  product(): Tree {
    const first = this.index;
    let tree = this.factor();
    let slash: number | null = null;
    for (;;) {
      const start = this.index;
      const sign = this.take("*", "/");
      if (sign !== null) {
        const doubt = this.beforeSign(start);
        tree = apply(sign.text === "*" ? "multiply" : "divide", tree, this.factor());
        if (doubt !== null) this.settle(doubt, start);
        slash = sign.text === "/" ? start : null;
      } else if (this.begins()) {
        this.afterExponent();
        const right = this.power();
        if (slash !== null) throw this.twoProducts(first, slash, start);
        tree = apply("multiply", tree, right);
      } else if (this.next.kind === "number") throw this.unexpected();
      else return tree;
    }
  }

  factor(): Tree {
    let negative = false;
    for (let sign = this.take("+", "-"); sign !== null; sign = this.take("+", "-")) {
      if (sign.text === "-") negative = !negative;
    }
    const tree = this.power();
    if (!negative) return tree;
    return tree.op === "constant" ? constant(-Number(tree.value)) : apply("negative", tree);
  }

  power(): Tree {
    const first = this.index;
    const base = this.atom();
    if (this.take("^") === null) return base;
    const start = this.index;
    const closed = this.next.kind === "open";
    this.enter();
    const exponent = this.factor();
    this.leave();
    const [head, inside] = [this.cut(first, start), this.cut(start)];
    if (this.powersEnd === this.index) this.note("read as", this.cut(first), `${head}(${inside})`);
    this.powersEnd = this.index;
    if (!closed) {
      const short = this.index === start + 1 && this.tokens[start].kind === "number";
      this.raised = { first, last: this.index, head, inside, number: isNumber(base), short };
    }
    const isE = this.tokens[first].kind === "constant" && start === first + 2 && base.value === Math.E;
    return isE ? apply("exp", exponent) : apply("power", base, exponent);
  }

  /** A number, a letter, what stands in brackets or between bars, a fraction, a function of something. */
  atom(): Tree {
    const token = this.next;
    if (token.kind === "open") return this.bracket();
    this.index++;
    switch (token.kind) {
      case "number":
        return constant(Number(token.text));
      case "letter":
        return letter(token.text);
      case "constant":
        return constant(CONSTANTS.get(token.text) as number);
      case "bar":
        return this.betweenBars(token);
      case "frac":
        return apply("divide", this.part(), this.part());
      case "function":
        return this.function(token);
      default:
        this.index--;
        throw this.missing();
    }
  }
}
