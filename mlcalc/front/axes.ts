/** Axes: ticks and grid as SVG, names typeset over them. Drawn when the size changes, not when a number does. */

import { scaleLinear } from "d3-scale";
import { place, setAttributes, svg } from "./dom.ts";
import { label } from "./formula.ts";
import { formatTick } from "./format.ts";

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** From a value to a pixel of the box, and back along the horizontal. */
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly invertX: (pixel: number) => number;
}

/** The margin right of the box, in which a label may still stand. */
export const RIGHT = 16;
const TOP = 30;
const BOTTOM = 46;
const DIGIT = 7.2;

export class Axes {
  /** In pixels of the whole drawing. */
  readonly element = svg("g", { class: "mlcalc-axes", "aria-hidden": "true" });
  readonly labels: readonly [HTMLElement, HTMLElement];
  private readonly xlim: readonly [number, number];
  private readonly ylim: readonly [number, number];

  constructor(
    xlim: readonly [number, number],
    ylim: readonly [number, number],
    latex: { readonly x: string; readonly y: string },
  ) {
    this.xlim = xlim;
    this.ylim = ylim;
    this.labels = [label(latex.x, "mlcalc-axis-label"), label(latex.y, "mlcalc-axis-label")];
  }

  layout(width: number, height: number): Box {
    const yScale = scaleLinear(this.ylim, [height - TOP - BOTTOM, 0]);
    const yTicks = yScale.ticks(Math.max(3, height / 60));
    const yTexts = yTicks.map((tick) => formatTick(tick, yTicks[1] - yTicks[0]));
    const left = 14 + DIGIT * Math.max(...yTexts.map((text) => text.length));
    const box = { left, top: TOP, width: width - left - RIGHT, height: height - TOP - BOTTOM };
    const xScale = scaleLinear(this.xlim, [0, box.width]);
    const xTicks = xScale.ticks(Math.max(2, box.width / 75));

    const parts: SVGElement[] = [];
    yTicks.forEach((tick, i) => {
      const y = box.top + yScale(tick);
      parts.push(rule(tick === 0, left, y, left + box.width, y));
      parts.push(svg("text", { x: left - 9, y: y + 4, "text-anchor": "end" }, yTexts[i]));
    });
    for (const tick of xTicks) {
      const x = left + xScale(tick);
      parts.push(rule(tick === 0, x, box.top, x, box.top + box.height));
      const text = formatTick(tick, xTicks[1] - xTicks[0]);
      parts.push(svg("text", { x, y: box.top + box.height + 19, "text-anchor": "middle" }, text));
    }
    this.element.replaceChildren(...parts);
    place(this.labels[0], left + box.width / 2, box.top + box.height + 35);
    place(this.labels[1], Math.max(4, left - 20), 13, "0, -50%");
    return { ...box, x: xScale, y: yScale, invertX: (pixel) => xScale.invert(pixel) };
  }
}

function rule(zero: boolean, x1: number, y1: number, x2: number, y2: number): SVGLineElement {
  const line = svg("line", { class: zero ? "mlcalc-zero" : "mlcalc-grid" });
  setAttributes(line, { x1, y1, x2, y2 });
  return line;
}
