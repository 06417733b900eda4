/** The kind "paths": the total derivative as a sum over the paths of the dependency graph. */

import { Bars } from "./bars.ts";
import { controls } from "./controls.ts";
import { Dependencies } from "./dependencies.ts";
import { html } from "./dom.ts";
import { derivative, formulas } from "./formula.ts";
import { barScale, samples } from "./geometry.ts";
import type { Host } from "./host.ts";
import { defineKind, type View } from "./kind.ts";
import { Light } from "./light.ts";
import { Plot } from "./plot.ts";
import { readPaths, type PathsSpec } from "./paths-spec.ts";

/** The largest contribution worth a full bar: found once, over the whole range, so that bars can be compared in time. */
function fullBar(host: Host, spec: PathsSpec): number {
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

function view(host: Host, spec: PathsSpec): View {
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
  spoken: (spec) => [...spec.inputs.map((input) => input.name), spec.value, spec.total],
});
