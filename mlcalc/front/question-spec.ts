/** The part of a specification that only a question has. */

import { sizeOf } from "./arrays.ts";
import type { Drawn } from "./draws.ts";
import {
  fail,
  listOf,
  number,
  object,
  preset,
  record,
  text,
  WHOLE,
  type Json,
  type Read,
} from "./readers.ts";
import type { InputSpec, Names, Spec } from "./spec.ts";
import type { Tolerance } from "./verdict.ts";
import { readPieces, type Paragraphs, type Piece } from "./words.ts";

export interface Mistake {
  readonly says: Paragraphs;
  /** The outputs that are this wrong answer, or the position of this wrong choice. */
  readonly outputs: readonly string[] | null;
  readonly choice: number;
}

export interface QuestionSpec extends Spec {
  readonly drawn: readonly Drawn[];
  readonly seed: number;
  readonly ask: Paragraphs;
  readonly hint: Paragraphs;
  readonly solution: Paragraphs;
  readonly right: { readonly outputs: readonly string[]; readonly shape: readonly number[] };
  readonly wrong: readonly Mistake[];
  readonly choices: readonly (readonly Piece[])[];
  readonly tolerance: Tolerance;
  readonly unit: string;
  /** LaTeX before each box; none means that the boxes have no names but their places. */
  readonly labels: readonly string[];
}

/** Sent up from a question with each answer that could be read. */
export const ANSWERED = "mlcalc-answered";

export interface Answered {
  readonly numbers: Readonly<Record<string, number>>;
  /** A number, a list of numbers or of rows, or the words of a choice. */
  readonly given: unknown;
  readonly right: boolean;
  readonly said: string;
}

/** What each input says besides: the values among which it is drawn. */
const readDrawn = (json: Json, inputs: readonly InputSpec[]): Drawn[] =>
  inputs.map(({ name, low, high, start }, i) => {
    const where = `"listed" of the input ${name}`;
    const given = object((json["inputs"] as unknown[])[i], name);
    const listed = preset(listOf(number), [])(given["listed"], where);
    for (const entry of listed)
      if (entry < low || entry > high) fail(where, `between ${low} and ${high}`, entry);
    return { name, low, high, start, listed };
  });

function readTolerance(value: unknown, where: string): Tolerance {
  if ("decimals" in object(value, where)) return record({ decimals: number })(value, where);
  const tolerance = record({ relative: number })(value, where);
  if (!(tolerance.relative > 0)) fail(`${where}.relative`, "above 0", tolerance.relative);
  return tolerance;
}

function readRight(name: Read<string>): Read<QuestionSpec["right"]> {
  return (value, where) => {
    const right = record({ outputs: listOf(name), shape: listOf(number) })(value, where);
    const size = sizeOf(right.shape);
    if (right.outputs.length !== size) fail(`${where}.outputs`, `${size} names`, right.outputs);
    return right;
  };
}

/** A typical mistake: one of the choices where there are any, otherwise as many numbers as the answer has. */
function readMistake(
  says: Read<Paragraphs>,
  name: Read<string>,
  choices: number,
  size: number,
): Read<Mistake> {
  return (value, where) => {
    if (choices === 0) {
      const mistake = record({ says, outputs: listOf(name) })(value, where);
      if (mistake.outputs.length !== size)
        fail(`${where}.outputs`, "as many as the answer has", mistake.outputs);
      return { ...mistake, choice: -1 };
    }
    const mistake = record({ says, choice: number })(value, where);
    if (!(mistake.choice >= 0 && mistake.choice < choices))
      fail(`${where}.choice`, `the position of one of ${choices} choices`, mistake.choice);
    return { ...mistake, outputs: null };
  };
}

export function readQuestion(json: Json, common: Spec, names: Names): QuestionSpec {
  const pieces = readPieces(names, common.numbers);
  const paragraphs = preset(listOf(pieces), []);
  const first = record({ right: readRight(names.name), choices: preset(listOf(pieces), []) })(json, WHOLE);
  const size = first.right.outputs.length;
  const own = record<Omit<QuestionSpec, keyof Spec | "drawn" | keyof typeof first>>({
    ...{ ask: paragraphs, hint: paragraphs, solution: paragraphs, labels: preset(listOf(text), []) },
    wrong: preset(listOf(readMistake(paragraphs, names.name, first.choices.length, size)), []),
    ...{ seed: number, tolerance: readTolerance, unit: preset(text, "") },
  })(json, WHOLE);
  if (own.labels.length > 0 && own.labels.length !== size) fail("labels", "one for each entry", own.labels);
  return { ...common, ...first, ...own, drawn: readDrawn(json, common.inputs) };
}
