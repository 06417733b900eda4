/**
 * Reads [{names, steps, points}, …], formulas as lists of steps such as ["input", "x"], ["constant", 2] or ["multiply", 0, 1], and prints
 * for each its graph with all derivatives, the LaTeX and the numpy code of each, and the outputs at the points.
 * The Python tests hold all of it equal to Python's.
 */

import { readFileSync } from "node:fs";
import { named } from "../compute/evaluate-named.ts";
import { Builder, toGraph, type Node } from "./builder.ts";
import { numpyCode } from "./code.ts";
import { formula } from "./latex.ts";
import { pullback, pushforward } from "./sweeps.ts";

interface Asked {
  readonly names: readonly string[];
  readonly steps: readonly (readonly [string, ...(string | number)[]])[];
  readonly points: readonly Record<string, number>[];
}

function differentiate({ names, steps, points }: Asked) {
  const build = new Builder();
  const nodes: Node[] = [];
  for (const [op, ...rest] of steps) {
    if (op === "input") nodes.push(build.input(String(rest[0])));
    else if (op === "constant") nodes.push(build.constant(Number(rest[0])));
    else nodes.push(build.apply(op, ...rest.map((at) => nodes[Number(at)])));
  }
  const value = nodes[nodes.length - 1];
  const inputs = names.map((name) => build.input(name));
  const one = build.constant(1);
  const outputs: Record<string, Node> = { value };
  pullback(build, new Map([[value, one]]), inputs).forEach((slope, i) => {
    const [forward] = pushforward(build, [value], new Map([[inputs[i], one]]));
    if (forward) outputs[`forward ${names[i]}`] = forward;
    if (!slope) return;
    outputs[`d ${names[i]}`] = slope;
    pullback(build, new Map([[slope, one]]), inputs).forEach((second, k) => {
      if (second) outputs[`d ${names[i]} d ${names[k]}`] = second;
    });
  });
  const graph = toGraph(names, outputs);
  const code = Object.entries(outputs).map(([name, node]) => [name, numpyCode("f", names, node)]);
  const evaluate = named(graph);
  const latex = Object.entries(outputs).map(([name, node]) => [name, formula(node)]);
  const values = points.map((point) => Object.entries(evaluate(point)).map(([name, x]) => [name, String(x)]));
  // JSON has no NaN or infinity: numbers that a formula has or gives are written as strings.
  const written = graph.nodes.map((node) =>
    node.op === "constant" ? { ...node, value: String(node.value) } : node,
  );
  return {
    graph: { ...graph, nodes: written },
    code: Object.fromEntries(code),
    latex: Object.fromEntries(latex),
    values: values.map((entries) => Object.fromEntries(entries)),
  };
}

const asked = JSON.parse(readFileSync(0, "utf8")) as readonly Asked[];
process.stdout.write(JSON.stringify(asked.map(differentiate)) + "\n");
