/** The kind "curve": a function along one of its inputs, with its tangent; the other inputs move the curve itself. */

import { controls } from "./controls.ts";
import { html } from "./dom.ts";
import { derivative, formulas } from "./formula.ts";
import type { Host, View } from "./host.ts";
import { Plot } from "./plot.ts";
import type { CurveSpec } from "./spec.ts";

export function curve(host: Host, spec: CurveSpec): View {
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
