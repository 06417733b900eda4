/** What Python says about a figure, checked before anything is drawn from it. */

import { sizeOf } from "./arrays.ts";
import type { Graph, GraphNode } from "./graph.ts";

export interface InputSpec {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly start: number;
  readonly step: number;
  readonly latex: string;
  /** "none" where the drawing itself is what moves it: then it has no slider. */
  readonly control: "slider" | "none";
  /** On a logarithmic slider the step is one of the exponent of ten. */
  readonly scale: "linear" | "log";
}

/** What a specification of every kind says; each kind adds its own part. */
export interface Spec {
  readonly kind: string;
  readonly id: string;
  readonly alt: string;
  readonly inputs: readonly InputSpec[];
  readonly graph: Graph;
  /** The names of the entries, in C order, of an input or output of the graph that is an array. */
  readonly parts: Readonly<Record<string, readonly string[]>>;
  /** Names of numbers that the kind computes in the page, beyond the graph. */
  readonly computed: readonly string[];
  /** Names of numbers that are written with a power of ten, whatever their size. */
  readonly scientific: readonly string[];
  readonly formula: readonly string[];
  readonly numbers: readonly string[];
}

/** A specification that this page cannot read; the message is a sentence for the reader of the page. */
export class SpecError extends Error {}

export type Json = Readonly<Record<string, unknown>>;

const show = (value: unknown): string =>
  value === undefined ? "nothing" : JSON.stringify(value).slice(0, 60);

export function fail(where: string, expected: string, given: unknown): never {
  throw new SpecError(
    `The figure's specification is not readable: ${where} must be ${expected}, not ${show(given)}.`,
  );
}

export function object(value: unknown, where: string): Json {
  if (typeof value !== "object" || value === null || Array.isArray(value)) fail(where, "an object", value);
  return value as Json;
}

export function array(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) fail(where, "a list", value);
  return value;
}

export function text(value: unknown, where: string): string {
  if (typeof value !== "string") fail(where, "a text", value);
  return value;
}

export function number(value: unknown, where: string): number {
  if (typeof value !== "number" || !Number.isFinite(value)) fail(where, "a finite number", value);
  return value;
}

export function boolean(value: unknown, where: string): boolean {
  if (typeof value !== "boolean") fail(where, "true or false", value);
  return value;
}

export function choice<T extends string>(value: unknown, allowed: readonly T[], where: string): T {
  const found = allowed.find((entry) => entry === value);
  if (found === undefined) fail(where, `one of ${allowed.join(", ")}`, value);
  return found;
}

/** Two numbers, the lower first. */
export function interval(value: unknown, where: string): readonly [number, number] {
  const [low, high] = array(value, where).map((entry, i) => number(entry, `${where}[${i}]`));
  if (!(low < high)) fail(where, "two numbers, the lower first", value);
  return [low, high];
}

function readInput(value: unknown, i: number): InputSpec {
  const entry = object(value, `inputs[${i}]`);
  const name = text(entry["name"], `inputs[${i}].name`);
  const [low, high, start, step] = ["low", "high", "start", "step"].map((key) =>
    number(entry[key], `"${key}" of the input ${name}`),
  );
  if (low >= high) fail(`"high" of the input ${name}`, `above its low, ${low}`, high);
  if (start < low || start > high) fail(`"start" of the input ${name}`, `between ${low} and ${high}`, start);
  const scale = choice(entry["scale"] ?? "linear", ["linear", "log"], `"scale" of the input ${name}`);
  if (scale === "log" && low <= 0) fail(`"low" of the input ${name}`, "above 0 on a logarithmic scale", low);
  if (step <= 0) fail(`"step" of the input ${name}`, "above 0", step);
  return {
    name,
    low,
    high,
    start,
    step,
    latex: text(entry["latex"] ?? name, `"latex" of the input ${name}`),
    control: choice(entry["control"] ?? "slider", ["slider", "none"], `"control" of the input ${name}`),
    scale,
  };
}

export function readGraph(value: unknown): Graph {
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

/** Reads a name; `input` one of an input alone, `name` that of any number. */
export interface Names {
  readonly name: (value: unknown, where: string) => string;
  readonly input: (value: unknown, where: string) => string;
}

/** Reads a name that has to be among these; every mistake here would otherwise be a number that never moves. */
export function nameReader(known: readonly string[]): (value: unknown, where: string) => string {
  return (value, where) => {
    const name = text(value, where);
    if (!known.includes(name)) fail(where, `one of ${known.join(", ")}`, name);
    return name;
  };
}

function readParts(value: unknown, graph: Graph): Record<string, readonly string[]> {
  const known = [...graph.inputs.map((input) => input.name), ...Object.keys(graph.outputs)];
  const entries = Object.entries(object(value, "parts")).map(([name, names]) => {
    if (!known.includes(name)) fail("each name in parts", `one of ${known.join(", ")}`, name);
    return [name, array(names, `parts.${name}`).map((entry, i) => text(entry, `parts.${name}[${i}]`))];
  });
  return Object.fromEntries(entries);
}

/** Reads what all kinds have in common, and the two readers of names with which a kind reads its own part. */
export function readCommon(json: unknown): {
  readonly common: Spec;
  readonly names: Names;
  readonly json: Json;
} {
  const spec = object(json, "it");
  const inputs = array(spec["inputs"] ?? [], "inputs").map(readInput);
  const graph = readGraph(spec["graph"]);
  const parts = readParts(spec["parts"] ?? {}, graph);
  const entries = (name: string): readonly string[] => parts[name] ?? [name];
  const input = nameReader(inputs.map((entry) => entry.name));
  for (const { name, shape } of graph.inputs) {
    if (entries(name).length !== sizeOf(shape)) fail(`parts.${name}`, `${sizeOf(shape)} names`, parts[name]);
    for (const entry of entries(name)) input(entry, "a name in graph.inputs");
  }
  const computed = array(spec["computed"] ?? [], "computed").map((entry, i) => text(entry, `computed[${i}]`));
  const name = nameReader([
    ...inputs.map((entry) => entry.name),
    ...Object.keys(graph.outputs).flatMap(entries),
    ...computed,
  ]);
  const numbers = array(spec["numbers"] ?? [], "numbers").map((entry, i) => name(entry, `numbers[${i}]`));
  const scientific = array(spec["scientific"] ?? [], "scientific").map((entry, i) =>
    name(entry, `scientific[${i}]`),
  );
  const formula = array(spec["formula"] ?? [], "formula").map((entry, i) => text(entry, `formula[${i}]`));
  for (const [, out] of formula.join(" ").matchAll(/\\htmlData\{out=([^}]*)\}/g)) {
    if (!(Number(out) in numbers)) fail("each out=… in the formula", `an index into "numbers"`, out);
  }
  const common = {
    kind: text(spec["kind"], "kind"),
    id: text(spec["id"] ?? "", "id"),
    alt: text(spec["alt"] ?? "", "alt"),
    ...{ inputs, graph, parts, computed, scientific, formula, numbers },
  };
  return { common, names: { name, input }, json: spec };
}
