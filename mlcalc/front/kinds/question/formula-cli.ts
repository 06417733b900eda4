/**
 * Reads [{judged, numbers, answers}, …], specifications with the texts typed for each entry, and prints for every answer
 * what is found of it. The Python tests hold it equal to Python's.
 */

import { readFileSync } from "node:fs";
import { Builder, type Node } from "../../calculus/builder.ts";
import type { Graph } from "../../compute/graph.ts";
import { build } from "../../read/build.ts";
import { readFormula } from "../../read/formula.ts";
import { formulaJudge, type SlipSpec } from "./formula-judge.ts";

interface Asked {
  readonly judged: {
    readonly graph: Graph;
    readonly letters: readonly { readonly name: string; readonly range: readonly [number, number] }[];
    readonly right: readonly string[];
    readonly shape: readonly number[];
    readonly wrong: readonly (readonly string[])[];
    readonly slips: readonly (readonly SlipSpec[])[];
  };
  readonly names: readonly string[];
  readonly numbers: Readonly<Record<string, number>>;
  readonly answers: readonly (readonly string[])[];
}

function judged({ judged, names, numbers, answers }: Asked): unknown[] {
  const domain = Object.fromEntries(judged.letters.map(({ name, range }) => [name, range]));
  const judge = formulaJudge({ ...judged, domain, names }, numbers);
  const letters = judged.letters.map(({ name }) => name);
  return answers.map((texts) => {
    try {
      return judge.verdict(
        texts.map((text) => {
          const builder = new Builder();
          return { builder, node: build<Node>(readFormula(text, letters).tree, builder) };
        }),
      );
    } catch (error) {
      return { unread: (error as Error).message };
    }
  });
}

const asked = JSON.parse(readFileSync(0, "utf8")) as readonly Asked[];
process.stdout.write(JSON.stringify(asked.map(judged)) + "\n");
