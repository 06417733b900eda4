/** What the specification of a figure with a curve in it says of that curve. */

import { array, choice, fail, interval, object, text, type Json, type Names } from "./spec.ts";

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

export interface PlotSpec {
  readonly along: string;
  /** The first curve: it has the point. */
  readonly value: string;
  /** The slope of the tangent; without it there is none. */
  readonly slope: string | null;
  readonly lines: readonly LineSpec[];
  readonly secant: SecantSpec | null;
  readonly log: { readonly x: boolean; readonly y: boolean };
  readonly ylim: readonly [number, number];
  readonly labels: Readonly<Record<string, string>>;
}

/** More than these could not be told apart. */
export const MOST_CURVES = 4;

function readLines(value: unknown, { name }: Names): LineSpec[] {
  const lines = array(value, "curves").map((given, i): LineSpec => {
    const entry = object(given, `curves[${i}]`);
    const output = name(entry["output"], `curves[${i}].output`);
    return {
      output,
      latex: text(entry["latex"] ?? output, `curves[${i}].latex`),
      style: choice(entry["style"] ?? "curve", ["curve", "guide"], `curves[${i}].style`),
    };
  });
  const curves = lines.filter(({ style }) => style === "curve").length;
  if (curves < 1 || curves > MOST_CURVES) fail("curves", `1 to ${MOST_CURVES} curves`, curves);
  return lines;
}

function readSecant(value: unknown, { name, input }: Names): SecantSpec {
  const entry = object(value, "secant");
  return {
    step: input(entry["step"], "secant.step"),
    value: name(entry["value"], "secant.value"),
    slope: name(entry["slope"], "secant.slope"),
  };
}

export function readPlot(json: Json, names: Names): PlotSpec {
  const labels = object(json["labels"] ?? {}, "labels");
  for (const [key, label] of Object.entries(labels)) text(label, `labels.${key}`);
  const value = names.name(json["value"], "value");
  const log = choice(json["log"] ?? "", ["", "x", "y", "xy"], "log");
  const ylim = interval(json["ylim"], "ylim");
  if (log.includes("y") && ylim[0] <= 0) fail("ylim", "above 0 on a logarithmic axis", ylim);
  return {
    along: names.input(json["along"], "along"),
    value,
    slope: json["slope"] === undefined ? null : names.name(json["slope"], "slope"),
    lines: readLines(json["curves"] ?? [{ output: value }], names),
    secant: json["secant"] === undefined ? null : readSecant(json["secant"], names),
    log: { x: log.includes("x"), y: log.includes("y") },
    ylim,
    labels: labels as Record<string, string>,
  };
}

/** The names by which the colours of curves are known. */
export const CURVE_ROLES = ["value", "second", "third", "fourth"] as const;
