/** The kind "training": the page trains a network, step by step as Network.train does; all follows from the rate and the step. */

import { buttons } from "../../controls/sliders.ts";
import { choice } from "../../controls/switch.ts";
import { formatLogTick } from "../../model/format.ts";
import { html } from "../../view/dom.ts";
import { formulas, label } from "../../view/formula.ts";
import { defineKind, type View } from "../../view/kind.ts";
import type { Stage } from "../../view/stage.ts";
import { CostCurve } from "./costs.ts";
import { Drive } from "./drive.ts";
import { Run } from "./run.ts";
import { NetworkSeen } from "./seen.ts";
import { readTraining, type TrainingSpec } from "./spec.ts";
import "./training.css";

/** Milliseconds for which a picture of the plane stands at least: a little less than two frames. */
const FLEETING = 30;

interface Bars {
  readonly element: HTMLElement;
  draw(): void;
}

/** How long δ is in each layer, on one logarithmic scale: beside one another, what fades from layer to layer is seen. */
function deltaBars(host: Stage, { sizes, decades: [low, high] }: TrainingSpec): Bars {
  const rows = sizes.slice(1).map((_, i) => {
    const name = `|δ${i + 1}|`;
    const bar = html("span", { class: "mlcalc-length-bar" });
    const track = html("span", { class: "mlcalc-length-track" }, bar);
    const row = html(
      "div",
      { class: "mlcalc-length" },
      label(`\\lVert\\boldsymbol{\\delta}^{(${i + 1})}\\rVert`),
      track,
      host.numbers.output(name),
    );
    const read = host.model.reader(name);
    const draw = (): void => {
      const share = (Math.log10(read()) - low) / (high - low);
      bar.style.transform = `scaleX(${Math.min(1, Math.max(0, share || 0)).toFixed(4)})`;
    };
    return { row, draw };
  });
  const ticks = [low, (low + high) / 2, high].map((power) =>
    html("span", {}, Number.isInteger(power) ? formatLogTick(Number(`1e${power}`), true) : ""),
  );
  const axis = html(
    "div",
    { class: "mlcalc-length is-axis", "aria-hidden": "true" },
    html("span", { class: "mlcalc-length-ticks" }, ...ticks),
  );
  return {
    element: html(
      "div",
      { class: "mlcalc-lengths", role: "group", "aria-label": "mean length of delta in each layer" },
      ...rows.map(({ row }) => row),
      axis,
    ),
    draw: () => rows.forEach(({ draw }) => draw()),
  };
}

function readout(host: Stage, latex: string, name: string): HTMLElement {
  const equals = html("span", { class: "mlcalc-equals" }, "=");
  return html("div", { class: "mlcalc-readout" }, label(latex), equals, host.numbers.output(name));
}

function view(host: Stage, spec: TrainingSpec): View {
  const { model } = host;
  model.keepWhole("step");
  const momentum = model.isInput("momentum") ? model.reader("momentum") : (): number => 0;
  const [rate, step] = ["rate", "step"].map((name) => model.reader(name));
  const settings = (): { rate: number; momentum: number } => ({ rate: rate(), momentum: momentum() });
  const run = new Run(spec, model.input("step").high);
  for (const name of spec.computed) {
    model.define(name, () => {
      run.go(settings(), step());
      return run.number(name);
    });
  }
  run.go(settings(), step());
  const drive = new Drive(host, run, settings);
  const costs = new CostCurve(host, spec, run, drive);
  const seen = spec.seen && new NetworkSeen(spec, spec.seen, run);
  const axis = choice(host, "log", "Axis of the cost", ["linear", "logarithmic"]);
  const bars = deltaBars(host, spec);
  const right = spec.computed.includes("right") ? [readout(host, "\\text{right}", "right")] : [];
  const element = html(
    "div",
    { class: "mlcalc-body" },
    html("div", { class: "mlcalc-pair" }, ...(seen === null ? [] : [seen.element]), costs.element),
    drive.bar,
    drive.note,
    html(
      "div",
      { class: "mlcalc-pair" },
      html("div", { class: "mlcalc-controls" }, drive.sliders, drive.speed.element, axis.element),
      html(
        "div",
        { class: "mlcalc-controls" },
        html("div", { class: "mlcalc-readouts" }, readout(host, "C", "C"), ...right),
        bars.element,
      ),
    ),
    formulas(spec, host.numbers),
    buttons(host),
  );
  let seenAt = -Infinity;
  return {
    element,
    resize: () => {
      costs.resize();
      seen?.resize();
    },
    update: () => {
      drive.update();
      axis.update();
    },
    draw: () => {
      drive.tick();
      run.go(settings(), step());
      costs.draw(rate(), drive.moving);
      bars.draw();
      // A plane takes as long as many steps; thirty of them a second are as many as can be told apart.
      const now = performance.now();
      if (now - seenAt < FLEETING) return host.redraw();
      seenAt = now;
      seen?.draw();
    },
    describe: () => costs.describe(),
    dispose: () => drive.pause(),
  };
}

export const training = defineKind<TrainingSpec>({
  read: readTraining,
  view,
  roles: () => ({ C: "value", "|∇C|": "slope" }),
  title: ({ sizes }) => `training run of a network with layers of ${sizes.join(", ")}`,
  spoken: ({ computed }) => ["step", "rate", "C", ...computed.filter((name) => name === "right")],
});
