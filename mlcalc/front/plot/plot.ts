/** Curves along one input with the point, the tangent and the secant. Their points can be taken by hand. */

import { Handle, takeHold } from "../controls/handles.ts";
import type { InputSpec } from "../model/spec.ts";
import { html, setAttributes, svg } from "../view/dom.ts";
import type { Stage } from "../view/stage.ts";
import { Axes, RIGHT, type Box } from "./axes.ts";
import type { Point } from "./geometry.ts";
import { Lines } from "./lines.ts";
import type { PlotSpec } from "./plot-spec.ts";
import { Secant, Tangent } from "./slope.ts";
import { Taylor } from "./taylor.ts";

export interface PlotOptions extends PlotSpec {
  /** The height for a width, in pixels. */
  readonly height: (width: number) => number;
}

export class Plot {
  readonly element = html("div", { class: "mlcalc-plot" });
  readonly #host: Stage;
  readonly #options: PlotOptions;
  readonly #input: InputSpec;
  readonly #axes: Axes;
  #box: Box;

  readonly #drawing = svg("svg", { class: "mlcalc-drawing", role: "group" });
  // An inner svg clips what it holds, and needs no id to do so: ids of two figures in one page would meet.
  readonly #inside = svg("svg", { class: "mlcalc-inside", "aria-hidden": "true" });
  readonly #guide = svg("path", { class: "mlcalc-guide" });
  readonly #lines: Lines;
  readonly #tangent: Tangent | null;
  readonly #secant: Secant | null;
  readonly #taylor: Taylor | null;
  readonly #point: Handle;
  readonly #second: Handle | null;
  readonly #read: { readonly x: () => number; readonly y: () => number };
  readonly #readSecond: { readonly step: () => number; readonly y: () => number } | null;

  constructor(host: Stage, options: PlotOptions) {
    const { along, value, slope, secant, taylor, ylim, labels, words, lines, log } = options;
    const { model } = host;
    this.#host = host;
    this.#options = options;
    this.#input = model.input(along);
    const xlim = [this.#input.low, this.#input.high] as const;
    // Several curves have their names at their ends, and the axis none.
    const y = labels["y"] ?? (lines.length > 1 ? "" : value);
    this.#axes = new Axes({ xlim, ylim, log, words, labels: { x: labels["x"] ?? along, y } });
    this.#read = { x: model.reader(along), y: model.reader(value) };
    this.#lines = new Lines(host, options);
    this.#tangent = slope === null ? null : new Tangent(host, slope, xlim, log, secant === null);
    this.#secant = secant && new Secant(host, secant.step, secant.slope);
    this.#taylor = taylor && new Taylor(host, taylor, xlim);
    this.#readSecond = secant && { step: model.reader(secant.step), y: model.reader(secant.value) };
    this.#point = new Handle({
      drag: "point",
      inputs: [this.#input],
      at: (x) => [this.#box.invertX(x - this.#box.left)],
    });
    this.#second = secant && this.#secondHandle(model.input(secant.step));

    const slopes = [this.#secant, this.#tangent, this.#taylor].filter((part) => part !== null);
    this.#inside.append(this.#guide, ...this.#lines.drawing, ...slopes.flatMap((part) => part.drawing));
    const handles = [this.#point, this.#second].filter((handle) => handle !== null);
    this.#drawing.append(
      this.#axes.element,
      this.#inside,
      ...handles.map(({ element }) => element).reverse(),
    );
    this.element.append(
      this.#drawing,
      ...this.#axes.labels,
      ...this.#lines.names,
      ...slopes.flatMap((part) => part.labels),
    );
    takeHold(host, this.#drawing, this.element, handles);
    this.#box = this.resize();
  }

  /** Lays out for the width there is. Before the page gives it one, for a usual one. */
  resize(): Box {
    const width = this.element.clientWidth || 480;
    const height = Math.round(this.#options.height(width));
    this.element.style.height = `${height}px`;
    setAttributes(this.#drawing, { width, height });
    this.#box = this.#axes.layout(width, height, Math.max(RIGHT, this.#lines.room));
    const { left: x, top: y } = this.#box;
    setAttributes(this.#inside, { x, y, width: this.#box.width, height: this.#box.height });
    this.#lines.resized();
    return this.#box;
  }

  draw(): void {
    const box = this.#box;
    this.#lines.draw(box);
    const [x, y] = [this.#read.x(), this.#read.y()];
    const { place, shown } = this.#put(this.#point, x, y);
    const cy = Math.min(box.height, Math.max(0, place[1]));
    this.#guide.setAttribute("d", `M${place[0].toFixed(2)},${cy.toFixed(2)}V${box.height}`);
    this.#tangent?.draw(box, x, y, Number.isFinite(y) ? place : [NaN, NaN], shown);
    this.#taylor?.draw(box, x);
    if (this.#secant === null || this.#second === null || this.#readSecond === null) return;
    const other = this.#put(this.#second, x + this.#readSecond.step(), this.#readSecond.y());
    this.#secant.draw(box, place, other.place, shown && other.shown);
  }

  /** Read by assistive technology alone, so there is no hurry: the host calls it when the movement rests. */
  describe(): void {
    const { along, value, slope, secant, taylor, lines } = this.#options;
    const say = (names: readonly string[]): string =>
      names
        .map((name) => `${name} = ${this.#host.numbers.format(name, this.#host.model.get(name))}`)
        .join(", ");
    const curves = lines.filter(({ style }) => style === "curve").map(({ output }) => output);
    const names = [along, value, ...curves.filter((name) => name !== value)];
    if (taylor !== null) names.push(taylor.order);
    this.#point.describe(this.#read.x(), say(slope === null ? names : [...names, slope]));
    if (secant !== null) this.#second?.describe(this.#readSecond!.step(), say([secant.step, secant.slope]));
  }

  #secondHandle(step: InputSpec): Handle {
    return new Handle({
      drag: "secant",
      inputs: [step],
      at: (x) => [this.#box.invertX(x - this.#box.left) - this.#read.x()],
      shape: svg("rect", { class: "mlcalc-dot is-second", x: -6.5, y: -6.5, width: 13, height: 13 }),
    });
  }

  /** Puts a handle where (x, y) is, or at the edge beyond which it is. */
  #put(handle: Handle, x: number, y: number): { place: Point; shown: boolean } {
    const { left, top, width, height } = this.#box;
    const [px, pixel] = [this.#box.x(x), this.#box.y(y)];
    const py = Number.isFinite(pixel) ? pixel : height;
    const shown = Number.isFinite(pixel) && py >= -1 && py <= height + 1 && px >= -1 && px <= width + 1;
    const cx = Math.min(width, Math.max(0, px));
    handle.place(left + cx, top + Math.min(height, Math.max(0, py)), !shown);
    return { place: [px, py], shown };
  }
}
