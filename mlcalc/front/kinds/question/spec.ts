/** The part of a specification that only a question has; what it asks for is read in answers/. */

import { fail, listOf, number, object, preset, record, WHOLE, type Json } from "../../model/readers.ts";
import type { InputSpec, Names, Spec } from "../../model/spec.ts";
import type { Answer } from "./answers/answer.ts";
import { readAnswer } from "./answers/table.ts";
import type { Drawn } from "./draws.ts";
import { readPieces, type Paragraphs } from "./words.ts";

export interface QuestionSpec extends Spec {
  readonly drawn: readonly Drawn[];
  readonly seed: number;
  readonly ask: Paragraphs;
  readonly hint: Paragraphs;
  readonly solution: Paragraphs;
  /** What is said of each typical mistake; the answer knows which one was made. */
  readonly wrong: readonly { readonly says: Paragraphs }[];
  readonly answer: Answer;
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

export function readQuestion(json: Json, common: Spec, names: Names): QuestionSpec {
  const paragraphs = preset(listOf(readPieces(names, common.numbers)), []);
  const own = record({
    ...{ ask: paragraphs, hint: paragraphs, solution: paragraphs, seed: number },
    wrong: preset(listOf(record({ says: paragraphs })), []),
  })(json, WHOLE);
  const drawn = readDrawn(json, common.inputs);
  return { ...common, ...own, drawn, answer: readAnswer(json, common, names) };
}
