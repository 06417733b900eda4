/** What Python says about a figure, checked before anything is drawn from it. */

import type { Graph, GraphNode } from "./graph.ts";

export interface InputSpec {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly start: number;
  readonly step: number;
  readonly latex: string;
}

interface CommonSpec {
  readonly id: string;
  readonly alt: string;
  readonly inputs: readonly InputSpec[];
  readonly graph: Graph;
  readonly formula: readonly string[];
  readonly numbers: readonly string[];
  readonly along: string;
  readonly value: string;
  readonly ylim: readonly [number, number];
  readonly labels: Readonly<Record<string, string>>;
}

export interface CurveSpec extends CommonSpec {
  readonly kind: "curve";
  readonly slope: string;
}

/** `row` counts upwards from the middle of the column, as the static picture draws it. */
export interface VariableSpec {
  readonly name: string;
  readonly latex: string;
  readonly depth: number;
  readonly row: number;
}

export interface EdgeSpec {
  readonly from: string;
  readonly to: string;
  readonly output: string;
  readonly latex: string;
  /** Places (depth, row) that an edge over several columns passes, so that it crosses no variable. */
  readonly via: readonly (readonly [number, number])[];
}

export interface PathSpec {
  readonly edges: readonly number[];
  readonly output: string;
  readonly latex: string;
  readonly label: string;
}

export interface PathsSpec extends CommonSpec {
  readonly kind: "paths";
  readonly variables: readonly VariableSpec[];
  readonly edges: readonly EdgeSpec[];
  readonly paths: readonly PathSpec[];
  readonly total: string;
}

export type Spec = CurveSpec | PathsSpec;

export const KINDS = ["curve", "paths"] as const;

/** A specification that this page cannot read; the message is a sentence for the reader of the page. */
export class SpecError extends Error {}

type Json = Readonly<Record<string, unknown>>;

const show = (value: unknown): string =>
  value === undefined ? "nothing" : JSON.stringify(value).slice(0, 60);

function fail(where: string, expected: string, given: unknown): never {
  throw new SpecError(
    `The figure's specification is not readable: ${where} must be ${expected}, not ${show(given)}.`,
  );
}

function object(value: unknown, where: string): Json {
  if (typeof value !== "object" || value === null || Array.isArray(value)) fail(where, "an object", value);
  return value as Json;
}

function array(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) fail(where, "a list", value);
  return value;
}

function text(value: unknown, where: string): string {
  if (typeof value !== "string") fail(where, "a text", value);
  return value;
}

function number(value: unknown, where: string): number {
  if (typeof value !== "number" || !Number.isFinite(value)) fail(where, "a finite number", value);
  return value;
}

function readInput(value: unknown, i: number): InputSpec {
  const entry = object(value, `inputs[${i}]`);
  const name = text(entry["name"], `inputs[${i}].name`);
  const [low, high, start, step] = ["low", "high", "start", "step"].map((key) =>
    number(entry[key], `"${key}" of the input ${name}`),
  );
  if (low >= high) fail(`"high" of the input ${name}`, `above its low, ${low}`, high);
  if (start < low || start > high) fail(`"start" of the input ${name}`, `between ${low} and ${high}`, start);
  if (step <= 0) fail(`"step" of the input ${name}`, "above 0", step);
  return {
    name,
    low,
    high,
    start,
    step,
    latex: text(entry["latex"] ?? name, `"latex" of the input ${name}`),
  };
}

function readGraph(value: unknown): Graph {
  const graph = object(value, "graph");
  array(graph["inputs"], "graph.inputs").forEach((entry, i) => {
    const input = object(entry, `graph.inputs[${i}]`);
    text(input["name"], `graph.inputs[${i}].name`);
    array(input["shape"], `graph.inputs[${i}].shape`);
  });
  array(graph["nodes"], "graph.nodes").forEach((entry, i) => {
    const node = object(entry, `graph.nodes[${i}]`) as unknown as GraphNode;
    text(node.op, `graph.nodes[${i}].op`);
    if (node.args !== undefined) array(node.args, `graph.nodes[${i}].args`);
  });
  for (const [name, at] of Object.entries(object(graph["outputs"], "graph.outputs"))) {
    number(at, `the output ${name}`);
  }
  return graph as unknown as Graph;
}

/** Reads a name that has to be an input or an output; every mistake here would otherwise be a number that never moves. */
const nameReader =
  (known: ReadonlySet<string>) =>
  (value: unknown, where: string): string => {
    const name = text(value, where);
    if (!known.has(name)) fail(where, `one of ${[...known].join(", ")}`, name);
    return name;
  };

function readVariables(value: unknown): VariableSpec[] {
  const entries = array(value, "variables").map((entry, i) => object(entry, `variables[${i}]`));
  const depths = entries.map((entry, i) => number(entry["depth"], `variables[${i}].depth`));
  return entries.map((entry, i) => {
    const name = text(entry["name"], `variables[${i}].name`);
    const column = depths.flatMap((depth, k) => (depth === depths[i] ? [k] : []));
    const row = entry["row"] ?? (column.length - 1) / 2 - column.indexOf(i);
    const latex = text(entry["latex"] ?? name, `"latex" of the variable ${name}`);
    return { name, latex, depth: depths[i], row: number(row, `"row" of the variable ${name}`) };
  });
}

function readEdge(
  value: unknown,
  i: number,
  variable: ReturnType<typeof nameReader>,
  name: typeof variable,
): EdgeSpec {
  const entry = object(value, `edges[${i}]`);
  const via = array(entry["via"] ?? [], `edges[${i}].via`).map((place, k) => {
    const [depth, row] = array(place, `edges[${i}].via[${k}]`);
    return [number(depth, `edges[${i}].via[${k}]`), number(row, `edges[${i}].via[${k}]`)] as const;
  });
  return {
    from: variable(entry["from"], `edges[${i}].from`),
    to: variable(entry["to"], `edges[${i}].to`),
    output: name(entry["output"], `edges[${i}].output`),
    latex: text(entry["latex"], `edges[${i}].latex`),
    via,
  };
}

export function readSpec(json: unknown): Spec {
  const spec = object(json, "it");
  const kind = spec["kind"];
  if (kind !== "curve" && kind !== "paths") {
    throw new SpecError(
      `This page does not know figures of the kind ${show(kind)}; it knows ${KINDS.join(" and ")}.`,
    );
  }
  const inputs = array(spec["inputs"], "inputs").map(readInput);
  const graph = readGraph(spec["graph"]);
  const known = new Set([...inputs.map((input) => input.name), ...Object.keys(graph.outputs)]);
  const name = nameReader(known);
  const input = nameReader(new Set(inputs.map((entry) => entry.name)));
  for (const entry of graph.inputs) input(entry.name, "a name in graph.inputs");
  const numbers = array(spec["numbers"] ?? [], "numbers").map((entry, i) => name(entry, `numbers[${i}]`));
  const formula = array(spec["formula"] ?? [], "formula").map((entry, i) => text(entry, `formula[${i}]`));
  for (const [, out] of formula.join(" ").matchAll(/\\htmlData\{out=([^}]*)\}/g)) {
    if (!(Number(out) in numbers)) fail("each out=… in the formula", `an index into "numbers"`, out);
  }
  const [low, high] = array(spec["ylim"], "ylim").map((entry, i) => number(entry, `ylim[${i}]`));
  if (!(low < high)) fail("ylim", "two numbers, the lower first", spec["ylim"]);
  const labels = object(spec["labels"] ?? {}, "labels");
  for (const [key, label] of Object.entries(labels)) text(label, `labels.${key}`);
  const common = {
    id: text(spec["id"] ?? "", "id"),
    alt: text(spec["alt"] ?? "", "alt"),
    along: input(spec["along"], "along"),
    value: name(spec["value"], "value"),
    ylim: [low, high] as const,
    labels: labels as Record<string, string>,
    ...{ inputs, graph, formula, numbers },
  };
  if (kind === "curve") return { ...common, kind, slope: name(spec["slope"], "slope") };

  const variables = readVariables(spec["variables"]);
  for (const variable of variables) name(variable.name, "the name of a variable");
  const variable = nameReader(new Set(variables.map((entry) => entry.name)));
  const edges = array(spec["edges"], "edges").map((entry, i) => readEdge(entry, i, variable, name));
  const paths = array(spec["paths"], "paths").map((value, i): PathSpec => {
    const entry = object(value, `paths[${i}]`);
    const steps = array(entry["edges"], `paths[${i}].edges`).map((at) => number(at, `paths[${i}].edges`));
    for (const at of steps)
      if (!(at in edges)) fail(`paths[${i}].edges`, `indices of the ${edges.length} edges`, at);
    return {
      edges: steps,
      output: name(entry["output"], `paths[${i}].output`),
      latex: text(entry["latex"] ?? "", `paths[${i}].latex`),
      label: text(entry["label"], `paths[${i}].label`),
    };
  });
  return { ...common, kind, variables, edges, paths, total: name(spec["total"], "total") };
}
