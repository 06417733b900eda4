/**
 * Reads [{rows, judged, tolerance, truth, given}, …], tables with what a reader filled in, and prints what is found of
 * each row. The Python tests hold it equal to Python's.
 */

import { readFileSync } from "node:fs";
import { TableJudge, type TableSpec } from "./judge.ts";

interface Asked extends TableSpec {
  readonly truth: Readonly<Record<string, readonly number[]>>;
  readonly given: Readonly<Record<string, readonly number[]>>;
}

const found = ({ truth, given, ...spec }: Asked): unknown =>
  Object.fromEntries(
    new TableJudge(spec).verdicts(new Map(Object.entries(given)), new Map(Object.entries(truth))),
  );

const asked = JSON.parse(readFileSync(0, "utf8")) as readonly Asked[];
process.stdout.write(JSON.stringify(asked.map(found)) + "\n");
