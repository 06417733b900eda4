/** An upright axis with nothing across: a line for a single number, beside planes of the same height. */

import type { Box } from "../../plot/axes.ts";
import { axisScale } from "../../plot/scale.ts";
import { svg } from "../../view/dom.ts";

/** As the axes of a plane have them, so that both begin and end at one height. */
const TOP = 30;
const BOTTOM = 46;
const DIGIT = 7.2;

export class Ruler {
  readonly element = svg("g", { class: "mlcalc-axes", "aria-hidden": "true" });
  readonly labels: readonly HTMLElement[] = [];
  readonly #limits: readonly [number, number];

  constructor(limits: readonly [number, number]) {
    this.#limits = limits;
  }

  layout(width: number, height: number): Box {
    const tall = height - TOP - BOTTOM;
    const y = axisScale(this.#limits, [tall, 0]);
    const ticks = y.ticks(Math.max(3, height / 60));
    const left = 14 + DIGIT * Math.max(1, ...ticks.map(({ text }) => text.length));
    const box = { left, top: TOP, width: Math.max(12, width - left), height: tall, free: 0 };
    const middle = left + box.width / 2;
    const x = axisScale([-1, 1], [0, box.width]);
    this.element.replaceChildren(
      svg("line", { class: "mlcalc-zero", x1: middle, x2: middle, y1: TOP, y2: TOP + tall }),
      ...ticks.flatMap(({ value, text }) => {
        const at = TOP + y.pixel(value);
        const mark = { class: "mlcalc-zero", x1: middle - 5, x2: middle + 5, y1: at, y2: at };
        return [svg("line", mark), svg("text", { x: left - 6, y: at + 4, "text-anchor": "end" }, text)];
      }),
    );
    return { ...box, x: x.pixel, y: y.pixel, invertX: x.invert, invertY: y.invert };
  }
}
