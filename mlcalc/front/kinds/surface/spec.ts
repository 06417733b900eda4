/** What the specification of the kind "surface" says. */

import { checkLive } from "../../model/live.ts";
import {
  boolean,
  fail,
  listOf,
  number,
  optional,
  pair,
  preset,
  record,
  text,
  texts,
  WHOLE,
  type Json,
  type Read,
} from "../../model/readers.ts";
import type { Names, Spec } from "../../model/spec.ts";

type Pair<T> = readonly [T, T];

export interface DescentSpec {
  /** Whether a whole path is followed, not one step alone. */
  readonly steps: boolean;
  readonly starts: readonly Pair<number>[];
  /** Whether a second walker leaves from the point, with a rate and a memory of its own. */
  readonly momentum: boolean;
}

export interface VelocitySpec {
  readonly inputs: Pair<string>;
  readonly rate: string;
  readonly angle: string;
}

export interface NudgeSpec {
  readonly inputs: Pair<string>;
  readonly exact: string;
  readonly predicted: string;
  readonly miss: string;
}

export interface LayoutSpec {
  readonly name: string;
  readonly formula: readonly string[];
}

export interface SurfaceSpec extends Spec {
  readonly across: string;
  readonly up: string;
  readonly value: string;
  readonly slopes: Pair<string>;
  readonly levels: readonly number[];
  /** The length of the gradient's arrow, in units of the map per unit of gradient. */
  readonly arrow: number;
  readonly labels: { readonly x: string; readonly y: string; readonly z: string };
  readonly words: Readonly<Record<string, string>>;
  readonly descent: DescentSpec | null;
  /** The second derivatives: xx, xy, yy. */
  readonly hessian: readonly [string, string, string] | null;
  readonly quadratic: boolean;
  /** Where Newton's step leads, and the value there. */
  readonly newton: readonly [string, string, string] | null;
  readonly velocity: VelocitySpec | null;
  readonly nudge: NudgeSpec | null;
  readonly layouts: readonly LayoutSpec[];
  /** Places that a line joins. */
  readonly path: readonly Pair<number>[];
}

/** What a page can draw while a hand moves; surface/settings.py has the same limits. */
const [MOST_STEPS, MOST_LEVELS, MOST_PLACES] = [500, 40, 400];

const three =
  (name: Read<string>): Read<readonly [string, string, string]> =>
  (value, where) => {
    const [a, b, c] = listOf(name, 3)(value, where);
    return [a, b, c];
  };

const readDescent =
  ({ input }: Names): Read<DescentSpec> =>
  (value, where) => {
    const descent = record<DescentSpec>({
      steps: preset(boolean, false),
      starts: preset(listOf(pair(number)), []),
      momentum: preset(boolean, false),
    })(value, where);
    const own = descent.momentum ? ["pace", "beta"] : [];
    for (const name of [...own, ...(descent.steps ? ["rate", "steps"] : ["rate"])])
      input(name, `the input ${name} of descent`);
    return descent;
  };

const readLayout =
  (numbers: readonly string[]): Read<LayoutSpec> =>
  (value, where) => {
    const layout = record<LayoutSpec>({ name: text, formula: listOf(text) })(value, where);
    checkLive(layout.formula.join(" "), numbers, where);
    return layout;
  };

export function readSurface(json: Json, common: Spec, names: Names): SurfaceSpec {
  const { name, input } = names;
  const triple = optional(three(name));
  const place = record({ across: input, up: input, value: name })(json, WHOLE);
  const { across, up, value } = place;
  const own = record<Omit<SurfaceSpec, keyof Spec | keyof typeof place>>({
    ...{ slopes: pair(name), levels: listOf(number), arrow: number },
    labels: preset(record({ x: preset(text, across), y: preset(text, up), z: preset(text, value) }), {}),
    words: preset(texts, {}),
    ...{ descent: optional(readDescent(names)), hessian: triple, quadratic: preset(boolean, false) },
    ...{ newton: triple, layouts: preset(listOf(readLayout(common.numbers)), []) },
    path: preset(listOf(pair(number)), []),
    velocity: optional(record({ inputs: pair(input), rate: name, angle: name })),
    nudge: optional(record({ inputs: pair(input), exact: name, predicted: name, miss: name })),
  })(json, WHOLE);
  const levels = own.levels.length;
  if (levels > MOST_LEVELS) fail("levels", `at most ${MOST_LEVELS} numbers`, levels);
  if (own.path.length > MOST_PLACES) fail("path", `at most ${MOST_PLACES} places`, own.path.length);
  const count = own.descent?.steps ? common.inputs.find((entry) => entry.name === "steps")!.high : 0;
  if (count > MOST_STEPS) fail('"high" of the input steps', `at most ${MOST_STEPS}`, count);
  if (across === up) fail("up", "another input than across", up);
  if (own.arrow <= 0) fail("arrow", "above 0", own.arrow);
  if (own.quadratic && own.hessian === null)
    fail("hessian", "three names where quadratic is true", undefined);
  if (own.layouts.length > 0) input("layout", "the input layout of layouts");
  return { ...common, ...place, ...own };
}
