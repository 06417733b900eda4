/** What Python says about a figure, checked before anything is drawn from it. */

import { sizeOf } from "../compute/arrays.ts";
import type { Graph } from "../compute/graph.ts";
import { checkLive } from "./live.ts";
import {
  array,
  boolean,
  choice,
  fail,
  listOf,
  number,
  object,
  optional,
  preset,
  record,
  text,
  WHOLE,
  type Json,
  type Read,
} from "./readers.ts";

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
  /** On a logarithmic slider too, it counts something. */
  readonly whole: boolean;
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

function readInput(value: unknown, where: string): InputSpec {
  const given = object(value, where);
  const name = text(given["name"], `${where}.name`);
  const field = <T>(key: string, read: Read<T>): T => read(given[key], `"${key}" of the input ${name}`);
  const [low, high, start, step] = ["low", "high", "start", "step"].map((key) => field(key, number));
  if (low >= high) fail(`"high" of the input ${name}`, `above its low, ${low}`, high);
  if (start < low || start > high) fail(`"start" of the input ${name}`, `between ${low} and ${high}`, start);
  const scale = field("scale", preset(choice("linear", "log"), "linear"));
  if (scale === "log" && low <= 0) fail(`"low" of the input ${name}`, "above 0 on a logarithmic scale", low);
  if (step <= 0) fail(`"step" of the input ${name}`, "above 0", step);
  const latex = field("latex", preset(text, name));
  const control = field("control", preset(choice("slider", "none"), "slider"));
  const whole = field("whole", preset(boolean, false));
  return { name, low, high, start, step, latex, control, scale, whole };
}

const graphParts = record({
  inputs: listOf(record({ name: text, shape: array })),
  nodes: listOf(record({ op: text, args: optional(array) })),
  outputs: object,
});

export function readGraph(value: unknown, where: string): Graph {
  const { outputs } = graphParts(value, where);
  for (const [name, at] of Object.entries(outputs)) number(at, `the output ${name}`);
  return value as Graph;
}

/** Reads a name; `input` one of an input alone, `name` that of any number. */
export interface Names {
  readonly name: Read<string>;
  readonly input: Read<string>;
}

function readParts(value: unknown, graph: Graph): Record<string, readonly string[]> {
  const known = [...graph.inputs.map((input) => input.name), ...Object.keys(graph.outputs)];
  const entries = Object.entries(object(value, "parts")).map(([name, names]) => [
    choice(...known)(name, "each name in parts"),
    listOf(text)(names, `parts.${name}`),
  ]);
  return Object.fromEntries(entries);
}

/** The names of the entries of an input or output; an input may be called constructor, as something of every object is. */
export const entriesOf = (parts: Spec["parts"], name: string): readonly string[] =>
  Object.hasOwn(parts, name) ? parts[name] : [name];

/** Reads what all kinds have in common, and the two readers of names with which a kind reads its own part. */
export function readCommon(json: unknown): {
  readonly common: Spec;
  readonly names: Names;
  readonly json: Json;
} {
  const spec = object(json, WHOLE);
  const list = <T>(key: string, read: Read<T>): readonly T[] => listOf(read)(spec[key] ?? [], key);
  const inputs = list("inputs", readInput);
  const graph = readGraph(spec["graph"], "graph");
  const parts = readParts(spec["parts"] ?? {}, graph);
  const entries = (name: string): readonly string[] => entriesOf(parts, name);
  const input = choice(...inputs.map((entry) => entry.name));
  for (const { name, shape } of graph.inputs) {
    if (entries(name).length !== sizeOf(shape)) fail(`parts.${name}`, `${sizeOf(shape)} names`, parts[name]);
    for (const entry of entries(name)) input(entry, "a name in graph.inputs");
  }
  const computed = list("computed", text);
  const name = choice(
    ...inputs.map((entry) => entry.name),
    ...Object.keys(graph.outputs).flatMap(entries),
    ...computed,
  );
  const [numbers, scientific] = [list("numbers", name), list("scientific", name)];
  const formula = list("formula", text);
  checkLive(formula.join(" "), numbers, "the formula");
  const { kind, id, alt } = record({ kind: text, id: preset(text, ""), alt: preset(text, "") })(spec, WHOLE);
  const common = { kind, id, alt, inputs, graph, parts, computed, scientific, formula, numbers };
  return { common, names: { name, input }, json: spec };
}
