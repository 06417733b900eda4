/** What shows a slope: the tangent with its triangle, or the secant through a second point with its own. */

import { html, place, svg } from "../view/dom.ts";
import type { Stage } from "../view/stage.ts";
import type { Box } from "./axes.ts";
import { besidePoint, clipLine, niceRun, type Point } from "./geometry.ts";

const line = (ends: readonly [Point, Point] | null): string =>
  ends === null ? "" : `M${pair(ends[0])}L${pair(ends[1])}`;
const pair = ([x, y]: Point): string => `${x.toFixed(2)},${y.toFixed(2)}`;
const clamp = (y: number, height: number): number => Math.min(height, Math.max(0, y));
/** About the width of a label with this text. */
const widthOf = (element: HTMLElement): number => 8 * element.textContent!.length + 8;
const HALF_LINE = 9;

/** The two legs of a right triangle at the point, and a label at each. */
class Triangle {
  readonly path: SVGPathElement;
  readonly labels: readonly [HTMLElement, HTMLElement];

  constructor(className: string, run: readonly (Node | string)[], rise: readonly (Node | string)[]) {
    this.path = svg("path", { class: `mlcalc-triangle ${className}` });
    this.labels = [
      html("span", { class: `mlcalc-leg ${className}` }, ...run),
      html("span", { class: `mlcalc-leg ${className}` }, ...rise),
    ];
  }

  hide(): void {
    this.path.setAttribute("d", "");
    for (const leg of this.labels) leg.hidden = true;
  }

  /** From the point to (x, y), in pixels of the box. A leg too short to be read has no label. */
  draw(box: Box, [px, py]: Point, [x, y]: Point): void {
    const end = clamp(y, box.height);
    this.path.setAttribute("d", `M${pair([px, py])}H${x.toFixed(2)}V${end.toFixed(2)}Z`);
    const side = x >= px ? 1 : -1;
    const legible = Math.abs(y - py) > HALF_LINE && x >= 0;
    const [run, rise] = this.labels;
    run.hidden = rise.hidden = !legible;
    if (!legible) return;
    const below = y < py ? 1 : -1;
    const off = besidePoint(Math.abs(x - px) / 2, widthOf(run) / 2, 12);
    place(run, box.left + (px + x) / 2, box.top + py + below * off);
    const left = side > 0 ? x + 5 : x - 5 - widthOf(rise);
    const at = Math.max(0, Math.min(left, box.width + box.free - widthOf(rise)));
    place(rise, box.left + at, box.top + (py + end) / 2, "0, -50%");
  }
}

export class Tangent {
  readonly drawing: readonly SVGElement[];
  readonly labels: readonly HTMLElement[];
  readonly #path = svg("path", { class: "mlcalc-tangent" });
  readonly #triangle: Triangle | null;
  readonly #read: () => number;
  readonly #run: number;
  readonly #log: Readonly<Record<"x" | "y", boolean>>;

  /**
   * On a logarithmic axis the straight line that touches the curve is the tangent of the picture (of log f, by log x, or
   * both): a power law or an exponential. Its legs are no rise and run of f, so there it has no triangle.
   */
  constructor(
    host: Stage,
    slope: string,
    range: readonly [number, number],
    log: Readonly<Record<"x" | "y", boolean>>,
    legs: boolean,
  ) {
    this.#read = host.model.reader(slope);
    this.#run = niceRun(...range);
    this.#log = log;
    const times = this.#run === 1 ? [] : [`${this.#run} × `];
    this.#triangle =
      legs && !log.x && !log.y
        ? new Triangle("is-tangent", [String(this.#run)], [...times, host.numbers.output(slope)])
        : null;
    this.drawing = this.#triangle === null ? [this.#path] : [this.#triangle.path, this.#path];
    this.labels = this.#triangle?.labels ?? [];
  }

  /** At the value y of x; `point` is that place in pixels, and `shown` whether it is in sight. */
  draw(box: Box, x: number, y: number, point: Point, shown: boolean): void {
    // d(pixel)/d(value) of each axis: where an axis is logarithmic it changes along the way.
    const [across, up] = [
      this.#log.x ? box.width / logRange(box.invertX, box.width) / x : perUnit(box.x),
      this.#log.y ? -box.height / logRange(box.invertY, box.height) / y : perUnit(box.y),
    ];
    const steepness = (this.#read() * up) / across;
    this.#path.setAttribute("d", line(clipLine(...point, steepness, box.width, box.height)));
    if (this.#triangle === null) return;
    if (!shown || !Number.isFinite(steepness)) return this.#triangle.hide();
    const [px, py] = point;
    const length = Math.abs(perUnit(box.x)) * this.#run;
    // One run to the right of the point; where the labels would not fit there, one run to its left.
    const side = px + length + 5 + widthOf(this.#triangle.labels[1]) <= box.width + box.free ? 1 : -1;
    const end: Point = [px + side * length, py + side * steepness * length];
    this.#triangle.draw(box, point, end);
  }
}

const perUnit = (scale: (value: number) => number): number => scale(1) - scale(0);
const logRange = (invert: (pixel: number) => number, size: number): number =>
  Math.abs(Math.log(invert(size) / invert(0)));

export class Secant {
  readonly drawing: readonly SVGElement[];
  readonly labels: readonly HTMLElement[];
  readonly #path = svg("path", { class: "mlcalc-secant" });
  readonly #triangle: Triangle;

  constructor(host: Stage, step: string, slope: string) {
    this.#triangle = new Triangle(
      "is-secant",
      [host.numbers.output(step)],
      ["slope ", host.numbers.output(slope)],
    );
    this.drawing = [this.#triangle.path, this.#path];
    this.labels = this.#triangle.labels;
  }

  draw(box: Box, point: Point, second: Point, shown: boolean): void {
    const steepness = (second[1] - point[1]) / (second[0] - point[0]);
    this.#path.setAttribute("d", line(clipLine(...point, steepness, box.width, box.height)));
    if (!shown || !Number.isFinite(steepness)) return this.#triangle.hide();
    this.#triangle.draw(box, point, second);
  }
}
