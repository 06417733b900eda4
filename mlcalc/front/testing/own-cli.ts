/**
 * Reads [{spec, functions, windows}, …] and prints for each the specification of the figure with these functions, or the
 * sentence that refuses it. The Python tests hold it equal to Python's.
 */

import { readFileSync } from "node:fs";
import { remakeChain } from "../kinds/chain/own.ts";
import { remakeCurve } from "../kinds/curve/own.ts";
import { remakeGraph } from "../kinds/graph/own.ts";
import { remakePaths } from "../kinds/paths/own.ts";
import { remakeSurface } from "../kinds/surface/own.ts";
import { remade, type Remake } from "../model/own.ts";
import { readEditable } from "../model/ranges.ts";
import type { Json } from "../model/readers.ts";

const KINDS: Readonly<Record<string, Remake>> = {
  ...{
    chain: remakeChain,
    curve: remakeCurve,
    graph: remakeGraph,
    paths: remakePaths,
    surface: remakeSurface,
  },
};

interface Asked {
  readonly spec: Json;
  readonly functions: Readonly<Record<string, string>>;
  readonly windows: Readonly<Record<string, readonly [number, number]>>;
}

function answer({ spec, functions, windows }: Asked): unknown {
  try {
    const remake = KINDS[String(spec["kind"])];
    const [texts, ranges] = [functions, windows].map((given) => new Map(Object.entries(given)));
    return remade(remake, readEditable(spec)!, texts as Map<string, string>, ranges as never);
  } catch (error) {
    return { refused: (error as Error).message };
  }
}

const asked = JSON.parse(readFileSync(0, "utf8")) as readonly Asked[];
process.stdout.write(JSON.stringify(asked.map(answer)) + "\n");
