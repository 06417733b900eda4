/** What the specification of the kind "training" says. */

import { sizeOf } from "./arrays.ts";
import type { Graph } from "./graph.ts";
import { array, choice, fail, interval, number, object, readGraph, text } from "./spec.ts";
import type { Json, Names, Spec } from "./spec.ts";

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

const numbers = (value: unknown, where: string): Float64Array =>
  Float64Array.from(array(value, where), (entry) => number(entry, `each number of ${where}`));

function readSeen(json: Json): Seen | null {
  const shows = choice(json["shows"], ["map", "curve", "cost"], "shows");
  if (shows === "cost") return null;
  const labels = object(json["labels"], "labels");
  return {
    shows,
    forward: readGraph(json["forward"]),
    xlim: interval(json["xlim"], "xlim"),
    ylim: interval(json["ylim2"], "ylim2"),
    labels: { x: text(labels["x"], "labels.x"), y: text(labels["y"], "labels.y") },
    levels: Array.from(numbers(json["levels"] ?? [], "levels")),
    classes: json["classes"] === true,
  };
}

export function readTraining(json: Json, common: Spec, names: Names): TrainingSpec {
  for (const name of ["rate", "step", "log", "speed"]) names.input(name, `the input ${name}`);
  const training = readGraph(json["training"]);
  const parameters = numbers(json["parameters"], "parameters");
  const examples = object(json["examples"], "examples");
  const [x, y] = [numbers(examples["x"], "examples.x"), numbers(examples["y"], "examples.y")];
  const taken = training.inputs.reduce((n, { shape }) => n + sizeOf(shape), 0);
  const given = parameters.length + x.length + y.length;
  if (taken !== given) fail("parameters and examples", `${taken} numbers, as the graph takes`, given);
  const ylim = object(json["ylim"], "ylim");
  return {
    ...common,
    ...{ training, parameters, x, y },
    sizes: Array.from(numbers(json["sizes"], "sizes")),
    count: number(examples["count"], "examples.count"),
    costs: { linear: interval(ylim["linear"], "ylim.linear"), log: interval(ylim["log"], "ylim.log") },
    decades: interval(json["decades"], "decades"),
    seen: readSeen(json),
  };
}
