/** The cost against the steps, on a linear or a logarithmic axis, and what is compared with it; its point goes through the run. */

import { Handle, takeHold } from "../../controls/handles.ts";
import { Axes, type Box } from "../../plot/axes.ts";
import { curvePath } from "../../plot/geometry.ts";
import { html, place, setAttributes, svg } from "../../view/dom.ts";
import type { Stage } from "../../view/stage.ts";
import type { Drive } from "./drive.ts";
import type { Run } from "./run.ts";
import type { TrainingSpec } from "./spec.ts";

/** A line beside the cost itself: the second run, or what is held out. */
interface Line {
  readonly path: SVGPathElement;
  /** Its costs, how many of them there are, and how many steps lie between two. */
  readonly read: () => { costs: Float64Array; count: number; every: number };
  drawn: string;
}

export class CostCurve {
  readonly element = html("div", { class: "mlcalc-costs" });
  readonly #plot = html("div", { class: "mlcalc-plot" });
  readonly #host: Stage;
  readonly #run: Run;
  readonly #axes: readonly [Axes, Axes];
  readonly #drawing = svg("svg", { class: "mlcalc-drawing", role: "group" });
  readonly #inside = svg("svg", { class: "mlcalc-inside", "aria-hidden": "true" });
  readonly #path = svg("path", { class: "mlcalc-curve" });
  readonly #before = svg("path", { class: "mlcalc-curve", "data-role": "guide" });
  readonly #lines: readonly Line[];
  readonly #name = html("span", { class: "mlcalc-curve-name", "data-role": "guide" });
  readonly #point: Handle;
  readonly #read: {
    readonly step: () => number;
    readonly C: () => number;
    readonly log: () => number;
  };
  #boxes: readonly [Box, Box];
  #framed = "";
  #drawn = "";
  #drawnLast = "";
  #last: { costs: Float64Array; settings: string } | null = null;
  /** The run as it was when it last rested: what stays in sight when other settings begin. */
  #kept = new Float64Array();
  #present = { settings: "", reached: 0 };

  constructor(host: Stage, spec: TrainingSpec, run: Run, other: Run | null, drive: Drive) {
    const { model } = host;
    this.#host = host;
    this.#run = run;
    const step = model.input("step");
    const common = {
      xlim: [0, step.high] as const,
      labels: { x: "n", y: "C" },
      words: { x: "step", y: "cost" },
    };
    this.#axes = [
      new Axes({ ...common, ylim: spec.costs.linear }),
      new Axes({ ...common, ylim: spec.costs.log, log: { x: false, y: true } }),
    ];
    this.#read = { step: model.reader("step"), C: model.reader("C"), log: model.reader("log") };
    this.#point = new Handle({
      drag: "point",
      inputs: [step],
      at: (x) => [Math.min(drive.near, this.#box.invertX(x - this.#box.left))],
    });
    const second = { role: "second", name: `beside: ${spec.beside?.name}` };
    const held = { role: "third", name: "held out" };
    const lines = [
      ...(other === null ? [] : [{ ...second, read: () => ({ costs: other.costs, count: Math.min(run.reached, other.reached) + 1, every: 1 }) }]), // prettier-ignore
      ...(spec.held === null ? [] : [{ ...held, read: () => ({ costs: run.heldCosts, count: Math.floor(run.reached / run.heldEvery) + 1, every: run.heldEvery }) }]), // prettier-ignore
    ];
    this.#lines = lines.map(({ role, read }) => ({
      path: svg("path", { class: "mlcalc-curve", "data-role": role }),
      ...{ read, drawn: "" },
    }));
    this.#inside.append(this.#before, ...this.#lines.map(({ path }) => path), this.#path);
    this.#drawing.append(...this.#axes.map(({ element }) => element), this.#inside, this.#point.element);
    this.#plot.append(this.#drawing, ...this.#axes.flatMap(({ labels }) => [...labels]), this.#name);
    this.element.append(this.#plot);
    if (lines.length > 0) this.element.append(legend([{ role: "value", name: "in training" }, ...lines]));
    takeHold(host, this.#drawing, this.#plot, [this.#point]);
    this.#boxes = this.resize();
  }

  resize(): readonly [Box, Box] {
    const width = this.#plot.clientWidth || 320;
    const height = Math.round(Math.min(320, Math.max(220, 0.8 * width)));
    this.#plot.style.height = `${height}px`;
    setAttributes(this.#drawing, { width, height });
    this.#boxes = [this.#axes[0].layout(width, height), this.#axes[1].layout(width, height)];
    this.#framed = "";
    return this.#boxes;
  }

  /** `settings` are those of the run that is drawn, in words: with others, the run before stays in sight. */
  draw(settings: string, moving: boolean): void {
    this.#remember(settings, moving);
    const [box, run] = [this.#box, this.#run];
    this.#drawAxes();
    const wanted = `${run.starts} ${run.reached}`;
    if (wanted !== this.#drawn) this.#path.setAttribute("d", this.#way(run.costs, run.reached));
    this.#drawn = wanted;
    for (const line of this.#lines) {
      const { costs, count, every } = line.read();
      const now = `${run.starts} ${count}`;
      if (now !== line.drawn) line.path.setAttribute("d", this.#way(costs, count - 1, every));
      line.drawn = now;
    }
    this.#drawLast();
    const cy = box.y(this.#read.C());
    const shown = cy >= -1 && cy <= box.height + 1;
    const step = Math.min(this.#read.step(), run.runaway === null ? Infinity : run.runaway.step - 1);
    const y = Number.isFinite(cy) ? Math.min(box.height, Math.max(0, cy)) : 0;
    this.#point.place(box.left + box.x(step), box.top + y, !shown);
  }

  describe(): void {
    const { numbers } = this.#host;
    const [step, C] = [this.#read.step(), this.#read.C()];
    this.#point.describe(step, `step ${numbers.format("step", step)}, C = ${numbers.format("C", C)}`);
  }

  get #logarithmic(): boolean {
    return this.#read.log() > 0.5;
  }

  get #box(): Box {
    return this.#boxes[Number(this.#logarithmic)];
  }

  /** Keeps the run before the present one, as far as it went, but not those that a hand on the slider only passes by. */
  #remember(settings: string, moving: boolean): void {
    const { settings: before } = this.#present;
    if (settings !== before && before !== "" && this.#kept.length > 2) {
      this.#last = { costs: this.#kept, settings: before };
    }
    if (settings !== before) this.#kept = new Float64Array();
    if (!moving && this.#run.reached > 1) this.#kept = this.#run.costs.slice(0, this.#run.reached + 1);
    this.#present = { settings, reached: this.#run.reached };
  }

  /** One of the two axes is in sight. */
  #drawAxes(): void {
    const box = this.#box;
    const framed = [this.#logarithmic, box.width, box.height].join();
    if (framed === this.#framed) return;
    this.#framed = framed;
    this.#drawn = this.#drawnLast = "";
    for (const line of this.#lines) line.drawn = "";
    this.#axes.forEach(({ element, labels }, i) => {
      const hidden = i !== Number(this.#logarithmic);
      element.style.display = hidden ? "none" : "";
      for (const label of labels) label.hidden = hidden;
    });
    setAttributes(this.#inside, { x: box.left, y: box.top, width: box.width, height: box.height });
  }

  #drawLast(): void {
    const [last, box] = [this.#last, this.#box];
    const gone = last === null || last.settings === this.#present.settings;
    const wanted = gone ? "none" : `${last.settings} ${last.costs.length}`;
    if (wanted === this.#drawnLast) return;
    this.#drawnLast = wanted;
    this.#name.hidden = gone;
    this.#before.setAttribute("d", gone ? "" : this.#way(last.costs, last.costs.length - 1));
    if (gone) return;
    this.#name.textContent = `┄ before: ${last.settings}`;
    // In the corner that a falling cost leaves free.
    place(this.#name, box.left + box.width, box.top + 2, "-100%, 0");
  }

  /** At most two places a pixel, each the highest of its steps: no peak is lost. */
  #way(costs: Float64Array, reached: number, every = 1): string {
    const box = this.#box;
    const stride = Math.ceil((reached + 1) / (2 * box.width));
    const count = Math.floor(reached / stride) + 1;
    const [xs, ys] = [new Float64Array(count), new Float64Array(count)];
    for (let i = 0; i < count; i++) {
      xs[i] = i * stride * every;
      for (let k = i * stride; k < (i + 1) * stride && k <= reached; k++) ys[i] = Math.max(ys[i], costs[k]);
    }
    return curvePath(xs, ys, box.x, box.y);
  }
}

/** A piece of each line, and its name. */
function legend(lines: readonly { readonly role: string; readonly name: string }[]): HTMLElement {
  const entries = lines.map(({ role, name }) => {
    const path = svg("path", { class: "mlcalc-curve", "data-role": role, d: "M2,7H32" });
    const sample = svg("svg", { width: 34, height: 14, viewBox: "0 0 34 14", "aria-hidden": "true" }, path);
    return html("span", {}, sample, name);
  });
  return html("div", { class: "mlcalc-seen-legend" }, ...entries);
}
