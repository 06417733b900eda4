/** What the specification of the kind "paths" says. */

import { readPlot, type PlotSpec } from "./plot-spec.ts";
import { array, fail, nameReader, number, object, text, type Json, type Names, type Spec } from "./spec.ts";

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

export interface PathsSpec extends Spec, PlotSpec {
  readonly variables: readonly VariableSpec[];
  readonly edges: readonly EdgeSpec[];
  readonly paths: readonly PathSpec[];
  readonly total: string;
}

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

function readEdge(value: unknown, i: number, variable: Names["name"], name: Names["name"]): EdgeSpec {
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

function readPath(value: unknown, i: number, edges: readonly EdgeSpec[], name: Names["name"]): PathSpec {
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
}

export function readPaths(json: Json, common: Spec, names: Names): PathsSpec {
  const { name } = names;
  const variables = readVariables(json["variables"]);
  for (const variable of variables) name(variable.name, "the name of a variable");
  const variable = nameReader(variables.map((entry) => entry.name));
  const edges = array(json["edges"], "edges").map((entry, i) => readEdge(entry, i, variable, name));
  const paths = array(json["paths"], "paths").map((entry, i) => readPath(entry, i, edges, name));
  const total = name(json["total"], "total");
  return { ...common, ...readPlot(json, names), slope: total, variables, edges, paths, total };
}
