/** What the specification of a figure with a curve in it says of that curve. */

import {
  choice,
  fail,
  interval,
  listOf,
  optional,
  preset,
  record,
  text,
  texts,
  WHOLE,
  type Json,
  type Read,
} from "../model/readers.ts";
import type { Names } from "../model/spec.ts";

/** One curve of several: a guide is thin, and shows how another one ought to run. */
export interface LineSpec {
  readonly output: string;
  readonly latex: string;
  readonly style: "curve" | "guide";
}

/** The line through the point and a second one, `step` further along: `value` is its height, `slope` that of the line. */
export interface SecantSpec {
  readonly step: string;
  readonly value: string;
  readonly slope: string;
}

/** The Taylor polynomial about the point: the input that is its order, and its coefficients, the constant one first. */
export interface TaylorSpec {
  readonly order: string;
  readonly coefficients: readonly string[];
}

export interface PlotSpec {
  readonly along: string;
  /** The first curve: it has the point. */
  readonly value: string;
  /** The slope of the tangent; without it there is none. */
  readonly slope: string | null;
  readonly lines: readonly LineSpec[];
  readonly secant: SecantSpec | null;
  readonly taylor: TaylorSpec | null;
  readonly log: { readonly x: boolean; readonly y: boolean };
  readonly ylim: readonly [number, number];
  readonly labels: Readonly<Record<string, string>>;
  /** The titles of the axes, in words before the labels. */
  readonly words: Readonly<Record<string, string>>;
}

/** More than these could not be told apart. */
export const MOST_CURVES = 4;

const readLine =
  ({ name }: Names): Read<LineSpec> =>
  (value, where) => {
    const style = preset(choice("curve", "guide"), "curve");
    const line = record({ output: name, latex: optional(text), style })(value, where);
    return { ...line, latex: line.latex ?? line.output };
  };

export function readPlot(json: Json, names: Names): PlotSpec {
  const { name, input } = names;
  const { log, ...own } = record({
    ...{ along: input, value: name, slope: optional(name), ylim: interval },
    log: preset(choice("", "x", "y", "xy"), ""),
    labels: preset(texts, {}),
    words: preset(texts, {}),
    secant: optional(record({ step: input, value: name, slope: name })),
    taylor: optional(record({ order: input, coefficients: listOf(name) })),
  })(json, WHOLE);
  if (own.taylor !== null && log !== "") fail("log", "linear where there is a Taylor polynomial", log);
  if (log.includes("y") && own.ylim[0] <= 0) fail("ylim", "above 0 on a logarithmic axis", own.ylim);
  const lines = listOf(readLine(names))(json["curves"] ?? [{ output: own.value }], "curves");
  const curves = lines.filter(({ style }) => style === "curve").length;
  if (curves < 1 || curves > MOST_CURVES) fail("curves", `1 to ${MOST_CURVES} curves`, curves);
  return { ...own, log: { x: log.includes("x"), y: log.includes("y") }, lines };
}

/** The names by which the colours of curves are known. */
export const CURVE_ROLES = ["value", "second", "third", "fourth"] as const;
