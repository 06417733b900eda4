/** What the specification of the kind "graph" says. */

import {
  array,
  fail,
  listOf,
  number,
  optional,
  pair,
  preset,
  record,
  text,
  type Json,
  type Read,
} from "../../model/readers.ts";
import type { Names, Spec } from "../../model/spec.ts";

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

const readArgument =
  (before: number, name: Read<string>): Read<ArgumentSpec> =>
  (value, where) => {
    const via = preset(listOf(pair(number)), []);
    const argument = record({ from: number, partial: optional(name), via })(value, where);
    const { from, partial } = argument;
    if (!(Number.isInteger(from) && from >= 0 && from < before))
      fail(`${where}.from`, `a place before ${before}`, from);
    return { ...argument, moves: partial !== null };
  };

function readNumber(value: unknown, at: number, name: Read<string>): NumberSpec {
  const where = `tape[${at}]`;
  const entry = record<NumberSpec>({
    ...{ name, latex: text, formula: text, numbers: text, derivative: name, depth: number, row: number },
    arguments: listOf(readArgument(at, name)),
  })(value, where);
  for (const [, hole] of entry.numbers.matchAll(/\\hole\{([^}]*)\}/g)) {
    if (!(Number(hole) in entry.arguments))
      fail(`each \\hole in ${where}.numbers`, "an argument's place", hole);
  }
  return entry;
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
