/** The kind "training": the page trains a network, step by step as Network.train does; all follows from the rate and the step. */

import { buttons } from "../../controls/sliders.ts";
import { choice } from "../../controls/switch.ts";
import { formatScientific, formatShort } from "../../model/format.ts";
import { html } from "../../view/dom.ts";
import { formulas } from "../../view/formula.ts";
import { defineKind, type View } from "../../view/kind.ts";
import type { Stage } from "../../view/stage.ts";
import { Confusion } from "./confusion.ts";
import { CostCurve } from "./costs.ts";
import { defineDrawing, drawingBoard } from "./drawing.ts";
import { Drive } from "./drive.ts";
import { HiddenWeights } from "./hidden.ts";
import { deltaBars, scores } from "./measures.ts";
import { Points } from "./points.ts";
import { whenRecolored } from "./recolored.ts";
import { Run, type Settings } from "./run.ts";
import { NetworkSeen } from "./seen.ts";
import { readTraining, type TrainingSpec } from "./spec.ts";
import "./training.css";

/** Milliseconds for which a picture of the plane stands at least: a little less than two frames. */
const FLEETING = 30;

/** What a reader may set of a run, with its sign. */
const SIGNS = { rate: "η", momentum: "β", batch: "M", scale: "s" };

/** The settings that have a slider, in words. */
const worded = (host: Stage): string =>
  Object.entries(SIGNS)
    .filter(([name]) => host.model.isInput(name))
    .map(([name, sign]) => {
      const value = host.model.get(name);
      return `${sign} = ${value !== 0 && value < 0.01 ? formatScientific(value) : formatShort(value)}`;
    })
    .join(", ");

/** The runs, and every number of theirs by its name; `go` brings them to where the figure is. */
function runsOf(
  host: Stage,
  spec: TrainingSpec,
): { run: Run; other: Run | null; settings: () => Settings; go: () => void } {
  const { model } = host;
  const reader = (name: string, otherwise: number): (() => number) =>
    model.isInput(name) ? model.reader(name) : () => otherwise;
  const read = { rate: reader("rate", 0), momentum: reader("momentum", 0), batch: reader("batch", Infinity), scale: reader("scale", 1) }; // prettier-ignore
  // All the examples of the author are all, too, where a reader has drawn more.
  const size = (batch: number): number => (batch >= spec.count ? Infinity : batch);
  const settings = (): Settings => ({ rate: read.rate(), momentum: read.momentum(), batch: size(read.batch()), scale: read.scale() }); // prettier-ignore
  const step = model.reader("step");
  const { high } = model.input("step");
  const run = new Run(spec, high);
  const { beside } = spec;
  const other = beside && new Run(beside, high);
  const go = (): void => {
    run.go(settings(), step());
    other?.go({ ...settings(), ...beside!.own }, step());
  };
  for (const name of spec.computed) {
    const [, bare, held, aside] = /^(.*?)(_held)?(_beside)?$/.exec(name)!;
    const of = aside === undefined ? run : other!;
    model.define(name, () => {
      go();
      return held === undefined ? of.number(bare) : of.held(bare);
    });
  }
  if (spec.drawing !== null) defineDrawing(host, spec.drawing, run, go);
  go();
  return { run, other, settings, go };
}

function view(host: Stage, spec: TrainingSpec): View {
  const { model } = host;
  model.keepWhole("step", ...(model.isInput("batch") ? ["batch"] : []));
  const { run, other, settings, go } = runsOf(host, spec);
  const drive = new Drive(host, run, other, settings);
  const costs = new CostCurve(host, spec, run, other, drive);
  const maps = mapsOf(spec, run, other);
  const axis = choice(host, "log", "Axis of the cost", ["linear", "logarithmic"]);
  const bars = deltaBars(host, spec);
  const weights = spec.side === null ? null : new HiddenWeights(spec.side, spec.sizes[1]);
  if (weights !== null) whenRecolored(host, () => weights.isStale && host.redraw());
  const classes = spec.sizes.at(-1)!;
  const confusion =
    spec.held !== null && spec.computed.includes("right_held") && classes > 1
      ? new Confusion(run, spec.held, classes)
      : null;
  const points =
    spec.targets === null || spec.seen === null ? null : ownPoints(host, spec, maps, [run, other], drive);
  const drawn = spec.drawing === null ? null : drawingBoard(host, spec);
  const whole = [weights, confusion].flatMap((part) => (part === null ? [] : [part.element]));
  const element = html(
    "div",
    { class: "mlcalc-body" },
    ...(maps.length === 2 ? [html("div", { class: "mlcalc-pair" }, ...maps.map((map) => map.element))] : []),
    html("div", { class: "mlcalc-pair" }, ...(maps.length === 1 ? [maps[0].element] : []), costs.element),
    drive.bar,
    drive.note,
    ...(points === null ? [] : [points]),
    html(
      "div",
      { class: "mlcalc-pair" },
      html("div", { class: "mlcalc-controls" }, drive.sliders, drive.speed.element, axis.element),
      html("div", { class: "mlcalc-controls" }, scores(host, spec), bars.element),
    ),
    ...(drawn === null ? [] : [drawn.element]),
    ...(whole.length > 0 ? [html("div", { class: "mlcalc-pair" }, ...whole)] : []),
    formulas(spec, host.numbers),
    buttons(host),
  );
  let seenAt = -Infinity;
  return {
    element,
    resize: () => {
      costs.resize();
      for (const map of maps) map.resize();
    },
    update: () => {
      drive.update();
      axis.update();
      drawn?.update();
    },
    draw: () => {
      drive.tick();
      go();
      costs.draw(worded(host), drive.moving);
      bars.draw();
      drawn?.draw();
      // A plane takes as long as many steps; thirty of them a second are as many as can be told apart.
      const now = performance.now();
      if (now - seenAt < FLEETING) return host.redraw();
      seenAt = now;
      for (const map of maps) map.draw();
      weights?.draw(run.parameters);
      confusion?.draw();
    },
    describe: () => {
      costs.describe();
      drawn?.describe();
    },
    dispose: () => drive.pause(),
  };
}

/** Points that a reader draws: runs and maps take them, and the run begins anew. */
function ownPoints(
  host: Stage,
  spec: TrainingSpec,
  maps: readonly NetworkSeen[],
  runs: readonly (Run | null)[],
  drive: Drive,
): HTMLElement {
  let opened = false;
  const points = new Points(host, spec, spec.seen!, (examples) => {
    drive.pause();
    for (const map of maps) map.show(examples);
    if (examples.count === 0) return;
    for (const run of runs) run?.learn(examples);
    if (!opened) return;
    host.set({ step: 0 });
    host.numbers.update();
    host.redraw();
  });
  for (const map of maps) map.onPress(host, (x, y) => points.press(x, y));
  // The host computes and draws for the first time when all of this stands.
  points.recall();
  opened = true;
  return points.element;
}

/** What each run makes of the plane, or of the line. */
function mapsOf(spec: TrainingSpec, run: Run, other: Run | null): readonly NetworkSeen[] {
  const { seen, beside } = spec;
  if (seen === null) return [];
  if (other === null || beside === null) return [new NetworkSeen(spec, seen, run)];
  const second = { ...seen, forward: beside.forward ?? seen.forward };
  return [
    new NetworkSeen(spec, seen, run, "the run"),
    new NetworkSeen(spec, second, other, `beside: ${beside.name}`),
  ];
}

export const training = defineKind<TrainingSpec>({
  read: readTraining,
  view,
  roles: ({ beside }) => ({
    C: "value",
    "|∇C|": "slope",
    C_held: "third",
    ...(beside === null ? {} : { C_beside: "second" as const }),
  }),
  title: ({ sizes }) => `training run of a network with layers of ${sizes.join(", ")}`,
  spoken: ({ computed }) => [
    "step",
    "rate",
    "C",
    ...computed.filter((name) => ["right", "C_held", "right_held", "C_beside"].includes(name)),
  ],
});
