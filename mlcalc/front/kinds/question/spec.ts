/** The part of a specification that only a question has; what it asks for is read in answers/. */

import { paragraphsOf, readAsking, type AskingSpec } from "../../controls/asking/spec.ts";
import type { Paragraphs } from "../../controls/asking/words.ts";
import { listOf, preset, record, text, WHOLE, type Json } from "../../model/readers.ts";
import type { Names, Spec } from "../../model/spec.ts";
import type { Answer } from "./answers/answer.ts";
import { readAnswer } from "./answers/table.ts";

export interface QuestionSpec extends AskingSpec {
  /** What is said of each typical mistake; the answer knows which one was made. */
  readonly wrong: readonly { readonly says: Paragraphs }[];
  readonly answer: Answer;
  /** The figure that shows when it has been answered, if one waits. */
  readonly unlocks: string;
}

export function readQuestion(json: Json, common: Spec, names: Names): QuestionSpec {
  const says = record({ says: paragraphsOf(common, names) });
  const own = record({ wrong: preset(listOf(says), []), unlocks: preset(text, "") })(json, WHOLE);
  return { ...readAsking(json, common, names), ...own, answer: readAnswer(json, common, names) };
}
