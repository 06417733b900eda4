/** What the specification of the kind "training" says. */

import { sizeOf } from "../../compute/arrays.ts";
import type { Graph } from "../../compute/graph.ts";
import {
  array,
  boolean,
  choice,
  fail,
  interval,
  listOf,
  number,
  preset,
  record,
  text,
  WHOLE,
  type Json,
  type Read,
} from "../../model/readers.ts";
import { readGraph, type Names, type Spec } from "../../model/spec.ts";

type Pair = readonly [number, number];

/** What is drawn of the network besides its cost: its map of two inputs, or its curve over one. */
export interface Seen {
  readonly shows: "map" | "curve";
  /** From parameters and places to the outputs, `a`. */
  readonly forward: Graph;
  readonly xlim: Pair;
  readonly ylim: Pair;
  readonly labels: { readonly x: string; readonly y: string };
  /** Of the map of one output; of several outputs the map shows which is largest. */
  readonly levels: readonly number[];
  /** Whether the targets stand for classes. */
  readonly classes: boolean;
}

export interface TrainingSpec extends Spec {
  readonly sizes: readonly number[];
  /** C, ∂C by every array of parameters (the first inputs of the graph), and the numbers that are shown. */
  readonly training: Graph;
  readonly parameters: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly count: number;
  readonly costs: { readonly linear: Pair; readonly log: Pair };
  /** The powers of ten between which the bars of |δ| lie. */
  readonly decades: Pair;
  readonly seen: Seen | null;
}

/** So many steps, and values of the map, a page can keep; training.py has the same limit of steps. */
const [MOST_STEPS, MOST_LEVELS] = [10_000, 200];

const numbers: Read<Float64Array> = (value, where) =>
  Float64Array.from(array(value, where), (entry) => number(entry, `each number of ${where}`));

function readSeen(json: Json): Seen | null {
  const shows = choice("map", "curve", "cost")(json["shows"], "shows");
  if (shows === "cost") return null;
  const seen = record<Omit<Seen, "shows" | "ylim">>({
    ...{ forward: readGraph, xlim: interval, labels: record({ x: text, y: text }) },
    ...{ levels: preset(listOf(number), []), classes: preset(boolean, false) },
  })(json, WHOLE);
  if (seen.levels.length > MOST_LEVELS) fail("levels", `at most ${MOST_LEVELS} numbers`, seen.levels.length);
  return { ...seen, shows, ylim: interval(json["ylim2"], "ylim2") };
}

export function readTraining(json: Json, common: Spec, names: Names): TrainingSpec {
  for (const name of ["rate", "step", "log", "speed"]) names.input(name, `the input ${name}`);
  const { examples, ylim, ...own } = record({
    ...{ training: readGraph, parameters: numbers, sizes: listOf(number), decades: interval },
    examples: record({ x: numbers, y: numbers, count: number }),
    ylim: record({ linear: interval, log: interval }),
  })(json, WHOLE);
  const { high } = common.inputs.find(({ name }) => name === "step")!;
  if (high > MOST_STEPS) fail('"high" of the input step', `at most ${MOST_STEPS}`, high);
  const taken = own.training.inputs.reduce((n, { shape }) => n + sizeOf(shape), 0);
  const given = own.parameters.length + examples.x.length + examples.y.length;
  if (taken !== given) fail("parameters and examples", `${taken} numbers, as the graph takes`, given);
  return { ...common, ...own, ...examples, costs: ylim, seen: readSeen(json) };
}
