/** What the specification of the kind "digit" says. */

import { listOf, number, record, text, WHOLE, type Json } from "../../model/readers.ts";
import type { Names, Spec } from "../../model/spec.ts";

export interface DigitSpec extends Spec {
  readonly side: number;
  readonly classes: readonly string[];
  /** The pixels of each drawing to start from, row by row; and its class, as far as it is known. */
  readonly samples: readonly (readonly number[])[];
  readonly labels: readonly number[];
  /** The names of the pixels and of ∂C by them, row by row. */
  readonly pixels: readonly string[];
  readonly slopes: readonly string[];
}

export function readDigit(json: Json, common: Spec, names: Names): DigitSpec {
  const side = number(json["side"], "side");
  const places = Array.from(
    { length: side * side },
    (_, i) => `[${Math.floor(i / side) + 1},${(i % side) + 1}]`,
  );
  const own = record({
    ...{ classes: listOf(text), samples: listOf(listOf(number, side * side)), labels: listOf(number) },
  })(json, WHOLE);
  for (const name of ["y", "overlay"]) names.input(name, `the input ${name}`);
  for (const name of ["C", "reading", ...own.classes.map((_, k) => `p[${k}]`)]) names.name(name, "an output");
  return {
    ...common,
    ...own,
    side,
    pixels: places.map((place) => names.input(`x${place}`, "a pixel")),
    slopes: places.map((place) => names.name(`dC/dx${place}`, "∂C by a pixel")),
  };
}
