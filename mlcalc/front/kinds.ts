/** The table of kinds: to know one more is to add a row. */

import { chain } from "./chain.ts";
import { graph } from "./computation.ts";
import { curve } from "./curve.ts";
import { digit } from "./digit.ts";
import type { Kind, Reading } from "./kind.ts";
import { network } from "./network.ts";
import { paths } from "./paths.ts";
import { question } from "./question.ts";
import { object, readCommon, SpecError } from "./spec.ts";
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

export function readSpec(json: unknown): Reading {
  const name = object(json, "it")["kind"];
  if (typeof name !== "string" || !Object.hasOwn(kinds, name)) {
    const given = name === undefined ? "nothing" : JSON.stringify(name);
    throw new SpecError(
      `This page does not know figures of the kind ${given}; it knows ${Object.keys(kinds).join(", ")}.`,
    );
  }
  const { common, names, json: whole } = readCommon(json);
  return kinds[name](whole, common, names);
}
