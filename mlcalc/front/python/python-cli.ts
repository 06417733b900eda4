/**
 * The built Python in Node, for tests: a list of programs as JSON comes in, and out comes for each what it printed and
 * its result. All run in one interpreter, each with names of its own.
 */

import { readFileSync } from "node:fs";
import type { Program, Result, Start, Told } from "./messages.ts";

interface Run {
  printed: string;
  result: Result | null;
}

const [built] = process.argv.slice(2);
const script = readFileSync(built, "utf8").split("mlcalcPython=")[1];
const programs = JSON.parse(readFileSync(0, "utf8")) as Program[];
const runs: Run[] = [];
let listener: (event: { data: Start | Program }) => Promise<void>;

/** What a worker has that Node lacks. */
const scope = {
  WorkerGlobalScope: Object,
  addEventListener: (_: string, listen: typeof listener) => void (listener = listen),
  postMessage: (told: Told) => {
    if (told.kind === "printed") runs.at(-1)!.printed += told.text;
    else if (told.kind === "done") runs.at(-1)!.result = told.result;
    else if (told.kind === "failed") throw new Error(told.reason);
  },
};
Object.assign(globalThis, scope);
new Function(JSON.parse(script.trim().replace(/;$/, "")) as string)();
await listener!({ data: { compiled: null } });
for (const data of programs) {
  runs.push({ printed: "", result: null });
  await listener!({ data });
}
process.stdout.write(JSON.stringify(runs));
