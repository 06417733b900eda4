/** The table of types of answer: to know one more is to add a row. */

import { choice, optional } from "../../../model/readers.ts";
import type { AnswerType } from "./answer.ts";
import { choiceAnswer } from "./choice.ts";
import { formulaAnswer } from "./formula.ts";
import { numberAnswer } from "./number.ts";

export const answers: Readonly<Record<"number" | "choice" | "formula", AnswerType>> = {
  number: numberAnswer,
  choice: choiceAnswer,
  formula: formulaAnswer,
};

/** A question that does not name its type has choices, or it asks for numbers. */
export const readAnswer: AnswerType = (json, common, names) => {
  const known = Object.keys(answers) as (keyof typeof answers)[];
  const named = optional(choice(...known))(json["answer"], "answer");
  const choices = json["choices"];
  const type = named ?? (Array.isArray(choices) && choices.length > 0 ? "choice" : "number");
  return answers[type](json, common, names);
};
