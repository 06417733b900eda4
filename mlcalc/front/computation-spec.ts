/** What the specification of the kind "graph" says. */

import { array, fail, number, object, text, type Json, type Names, type Spec } from "./spec.ts";

export interface ArgumentSpec {
  readonly from: number;
  /** The name of the local partial; null where the number does not change with this argument. */
  readonly partial: string | null;
  /** Places (depth, row) that the edge passes on its way, so that it crosses no box. */
  readonly via: readonly (readonly [number, number])[];
  readonly moves: boolean;
}

/** One number of the tape, after all that it is computed from. */
export interface NumberSpec {
  readonly name: string;
  readonly latex: string;
  /** How it is computed, in symbols and with \hole{0}, \hole{1} for the numbers of its arguments; an input has none. */
  readonly formula: string;
  readonly numbers: string;
  /** The name of the result's true derivative by it. */
  readonly derivative: string;
  readonly depth: number;
  /** Counted from the middle of its column, downwards. */
  readonly row: number;
  readonly arguments: readonly ArgumentSpec[];
}

export interface ComputationSpec extends Spec {
  readonly value: string;
  readonly tape: readonly NumberSpec[];
}

function readArgument(value: unknown, where: string, at: number, name: Names["name"]): ArgumentSpec {
  const entry = object(value, where);
  const from = number(entry["from"], `${where}.from`);
  if (!(Number.isInteger(from) && from >= 0 && from < at))
    fail(`${where}.from`, `a place before ${at}`, from);
  const partial = entry["partial"] === null ? null : name(entry["partial"], `${where}.partial`);
  const via = array(entry["via"] ?? [], `${where}.via`).map((place, k) => {
    const [depth, row] = array(place, `${where}.via[${k}]`);
    return [number(depth, `${where}.via[${k}]`), number(row, `${where}.via[${k}]`)] as const;
  });
  return { from, partial, via, moves: partial !== null };
}

function readNumber(value: unknown, at: number, name: Names["name"]): NumberSpec {
  const where = `tape[${at}]`;
  const entry = object(value, where);
  const from = array(entry["arguments"], `${where}.arguments`).map((argument, k) =>
    readArgument(argument, `${where}.arguments[${k}]`, at, name),
  );
  const numbers = text(entry["numbers"], `${where}.numbers`);
  for (const [, hole] of numbers.matchAll(/\\hole\{([^}]*)\}/g)) {
    if (!(Number(hole) in from)) fail(`each \\hole in ${where}.numbers`, "an argument's place", hole);
  }
  return {
    name: name(entry["name"], `${where}.name`),
    latex: text(entry["latex"], `${where}.latex`),
    formula: text(entry["formula"], `${where}.formula`),
    numbers,
    derivative: name(entry["derivative"], `${where}.derivative`),
    depth: number(entry["depth"], `${where}.depth`),
    row: number(entry["row"], `${where}.row`),
    arguments: from,
  };
}

export function readComputation(json: Json, common: Spec, { name }: Names): ComputationSpec {
  const tape = array(json["tape"], "tape").map((entry, at) => readNumber(entry, at, name));
  if (tape.length === 0) fail("tape", "at least one number", json["tape"]);
  return { ...common, value: name(json["value"], "value"), tape };
}

/** The result's derivative by a number, in one line; partial where there are inputs to hold still. */
export function slopeLatex(spec: ComputationSpec, by: NumberSpec): string {
  const d = spec.inputs.length > 1 ? "\\partial" : "\\mathrm{d}";
  return `${d} ${spec.tape.at(-1)!.latex} / ${d} ${by.latex}`;
}

/** How a number changes with one of its arguments, in one line. */
export function partialLatex(spec: ComputationSpec, at: number, argument: number): string {
  const entry = spec.tape[at];
  const d = entry.arguments.length > 1 ? "\\partial" : "\\mathrm{d}";
  return `${d} ${entry.latex} / ${d} ${spec.tape[entry.arguments[argument].from].latex}`;
}
