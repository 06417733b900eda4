/** The part of a specification that only a question has. */

import { sizeOf } from "./arrays.ts";
import type { Drawn } from "./draws.ts";
import {
  array,
  fail,
  number,
  object,
  text,
  type InputSpec,
  type Json,
  type Names,
  type Spec,
} from "./spec.ts";
import type { Tolerance } from "./verdict.ts";
import { readParagraphs, readPieces, type Paragraphs, type Piece } from "./words.ts";

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

function readDrawn(json: Json, inputs: readonly InputSpec[]): Drawn[] {
  return array(json["inputs"] ?? [], "inputs").map((value, i) => {
    const { name, low, high, start } = inputs[i];
    const where = `"listed" of the input ${name}`;
    const listed = array(object(value, `inputs[${i}]`)["listed"] ?? [], where).map((entry) =>
      number(entry, where),
    );
    for (const entry of listed)
      if (entry < low || entry > high) fail(where, `between ${low} and ${high}`, entry);
    return { name, low, high, start, listed };
  });
}

function readTolerance(value: unknown): Tolerance {
  const json = object(value, "tolerance");
  if (json["decimals"] !== undefined) return { decimals: number(json["decimals"], "tolerance.decimals") };
  const relative = number(json["relative"], "tolerance.relative");
  if (!(relative > 0)) fail("tolerance.relative", "above 0", relative);
  return { relative };
}

export function readQuestion(json: Json, common: Spec, names: Names): QuestionSpec {
  const { numbers } = common;
  const paragraphs = (key: string): Paragraphs => readParagraphs(json[key] ?? [], key, names, numbers);
  const choices = array(json["choices"] ?? [], "choices").map((entry, i) =>
    readPieces(entry, `choices[${i}]`, names, numbers),
  );
  const outputs = (value: unknown, where: string): string[] =>
    array(value, where).map((entry, i) => names.name(entry, `${where}[${i}]`));
  const right = object(json["right"], "right");
  const shape = array(right["shape"], "right.shape").map((entry) => number(entry, "right.shape"));
  const answer = { outputs: outputs(right["outputs"], "right.outputs"), shape };
  if (answer.outputs.length !== sizeOf(shape))
    fail("right.outputs", `${sizeOf(shape)} names`, right["outputs"]);
  const wrong = array(json["wrong"] ?? [], "wrong").map((entry, i): Mistake => {
    const where = `wrong[${i}]`;
    const mistake = object(entry, where);
    const says = readParagraphs(mistake["says"], `${where}.says`, names, numbers);
    if (choices.length > 0) {
      const choice = number(mistake["choice"], `${where}.choice`);
      if (!(choice in choices))
        fail(`${where}.choice`, `the position of one of ${choices.length} choices`, choice);
      return { says, choice, outputs: null };
    }
    const entries = outputs(mistake["outputs"], `${where}.outputs`);
    if (entries.length !== answer.outputs.length)
      fail(`${where}.outputs`, "as many as the answer has", entries);
    return { says, choice: -1, outputs: entries };
  });
  const labels = array(json["labels"] ?? [], "labels").map((entry, i) => text(entry, `labels[${i}]`));
  if (labels.length > 0 && labels.length !== answer.outputs.length)
    fail("labels", "one for each entry", labels);
  return {
    ...common,
    drawn: readDrawn(json, common.inputs),
    seed: number(json["seed"], "seed"),
    ...{ ask: paragraphs("ask"), hint: paragraphs("hint"), solution: paragraphs("solution") },
    ...{ right: answer, wrong, choices, labels },
    tolerance: readTolerance(json["tolerance"]),
    unit: text(json["unit"] ?? "", "unit"),
  };
}
