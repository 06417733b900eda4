/** A network's specification as far as names go; what computes them is left out. */

import type { InputSpec } from "../../model/spec.ts";
import { entry, upTo, type NetworkSpec } from "./spec.ts";

const input = (name: string): InputSpec => ({
  name,
  low: -2,
  high: 2,
  start: 0,
  step: 0.01,
  latex: name,
  control: "none",
  scale: "linear",
  whole: false,
});

export function networkSpec(
  sizes: readonly number[],
  cost: NetworkSpec["cost"] = "squares",
  activations: readonly string[] = sizes.slice(1).map(() => "tanh"),
): NetworkSpec {
  const L = sizes.length - 1;
  const names = upTo(L).flatMap((l) => [
    ...upTo(sizes[l]).flatMap((j) => upTo(sizes[l - 1]).map((k) => entry(`W${l}`, j, k))),
    ...upTo(sizes[l]).map((j) => entry(`b${l}`, j)),
  ]);
  names.push(...upTo(sizes[0]).map((k) => entry("x", k)));
  if (cost !== "none") names.push(...upTo(sizes[L]).map((j) => entry("y", j)));
  return { sizes, activations, cost, at: "x", inputs: names.map(input) } as unknown as NetworkSpec;
}
