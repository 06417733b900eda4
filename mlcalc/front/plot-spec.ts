/** What the specification of a figure with a curve in it says of that curve. */

import { interval, object, text, type Json, type Names } from "./spec.ts";

export interface PlotSpec {
  readonly along: string;
  readonly value: string;
  readonly ylim: readonly [number, number];
  readonly labels: Readonly<Record<string, string>>;
}

export function readPlot(json: Json, { name, input }: Names): PlotSpec {
  const labels = object(json["labels"] ?? {}, "labels");
  for (const [key, label] of Object.entries(labels)) text(label, `labels.${key}`);
  return {
    along: input(json["along"], "along"),
    value: name(json["value"], "value"),
    ylim: interval(json["ylim"], "ylim"),
    labels: labels as Record<string, string>,
  };
}
