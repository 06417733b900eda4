/** The part of a specification that all kinds have which ask: texts, and the numbers that are drawn. */

import { fail, listOf, number, object, preset, record, WHOLE, type Json } from "../../model/readers.ts";
import type { InputSpec, Names, Spec } from "../../model/spec.ts";
import type { Drawn } from "./draws.ts";
import { readPieces, type Paragraphs } from "./words.ts";

export interface AskingSpec extends Spec {
  readonly drawn: readonly Drawn[];
  readonly seed: number;
  readonly ask: Paragraphs;
  readonly hint: Paragraphs;
  readonly solution: Paragraphs;
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

/** Reads paragraphs of words, numbers and formulas; none where there are none. */
export const paragraphsOf = (common: Spec, names: Names) =>
  preset(listOf(readPieces(names, common.numbers)), []);

export function readAsking(json: Json, common: Spec, names: Names): AskingSpec {
  const paragraphs = paragraphsOf(common, names);
  const texts = { ask: paragraphs, hint: paragraphs, solution: paragraphs, seed: number };
  return { ...common, ...record(texts)(json, WHOLE), drawn: readDrawn(json, common.inputs) };
}
