/** What the specification of the kind "digit" says. */

import { array, fail, number, text, type Json, type Names, type Spec } from "./spec.ts";

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
  const classes = array(json["classes"], "classes").map((name, k) => text(name, `classes[${k}]`));
  const samples = array(json["samples"], "samples").map((drawing, i) => {
    const pixels = array(drawing, `samples[${i}]`).map((value) =>
      number(value, `each pixel of samples[${i}]`),
    );
    if (pixels.length !== side * side) fail(`samples[${i}]`, `${side * side} pixels`, pixels.length);
    return pixels;
  });
  for (const name of ["y", "overlay"]) names.input(name, `the input ${name}`);
  for (const name of ["C", "reading", ...classes.map((_, k) => `p[${k}]`)]) names.name(name, "an output");
  return {
    ...common,
    ...{ side, classes, samples },
    labels: array(json["labels"], "labels").map((label, i) => number(label, `labels[${i}]`)),
    pixels: places.map((place) => names.input(`x${place}`, "a pixel")),
    slopes: places.map((place) => names.name(`dC/dx${place}`, "∂C by a pixel")),
  };
}
