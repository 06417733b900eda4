/** What a network is made of, by name: the parts that a hand can move, the numbers that follow, the steps of both passes. */

import {
  boolean,
  choice,
  fail,
  listOf,
  number,
  preset,
  record,
  text,
  WHOLE,
  type Json,
} from "../../model/readers.ts";
import type { InputSpec, Names, Spec } from "../../model/spec.ts";

export interface NetworkSpec extends Spec {
  /** How many inputs, then how many neurons in each layer. */
  readonly sizes: readonly number[];
  readonly activations: readonly string[];
  readonly cost: "squares" | "cross-entropy" | "none";
  /** Whether every neuron has a map over the two inputs. */
  readonly maps: boolean;
  /** The step that is shown first. */
  readonly at: string;
}

/** A weight leads to neuron `to` of `layer`, from neuron `from` of the layer before; all else only has `to`. */
export interface Part {
  readonly input: InputSpec;
  readonly role: "weight" | "bias" | "input" | "target";
  readonly layer: number;
  readonly to: number;
  readonly from: number;
}

export function readNetwork(json: Json, common: Spec, names: Names): NetworkSpec {
  const own = record({
    sizes: listOf(number),
    activations: listOf(text),
    cost: choice("squares", "cross-entropy", "none"),
    maps: preset(boolean, false),
  })(json, WHOLE);
  const layers = own.sizes.length - 1;
  if (layers < 1) fail("sizes", "the numbers of inputs and of neurons in each layer", own.sizes);
  if (own.activations.length !== layers)
    fail("activations", `a name for each of the ${layers} layers`, own.activations);
  if (own.maps && own.sizes[0] !== 2) fail("maps", "true only where there are two inputs", own.maps);
  const spec: NetworkSpec = { ...common, ...own, at: "" };
  for (const name of wanted(spec)) names.name(name, "a number of the network");
  const steps = stepsOf(spec).map((step) => step.id);
  return { ...spec, at: preset(choice(...steps), steps.at(-1))(json["at"], "at") };
}

/** 1 … n */
export const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

export const entry = (array: string, ...index: readonly number[]): string => `${array}[${index.join(",")}]`;

/** Where the activation that enters layer l from neuron k is kept: x is the activation of layer 0. */
export const activation = (l: number, k: number): string => entry(l === 0 ? "x" : `a${l}`, k);

const MOVABLE = /^([Wbxy])(\d*)\[(\d+)(?:,(\d+))?\]$/;
const ROLES = { W: "weight", b: "bias", x: "input", y: "target" } as const;

export function partsOf(spec: NetworkSpec): Part[] {
  return spec.inputs.map((input) => {
    const found = MOVABLE.exec(input.name);
    if (found === null) fail("the name of an input", "one such as W1[2,3], b1[2], x[3] or y[1]", input.name);
    const [, letter, layer, to, from] = found;
    const role = ROLES[letter as keyof typeof ROLES];
    const at = role === "target" ? spec.sizes.length - 1 : Number(layer);
    return { input, role, layer: at, to: Number(to), from: Number(from ?? 0) };
  });
}

/** The numbers that drawing and matrices show. */
function* wanted(spec: NetworkSpec): Iterable<string> {
  const L = spec.sizes.length - 1;
  for (const l of upTo(L)) {
    for (const j of upTo(spec.sizes[l])) {
      yield* [entry(`b${l}`, j), entry(`z${l}`, j), entry(`a${l}`, j)];
      if (spec.cost !== "none") yield* [entry(`delta${l}`, j), `dC/d${entry(`b${l}`, j)}`];
      for (const k of upTo(spec.sizes[l - 1])) {
        yield entry(`W${l}`, j, k);
        if (spec.cost !== "none") yield `dC/d${entry(`W${l}`, j, k)}`;
      }
    }
  }
  if (spec.cost !== "none") yield "C";
}

const layerName = (l: number, last: number): string =>
  l === last ? "output" : last > 2 ? `layer ${l} neuron` : "hidden";

/** What a neuron is called; an input is one of layer 0. */
export const neuronName = (l: number, j: number, { sizes }: NetworkSpec): string =>
  l === 0 ? `input ${j}` : `${layerName(l, sizes.length - 1)} ${j}`;

/** What assistive technology calls a part: "weight from input 2 to hidden 1". */
export function spokenName(part: Part, spec: NetworkSpec): string {
  const neuron = (l: number, j: number): string => neuronName(l, j, spec);
  switch (part.role) {
    case "weight":
      return `weight from ${neuron(part.layer - 1, part.from)} to ${neuron(part.layer, part.to)}`;
    case "bias":
      return `bias of ${neuron(part.layer, part.to)}`;
    case "input":
      return `input ${part.to}`;
    case "target":
      return `target ${part.to}`;
  }
}

/** One thing that a pass computes; `id` is also the stem of the names of its numbers. */
export interface Step {
  readonly id: string;
  readonly phase: "forward" | "backward";
  /** The layer it belongs to; 0 for the input. */
  readonly layer: number;
}

export function stepsOf(spec: NetworkSpec): Step[] {
  const L = spec.sizes.length - 1;
  const forward = upTo(L).flatMap((layer): Step[] => [
    { id: `z${layer}`, phase: "forward", layer },
    { id: `a${layer}`, phase: "forward", layer },
  ]);
  const steps: Step[] = [{ id: "x", phase: "forward", layer: 0 }, ...forward];
  if (spec.cost === "none") return steps;
  const backward = upTo(L).map((i): Step => ({
    id: `delta${L + 1 - i}`,
    phase: "backward",
    layer: L + 1 - i,
  }));
  return [
    ...steps,
    { id: "C", phase: "forward", layer: L },
    ...backward,
    { id: "gradient", phase: "backward", layer: 1 },
  ];
}

/** The step that computes the number `name`; 0 for what is given. */
export function stepOf(name: string, steps: readonly Step[]): number {
  const at = (id: string): number => steps.findIndex((step) => step.id === id);
  if (name === "C") return at("C");
  if (/^dC\/d[Wbxy]/.test(name)) return at("gradient");
  const factor = /^d(?:C\/d)?a(\d+)/.exec(name);
  if (factor !== null) return at(`delta${factor[1]}`);
  const own = /^(z|a|delta)\d+/.exec(name);
  return own === null ? 0 : at(own[0]);
}

/** What else belongs to a neuron or an edge, so that all of it lights up together: the names of numbers. */
export function related(part: Part, spec: NetworkSpec): string[] {
  const { input, role, layer: l, to, from } = part;
  const { sizes, cost } = spec;
  const own = cost === "none" ? [input.name] : [input.name, `dC/d${input.name}`];
  if (role === "bias") {
    const weights = upTo(sizes[l - 1]).map((k) => entry(`W${l}`, to, k));
    return [...own, ...["z", "a", "delta"].map((letter) => entry(`${letter}${l}`, to)), ...weights];
  }
  if (role === "input") return [...own, ...upTo(sizes[1]).map((j) => entry("W1", j, to))];
  if (role === "target") return [...own, activation(l, to)];
  return [...own, activation(l - 1, from), entry(`delta${l}`, to)];
}

/** The part that a number belongs to: the weight of a partial, the neuron of a z, a or δ. */
export function ownerOf(name: string): string {
  const bare = name.replace(/^dC\/d(?=[Wbxy])/, "").replace(/^da\d+\[\d+\]\/d/, "");
  return bare.replace(/^(?:dC\/d)?(?:z|a|delta)(\d+)/, "b$1");
}
