/** What is said of a formula that is not right, as formula_says.py says it in Python. No DOM. */

import type { Builder, Node } from "../../calculus/builder.ts";
import { compareSampled, sample, type Comparison, type Points } from "../../calculus/compare.ts";
import { number, symbol } from "../../calculus/symbols.ts";
import type { Paragraphs, Piece } from "../../controls/asking/words.ts";

export const UNDECIDED = "Rounding hides whether this is right: write it in a shorter form.";

const words = (text: string): Piece => ({ words: text });
const maths = (latex: string): Piece => ({ latex, display: false });
const rounded = (value: number, digits: number): number => Number(value.toPrecision(digits));

/** What is told of an answer that no slip explains: where it goes wrong. */
export function ofValues(
  builder: Builder,
  right: Node,
  given: Node,
  verdict: Comparison,
  points: Points,
): Piece[] {
  const at = Object.entries(verdict.at).map(([name, value]) => [name, rounded(value, 3)] as const);
  const place = maths(at.map(([name, value]) => `${symbol(name)} = ${number(value)}`).join(", \\; "));
  if (verdict.kind === "domain") {
    return verdict.givenIsMissing
      ? [words("Not yet: at "), place, words(" your formula has no value, and the answer has one.")]
      : [
          words("Not yet: it agrees where both have a value, but at "),
          place,
          words(" it has one and the answer has none."),
        ];
  }
  const [r, turned] = sample([right, builder.apply("negative", given)], points);
  if (compareSampled(r, turned, points).kind === "same") return [words("Not yet: right but for the sign.")];
  const here = new Map(at.map(([name, value]) => [name, Float64Array.of(value)]));
  const [expected, got] = sample([right, given], here).map(({ values }) => number(rounded(values[0], 4)));
  if (expected === got || expected === "nan" || got === "nan")
    return [words("Not yet: close, but not the same.")];
  return [
    words("Not yet: at "),
    place,
    words(" your formula is "),
    maths(got),
    words(", and it should be "),
    maths(expected),
    words("."),
  ];
}

/** A paragraph for each entry that is not right; of one that has no name the sentence alone. */
export function together(said: ReadonlyMap<number, readonly Piece[]>, names: readonly string[]): Paragraphs {
  if (names.length === 1) return [...said.values()];
  const right = names.filter((_, k) => !said.has(k)).map((name) => name.toLowerCase());
  const first =
    right.length > 0 ? [[words(`Right so far: ${right.join(names[0].includes(",") ? "; " : ", ")}.`)]] : [];
  return [...first, ...[...said].map(([k, pieces]) => [words(`${names[k]}: `), ...pieces])];
}
