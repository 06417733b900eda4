/** A plane, or a line where there is but one number: where a link is now, the way it goes with the input, and how fast. */

import { Handle, takeHold } from "../../controls/handles.ts";
import { formatCompact } from "../../model/format.ts";
import type { InputSpec } from "../../model/spec.ts";
import { Axes, type Box } from "../../plot/axes.ts";
import { curvePath } from "../../plot/geometry.ts";
import { html, setAttributes, svg } from "../../view/dom.ts";
import { label } from "../../view/formula.ts";
import type { Stage } from "../../view/stage.ts";
import { Ruler } from "./ruler.ts";
import { arrowPath, loopPath, nearest } from "./shapes.ts";
import type { LinkSpec } from "./spec.ts";
import type { Image } from "./squares.ts";

/** The input over its range, and every number of a link there. */
export interface Trace {
  readonly ts: Float64Array;
  readonly curves: readonly Float64Array[];
}

export interface PlaneOptions {
  readonly input: InputSpec;
  readonly trace: Trace;
  /** The time of the arrow. */
  readonly step: number;
  readonly image: Image | null;
  /** Whether the image is the square itself, which nothing has bent yet. */
  readonly isFirst: boolean;
}

export class Plane {
  readonly element: HTMLElement;
  readonly isLine: boolean;
  readonly #host: Stage;
  readonly #link: LinkSpec;
  readonly #options: PlaneOptions;
  readonly #axes: Axes | Ruler;
  readonly #handle: Handle;
  readonly #drawing = svg("svg", { class: "mlcalc-drawing", role: "group" });
  readonly #inside = svg("svg", { class: "mlcalc-inside", "aria-hidden": "true" });
  readonly #curve = svg("path", { class: "mlcalc-curve" });
  readonly #linear = svg("path", { class: "mlcalc-image-linear" });
  readonly #exact = svg("path", { class: "mlcalc-image-exact" });
  readonly #arrow = svg("path", { class: "mlcalc-velocity" });
  readonly #at: readonly (() => number)[];
  readonly #speed: readonly (() => number)[];
  readonly #now: () => number;
  readonly #stage = html("div", { class: "mlcalc-plot" });
  #box!: Box;
  #pixels: Float64Array[] = [];

  constructor(host: Stage, link: LinkSpec, options: PlaneOptions) {
    const { model } = host;
    const { input } = options;
    this.#host = host;
    this.#link = link;
    this.#options = options;
    this.isLine = link.entries.length === 1;
    this.#at = link.entries.map((name) => model.reader(name));
    this.#speed = link.velocity.length === 0 ? [() => 1] : link.velocity.map((name) => model.reader(name));
    this.#now = model.reader(input.name);
    const [first, second] = link.limits;
    const [x, y] = link.latex;
    this.#axes = this.isLine ? new Ruler(first) : new Axes({ xlim: first, ylim: second, labels: { x, y } });
    const isInput = link.velocity.length === 0;
    this.#handle = new Handle({
      drag: isInput ? "point" : link.name,
      inputs: [input],
      at: (px, py) => [this.#inputAt(px, py)],
    });
    this.#inside.append(this.#linear, this.#exact, this.#curve, this.#arrow);
    this.#drawing.append(this.#axes.element, this.#inside, this.#handle.element);
    this.#stage.append(this.#drawing, ...this.#axes.labels);
    this.element = html("div", { class: "mlcalc-plane" }, heading(host, link), this.#stage);
    if (this.isLine) this.element.classList.add("is-line");
    takeHold(host, this.#drawing, this.#stage, [this.#handle]);
  }

  /** A plane is as high as wide inside its axes, a line as high as it is told. Returns the height. */
  resize(width: number, tall = width): number {
    let height = tall;
    this.#box = this.#axes.layout(width, height);
    if (!this.isLine) {
      height += this.#box.width - this.#box.height;
      this.#box = this.#axes.layout(width, height);
    }
    const { left: x, top: y, width: w, height: h } = this.#box;
    setAttributes(this.#drawing, { width, height });
    setAttributes(this.#inside, { x, y, width: w, height: h });
    this.#stage.style.height = `${height}px`;
    this.element.style.width = `${width}px`;
    const { curves } = this.#options.trace;
    const upright = curves[curves.length - 1].map((value) => this.#box.y(value));
    this.#pixels = this.isLine ? [upright] : [curves[0].map((value) => this.#box.x(value)), upright];
    this.#curve.setAttribute(
      "d",
      this.isLine
        ? `M${w / 2},${Math.min(...upright.filter(Number.isFinite))}V${Math.max(...upright.filter(Number.isFinite))}`
        : curvePath(curves[0], curves[1], this.#box.x, this.#box.y),
    );
    return height;
  }

  draw(): void {
    const [box, options] = [this.#box, this.#options];
    const [first, last] = [this.#at[0](), this.#at[this.#at.length - 1]()];
    const [px, py] = [this.isLine ? box.width / 2 : box.x(first), box.y(last)];
    const there = Number.isFinite(px + py);
    const [cx, cy] = [clamp(px, box.width), clamp(py, box.height)];
    this.#handle.place(box.left + cx, box.top + cy, !there || cx !== px || cy !== py);
    const dx = this.isLine ? 0 : box.x(first + options.step * this.#speed[0]()) - px;
    const dy = box.y(last + options.step * this.#speed[this.#speed.length - 1]()) - py;
    this.#arrow.setAttribute("d", there ? arrowPath(px, py, dx, dy) : "");
    if (options.image === null) return;
    this.#linear.setAttribute("d", loopPath(options.image.linear, box.x, box.y));
    if (!options.isFirst) this.#exact.setAttribute("d", loopPath(options.image.exact, box.x, box.y));
  }

  describe(): void {
    const values = this.#at.map((read) => formatCompact(read())).join(", ");
    const { name } = this.#link;
    const { input } = this.#options;
    const where = this.isLine ? `${name} = ${values}` : `${name} = (${values})`;
    const now = `${input.name} = ${this.#host.numbers.format(input.name, this.#now())}`;
    this.#handle.describe(this.#now(), name === input.name ? now : `${now}, ${where}`);
  }

  /** The input for a place of the drawing: on the input's own line its value, elsewhere by the nearest place of the curve. */
  #inputAt(px: number, py: number): number {
    const [box, options] = [this.#box, this.#options];
    if (this.#link.velocity.length === 0) return box.invertY(py - box.top);
    const { ts } = options.trace;
    const { low, high } = options.input;
    const pointer = this.isLine ? [py - box.top] : [px - box.left, py - box.top];
    return ts[nearest(this.#pixels, pointer, ((this.#now() - low) / (high - low)) * (ts.length - 1))];
  }
}

const clamp = (pixel: number, size: number): number =>
  Number.isFinite(pixel) ? Math.min(size, Math.max(0, pixel)) : 0;

/** The link's symbol and its numbers: u = (1, 2). */
export function heading(host: Stage, link: LinkSpec): HTMLElement {
  const outputs = link.entries.flatMap((name, i): (HTMLElement | string)[] => {
    const output = host.numbers.output(
      name,
      name === link.name && host.model.isInput(name) ? undefined : formatCompact,
    );
    return i === 0 ? [output] : [", ", output];
  });
  const numbers = outputs.length === 1 ? outputs : ["(", ...outputs, ")"];
  return html("div", { class: "mlcalc-plane-name" }, html("span", {}, label(link.symbol), " = ", ...numbers));
}
