/** A figure of any kind in an element: one whose functions can be typed, or one whose functions stay. */

import { readEditable } from "../model/ranges.ts";
import type { Json } from "../model/readers.ts";
import { code } from "../kinds/code/code.ts";
import { question } from "../kinds/question/question.ts";
import { steps } from "../kinds/steps/steps.ts";
import { Host } from "./host.ts";
import { kinds, readSpec } from "./kinds.ts";
import { OwnFigure, type OwnOptions } from "./own/own.ts";
import { REMAKES } from "./own/remakes.ts";

type Kinds = Parameters<typeof readSpec>[1];

/** With those that read what is typed, and therefore come with the second script: TYPED in kinds.ts. */
const ALL = { ...kinds, code, question, steps };

/** `later` are those of a third script, where it is there. */
export function bring(
  root: HTMLElement,
  json: unknown,
  options: OwnOptions = {},
  later: Kinds = {},
): Host | OwnFigure {
  const reading = readSpec(json, { ...ALL, ...later });
  const remake = REMAKES.get(reading.spec.kind);
  const editable = remake && readEditable(json as Json);
  return remake && editable
    ? new OwnFigure(root, json as Json, editable, remake, options)
    : new Host(root, reading, options);
}
