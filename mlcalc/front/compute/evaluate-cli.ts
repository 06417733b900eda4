/**
 * Reads {graph, inputs: [{name: number | {shape, value: [flat]}}, …]} and prints, for each entry of `inputs`, the outputs by name.
 * The Python tests hold these numbers equal to numpy's. JSON has no NaN or Infinity: they are the strings "NaN", "Infinity", "-Infinity".
 */

import { readFileSync } from "node:fs";
import { named, type Value } from "./evaluate-named.ts";
import type { Graph } from "./graph.ts";

type Written =
  number | string | readonly (number | string)[] | { shape: number[]; value: (number | string)[] };

function readValue(written: Written, shape: readonly number[]): Value {
  if (Array.isArray(written)) return { shape, data: Float64Array.from(written, Number) };
  if (typeof written === "object") {
    const { shape: own, value } = written as { shape: number[]; value: number[] };
    return { shape: own, data: Float64Array.from(value, Number) };
  }
  return Number(written);
}

const writeNumber = (x: number): number | string => (Number.isFinite(x) ? x : String(x));

const writeValue = (value: Value): Written =>
  typeof value === "number"
    ? writeNumber(value)
    : { shape: [...value.shape], value: Array.from(value.data, writeNumber) };

const { graph, inputs } = JSON.parse(readFileSync(0, "utf8")) as {
  graph: Graph;
  inputs: Record<string, Written>[];
};
const evaluate = named(graph);
const results = inputs.map((entry) => {
  const values = graph.inputs
    .filter(({ name }) => name in entry)
    .map(({ name, shape }) => [name, readValue(entry[name], shape)] as const);
  const outputs = Object.entries(evaluate(Object.fromEntries(values)));
  return Object.fromEntries(outputs.map(([name, value]) => [name, writeValue(value)]));
});
process.stdout.write(JSON.stringify(results) + "\n");
