/** The curves of a plot, each with its name at its end, told apart by their dashes as well as their colours. */

import { place, svg } from "../view/dom.ts";
import { label } from "../view/formula.ts";
import type { Stage } from "../view/stage.ts";
import type { Box } from "./axes.ts";
import { curvePath, samples, spread } from "./geometry.ts";
import { CURVE_ROLES, type PlotSpec } from "./plot-spec.ts";

const SAMPLES = 201;
/** The height that the name of a curve needs for itself. */
const NAME = 20;

interface Line {
  readonly path: SVGPathElement;
  /** Where the curve is at the point's place; the first curve has the point itself there. */
  readonly dot: SVGCircleElement;
  readonly name: HTMLElement;
  readonly ys: Float64Array;
  readonly sweep: (xs: Float64Array, ys: Float64Array) => void;
  readonly read: () => number;
}

export class Lines {
  readonly drawing: readonly SVGElement[];
  readonly names: readonly HTMLElement[];
  readonly #lines: readonly Line[];
  readonly #along: () => number;
  readonly #others: readonly (() => number)[];
  readonly #othersDrawn: Float64Array;
  readonly #xs: Float64Array;
  #old = true;

  constructor(host: Stage, spec: PlotSpec) {
    const { model } = host;
    const { low, high } = model.input(spec.along);
    this.#along = model.reader(spec.along);
    this.#xs = samples(low, high, SAMPLES, spec.log.x);
    this.#others = model.spec.inputs
      .filter(({ name }) => name !== spec.along)
      .map(({ name }) => model.reader(name));
    this.#othersDrawn = new Float64Array(this.#others.length);
    let curves = 0;
    const several = spec.lines.length > 1;
    this.#lines = spec.lines.map(({ output, latex, style }, i) => {
      const role = style === "guide" ? "guide" : CURVE_ROLES[curves++];
      const name = label(latex, "mlcalc-curve-name");
      name.dataset["role"] = role;
      return {
        path: svg("path", { class: "mlcalc-curve", "data-role": role }),
        dot: svg("circle", {
          class: "mlcalc-mark",
          r: i > 0 && style === "curve" ? 4.5 : 0,
          "data-role": role,
        }),
        name,
        ys: new Float64Array(SAMPLES),
        sweep: model.sweep(spec.along, output),
        read: model.reader(output),
      };
    });
    // Guides first: they lie under the curves.
    const paths = this.#lines.map(({ path }) => path);
    paths.sort((a, b) => Number(b.dataset["role"] === "guide") - Number(a.dataset["role"] === "guide"));
    this.drawing = [...paths, ...this.#lines.map(({ dot }) => dot)];
    this.names = several ? this.#lines.map(({ name }) => name) : [];
  }

  /** How much room the names need at the right. */
  get room(): number {
    return Math.max(0, ...this.names.map((name) => name.offsetWidth + 12));
  }

  resized(): void {
    this.#old = true;
  }

  draw(box: Box): void {
    let old = this.#old;
    this.#others.forEach((read, i) => {
      const value = read();
      old ||= value !== this.#othersDrawn[i];
      this.#othersDrawn[i] = value;
    });
    if (old) this.#drawCurves(box);
    const x = box.x(this.#along());
    for (const { dot, read } of this.#lines) {
      const y = box.y(read());
      dot.setAttribute(
        "transform",
        `translate(${x.toFixed(2)},${(Number.isFinite(y) ? y : -99).toFixed(2)})`,
      );
    }
  }

  #drawCurves(box: Box): void {
    this.#old = false;
    for (const { path, sweep, ys } of this.#lines) {
      sweep(this.#xs, ys);
      path.setAttribute("d", curvePath(this.#xs, ys, box.x, box.y));
    }
    if (this.names.length > 0) this.#nameCurves(box);
  }

  /** Each name beside the end of its curve, or where the curve leaves the frame; never one over another. */
  #nameCurves(box: Box): void {
    const ends = this.#lines.map(({ ys }) => {
      let last = SAMPLES - 1;
      const inside = (y: number): boolean => y >= 0 && y <= box.height;
      while (last > 0 && !inside(box.y(ys[last]))) last--;
      return last === 0 ? null : ([box.x(this.#xs[last]), box.y(ys[last])] as const);
    });
    const right = ends.map((end) => (end !== null && end[0] > box.width - 1 ? end[1] : null));
    const heights = spread(right, NAME, box.height);
    this.#lines.forEach(({ name }, i) => {
      const end = ends[i];
      name.hidden = end === null;
      if (end === null) return;
      const y = heights[i];
      if (y !== null) place(name, box.left + box.width + 7, box.top + y, "0, -50%");
      // The curve ends at the upper or lower edge: there its name stands inside, to its left.
      else
        place(
          name,
          box.left + end[0] - 8,
          box.top + Math.max(10, Math.min(box.height - 12, end[1])),
          "-100%, -50%",
        );
    });
  }
}
