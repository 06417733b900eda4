/**
 * What a type of answer is: it reads its own part of the specification, judges what was answered, and draws the place
 * where a reader answers. A new type is a file beside this one, a row in table.ts, and its other half in Python.
 */

import type { Model } from "../../../model/model.ts";
import type { Json } from "../../../model/readers.ts";
import type { Names, Spec } from "../../../model/spec.ts";
import type { Judge, Verdict } from "../../../controls/asking/verdict.ts";
import type { Words } from "../../../controls/asking/words.ts";

/** What was answered cannot be read; the message tells the reader what to do instead. */
export class ReadError extends Error {}

/** Where a reader answers. */
export interface Field<Given> {
  readonly element: HTMLElement;
  /** What stands there; throws a ReadError where that is no answer. */
  read(): Given;
  /** The same as Python keeps it. */
  kept(given: Given): unknown;
  clear(): void;
  focus(): void;
}

export interface Parts<Own, Given> {
  /** Its own part of the specification, or a SpecError. */
  readonly read: (json: Json, common: Spec, names: Names) => Own;
  /** What is right at a model's numbers, and what is wrong. */
  readonly judge: (own: Own, model: Model) => Judge<Given>;
  /** `told` is the id of the line below the answer. */
  readonly draw: (own: Own, words: Words, told: string) => Field<Given>;
  /** The line below the answer: how near it must come, and how it is typed. */
  readonly told?: (own: Own) => string;
  /** What is shown of a right answer, where it is more than that. */
  readonly praise?: (own: Own, given: Given) => string;
}

export interface Reply {
  readonly verdict: Verdict;
  readonly praise: string;
  readonly kept: unknown;
}

/** The answer that one question asks for. */
export interface Answer {
  readonly told: string;
  tells(model: Model): boolean;
  draw(words: Words, told: string): Place;
}

/** A field that judges what stands in it. */
export interface Place extends Pick<Field<never>, "element" | "clear" | "focus"> {
  check(model: Model): Reply;
}

export type AnswerType = (json: Json, common: Spec, names: Names) => Answer;

export function defineAnswer<Own, Given>(parts: Parts<Own, Given>): AnswerType {
  return (json, common, names) => {
    const own = parts.read(json, common, names);
    return {
      told: parts.told?.(own) ?? "",
      tells: (model) => parts.judge(own, model).tells(),
      draw: (words, told) => {
        const field = parts.draw(own, words, told);
        const check = (model: Model): Reply => {
          const given = field.read();
          const praise = parts.praise?.(own, given) ?? "Right.";
          return { verdict: parts.judge(own, model).verdict(given), praise, kept: field.kept(given) };
        };
        return { ...field, check };
      },
    };
  };
}
