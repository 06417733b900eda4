/** The part of a specification that only a table of steps has. */

import { paragraphsOf, readAsking, type AskingSpec } from "../../controls/asking/spec.ts";
import { readTolerance } from "../../controls/asking/verdict.ts";
import { readPieces } from "../../controls/asking/words.ts";
import { listOf, number, record, text, WHOLE, type Json } from "../../model/readers.ts";
import { readGraph, type Names, type Spec } from "../../model/spec.ts";
import type { TableSpec } from "./judge.ts";

export interface StepsSpec extends AskingSpec, TableSpec {}

export function readSteps(json: Json, common: Spec, names: Names): StepsSpec {
  const clauses = listOf(readPieces(names, common.numbers));
  const row = record({
    ...{ name: text, symbol: text, label: text, shape: listOf(number), uses: listOf(text) },
    wrong: listOf(record({ output: text, says: paragraphsOf(common, names) })),
    slips: listOf(record({ output: text, kinds: text, clauses })),
  });
  const own = record({ rows: listOf(row), judged: readGraph, tolerance: readTolerance })(json, WHOLE);
  return { ...readAsking(json, common, names), ...own };
}
