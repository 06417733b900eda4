/** The kind "surface": a function of two inputs as a map, and what its derivatives say at the point on it. */

import { controls } from "../../controls/sliders.ts";
import { choice } from "../../controls/switch.ts";
import { html, svg } from "../../view/dom.ts";
import { derivative, formulas } from "../../view/formula.ts";
import { defineKind, type View } from "../../view/kind.ts";
import type { Roles } from "../../view/numbers.ts";
import type { Stage } from "../../view/stage.ts";
import { descend } from "./descent.ts";
import { SurfaceMap } from "./map.ts";
import { readSurface, type SurfaceSpec } from "./spec.ts";
import "./surface.css";

/** Where a whole descent ends, and that with a memory: found by walking it, once for each state. */
function defineEnds(host: Stage, spec: SurfaceSpec): void {
  const { model } = host;
  const slopes = model.map([spec.across, spec.up], spec.slopes);
  const value = model.map([spec.across, spec.up], [spec.value]);
  let state = "";
  let ends: number[] = [];
  const end = (x: number, y: number, rate: number, beta: number): number[] => {
    const steps = Math.round(model.get("steps"));
    const path = descend(slopes, [x, y], rate, steps, beta);
    const last = path.at(-1)!;
    return path.length <= steps ? [NaN, NaN, NaN] : [...last, value(last)[0]];
  };
  const find = (): readonly number[] => {
    const now = Object.values(model.inputs()).join();
    if (now === state) return ends;
    state = now;
    const [x, y] = [spec.across, spec.up].map((name) => model.get(name));
    ends = end(x, y, model.get("rate"), 0);
    if (spec.descent?.momentum) ends.push(...end(x, y, model.get("pace"), model.get("beta")));
    return ends;
  };
  spec.computed.forEach((name, i) => model.define(name, () => find()[i]));
}

/** The formulas that depend on the layout, one layout in sight; all others below. */
function formulasOf(host: Stage, spec: SurfaceSpec): { element: HTMLElement; update: () => void } {
  const common = formulas(spec, host.numbers);
  if (spec.layouts.length === 0) return { element: common, update: () => {} };
  const layout = choice(
    host,
    "layout",
    "Layout",
    spec.layouts.map(({ name }) => name),
  );
  const sets = spec.layouts.map(({ formula }) => formulas({ ...spec, formula }, host.numbers));
  common.prepend(layout.element, ...sets);
  const update = (): void => {
    layout.update();
    sets.forEach((set, i) => (set.hidden = i !== layout.chosen()));
  };
  return { element: common, update };
}

function view(host: Stage, spec: SurfaceSpec): View {
  if (spec.descent?.steps) host.model.keepWhole("steps");
  if (spec.computed.length > 0) defineEnds(host, spec);
  const map = new SurfaceMap(host, spec);
  const { x, y, z } = spec.labels;
  const readouts: (readonly [string, string])[] = [[z, spec.value]];
  if (spec.nudge !== null) {
    const { exact, predicted, miss } = spec.nudge;
    readouts.push(["\\text{predicted}", predicted], [`\\Delta ${z}`, exact], ["\\text{miss}", miss]);
  } else if (spec.velocity === null) {
    readouts.push([derivative(z, x, true), spec.slopes[0]], [derivative(z, y, true), spec.slopes[1]]);
  } else readouts.push([derivative(z, "t", false), spec.velocity.rate], ["\\varphi", spec.velocity.angle]);
  const panel = controls(host, readouts);
  const lines = formulasOf(host, spec);
  const stage = html("div", { class: "mlcalc-stage" }, map.element, panel.element);
  if (spec.descent?.momentum) map.element.append(legend());
  return {
    element: html("div", { class: "mlcalc-body" }, stage, lines.element),
    resize: () => void map.resize(),
    update: () => {
      panel.update();
      lines.update();
    },
    draw: () => map.draw(),
    describe: () => map.describe(),
    dispose: () => map.dispose(),
  };
}

/** Which way is whose, where two walkers race. */
function legend(): HTMLElement {
  const sample = (kind: string): SVGSVGElement =>
    svg("svg", { width: 34, height: 14, "aria-hidden": "true" }, svg("path", { class: kind, d: "M2,7H32" }));
  const [plain, rival] = [sample("mlcalc-way"), sample("mlcalc-way is-rival")];
  return html("p", { class: "mlcalc-ways" }, plain, " descent ", rival, " momentum");
}

function roles({ value, slopes, velocity, nudge }: SurfaceSpec): Roles {
  const partials = Object.fromEntries(slopes.map((name) => [name, "slope" as const]));
  return {
    ...partials,
    [value]: "value",
    ...(velocity === null ? {} : { [velocity.rate]: "value" as const }),
    ...(nudge === null ? {} : { [nudge.exact]: "value" as const, [nudge.predicted]: "slope" as const }),
  };
}

export const surface = defineKind<SurfaceSpec>({
  read: readSurface,
  view,
  roles,
  title: ({ value }) => `contours of ${value}`,
  spoken: (spec) => [
    ...spec.inputs.filter(({ control }) => control === "slider").map(({ name }) => name),
    spec.value,
    ...spec.slopes,
    ...(spec.velocity === null ? [] : [spec.velocity.rate]),
    ...(spec.nudge === null ? [] : [spec.nudge.predicted, spec.nudge.exact, spec.nudge.miss]),
  ],
});
