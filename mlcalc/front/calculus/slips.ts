/** Which slip explains a wrong derivative: the other half of mlcalc/calculus/slips/find.py, whose slips it is given. */

import { order, type Builder, type Node } from "./builder.ts";
import { compareSampled, sample, type Points, type Sampled } from "./compare.ts";
import { pushforward } from "./sweeps.ts";

export interface Slip {
  /** The wrong derivative. */
  readonly derivative: Node;
  /** The letter by which an answer is differentiated before it is compared, or "". */
  readonly sweptBy: string;
}

/** Finds the slips that explain answers; their values are computed once. */
export class SlipFinder<S extends Slip> {
  readonly #slips: readonly S[];
  readonly #points: Points;
  #values: readonly Sampled[] | null = null;

  constructor(slips: readonly S[], points: Points) {
    this.#slips = slips;
    this.#points = points;
  }

  /** All that do, the common ones first. */
  named(given: Node, builder: Builder): S[] {
    this.#values ??= sample(
      this.#slips.map(({ derivative }) => derivative),
      this.#points,
    );
    const letters = [...new Set(this.#slips.map(({ sweptBy }) => sweptBy))];
    const swept = sample(
      letters.map((letter) => (letter === "" ? given : slope(builder, given, letter))),
      this.#points,
    );
    const answers = new Map(letters.map((letter, i) => [letter, swept[i]]));
    return this.#slips.filter((slip, i) => {
      const [wrong, answer] = [this.#values![i], answers.get(slip.sweptBy)!];
      return mayBeOne(wrong, answer) && compareSampled(wrong, answer, this.#points).kind === "same";
    });
  }
}

/** An answer's derivative by a letter: that of an integral is the function that was asked about. */
function slope(builder: Builder, given: Node, letter: string): Node {
  const by = order([given]).find(({ op, name }) => op === "input" && name === letter);
  if (by === undefined) return given;
  return pushforward(builder, [given], new Map([[by, builder.constant(1)]]))[0] ?? builder.constant(0);
}

/** Whether two formulas are near each other at the first points: a quick look, for most are not. */
function mayBeOne(a: Sampled, b: Sampled): boolean {
  for (let k = 0; k < 3; k++) {
    const allowed = 1e-6 * Math.abs(a.values[k]) + a.errors[k] + b.errors[k];
    if (Math.abs(a.values[k] - b.values[k]) > allowed) return false;
  }
  return true;
}
