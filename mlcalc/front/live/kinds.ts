/** The table of kinds: to know one more is to add a row, here, or in bring.ts or trained.ts for those that come later. */

// First, so that what the sheet of a kind says comes after it.
import "../view/figure.css";
import { chain } from "../kinds/chain/chain.ts";
import { curve } from "../kinds/curve/curve.ts";
import { digit } from "../kinds/digit/digit.ts";
import { graph } from "../kinds/graph/graph.ts";
import { network } from "../kinds/network/network.ts";
import { paths } from "../kinds/paths/paths.ts";
import { surface } from "../kinds/surface/surface.ts";
import { object, SpecError, WHOLE } from "../model/readers.ts";
import { readCommon } from "../model/spec.ts";
import type { Kind, Reading } from "../view/kind.ts";
import { kindFromOutside, namesFromOutside } from "./outside.ts";

export const kinds: Readonly<Record<string, Kind>> = {
  chain,
  curve,
  digit,
  graph,
  network,
  paths,
  surface,
};

/** The kinds of the second script's table, which come with all that reads what is typed. */
export const TYPED: readonly string[] = ["code", "question", "steps"];

/** Those of the third script, which few pages need. */
export const TRAINED: readonly string[] = ["training"];

/** A specification read by its kind, one of these or one from outside. */
export function readSpec(json: unknown, known: Readonly<Record<string, Kind>> = kinds): Reading {
  const name = object(json, WHOLE)["kind"];
  const named = typeof name === "string" && Object.hasOwn(known, name) ? known[name] : null;
  const kind = named ?? (typeof name === "string" ? kindFromOutside(name) : null);
  if (kind === null) {
    const given = name === undefined ? "nothing" : JSON.stringify(name);
    const names = [...new Set([...Object.keys(known), ...TYPED, ...TRAINED]), ...namesFromOutside()].join(
      ", ",
    );
    throw new SpecError(`This page does not know figures of the kind ${given}; it knows ${names}.`);
  }
  const { common, names, json: whole } = readCommon(json);
  return kind(whole, common, names);
}
