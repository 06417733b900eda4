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
  object,
  optional,
  preset,
  record,
  text,
  WHOLE,
  type Json,
  type Read,
} from "../../model/readers.ts";
import { readGraph, type Names, type Spec } from "../../model/spec.ts";
import { ofWidth, type Examples } from "./passes.ts";
import type { Settings, Source } from "./run.ts";

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

/** A second run beside the first. */
export interface Beside extends Source {
  readonly name: string;
  /** Its own settings; the others are those of the first. */
  readonly own: Partial<Settings>;
  readonly forward: Graph | null;
}

/** A square to draw in: the graph from parameters, pixels and class to p, C and ∂C by the pixels, and their names. */
export interface Drawing {
  readonly graph: Graph;
  readonly pixels: readonly string[];
  readonly slopes: readonly string[];
}

export interface TrainingSpec extends Spec, Source {
  readonly sizes: readonly number[];
  readonly costs: { readonly linear: Pair; readonly log: Pair };
  /** The powers of ten between which the bars of |δ| lie. */
  readonly decades: Pair;
  readonly seen: Seen | null;
  readonly beside: Beside | null;
  /** How many pixels a side has, where the inputs are those of a square. */
  readonly side: number | null;
  readonly drawing: Drawing | null;
  /** The column of targets of each class, where a reader may draw points of their own. */
  readonly targets: readonly (readonly number[])[] | null;
}

/** So many steps, and values of the map, a page can keep; settings.py has the same limit of steps. */
const [MOST_STEPS, MOST_LEVELS] = [10_000, 200];

/** Numbers in a list, or packed: a letter for each of a few values. */
const numbers: Read<Float64Array> = (value, where) => {
  const entry = (given: unknown): number => number(given, `each number of ${where}`);
  if (Array.isArray(value)) return Float64Array.from(array(value, where), entry);
  const { values, letters } = record({ values: listOf(number), letters: text })(value, where);
  return Float64Array.from(letters, (letter) => entry(values[parseInt(letter, 36)]));
};

const examples = record<Examples>({ x: numbers, y: numbers, count: number });

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

function readDrawing(json: Json, names: Names): Drawing | null {
  if (json["drawing"] === undefined) return null;
  const { drawing, pixels } = record({
    drawing: readGraph,
    pixels: record({ names: listOf(names.input), slopes: listOf(names.name) }),
  })(json, WHOLE);
  for (const name of ["y", "overlay"]) names.input(name, `the input ${name}`);
  for (const name of ["reading", "C_drawn"]) names.name(name, "a number of the drawing");
  return { graph: drawing, pixels: pixels.names, slopes: pixels.slopes };
}

/** A run's graph takes its parameters, the examples and their number: Python and page agree on how many that is. */
function check({ training, parameters, x, y, count }: Source): void {
  const taken = ofWidth(training, count).inputs.reduce((n, { shape }) => n + sizeOf(shape), 0);
  const given = parameters.length + x.length + y.length + 1;
  if (taken !== given) fail("parameters and examples", `${taken - 1} numbers, as the graph takes`, given - 1);
}

export function readTraining(json: Json, common: Spec, names: Names): TrainingSpec {
  for (const name of ["rate", "step", "log", "speed"]) names.input(name, `the input ${name}`);
  const {
    examples: given,
    ylim,
    ...own
  } = record({
    ...{ training: readGraph, parameters: numbers, sizes: listOf(number), decades: interval },
    ...{ examples, held: optional(examples), side: optional(number), seed: preset(number, 0) },
    targets: optional(listOf(listOf(number))),
    ylim: record({ linear: interval, log: interval }),
  })(json, WHOLE);
  const { high } = common.inputs.find(({ name }) => name === "step")!;
  if (high > MOST_STEPS) fail('"high" of the input step', `at most ${MOST_STEPS}`, high);
  const source = { ...own, ...given };
  check(source);
  const second = optional(
    record({
      ...{ name: text, own: object, parameters: numbers },
      ...{ training: optional(readGraph), forward: optional(readGraph) },
    }),
  )(json["beside"], "beside");
  const beside = second && { ...source, ...second, training: second.training ?? own.training };
  if (beside) check(beside);
  return {
    ...common,
    ...source,
    beside,
    costs: ylim,
    seen: readSeen(json),
    drawing: readDrawing(json, names),
  };
}
