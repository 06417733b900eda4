/** The table of kinds: to know one more is to add a row. */

// First, so that what the sheet of a kind says comes after it.
import "../view/figure.css";
import { chain } from "../kinds/chain/chain.ts";
import { code } from "../kinds/code/code.ts";
import { curve } from "../kinds/curve/curve.ts";
import { digit } from "../kinds/digit/digit.ts";
import { graph } from "../kinds/graph/graph.ts";
import { network } from "../kinds/network/network.ts";
import { paths } from "../kinds/paths/paths.ts";
import { question } from "../kinds/question/question.ts";
import { steps } from "../kinds/steps/steps.ts";
import { surface } from "../kinds/surface/surface.ts";
import { training } from "../kinds/training/training.ts";
import { object, SpecError, WHOLE } from "../model/readers.ts";
import { readCommon } from "../model/spec.ts";
import type { Kind, Reading } from "../view/kind.ts";
import { kindFromOutside, namesFromOutside } from "./outside.ts";

export const kinds: Readonly<Record<string, Kind>> = {
  chain,
  code,
  curve,
  digit,
  graph,
  network,
  paths,
  question,
  steps,
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
