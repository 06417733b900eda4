/** What the specification of the kind "paths" says. */

import {
  choice,
  fail,
  listOf,
  number,
  optional,
  pair,
  preset,
  record,
  text,
  WHOLE,
  type Json,
  type Read,
} from "../../model/readers.ts";
import type { Names, Spec } from "../../model/spec.ts";
import { readPlot, type PlotSpec } from "../../plot/plot-spec.ts";

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

function readVariables(value: unknown, where: string): VariableSpec[] {
  const variables = listOf(
    record({ name: text, latex: optional(text), depth: number, row: optional(number) }),
  );
  return variables(value, where).map(({ name, latex, depth, row }, i, all) => {
    const column = all.filter((other) => other.depth === depth);
    const own = (column.length - 1) / 2 - column.indexOf(all[i]);
    return { name, latex: latex ?? name, depth, row: row ?? own };
  });
}

const readPath =
  (edges: readonly EdgeSpec[], name: Read<string>): Read<PathSpec> =>
  (value, where) => {
    const path = record<PathSpec>({
      ...{ edges: listOf(number), output: name, latex: preset(text, ""), label: text },
    })(value, where);
    for (const at of path.edges)
      if (!(at in edges)) fail(`${where}.edges`, `indices of the ${edges.length} edges`, at);
    return path;
  };

export function readPaths(json: Json, common: Spec, names: Names): PathsSpec {
  const { name } = names;
  const { variables, total } = record({ variables: readVariables, total: name })(json, WHOLE);
  for (const variable of variables) name(variable.name, "the name of a variable");
  const variable = choice(...variables.map((entry) => entry.name));
  const via = preset(listOf(pair(number)), []);
  const edge = record<EdgeSpec>({ from: variable, to: variable, output: name, latex: text, via });
  const edges = listOf(edge)(json["edges"], "edges");
  const paths = listOf(readPath(edges, name))(json["paths"], "paths");
  return { ...common, ...readPlot(json, names), slope: total, variables, edges, paths, total };
}
