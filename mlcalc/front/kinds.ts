/** The table of kinds: to know one more is to add a row. */

import { chain } from "./chain.ts";
import { graph } from "./computation.ts";
import { curve } from "./curve.ts";
import { digit } from "./digit.ts";
import type { Kind, Reading } from "./kind.ts";
import { network } from "./network.ts";
import { kindFromOutside, namesFromOutside } from "./outside.ts";
import { paths } from "./paths.ts";
import { question } from "./question.ts";
import { object, SpecError, WHOLE } from "./readers.ts";
import { readCommon } from "./spec.ts";
import { surface } from "./surface.ts";
import { training } from "./training.ts";

export const kinds: Readonly<Record<string, Kind>> = {
  chain,
  curve,
  digit,
  graph,
  network,
  paths,
  question,
  surface,
  training,
};

const kindNamed = (name: string): Kind | null =>
  Object.hasOwn(kinds, name) ? kinds[name] : kindFromOutside(name);

export function readSpec(json: unknown): Reading {
  const name = object(json, WHOLE)["kind"];
  const kind = typeof name === "string" ? kindNamed(name) : null;
  if (kind === null) {
    const given = name === undefined ? "nothing" : JSON.stringify(name);
    const known = [...Object.keys(kinds), ...namesFromOutside()].join(", ");
    throw new SpecError(`This page does not know figures of the kind ${given}; it knows ${known}.`);
  }
  const { common, names, json: whole } = readCommon(json);
  return kind(whole, common, names);
}
