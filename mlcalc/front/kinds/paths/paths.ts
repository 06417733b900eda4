/** The kind "paths": the total derivative as a sum over the paths of the dependency graph. */

import { controls } from "../../controls/sliders.ts";
import { samples } from "../../plot/geometry.ts";
import { Plot } from "../../plot/plot.ts";
import { html } from "../../view/dom.ts";
import { derivative, formulas } from "../../view/formula.ts";
import { defineKind, type View } from "../../view/kind.ts";
import type { Stage } from "../../view/stage.ts";
import { Bars } from "./bars.ts";
import { Dependencies } from "./dependencies.ts";
import { Light } from "./light.ts";
import "./paths.css";
import { barScale } from "./places.ts";
import { readPaths, type PathsSpec } from "./spec.ts";

/** The largest contribution worth a full bar: found once, over the whole range, so that bars can be compared in time. */
function fullBar(host: Stage, spec: PathsSpec): number {
  const { low, high } = host.model.input(spec.along);
  const xs = samples(low, high, 101);
  const ys = new Float64Array(xs.length);
  return barScale(
    [...spec.paths.map((path) => path.output), spec.total].flatMap((name) => {
      host.model.sweep(spec.along, name)(xs, ys);
      return [...ys];
    }),
  );
}

function view(host: Stage, spec: PathsSpec): View {
  const full = fullBar(host, spec);
  const light = new Light((lit, pressed) => {
    graph.show(lit);
    bars.show(lit, pressed);
  });
  const graph = new Dependencies(host, spec, full, light);
  const bars = new Bars(host, spec, full, light);
  const plot = new Plot(host, {
    ...spec,
    height: (width) => Math.min(300, Math.max(230, 0.62 * width)),
  });
  const { x = spec.along, y = spec.value } = spec.labels;
  const panel = controls(host, [
    [y, spec.value],
    [derivative(y, x, spec.inputs.length > 1), spec.total],
  ]);
  const deep = Math.max(...spec.variables.map((variable) => variable.depth)) > 2;
  const element = html(
    "div",
    { class: "mlcalc-body" },
    html("div", { class: deep ? "mlcalc-stage is-deep" : "mlcalc-stage" }, graph.element, bars.element),
    html("div", { class: "mlcalc-stage" }, plot.element, panel.element),
    formulas(spec, host.numbers),
  );
  return {
    element,
    resize: () => {
      graph.resize();
      plot.resize();
    },
    update: panel.update,
    draw: () => {
      graph.draw();
      bars.draw();
      plot.draw();
    },
    describe: () => plot.describe(),
  };
}

export const paths = defineKind<PathsSpec>({
  read: readPaths,
  view,
  roles: (spec) => ({
    ...Object.fromEntries(spec.paths.map((path) => [path.output, "contribution" as const])),
    [spec.value]: "value",
    [spec.total]: "slope",
  }),
  title: ({ along, value }) => `paths from ${along} to ${value}`,
  spoken: (spec) => [...spec.inputs.map((input) => input.name), spec.value, spec.total],
});
