/** Judges answers that are formulas, as answers/formula.py does in Python. No DOM. */

import { Builder, type Node } from "../../calculus/builder.ts";
import {
  compareSampled,
  sample,
  samplePoints,
  type Domain,
  type Points,
  type Sampled,
} from "../../calculus/compare.ts";
import { load } from "../../calculus/load.ts";
import { SlipFinder } from "../../calculus/slips.ts";
import type { Graph } from "../../compute/graph.ts";
import { ReadError } from "./answers/answer.ts";
import { ofSlip } from "../../controls/asking/says.ts";
import { ofValues, together, UNDECIDED } from "./formula-says.ts";
import type { Judge, Verdict } from "../../controls/asking/verdict.ts";
import type { Piece } from "../../controls/asking/words.ts";

/** A wrong derivative, and what was done to get it: the name of its output in the graph, and words that follow "You". */
export interface SlipSpec {
  readonly output: string;
  readonly kinds: string;
  readonly clauses: readonly (readonly Piece[])[];
  readonly sweptBy: string;
}

export interface JudgedSpec {
  readonly graph: Graph;
  readonly domain: Domain;
  readonly right: readonly string[];
  readonly shape: readonly number[];
  /** Of each typical mistake its outputs. */
  readonly wrong: readonly (readonly string[])[];
  /** For each entry. */
  readonly slips: readonly (readonly SlipSpec[])[];
  readonly names: readonly string[];
}

/** A formula that was read, with the builder that its graph belongs to. */
export interface GivenFormula {
  readonly builder: Builder;
  readonly node: Node;
}

/** What is right for the numbers of the moment. */
export function formulaJudge(
  spec: JudgedSpec,
  numbers: Readonly<Record<string, number>>,
): Judge<readonly GivenFormula[]> {
  const builder = new Builder();
  const nodes = load(spec.graph, builder, numbers);
  const points = samplePoints(spec.domain);
  const right = spec.right.map((name) => nodes.get(name)!);
  const mistakes = spec.wrong.map((names) => names.map((name) => nodes.get(name)!));
  const values = (them: readonly Node[]): Sampled[] => sample(them, points);
  const same = (these: readonly Sampled[], those: readonly Sampled[]): boolean =>
    these.every((one, k) => compareSampled(one, those[k], points).kind === "same");
  const rights = values(right);
  const finders = spec.slips.map((slips) => finder(slips, nodes, points));

  const verdict = (given: readonly GivenFormula[]): Verdict => {
    const got = given.map(({ node }) => sample([node], points)[0]);
    if (same(rights, got)) return { right: true, mistake: -1, said: "Right." };
    const mistake = mistakes.findIndex((wrong) => same(values(wrong), got));
    if (mistake >= 0) return { right: false, mistake, said: "" };
    const said = new Map<number, readonly Piece[]>();
    const kinds: string[] = [];
    given.forEach((answer, k) => {
      const found = compareSampled(rights[k], got[k], points);
      if (found.kind === "undecided") throw new ReadError(UNDECIDED);
      if (found.kind === "same") return;
      const hits = finders[k]?.named(answer.node, answer.builder) ?? [];
      kinds.push(...hits.flatMap(({ kinds }) => kinds.split(" ")));
      const clauses = hits.flatMap((hit) => hit.clauses);
      said.set(
        k,
        clauses.length > 0 ? ofSlip(clauses) : ofValues(answer.builder, right[k], answer.node, found, points),
      );
    });
    const says = together(said, spec.names);
    return { right: false, mistake: -1, said: "", says, slip: [...new Set(kinds)].join(" ") };
  };
  return {
    verdict,
    tells: () => same(rights, rights) && !mistakes.some((wrong) => same(rights, values(wrong))),
  };
}

function finder(slips: readonly SlipSpec[], nodes: ReadonlyMap<string, Node>, points: Points) {
  return new SlipFinder(
    slips.map((slip) => ({ ...slip, derivative: nodes.get(slip.output)! })),
    points,
  );
}
