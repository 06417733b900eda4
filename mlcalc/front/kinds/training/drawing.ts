/** A square to draw in, read by the network as it is at this step of its training. */

import { sizeOf } from "../../compute/arrays.ts";
import { compile } from "../../compute/evaluate.ts";
import { board } from "../../controls/pad/board.ts";
import { html } from "../../view/dom.ts";
import type { View } from "../../view/kind.ts";
import type { Stage } from "../../view/stage.ts";
import { largestOf } from "./confusion.ts";
import type { Run } from "./run.ts";
import type { Drawing, TrainingSpec } from "./spec.ts";

/** Gives the numbers of the drawing their names; `arrive` brings the run to where the figure is. */
export function defineDrawing(
  host: Stage,
  { graph, pixels, slopes }: Drawing,
  run: Run,
  arrive: () => void,
): void {
  const { model } = host;
  const evaluator = compile(graph, ["p", "C", "dC/dx"]);
  const [classes] = evaluator.shapes[0];
  const state = new Float64Array(graph.inputs.reduce((n, { shape }) => n + sizeOf(shape), 0));
  const results = new Float64Array(classes + 1 + pixels.length);
  const read = [...pixels, "y"].map((name) => model.reader(name));
  const from = run.parameters.length;
  let version = -1;
  const fresh = (): Float64Array => {
    arrive();
    let moved = version !== run.version;
    read.forEach((value, i) => {
      moved ||= state[from + i] !== value();
      state[from + i] = value();
    });
    if (moved) {
      state.set(run.parameters);
      evaluator.run(state, results);
    }
    version = run.version;
    return results;
  };
  for (let k = 0; k < classes; k++) model.define(`p[${k}]`, () => fresh()[k]);
  model.define("reading", () => largestOf(fresh(), 1, classes)[0]);
  model.define("C_drawn", () => fresh()[classes]);
  slopes.forEach((name, i) => model.define(name, () => fresh()[classes + 1 + i]));
}

export function drawingBoard(host: Stage, { drawing, side, sizes }: TrainingSpec): View {
  const { pixels, slopes } = drawing!;
  const classes = Array.from({ length: sizes.at(-1)! }, (_, k) => String(k));
  const view = board(host, { side: side!, pixels, slopes, classes, cost: "C_drawn" });
  const clear = html("button", { type: "button", class: "mlcalc-reset" }, "Clear the drawing");
  host.listen(clear, "click", () => host.set(Object.fromEntries(pixels.map((name) => [name, 0]))));
  const element = html(
    "div",
    { class: "mlcalc-drawn" },
    html(
      "p",
      { class: "mlcalc-aside" },
      "Draw for the network as it is at this step, and press the class that it should be:",
    ),
    view.element,
    html("div", { class: "mlcalc-buttons" }, clear),
  );
  return { ...view, element };
}
