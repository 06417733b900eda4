/** The kind "curve": functions along one of their inputs, with tangent and secant; the other inputs move the curves. */

import { controls } from "../../controls/sliders.ts";
import { CURVE_ROLES, type PlotSpec } from "../../plot/plot-spec.ts";
import { Plot } from "../../plot/plot.ts";
import { html } from "../../view/dom.ts";
import { derivative, formulas } from "../../view/formula.ts";
import { defineKind, type View } from "../../view/kind.ts";
import type { Roles } from "../../view/numbers.ts";
import type { Stage } from "../../view/stage.ts";
import { readCurve, type CurveSpec } from "./spec.ts";

const curvesOf = (spec: PlotSpec): PlotSpec["lines"] => spec.lines.filter(({ style }) => style === "curve");

function view(host: Stage, spec: CurveSpec): View {
  if (spec.taylor !== null) host.model.keepWhole(spec.taylor.order);
  const plot = new Plot(host, {
    ...spec,
    height: (width) => Math.min(420, Math.max(260, 0.68 * width)),
  });
  const curves = curvesOf(spec);
  const { x = spec.along, y = curves[0].latex } = spec.labels;
  const letters = spec.inputs.length - (spec.secant === null ? 0 : 1) - (spec.taylor === null ? 0 : 1);
  const partial = letters > 1;
  const readouts = [[y, spec.value] as const, ...curves.slice(1).map((c) => [c.latex, c.output] as const)];
  if (spec.slope !== null) readouts.push([derivative(y, x, partial), spec.slope]);
  if (spec.secant !== null) readouts.push([`\\frac{\\Delta ${y}}{\\Delta ${x}}`, spec.secant.slope]);
  const panel = controls(host, readouts);
  const { goal } = spec;
  const told = html("p", { class: "mlcalc-goal", role: "status" });
  if (goal !== null) panel.element.append(told);
  const stage = html("div", { class: "mlcalc-stage" }, plot.element, panel.element);
  return {
    element: html("div", { class: "mlcalc-body" }, stage, formulas(spec, host.numbers)),
    resize: () => void plot.resize(),
    update: () => {
      panel.update();
      if (goal !== null) told.textContent = host.model.get(spec.value) < goal.below ? goal.says : "";
    },
    draw: () => plot.draw(),
    describe: () => plot.describe(),
  };
}

function roles(spec: CurveSpec): Roles {
  const curves = curvesOf(spec).map(({ output }, i) => [output, CURVE_ROLES[i]] as const);
  return {
    ...Object.fromEntries(curves),
    ...(spec.slope === null ? {} : { [spec.slope]: "slope" as const }),
  };
}

export const curve = defineKind<CurveSpec>({
  read: readCurve,
  view,
  roles,
  title: ({ along, value }) => `curve of ${value} against ${along}`,
  spoken: (spec) => [
    ...spec.inputs.map((input) => input.name),
    ...curvesOf(spec).map(({ output }) => output),
    ...(spec.slope === null ? [] : [spec.slope]),
    ...(spec.secant === null ? [] : [spec.secant.slope]),
  ],
});
