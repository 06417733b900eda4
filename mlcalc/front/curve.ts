/** The kind "curve": a function along one of its inputs, with its tangent; the other inputs move the curve itself. */

import { controls } from "./controls.ts";
import { html } from "./dom.ts";
import { derivative, formulas } from "./formula.ts";
import type { Host } from "./host.ts";
import { Plot } from "./plot.ts";
import { defineKind, type View } from "./kind.ts";
import { readPlot, type PlotSpec } from "./plot-spec.ts";
import type { Spec } from "./spec.ts";

interface CurveSpec extends Spec, PlotSpec {
  readonly slope: string;
}

function view(host: Host, spec: CurveSpec): View {
  const plot = new Plot(host, {
    ...spec,
    height: (width) => Math.min(420, Math.max(260, 0.68 * width)),
  });
  const { x = spec.along, y = spec.value } = spec.labels;
  const panel = controls(host, [
    [y, spec.value],
    [derivative(y, x, spec.inputs.length > 1), spec.slope],
  ]);
  const stage = html("div", { class: "mlcalc-stage" }, plot.element, panel.element);
  return {
    element: html("div", { class: "mlcalc-body" }, stage, formulas(spec, host.numbers)),
    resize: () => void plot.resize(),
    update: panel.update,
    draw: () => plot.draw(),
    describe: () => plot.describe(),
  };
}

export const curve = defineKind<CurveSpec>({
  read: (json, common, names) => ({
    ...common,
    ...readPlot(json, names),
    slope: names.name(json["slope"], "slope"),
  }),
  view,
  roles: (spec) => ({ [spec.value]: "value", [spec.slope]: "slope" }),
  spoken: (spec) => [...spec.inputs.map((input) => input.name), spec.value, spec.slope],
});
