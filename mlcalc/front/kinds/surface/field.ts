/** The land under the point: bands of colour with contours between them, and the contours' values. */

import { formatShort } from "../../model/format.ts";
import type { Box } from "../../plot/axes.ts";
import { contoursOf, gridOver, levelPlaces, quadraticOn } from "../../plot/contours.ts";
import { setAttributes, svg } from "../../view/dom.ts";
import type { Stage } from "../../view/stage.ts";
import type { SurfaceSpec } from "./spec.ts";

type Pair = readonly [number, number];

/** Milliseconds after the last change until a heavy picture is drawn finely. */
const REST = 160;

/** Something drawn on a grid, coarsely while it moves and finely when it rests. */
abstract class Gridded {
  readonly #host: Stage;
  readonly #reads: readonly (() => number)[];
  readonly #drawn: Float64Array;
  readonly #coarse: number;
  readonly #fine: number;
  #wanted: number;
  #shown = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `names` are the numbers on which the picture depends; cells are counted along the longer side. */
  constructor(host: Stage, names: readonly string[], coarse: number, fine: number) {
    this.#host = host;
    this.#reads = names.map((name) => host.model.reader(name));
    this.#drawn = new Float64Array(names.length);
    this.#coarse = coarse;
    this.#wanted = this.#fine = fine;
  }

  draw(box: Box): void {
    let moved = false;
    this.#reads.forEach((read, i) => {
      const value = read();
      moved ||= this.#shown > 0 && !Object.is(value, this.#drawn[i]);
      this.#drawn[i] = value;
    });
    if (moved) {
      this.#wanted = this.#coarse;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => {
        this.#wanted = this.#fine;
        this.#host.redraw();
      }, REST);
    }
    if (!moved && this.#shown === this.#wanted) return;
    this.#shown = this.#wanted;
    this.render(box, this.#wanted, this.#wanted === this.#fine);
  }

  /** The frame has another size. */
  forget(): void {
    this.#shown = 0;
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  protected abstract render(box: Box, cells: number, fine: boolean): void;
}

/** What moves the land itself: inputs of the function that are not the place on the map. */
function parametersOf({ across, up, inputs, graph, velocity, nudge }: SurfaceSpec): string[] {
  const elsewhere = [across, up, "rate", "steps", "layout", ...((velocity ?? nudge)?.inputs ?? [])];
  const used = graph.inputs.map(({ name }) => name);
  return inputs.map(({ name }) => name).filter((name) => used.includes(name) && !elsewhere.includes(name));
}

export class Field extends Gridded {
  /** A layer of its own: what moves above it must not repaint it. */
  readonly element = svg("svg", { class: "mlcalc-field", "aria-hidden": "true" });
  readonly #spec: SurfaceSpec;
  readonly #limits: readonly [Pair, Pair];
  readonly #bands: readonly SVGPathElement[];
  readonly #texts = svg("g", { class: "mlcalc-levels" });
  readonly #evaluate: (xs: Float64Array, ys: Float64Array) => Float64Array;

  constructor(host: Stage, spec: SurfaceSpec) {
    super(host, parametersOf(spec), 30, 132);
    this.#spec = spec;
    this.#limits = limitsOf(host, spec);
    this.#evaluate = host.model.grid(spec.across, spec.up, spec.value);
    const ground = svg("rect", { class: "mlcalc-band", width: "100%", height: "100%" });
    this.#bands = spec.levels.map(() => svg("path", { class: "mlcalc-band" }));
    [ground, ...this.#bands].forEach((band, i) =>
      band.style.setProperty(
        "--mlcalc-share",
        `${((100 * i) / Math.max(1, spec.levels.length)).toFixed(0)}%`,
      ),
    );
    this.element.append(ground, ...this.#bands, this.#texts);
  }

  resize({ left, top, width, height }: Box): void {
    setAttributes(this.element, { width, height });
    this.element.style.transform = `translate(${left}px, ${top}px)`;
    this.forget();
  }

  /** A line on the land, on which the numbers of contours stay to be read. */
  under(line: SVGElement): void {
    this.#texts.before(line);
  }

  protected render({ width, height }: Box, cells: number, fine: boolean): void {
    const grid = gridOver(...this.#limits, width, height, cells);
    const contours = contoursOf(grid, this.#evaluate(grid.xs, grid.ys), this.#spec.levels);
    contours.forEach(({ path }, i) => this.#bands[i].setAttribute("d", path));
    // Numbers that jump from place to place while the land moves could not be read.
    const places = fine ? levelPlaces(contours, width, height, { x: 26, y: 16 }) : [];
    this.#texts.replaceChildren(
      ...places.map(({ x, y, level }) =>
        svg("text", { x: x.toFixed(1), y: (y + 4).toFixed(1) }, formatShort(level)),
      ),
    );
  }
}

/** The contours of the local quadratic model, at the same levels as the land's. */
export class QuadraticModel extends Gridded {
  readonly element = svg("path", { class: "mlcalc-model" });
  readonly #limits: readonly [Pair, Pair];
  readonly #levels: readonly number[];
  readonly #read: readonly (() => number)[];

  constructor(host: Stage, spec: SurfaceSpec) {
    const names = [spec.across, spec.up, spec.value, ...spec.slopes, ...spec.hessian!];
    super(host, names, 24, 72);
    this.#limits = limitsOf(host, spec);
    this.#levels = spec.levels;
    this.#read = names.map((name) => host.model.reader(name));
  }

  protected render({ width, height }: Box, cells: number): void {
    const [x, y, value, fx, fy, xx, xy, yy] = this.#read.map((read) => read());
    const grid = gridOver(...this.#limits, width, height, cells);
    const contours = contoursOf(grid, quadraticOn(grid, [x, y], value, [fx, fy], [xx, xy, yy]), this.#levels);
    this.element.setAttribute("d", contours.map(({ path }) => path).join(""));
  }
}

function limitsOf(host: Stage, spec: SurfaceSpec): readonly [Pair, Pair] {
  const [x, y] = [host.model.input(spec.across), host.model.input(spec.up)];
  return [
    [x.low, x.high],
    [y.low, y.high],
  ];
}
