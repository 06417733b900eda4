/** What the network makes of its inputs: a plane divided among the classes, or the curve through the examples. */

import { compile } from "../../compute/evaluate.ts";
import type { Evaluator } from "../../compute/evaluator.ts";
import { formatShort } from "../../model/format.ts";
import { Axes, type Box } from "../../plot/axes.ts";
import { contoursOf, gridOver, type Grid } from "../../plot/contours.ts";
import { curvePath, samples, spot } from "../../plot/geometry.ts";
import { CURVE_ROLES } from "../../plot/plot-spec.ts";
import { html, setAttributes, svg } from "../../view/dom.ts";
import type { Stage } from "../../view/stage.ts";
import type { Examples } from "./passes.ts";
import type { Run } from "./run.ts";
import type { Seen, TrainingSpec } from "./spec.ts";

/** The field of a map is drawn in a square of this side, and stretched to the frame. */
const SIDE = 400;
/** One shape for each class, so that none is told by its colour alone. */
const MARKS = [
  "M-4.5,0a4.5,4.5 0 1 0 9,0a4.5,4.5 0 1 0 -9,0Z",
  "M-4,-4h8v8h-8Z",
  "M0,-6L6,0L0,6L-6,0Z",
  "M0,-5.5L5.5,4.5h-11Z",
];

export class NetworkSeen {
  readonly element = html("div", { class: "mlcalc-seen" });
  readonly #sheet = html("div", { class: "mlcalc-plot" });
  readonly #spec: TrainingSpec;
  readonly #seen: Seen;
  readonly #run: Run;
  readonly #outputs: number;
  readonly #axes: Axes;
  readonly #drawing = svg("svg", { class: "mlcalc-drawing", role: "img" });
  readonly #inside = svg("svg", { class: "mlcalc-inside", "aria-hidden": "true" });
  readonly #field = svg("svg", {
    class: "mlcalc-field",
    viewBox: `0 0 ${SIDE} ${SIDE}`,
    preserveAspectRatio: "none",
    "aria-hidden": "true",
  });
  readonly #paths: readonly SVGPathElement[];
  /** Under each band, where the browser mixes no colours: it would mix with the band below. */
  #grounds: readonly SVGPathElement[] = [];
  #marks: readonly (readonly [SVGElement, number, number])[];
  #examples: Examples;
  readonly #forward: Evaluator;
  readonly #state: Float64Array;
  readonly #results: Float64Array;
  readonly #grid: Grid;
  readonly #xs: Float64Array;
  #box: Box;

  /** `title` says which run it is, where there are two. */
  constructor(spec: TrainingSpec, seen: Seen, run: Run, title = "") {
    this.#spec = spec;
    this.#seen = seen;
    this.#run = run;
    this.#outputs = spec.sizes.at(-1)!;
    this.#axes = new Axes({ xlim: seen.xlim, ylim: seen.ylim, labels: seen.labels });
    this.#forward = compile(seen.forward);
    const { shape } = seen.forward.inputs.at(-1)!;
    const cells = Math.round(Math.sqrt(shape[1])) - 3;
    this.#grid = gridOver(seen.xlim, seen.ylim, SIDE, SIDE, cells);
    this.#xs = seen.shows === "map" ? this.#grid.xs : samples(...seen.xlim, shape[1]);
    this.#state = Float64Array.of(...spec.parameters, ...this.#places());
    this.#results = new Float64Array(this.#outputs * shape[1]);
    this.#paths = seen.shows === "map" ? this.#bands() : this.#curves();
    this.#examples = spec;
    this.#marks = this.#marked();
    this.#inside.append(...this.#marks.map(([mark]) => mark), ...(seen.shows === "map" ? [] : this.#paths));
    this.#drawing.append(this.#axes.element, this.#inside);
    this.#sheet.append(...(seen.shows === "map" ? [this.#field] : []), this.#drawing, ...this.#axes.labels);
    const caption = title === "" ? [] : [html("p", { class: "mlcalc-aside" }, title)];
    this.element.append(...caption, this.#sheet, ...this.#legend());
    const what =
      seen.shows === "map" ? "The plane as the network divides it, and" : "The curve of the network, and";
    this.#drawing.setAttribute(
      "aria-label",
      `${what} the ${spec.count} examples${title === "" ? "" : `: ${title}`}`,
    );
    this.#box = this.resize();
  }

  resize(): Box {
    const width = this.element.clientWidth || 320;
    const height = Math.round(Math.min(320, Math.max(220, 0.8 * width)));
    this.#sheet.style.height = `${height}px`;
    setAttributes(this.#drawing, { width, height });
    const box = (this.#box = this.#axes.layout(width, height));
    setAttributes(this.#inside, { x: box.left, y: box.top, width: box.width, height: box.height });
    setAttributes(this.#field, { width: box.width, height: box.height });
    this.#field.style.transform = `translate(${box.left}px, ${box.top}px)`;
    this.#placeMarks();
    return box;
  }

  draw(): void {
    this.#state.set(this.#run.parameters);
    this.#forward.run(this.#state, this.#results);
    const size = this.#results.length / this.#outputs;
    const output = (k: number): Float64Array => this.#results.subarray(k * size, (k + 1) * size);
    if (this.#seen.shows === "curve") {
      const { x, y } = this.#box;
      this.#paths.forEach((path, k) => path.setAttribute("d", curvePath(this.#xs, output(k), x, y)));
    } else if (this.#outputs === 1) {
      contoursOf(this.#grid, this.#results, this.#seen.levels).forEach(({ path }, i) => this.#fill(i, path));
    } else {
      const all = this.#paths.map((_, k) => output(k));
      const ahead = new Float64Array(size);
      this.#paths.forEach((_, k) => {
        const others = all.filter((_, other) => other !== k);
        for (let i = 0; i < size; i++) {
          let best = -Infinity;
          for (const other of others) if (other[i] > best) best = other[i];
          ahead[i] = all[k][i] - best;
        }
        this.#fill(k, contoursOf(this.#grid, ahead, [0])[0].path);
      });
    }
  }

  #fill(band: number, path: string): void {
    for (const shape of [this.#grounds[band], this.#paths[band]]) shape?.setAttribute("d", path);
  }

  /** Where the network is asked: every place of the grid, x first; or every place along the curve. */
  #places(): Float64Array {
    const [xs, grid] = [this.#xs, this.#grid];
    if (this.#seen.shows === "curve") return xs;
    const places = new Float64Array(2 * xs.length * grid.ys.length);
    grid.ys.forEach((y, row) =>
      xs.forEach((x, column) => {
        places[row * xs.length + column] = x;
        places[places.length / 2 + row * xs.length + column] = y;
      }),
    );
    return places;
  }

  /** Regions above each level, one over the other; or one region for each class. */
  #bands(): SVGPathElement[] {
    const { levels } = this.#seen;
    const several = this.#outputs > 1;
    const band = (i: number): SVGPathElement => {
      const path = svg("path", { class: "mlcalc-band" });
      const far = Math.abs(i - levels.length / 2) / (levels.length / 2);
      const side = several ? i : Number(i > levels.length / 2);
      path.dataset["class"] = String(side);
      path.style.setProperty("--mlcalc-share", `${several ? 32 : Math.round(10 + 34 * far)}%`);
      if (!several && i === (levels.length + 1) / 2) path.classList.add("is-border");
      return path;
    };
    const ground = band(0);
    ground.setAttribute("d", `M0,0H${SIDE}V${SIDE}H0Z`);
    const paths = several
      ? Array.from({ length: this.#outputs }, (_, k) => band(k))
      : levels.map((_, i) => band(i + 1));
    if (!CSS.supports("color", "color-mix(in oklab, red, red)"))
      this.#grounds = paths.map(() => svg("path", { class: "mlcalc-band-ground" }));
    const stacked = paths.flatMap((path, i) => [...this.#grounds.slice(i, i + 1), path]);
    this.#field.append(...(several ? [] : [ground]), ...stacked);
    return paths;
  }

  #curves(): SVGPathElement[] {
    return Array.from({ length: this.#outputs }, (_, k) =>
      svg("path", { class: "mlcalc-curve", "data-role": CURVE_ROLES[k] }),
    );
  }

  /** Other examples from now on. */
  show(examples: Examples): void {
    this.#examples = examples;
    for (const [mark] of this.#marks) mark.remove();
    this.#marks = this.#marked();
    this.#inside.prepend(...this.#marks.map(([mark]) => mark));
    this.#placeMarks();
  }

  /** `act` hears of every place of the map that is pressed. */
  onPress(host: Stage, act: (x: number, y: number) => void): void {
    this.element.classList.add("is-pressed");
    host.listen(this.#drawing, "click", ({ clientX, clientY }) => {
      const { left, top } = this.#drawing.getBoundingClientRect();
      const { left: x0, top: y0, width, height, invertX, invertY } = this.#box;
      const [px, py] = [clientX - left - x0, clientY - top - y0];
      if (px >= 0 && px <= width && py >= 0 && py <= height) act(invertX(px), invertY(py));
    });
  }

  #placeMarks(): void {
    for (const [mark, x, y] of this.#marks) {
      mark.setAttribute("transform", `translate(${spot(this.#box.x(x), this.#box.y(y))})`);
    }
  }

  /** The examples as marks, with their places. */
  #marked(): [SVGElement, number, number][] {
    const { x, y, count } = this.#examples;
    const mark = (k: number, at: number, up: number): [SVGElement, number, number] => [
      svg("path", { class: "mlcalc-example", d: MARKS[Math.max(0, k)], "data-class": k }),
      at,
      up,
    ];
    const each = Array.from({ length: count }, (_, i) => i);
    if (this.#seen.shows === "map") return each.map((i) => mark(this.#classOf(i), x[i], x[count + i]));
    return this.#paths.flatMap((_, k) => each.map((i) => mark(k === 0 ? -1 : k, x[i], y[k * count + i])));
  }

  /** The class of an example: on which side of the middle its target is, or where the 1 stands; −1 without classes. */
  #classOf(i: number): number {
    const { y, count } = this.#examples;
    const { classes, levels } = this.#seen;
    if (!classes) return -1;
    if (this.#outputs === 1) return Number(y[i] > levels[(levels.length - 1) / 2]);
    return Array.from({ length: this.#outputs }, (_, k) => y[k * count + i]).indexOf(1);
  }

  #legend(): HTMLElement[] {
    if (!this.#seen.classes || this.#seen.shows === "curve") return [];
    const names =
      this.#outputs > 1
        ? Array.from({ length: this.#outputs }, (_, k) => `class ${k}`)
        : [...new Set(this.#spec.y)].sort((a, b) => a - b).map((y) => `y = ${formatShort(y)}`);
    const entries = names.map((name, k) =>
      html(
        "span",
        {},
        svg(
          "svg",
          { width: 14, height: 14, viewBox: "-7 -7 14 14", "aria-hidden": "true" },
          svg("path", { class: "mlcalc-example", d: MARKS[k], "data-class": k }),
        ),
        name,
      ),
    );
    return [html("div", { class: "mlcalc-seen-legend" }, ...entries)];
  }
}
