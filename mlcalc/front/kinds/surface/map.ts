/** The map of a surface: the land, the point on it, and the arrows and ways that start there. */

import { Handle, takeHold } from "../../controls/handles.ts";
import { Axes, type Box } from "../../plot/axes.ts";
import { polyline, type Point, spot } from "../../plot/geometry.ts";
import { html, place, setAttributes, svg } from "../../view/dom.ts";
import { label } from "../../view/formula.ts";
import type { Stage } from "../../view/stage.ts";
import { Arrow } from "./arrows.ts";
import { descend } from "./descent.ts";
import { Field, QuadraticModel } from "./field.ts";
import type { SurfaceSpec } from "./spec.ts";

/** How far the gradient's arrow reaches at most: of the smaller side of the map. */
const LONGEST = 0.42;
const TALLEST = 520;
const TURN = 2 * Math.PI;
/** The radius of the arc that shows an angle, in pixels. */
const ARC = 26;

export class SurfaceMap {
  readonly element = html("div", { class: "mlcalc-map" });
  /** As wide as the map is drawn, which can be less than there is room for. */
  readonly #sheet = html("div", { class: "mlcalc-plot" });
  readonly #host: Stage;
  readonly #spec: SurfaceSpec;
  readonly #axes: Axes;
  readonly #field: Field;
  readonly #model: QuadraticModel | null;
  readonly #drawing = svg("svg", { class: "mlcalc-drawing", role: "group" });
  readonly #inside = svg("svg", { class: "mlcalc-inside", "aria-hidden": "true" });
  readonly #gradient: Arrow;
  readonly #step: Arrow | null;
  readonly #newton: Arrow | null;
  /** The velocity of the point, or its nudge. */
  readonly #moved: Arrow | null;
  readonly #path = svg("path", { class: "mlcalc-path" });
  readonly #arc = svg("path", { class: "mlcalc-arc" });
  readonly #angle = label("\\varphi", "mlcalc-arc-name");
  readonly #ways: readonly SVGPathElement[];
  readonly #marks: readonly SVGPathElement[];
  readonly #point: Handle;
  readonly #tip: Handle | null;
  readonly #slopesAt: (at: ArrayLike<number>) => Float64Array;
  #box: Box;

  constructor(host: Stage, spec: SurfaceSpec) {
    const { model } = host;
    this.#host = host;
    this.#spec = spec;
    const [x, y] = [model.input(spec.across), model.input(spec.up)];
    this.#axes = new Axes({
      xlim: [x.low, x.high],
      ylim: [y.low, y.high],
      labels: spec.labels,
      words: spec.words,
    });
    this.#field = new Field(host, spec);
    this.#model = spec.quadratic ? new QuadraticModel(host, spec) : null;
    const { z } = spec.labels;
    this.#gradient = new Arrow("slope", `\\nabla ${z}`);
    this.#step = spec.descent && new Arrow("second", `-\\eta \\nabla ${z}`);
    this.#newton = spec.newton && new Arrow("newton", "\\text{Newton}");
    const moved = spec.velocity ?? spec.nudge;
    this.#moved = moved && new Arrow("input", spec.velocity ? "\\mathbf{v}" : "\\text{nudge}");
    const races = spec.descent?.momentum ?? false;
    const ways = spec.descent === null ? 0 : 1 + spec.descent.starts.length + Number(races);
    const way = (kind: string, i: number): SVGPathElement =>
      svg("path", { class: races && i === ways - 1 ? `${kind} is-rival` : kind });
    this.#ways = Array.from({ length: ways }, (_, i) => way("mlcalc-way", i));
    this.#marks = Array.from({ length: ways }, (_, i) => way("mlcalc-way-marks", i));
    this.#slopesAt = model.map([spec.across, spec.up], spec.slopes);

    this.#point = new Handle({
      drag: "point",
      inputs: [x, y],
      at: (px, py) => [this.#box.invertX(px - this.#box.left), this.#box.invertY(py - this.#box.top)],
    });
    this.#tip = moved && this.#tipOf(moved.inputs, spec.velocity ? "velocity" : "nudge");
    this.#assemble();
    this.#box = this.resize();
  }

  resize(): Box {
    const width = this.element.clientWidth || 480;
    const { total, ...box } = this.#axes.layoutEqual(width, Math.min(TALLEST, Math.max(300, width)));
    this.#box = box;
    this.#sheet.style.width = `${total[0]}px`;
    this.#sheet.style.height = `${total[1]}px`;
    setAttributes(this.#drawing, { width: total[0], height: total[1] });
    setAttributes(this.#inside, { x: box.left, y: box.top, width: box.width, height: box.height });
    this.#field.resize(box);
    this.#model?.forget();
    this.#path.setAttribute("d", polyline(this.#spec.path.map((place) => this.#pixel(place))));
    return this.#box;
  }

  draw(): void {
    const [box, spec] = [this.#box, this.#spec];
    const at = this.#values([spec.across, spec.up]);
    const here = this.#pixel(at);
    this.#field.draw(box);
    this.#model?.draw(box);
    this.#point.place(box.left + here[0], box.top + here[1], false);
    const slopes = this.#values(spec.slopes);
    const length = Math.hypot(...slopes) * spec.arrow;
    const longest = LONGEST * Math.min(this.#range(spec.across), this.#range(spec.up));
    const scale = spec.arrow * Math.min(1, longest / length);
    const tip = this.#pixel([at[0] + scale * slopes[0], at[1] + scale * slopes[1]]);
    this.#gradient.draw(box, here, tip);
    if (spec.descent !== null) this.#drawDescent(at);
    if (spec.newton !== null) this.#newton!.draw(box, here, this.#pixel(this.#values(spec.newton)));
    const end = this.#drawMoved(at, here);
    if (end !== null && spec.velocity !== null) this.#drawAngle(here, tip, end);
  }

  describe(): void {
    const spec = this.#spec;
    const say = (names: readonly string[]): string =>
      names
        .map((name) => `${name} = ${this.#host.numbers.format(name, this.#host.model.get(name))}`)
        .join(", ");
    const { across, up, value, slopes, velocity, nudge } = spec;
    this.#point.describe(this.#host.model.get(across), say([across, up, value, ...slopes]));
    const [inputs, change] = [(velocity ?? nudge)?.inputs, velocity?.rate ?? nudge?.exact];
    if (inputs && change) this.#tip?.describe(this.#host.model.get(inputs[0]), say([...inputs, change]));
  }

  dispose(): void {
    this.#field.dispose();
    this.#model?.dispose();
  }

  #assemble(): void {
    const arrows = [this.#gradient, this.#newton, this.#step, this.#moved].filter((arrow) => arrow !== null);
    this.#field.under(this.#path);
    this.#inside.append(
      ...(this.#model === null ? [] : [this.#model.element]),
      ...this.#ways,
      ...this.#marks,
      this.#arc,
      ...arrows.map(({ element }) => element),
    );
    const handles = [this.#point, this.#tip].filter((handle) => handle !== null);
    this.#drawing.append(
      this.#axes.element,
      this.#inside,
      ...handles.map(({ element }) => element).reverse(),
    );
    this.element.append(this.#sheet);
    this.#sheet.append(
      this.#field.element,
      this.#drawing,
      ...this.#axes.labels,
      ...(this.#spec.velocity === null ? [] : [this.#angle]),
      ...arrows.map(({ name }) => name),
    );
    takeHold(this.#host, this.#drawing, this.#sheet, handles);
  }

  #tipOf([vx, vy]: readonly [string, string], drag: string): Handle {
    return new Handle({
      drag,
      inputs: [this.#host.model.input(vx), this.#host.model.input(vy)],
      at: (px, py) => {
        const [x, y] = this.#values([this.#spec.across, this.#spec.up]);
        return [this.#box.invertX(px - this.#box.left) - x, this.#box.invertY(py - this.#box.top) - y];
      },
      shape: svg("circle", { class: "mlcalc-dot is-ring", r: 11 }),
    });
  }

  #drawDescent(at: Point): void {
    const { steps, starts, momentum } = this.#spec.descent!;
    const { model } = this.#host;
    const rate = model.get("rate");
    const count = steps ? Math.round(model.get("steps")) : 1;
    const ways = [at, ...starts].map((start) => descend(this.#slopesAt, start, rate, count));
    if (momentum) ways.push(descend(this.#slopesAt, at, model.get("pace"), count, model.get("beta")));
    ways.forEach((way, i) => {
      const path = way.map((place) => this.#pixel(place));
      this.#ways[i].setAttribute("d", polyline(path));
      // A start of its own is a ring; every step is a dot.
      const ring = i === 0 || i > starts.length ? "" : dot(path[0], 4.5);
      this.#marks[i].setAttribute(
        "d",
        ring +
          path
            .slice(1)
            .map((place) => dot(place, 1.6))
            .join(""),
      );
      if (i === 0) this.#step!.draw(this.#box, path[0], path.length > 1 ? path[1] : path[0]);
    });
  }

  /** The arrow that a hand can drag, where there is one; returns its tip. */
  #drawMoved(at: Point, here: Point): Point | null {
    const moved = this.#spec.velocity ?? this.#spec.nudge;
    if (moved === null) return null;
    const by = this.#values(moved.inputs);
    const end = this.#pixel([at[0] + by[0], at[1] + by[1]]);
    this.#moved!.draw(this.#box, here, end);
    const [x, y] = [clamp(end[0], this.#box.width), clamp(end[1], this.#box.height)];
    this.#tip!.place(this.#box.left + x, this.#box.top + y, x !== end[0] || y !== end[1]);
    return end;
  }

  /** Between the directions: an arc at the point, from one arrow to the other the short way round. */
  #drawAngle(here: Point, gradient: Point, end: Point): void {
    const direction = ([px, py]: Point): number => Math.atan2(py - here[1], px - here[0]);
    const from = direction(gradient);
    const turn = ((((direction(end) - from) % TURN) + 1.5 * TURN) % TURN) - TURN / 2;
    const on = (angle: number, radius: number): Point => [
      here[0] + radius * Math.cos(angle),
      here[1] + radius * Math.sin(angle),
    ];
    const drawn = Math.hypot(end[0] - here[0], end[1] - here[1]) > 1 && Math.abs(turn) > 0.02;
    const [a, b] = [on(from, ARC), on(from + turn, ARC)];
    const d = `M${spot(...a)}A${ARC},${ARC} 0 0 ${turn > 0 ? 1 : 0} ${spot(...b)}`;
    this.#arc.setAttribute("d", drawn ? d : "");
    this.#angle.hidden = !drawn;
    const [x, y] = on(from + turn / 2, ARC + 12);
    place(this.#angle, this.#box.left + x, this.#box.top + y);
  }

  #values(names: readonly string[]): Point {
    return [this.#host.model.get(names[0]), this.#host.model.get(names[1])];
  }

  #pixel([x, y]: Point): Point {
    return [this.#box.x(x), this.#box.y(y)];
  }

  #range(name: string): number {
    const { low, high } = this.#host.model.input(name);
    return high - low;
  }
}

const clamp = (pixel: number, size: number): number => Math.min(size, Math.max(0, pixel));
const dot = ([x, y]: Point, r: number): string =>
  Math.abs(x) < 1e5 && Math.abs(y) < 1e5
    ? `M${spot(x - r, y)}a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0Z`
    : "";
