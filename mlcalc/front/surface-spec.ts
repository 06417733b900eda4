/** What the specification of the kind "surface" says. */

import { array, boolean, fail, number, object, text, type Json, type Names, type Spec } from "./spec.ts";

type Pair<T> = readonly [T, T];

export interface DescentSpec {
  /** Whether a whole path is followed, not one step alone. */
  readonly steps: boolean;
  readonly starts: readonly Pair<number>[];
}

export interface VelocitySpec {
  readonly inputs: Pair<string>;
  readonly rate: string;
  readonly angle: string;
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
  readonly descent: DescentSpec | null;
  /** The second derivatives: xx, xy, yy. */
  readonly hessian: readonly [string, string, string] | null;
  readonly quadratic: boolean;
  /** Where Newton's step leads, and the value there. */
  readonly newton: readonly [string, string, string] | null;
  readonly velocity: VelocitySpec | null;
  readonly layouts: readonly LayoutSpec[];
}

const list = (value: unknown, where: string, length: number): readonly unknown[] => {
  const entries = array(value, where);
  if (entries.length !== length) fail(where, `${length} entries`, value);
  return entries;
};

const pair = <T>(value: unknown, where: string, read: (entry: unknown, where: string) => T): Pair<T> => {
  const [a, b] = list(value, where, 2);
  return [read(a, `${where}[0]`), read(b, `${where}[1]`)];
};

const triple = (value: unknown, where: string, { name }: Names): readonly [string, string, string] => {
  const [a, b, c] = list(value, where, 3);
  return [name(a, `${where}[0]`), name(b, `${where}[1]`), name(c, `${where}[2]`)];
};

const optional = <T>(value: unknown, read: (value: unknown) => T): T | null =>
  value === undefined ? null : read(value);

function readDescent(value: unknown, { input }: Names): DescentSpec {
  const entry = object(value, "descent");
  const starts = array(entry["starts"] ?? [], "descent.starts");
  const steps = boolean(entry["steps"] ?? false, "descent.steps");
  for (const name of steps ? ["rate", "steps"] : ["rate"]) input(name, `the input ${name} of descent`);
  return { steps, starts: starts.map((start, i) => pair(start, `descent.starts[${i}]`, number)) };
}

function readVelocity(value: unknown, { name, input }: Names): VelocitySpec {
  const entry = object(value, "velocity");
  return {
    inputs: pair(entry["inputs"], "velocity.inputs", input),
    rate: name(entry["rate"], "velocity.rate"),
    angle: name(entry["angle"], "velocity.angle"),
  };
}

function readLayouts(value: unknown, common: Spec, { input }: Names): LayoutSpec[] {
  const layouts = array(value, "layouts").map((given, i): LayoutSpec => {
    const entry = object(given, `layouts[${i}]`);
    const formula = array(entry["formula"], `layouts[${i}].formula`).map((line) =>
      text(line, `layouts[${i}].formula`),
    );
    for (const [, out] of formula.join(" ").matchAll(/\\htmlData\{out=([^}]*)\}/g)) {
      if (!(Number(out) in common.numbers))
        fail(`each out=… in layouts[${i}]`, 'an index into "numbers"', out);
    }
    return { name: text(entry["name"], `layouts[${i}].name`), formula };
  });
  if (layouts.length > 0) input("layout", "the input layout of layouts");
  return layouts;
}

export function readSurface(json: Json, common: Spec, names: Names): SurfaceSpec {
  const labels = object(json["labels"] ?? {}, "labels");
  const [across, up] = [names.input(json["across"], "across"), names.input(json["up"], "up")];
  if (across === up) fail("up", "another input than across", up);
  const arrow = number(json["arrow"], "arrow");
  if (arrow <= 0) fail("arrow", "above 0", arrow);
  const value = names.name(json["value"], "value");
  const quadratic = boolean(json["quadratic"] ?? false, "quadratic");
  const hessian = optional(json["hessian"], (given) => triple(given, "hessian", names));
  if (quadratic && hessian === null) fail("hessian", "three names where quadratic is true", undefined);
  return {
    ...common,
    ...{ across, up, value, arrow, quadratic, hessian },
    slopes: pair(json["slopes"], "slopes", names.name),
    levels: array(json["levels"], "levels").map((level, i) => number(level, `levels[${i}]`)),
    labels: {
      x: text(labels["x"] ?? across, "labels.x"),
      y: text(labels["y"] ?? up, "labels.y"),
      z: text(labels["z"] ?? value, "labels.z"),
    },
    descent: optional(json["descent"], (given) => readDescent(given, names)),
    newton: optional(json["newton"], (given) => triple(given, "newton", names)),
    velocity: optional(json["velocity"], (given) => readVelocity(given, names)),
    layouts: readLayouts(json["layouts"] ?? [], common, names),
  };
}
