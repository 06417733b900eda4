/** Axes: ticks and grid as SVG, names typeset over them. Drawn when the size changes, not when a number does. */

import { place, setAttributes, svg } from "../view/dom.ts";
import { label } from "../view/formula.ts";
import "./plot.css";
import { axisScale, type AxisScale } from "./scale.ts";

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** How far right of the box a label may still reach. */
  readonly free: number;
  /** From a value to a pixel of the box, and back. */
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly invertX: (pixel: number) => number;
  readonly invertY: (pixel: number) => number;
}

type Pair = readonly [number, number];

export interface AxesOptions {
  readonly xlim: Pair;
  readonly ylim: Pair;
  /** LaTeX; an axis without a name has an empty one. */
  readonly labels: { readonly x: string; readonly y: string };
  /** What stands before them, in words. */
  readonly words?: Readonly<Record<string, string>>;
  readonly log?: { readonly x: boolean; readonly y: boolean };
}

/** The usual margin right of the box, in which a label may still stand; a wider one belongs to the names of curves. */
export const RIGHT = 20;
const TOP = 30;
const BOTTOM = 46;
const DIGIT = 7.2;

export class Axes {
  /** In pixels of the whole drawing. */
  readonly element = svg("g", { class: "mlcalc-axes", "aria-hidden": "true" });
  readonly labels: readonly [HTMLElement, HTMLElement];
  readonly #options: AxesOptions;

  constructor(options: AxesOptions) {
    this.#options = options;
    const title = (axis: "x" | "y"): HTMLElement => {
      const element = label(options.labels[axis], "mlcalc-axis-label");
      element.prepend(options.words?.[axis] ?? "", " ");
      return element;
    };
    this.labels = [title("x"), title("y")];
  }

  /** Fills a drawing of this size; `right` is the margin there. */
  layout(width: number, height: number, right = RIGHT): Box {
    const y = this.#scale("y", height - TOP - BOTTOM);
    const left = this.#left(y, height);
    const free = right > RIGHT ? 0 : right;
    const box = { left, top: TOP, width: width - left - right, height: height - TOP - BOTTOM, free };
    return this.#draw(box, this.#scale("x", box.width), y);
  }

  /** As large as fits into this size with one unit as long across as upwards; `height` is what the whole drawing takes. */
  layoutEqual(width: number, tallest: number): Box & { readonly total: Pair } {
    const [x, y] = [this.#options.xlim, this.#options.ylim].map(([low, high]) => high - low);
    const left = this.#left(this.#scale("y", tallest - TOP - BOTTOM), tallest);
    const unit = Math.min((width - left - RIGHT) / x, (tallest - TOP - BOTTOM) / y);
    const box = { left, top: TOP, width: unit * x, height: unit * y, free: RIGHT };
    const drawn = this.#draw(box, this.#scale("x", box.width), this.#scale("y", box.height));
    return { ...drawn, total: [left + box.width + RIGHT, TOP + box.height + BOTTOM] };
  }

  #scale(axis: "x" | "y", size: number): AxisScale {
    const { xlim, ylim, log } = this.#options;
    return axis === "x" ? axisScale(xlim, [0, size], log?.x) : axisScale(ylim, [size, 0], log?.y);
  }

  /** Room for the longest number on the vertical axis. */
  #left(y: AxisScale, height: number): number {
    return 14 + DIGIT * Math.max(1, ...y.ticks(ticksUp(height)).map(({ text }) => text.length));
  }

  #draw(box: Omit<Box, "x" | "y" | "invertX" | "invertY">, x: AxisScale, y: AxisScale): Box {
    const { left, top, width, height } = box;
    const parts: SVGElement[] = [];
    for (const { value, text } of y.ticks(ticksUp(height + TOP + BOTTOM))) {
      const at = top + y.pixel(value);
      parts.push(rule(value === 0, left, at, left + width, at));
      parts.push(svg("text", { x: left - 9, y: at + 4, "text-anchor": "end" }, text));
    }
    for (const { value, text } of x.ticks(Math.max(2, width / 75))) {
      const at = left + x.pixel(value);
      parts.push(rule(value === 0, at, top, at, top + height));
      parts.push(svg("text", { x: at, y: top + height + 19, "text-anchor": "middle" }, text));
    }
    this.element.replaceChildren(...parts);
    place(this.labels[0], left + width / 2, top + height + 35);
    place(this.labels[1], Math.max(4, left - 20), 13, "0, -50%");
    return { ...box, x: x.pixel, y: y.pixel, invertX: x.invert, invertY: y.invert };
  }
}

const ticksUp = (height: number): number => Math.max(3, height / 60);

function rule(zero: boolean, x1: number, y1: number, x2: number, y2: number): SVGLineElement {
  const line = svg("line", { class: zero ? "mlcalc-zero" : "mlcalc-grid" });
  setAttributes(line, { x1, y1, x2, y2 });
  return line;
}
