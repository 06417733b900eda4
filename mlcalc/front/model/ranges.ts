/** The inputs of functions that a reader typed: mlcalc/figures/common/own.py and inputs.py, number by number. */

import { object, type Json } from "./readers.ts";
import { symbol } from "../calculus/symbols.ts";

/** An input as a specification has it. */
export interface InputJson {
  readonly name: string;
  readonly latex: string;
  readonly low: number;
  readonly high: number;
  readonly start: number;
  readonly step: number;
  readonly scale?: "log";
}

/** The ranges that a reader chose, by the inputs' names. */
export type Windows = ReadonlyMap<string, readonly [low: number, high: number]>;

/** The letters that a horizontal axis would rather have than another one. */
const ACROSS = ["x", "t"];

/** A letter that is new. One that counts takes whole numbers. */
const fresh = (name: string): InputJson =>
  name === "n"
    ? { name, latex: name, low: 0, high: 6, start: 2, step: 1 }
    : { name, latex: symbol(name), low: -5, high: 5, start: 1, step: 0.1 };

export const inputsOf = (spec: Json): readonly InputJson[] => (spec["inputs"] ?? []) as InputJson[];

/**
 * The inputs of functions of these letters, and which of them are the axes. An axis whose letter is gone is taken over,
 * with its range, by a letter that is new; where none is, by another one, and where there is none at all it stays.
 */
export function ownInputs(
  used: readonly string[],
  author: readonly InputJson[],
  axes: readonly string[],
  windows: Windows,
): { readonly inputs: readonly InputJson[]; readonly axes: readonly string[] } {
  const known = new Map(author.map((input) => [input.name, input]));
  const rank = (name: string): number =>
    (known.has(name) ? ACROSS.length + 1 : 0) +
    (ACROSS.includes(name) ? ACROSS.indexOf(name) : ACROSS.length);
  const free = used.filter((name) => !axes.includes(name)).sort((a, b) => rank(a) - rank(b));
  const chosen = new Map(axes.map((axis) => [axis, used.includes(axis) ? axis : (free.shift() ?? axis)]));
  const taken = [...chosen.values()];
  const inputs: InputJson[] = [];
  for (const input of author) {
    const name = chosen.get(input.name) ?? input.name;
    if (!known.has(name)) inputs.push({ ...input, name, latex: symbol(name) });
    else if (taken.includes(input.name) || (used.includes(input.name) && !chosen.has(input.name)))
      inputs.push(input);
  }
  inputs.push(...used.filter((name) => !known.has(name) && !taken.includes(name)).map(fresh));
  return { inputs: inputs.map((input) => windowed(input, windows.get(input.name))), axes: taken };
}

/** The input over the range that a reader chose; throws where that is none. */
function windowed(input: InputJson, ends: readonly [number, number] | undefined): InputJson {
  if (ends === undefined) return input;
  const [low, high] = ends;
  if (!(Number.isFinite(low) && Number.isFinite(high) && low < high))
    throw new Error("The lower end of a range is a number below its upper end.");
  if (input.scale === "log" && low <= 0) throw new Error("A logarithmic axis begins above 0.");
  const start = Math.min(Math.max(input.start, low), high);
  const made = { ...input, low, high, start };
  if (input.scale === "log") {
    const decades = Math.log10(high / low);
    return { ...made, step: decades <= 5 ? 0.01 : decades <= 10 ? 0.02 : 0.05 };
  }
  const counts = input.step === 1 && Number.isInteger(low);
  return { ...made, step: counts ? 1 : sliderStep(low, high, start) };
}

/** A power of ten with 100 to 1,000 steps in the range, finer where the start needs it. */
function sliderStep(low: number, high: number, start: number): number {
  const exponent = Math.floor(Math.log10((high - low) / 100) + 1e-9);
  for (let finer = 0; finer < 4; finer++) {
    const step = Number(`1e${exponent - finer}`);
    const steps = (start - low) / step;
    if (Math.abs(steps - Math.round(steps)) < 1e-6) return step;
  }
  return Number(`1e${exponent - 3}`);
}

/** One function of a program: its name in the figure, its letters, and its graph, whose one output has its name. */
export type Drawn = readonly [name: string, letters: readonly string[], graph: unknown];

/** What an editable figure's specification says of its functions. */
export interface Editable {
  /** The functions by name, each as it is typed. */
  readonly functions: ReadonlyMap<string, string>;
  /** The inputs that are letters of the author's functions, and those of them that are axes. */
  readonly letters: readonly string[];
  readonly axes: readonly string[];
  /** Names that no letter can have, and names of functions that a letter of another one may be. */
  readonly taken: readonly string[];
  readonly variables: readonly string[];
  readonly windows: Windows;
  /** What is known of programs that stand in place of formulas, by their texts. */
  readonly programs: Map<string, readonly Drawn[]>;
  /** Where each function has letters of its own: as they are typed, and what each stands for. */
  readonly spellings: ReadonlyMap<string, ReadonlyMap<string, string>> | null;
  /** The id of another figure of the page, whose function this one shows; "" where it has a box of its own. */
  readonly follows: string;
  /** Whether derivatives and code stand open under the box. */
  readonly opened: boolean;
  /** The author's own figure, where this one is of other functions. */
  readonly author: Json;
}

/** Null where the figure's functions cannot be typed. Maps, for a name may be __proto__. */
export function readEditable(json: Json): Editable | null {
  if (json["editable"] === undefined) return null;
  const given = object(json["editable"], "editable");
  const texts = (key: string): readonly string[] => (given[key] ?? []) as readonly string[];
  return {
    functions: new Map(given["functions"] as [string, string][]),
    windows: new Map(Object.entries(object(given["windows"] ?? {}, "editable.windows"))) as Windows,
    ...{
      letters: texts("letters"),
      axes: texts("axes"),
      taken: texts("taken"),
      variables: texts("variables"),
    },
    programs: new Map((given["programs"] ?? []) as [string, Drawn[]][]),
    follows: String(given["follows"] ?? ""),
    opened: given["opened"] === true,
    spellings: given["spellings"] === undefined ? null : readSpellings(given["spellings"]),
    author: given["author"] === undefined ? json : object(given["author"], "editable.author"),
  };
}

type Pairs = readonly (readonly [string, string])[];
const readSpellings = (given: unknown): ReadonlyMap<string, ReadonlyMap<string, string>> =>
  new Map((given as readonly (readonly [string, Pairs])[]).map(([name, own]) => [name, new Map(own)]));
