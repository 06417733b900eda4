/** The Taylor polynomial about the point of a curve, of the order that its slider says. */

import { place, svg } from "../view/dom.ts";
import { label } from "../view/formula.ts";
import type { Stage } from "../view/stage.ts";
import type { Box } from "./axes.ts";
import { curvePath, samples } from "./geometry.ts";
import type { TaylorSpec } from "./plot-spec.ts";

const SAMPLES = 401;

export class Taylor {
  readonly drawing: readonly SVGElement[];
  readonly labels: readonly HTMLElement[];
  readonly #path = svg("path", { class: "mlcalc-tangent" });
  readonly #name = label("T_n", "mlcalc-curve-name");
  readonly #order: () => number;
  readonly #coefficients: readonly (() => number)[];
  readonly #xs: Float64Array;
  readonly #ys = new Float64Array(SAMPLES);

  constructor(host: Stage, { order, coefficients }: TaylorSpec, [low, high]: readonly [number, number]) {
    this.#order = host.model.reader(order);
    this.#coefficients = coefficients.map((name) => host.model.reader(name));
    this.#xs = samples(low, high, SAMPLES);
    this.#name.dataset["role"] = "slope";
    this.drawing = [this.#path];
    this.labels = [this.#name];
  }

  draw(box: Box, at: number): void {
    polynomialOn(this.#xs, at, this.#coefficients.slice(0, this.#order() + 1).map((read) => read()), this.#ys); // prettier-ignore
    this.#path.setAttribute("d", curvePath(this.#xs, this.#ys, box.x, box.y));
    const end = this.#end(box);
    this.#name.hidden = end < 0;
    if (end < 0) return;
    const y = Math.max(12, Math.min(box.height - 12, box.y(this.#ys[end])));
    place(this.#name, box.left + box.x(this.#xs[end]) - 8, box.top + y, "-100%, -50%");
  }

  /** The last place, from the left, at which the polynomial is within the frame; −1 where it never is. */
  #end(box: Box): number {
    let last = SAMPLES - 1;
    const inside = (y: number): boolean => y >= 0 && y <= box.height;
    while (last >= 0 && !inside(box.y(this.#ys[last]))) last--;
    return last;
  }
}

/** Values of the polynomial with these coefficients of (x − at)ᵏ, by Horner's rule. */
export function polynomialOn(
  xs: Float64Array,
  at: number,
  coefficients: readonly number[],
  ys: Float64Array,
): void {
  for (let i = 0; i < xs.length; i++) {
    let y = 0;
    for (let k = coefficients.length - 1; k >= 0; k--) y = y * (xs[i] - at) + coefficients[k];
    ys[i] = y;
  }
}
