/** A curve along one input with the point, the tangent and the triangle of its slope. The point can be taken by hand. */

import { Axes, RIGHT, type Box } from "./axes.ts";
import { html, place, setAttributes, svg } from "./dom.ts";
import { formatInput, formatNumber } from "./format.ts";
import { clipLine, curvePath, niceRun, samples } from "./geometry.ts";
import type { Host } from "./host.ts";
import { afterKey, snap } from "./model.ts";
import type { InputSpec } from "./spec.ts";

const SAMPLES = 201;

export interface PlotOptions {
  readonly along: string;
  readonly value: string;
  readonly slope: string;
  readonly ylim: readonly [number, number];
  readonly labels: Readonly<Record<string, string>>;
  /** The height for a width, in pixels. */
  readonly height: (width: number) => number;
}

export class Plot {
  readonly element = html("div", { class: "mlcalc-plot" });
  private readonly host: Host;
  private readonly options: PlotOptions;
  private readonly input: InputSpec;
  private readonly axes: Axes;
  private box: Box;
  private readonly run: number;

  private readonly drawing = svg("svg", { class: "mlcalc-drawing", role: "group" });
  // An inner svg clips what it holds, and needs no id to do so: ids of two figures in one page would meet.
  private readonly inside = svg("svg", { class: "mlcalc-inside", "aria-hidden": "true" });
  private readonly curve = svg("path", { class: "mlcalc-curve" });
  private readonly tangent = svg("path", { class: "mlcalc-tangent" });
  private readonly triangle = svg("path", { class: "mlcalc-triangle" });
  private readonly guide = svg("path", { class: "mlcalc-guide" });
  private readonly point: SVGGElement;
  private readonly runLabel: HTMLElement;
  private readonly riseLabel: HTMLElement;

  private readonly xs: Float64Array;
  private readonly ys = new Float64Array(SAMPLES);
  private readonly sweep: (xs: Float64Array, ys: Float64Array) => void;
  private readonly others: readonly (() => number)[];
  private readonly othersDrawn: Float64Array;
  private readonly read: { readonly x: () => number; readonly y: () => number; readonly slope: () => number };
  private curveIsOld = true;

  constructor(host: Host, options: PlotOptions) {
    const { along, value, slope, ylim, labels } = options;
    const { model } = host;
    this.host = host;
    this.options = options;
    this.input = model.input(along);
    const { low, high } = this.input;
    this.axes = new Axes([low, high], ylim, { x: labels["x"] ?? along, y: labels["y"] ?? value });
    this.run = niceRun(low, high);
    this.xs = samples(low, high, SAMPLES);
    this.sweep = model.sweep(along, value);
    this.read = { x: model.reader(along), y: model.reader(value), slope: model.reader(slope) };
    this.others = model.spec.inputs
      .filter(({ name }) => name !== along)
      .map(({ name }) => model.reader(name));
    this.othersDrawn = new Float64Array(this.others.length);

    this.point = svg(
      "g",
      {
        class: "mlcalc-point",
        "data-drag": "point",
        role: "slider",
        tabindex: 0,
        "aria-label": along,
        "aria-valuemin": low,
        "aria-valuemax": high,
      },
      svg("circle", { class: "mlcalc-hit", r: 22 }),
      svg("circle", { class: "mlcalc-dot", r: 7.5 }),
    );
    this.runLabel = html("span", { class: "mlcalc-leg" }, String(this.run));
    this.riseLabel = html("span", { class: "mlcalc-leg" });
    if (this.run !== 1) this.riseLabel.append(`${this.run} × `);
    this.riseLabel.append(host.numbers.output(slope));
    this.inside.append(this.guide, this.triangle, this.curve, this.tangent);
    this.drawing.append(this.axes.element, this.inside, this.point);
    this.element.append(this.drawing, ...this.axes.labels, this.runLabel, this.riseLabel);
    this.listen();
    this.box = this.resize();
  }

  /** Lays out for the width there is. Before the page gives it one, for a usual one. */
  resize(): Box {
    const width = this.element.clientWidth || 480;
    const height = Math.round(this.options.height(width));
    this.element.style.height = `${height}px`;
    setAttributes(this.drawing, { width, height });
    this.box = this.axes.layout(width, height);
    const { left: x, top: y } = this.box;
    setAttributes(this.inside, { x, y, width: this.box.width, height: this.box.height });
    this.curveIsOld = true;
    return this.box;
  }

  draw(): void {
    this.drawCurve();
    const { x: sx, y: sy, width, height, left, top } = this.box;
    const [x, y, slope] = [this.read.x(), this.read.y(), this.read.slope()];
    const [px, py] = [sx(x), Number.isFinite(y) ? sy(y) : height];
    const inside = Number.isFinite(y) && py >= -1 && py <= height + 1;
    const cy = Math.min(height, Math.max(0, py));
    this.point.setAttribute("transform", `translate(${(left + px).toFixed(2)},${(top + cy).toFixed(2)})`);
    this.point.classList.toggle("is-outside", !inside);
    this.point.setAttribute("aria-valuenow", String(x));
    this.guide.setAttribute("d", `M${px.toFixed(2)},${cy.toFixed(2)}V${height}`);

    const steepness = -slope * ((sy(0) - sy(1)) / (sx(1) - sx(0)));
    const ends = Number.isFinite(y) ? clipLine(px, py, steepness, width, height) : null;
    this.tangent.setAttribute("d", ends === null ? "" : `M${pair(ends[0])}L${pair(ends[1])}`);
    this.drawTriangle(px, py, steepness, inside && Number.isFinite(slope));
  }

  /** Read by assistive technology alone, so there is no hurry: the host calls it when the movement rests. */
  describe(): void {
    const { along, value, slope } = this.options;
    const [x, y, m] = [this.read.x(), this.read.y(), this.read.slope()];
    const text = `${along} = ${formatInput(x, this.input.step)}, ${value} = ${formatNumber(y)}, ${slope} = ${formatNumber(m)}`;
    this.point.setAttribute("aria-valuetext", text);
  }

  private drawCurve(): void {
    let old = this.curveIsOld;
    this.others.forEach((read, i) => {
      const value = read();
      old ||= value !== this.othersDrawn[i];
      this.othersDrawn[i] = value;
    });
    if (!old) return;
    this.sweep(this.xs, this.ys);
    this.curve.setAttribute("d", curvePath(this.xs, this.ys, this.box.x, this.box.y));
    this.curveIsOld = false;
  }

  /** One run to the right of the point; where the labels would not fit there, one run to its left. */
  private drawTriangle(px: number, py: number, steepness: number, shown: boolean): void {
    const { left, top, width, height } = this.box;
    const length = this.box.x(this.input.low + this.run);
    const labelWidth = this.run === 1 ? 70 : 112;
    const side = px + length + labelWidth <= width + RIGHT ? 1 : -1;
    const x = px + side * length;
    const rise = side * steepness * length;
    const end = clamp(py + rise, height);
    this.triangle.setAttribute(
      "d",
      shown ? `M${px.toFixed(2)},${py.toFixed(2)}H${x.toFixed(2)}V${end.toFixed(2)}Z` : "",
    );
    const legible = shown && Math.abs(rise) > 9 && x >= 0;
    this.runLabel.hidden = this.riseLabel.hidden = !legible;
    if (!legible) return;
    place(this.runLabel, left + (px + x) / 2, top + py + (rise < 0 ? 12 : -12));
    place(this.riseLabel, left + x + 5 * side, top + (py + end) / 2, side > 0 ? "0, -50%" : "-100%, -50%");
  }

  private listen(): void {
    const { signal } = this.host;
    const { name } = this.input;
    const move = (event: PointerEvent): void => {
      const x = event.clientX - this.drawing.getBoundingClientRect().left - this.box.left;
      this.host.set({ [name]: snap(this.input, this.box.invertX(x)) });
    };
    let held = -1;
    this.drawing.addEventListener(
      "pointerdown",
      (event) => {
        if (event.button !== 0 || held >= 0) return;
        held = event.pointerId;
        this.drawing.setPointerCapture(held);
        this.element.classList.add("is-held");
        this.point.focus({ preventScroll: true });
        event.preventDefault();
        move(event);
      },
      { signal },
    );
    this.drawing.addEventListener("pointermove", (event) => event.pointerId === held && move(event), {
      signal,
    });
    const release = (event: PointerEvent): void => {
      if (event.pointerId !== held) return;
      held = -1;
      this.element.classList.remove("is-held");
    };
    this.drawing.addEventListener("pointerup", release, { signal });
    this.drawing.addEventListener("pointercancel", release, { signal });
    // An element inside an svg has no touch-action of its own: without this a finger that starts upwards scrolls the page.
    this.point.addEventListener("touchstart", (event) => event.preventDefault(), { signal, passive: false });
    this.point.addEventListener(
      "keydown",
      (event) => {
        const to =
          event.altKey || event.ctrlKey || event.metaKey
            ? null
            : afterKey(this.input, this.read.x(), event.key, event.shiftKey);
        if (to === null) return;
        event.preventDefault();
        // Lab and slide shows bind arrows to other things.
        event.stopPropagation();
        this.host.set({ [name]: to });
      },
      { signal },
    );
  }
}

const clamp = (y: number, height: number): number => Math.min(height, Math.max(0, y));
const pair = ([x, y]: readonly [number, number]): string => `${x.toFixed(2)},${y.toFixed(2)}`;
