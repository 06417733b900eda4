/** Judges a row from the reader's own rows above it, as filling.py does in Python. No DOM. */

import { ofSlip } from "../../controls/asking/says.ts";
import { allowed, direction, within, type Tolerance } from "../../controls/asking/verdict.ts";
import type { Paragraphs, Piece } from "../../controls/asking/words.ts";
import { sizeOf } from "../../compute/arrays.ts";
import { compile } from "../../compute/evaluate.ts";
import type { Graph } from "../../compute/graph.ts";

export interface RowSpec {
  readonly name: string;
  /** LaTeX of its name, and of its name with what is to be computed. */
  readonly symbol: string;
  readonly label: string;
  readonly shape: readonly number[];
  /** The rows above that it is made of. */
  readonly uses: readonly string[];
  readonly wrong: readonly { readonly output: string; readonly says: Paragraphs }[];
  readonly slips: readonly {
    readonly output: string;
    readonly kinds: string;
    readonly clauses: readonly (readonly Piece[])[];
  }[];
}

export interface TableSpec {
  readonly rows: readonly RowSpec[];
  /** Every row, its typical mistakes and its slips, from the numbers and from rows as they are given. */
  readonly judged: Graph;
  readonly tolerance: Tolerance;
}

export interface RowVerdict {
  readonly kind: "right" | "mistake" | "wrong";
  readonly says: Paragraphs;
  readonly slip: string;
}

/** The entries of quantities, by their names. */
export type Values = ReadonlyMap<string, readonly number[]>;

const MOST_NAMED = 2;

export class TableJudge {
  readonly #spec: TableSpec;
  readonly #run: (values: Values) => Values;

  constructor(spec: TableSpec) {
    this.#spec = spec;
    this.#run = runner(spec.judged);
  }

  /** What is to be said of each row that is given; `truth` are the numbers, and the rows as they should be. */
  verdicts(given: Values, truth: Values): Map<string, RowVerdict> {
    const found = this.#run(new Map([...truth, ...given]));
    const rows = this.#spec.rows.filter(({ name }) => given.has(name));
    return new Map(rows.map((row) => [row.name, this.#judge(row, given, truth, found)]));
  }

  /** Whether no typical mistake of a row is so near its right value that it would pass for it. */
  tells(truth: Values): boolean {
    const found = this.#run(truth);
    return this.#spec.rows.every(({ name, wrong }) => {
      const right = found.get(name)!;
      const apart = 2 * allowed(this.#spec.tolerance, right);
      const passes = (values: readonly number[]): boolean => within(values, right, apart);
      return right.every(Number.isFinite) && !wrong.some(({ output }) => passes(found.get(output)!));
    });
  }

  #judge(row: RowSpec, given: Values, truth: Values, found: Values): RowVerdict {
    const [own, right] = [given.get(row.name)!, found.get(row.name)!];
    const near = (target: readonly number[], from = own): boolean =>
      within(from, target, allowed(this.#spec.tolerance, target));
    if (near(right)) {
      const carried = row.uses.filter((name) => given.has(name) && !near(truth.get(name)!, given.get(name)));
      return { kind: "right", says: this.#carried(carried), slip: "" };
    }
    if (near(truth.get(row.name)!)) return { kind: "right", says: this.#carried([]), slip: "" };
    const isHit = ({ output }: { readonly output: string }): boolean =>
      found.get(output)!.every(Number.isFinite) && near(found.get(output)!);
    const mistake = row.wrong.find(isHit);
    if (mistake !== undefined) return { kind: "mistake", says: mistake.says, slip: "" };
    const distance = allowed(this.#spec.tolerance, right);
    const hits = within(own, right, 2 * distance) ? [] : row.slips.filter(isHit).slice(0, MOST_NAMED);
    if (hits.length > 0) {
      const slip = [...new Set(hits.map(({ kinds }) => kinds))].join(" ");
      return { kind: "mistake", says: [ofSlip(hits.flatMap(({ clauses }) => clauses))], slip };
    }
    return { kind: "wrong", says: [[{ words: direction(own, right, distance) }]], slip: "" };
  }

  /** Right, but from rows of the reader's own that are not. */
  #carried(names: readonly string[]): Paragraphs {
    if (names.length === 0) return [[{ words: "Right." }]];
    const symbols = names.map((name) => this.#spec.rows.find((row) => row.name === name)!.symbol);
    const listed = symbols.flatMap((latex, i): Piece[] => [
      ...(i > 0 ? [{ words: " and " }] : []),
      { latex, display: false },
    ]);
    return [[{ words: "Right, from your own " }, ...listed, { words: "." }]];
  }
}

/** The graph as a function of its inputs' entries. */
function runner(graph: Graph): (values: Values) => Values {
  const evaluator = compile(graph);
  const sizes = evaluator.shapes.map(sizeOf);
  const results = new Float64Array(sizes.reduce((sum, size) => sum + size, 0));
  return (values) => {
    evaluator.run(
      evaluator.inputs.flatMap((name) => [...values.get(name)!]),
      results,
    );
    let at = 0;
    return new Map(
      evaluator.outputs.map((name, i) => [name, [...results.subarray(at, (at += sizes[i]))]] as const),
    );
  };
}
